"""The files of the INPUTs."""

import os
from pathlib import Path

from ingest.sources import find_files, printable


def make(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def test_folders_are_walked_in_a_fixed_order(tmp_path: Path) -> None:
    """All files to the bottom, by their path below the INPUT, hidden ones too."""
    make(tmp_path, "b.docx", "a/z.pdf", "a/y/x.docx", ".DS_Store")
    assert [source.path for source in find_files([tmp_path])] == [".DS_Store", "a/y/x.docx", "a/z.pdf", "b.docx"]


def test_single_file_goes_by_its_name(tmp_path: Path) -> None:
    """A file that is an INPUT has no folder in its path."""
    make(tmp_path, "a/x.docx")
    assert [source.path for source in find_files([tmp_path / "a/x.docx"])] == ["x.docx"]


def test_a_file_counts_once(tmp_path: Path) -> None:
    """INPUTs that overlap do not double a file; equal names in two INPUTs are two files."""
    make(tmp_path, "a/x.docx", "b/x.docx")
    found = find_files([tmp_path / "a", tmp_path / "a/x.docx", tmp_path / "b"])
    assert [source.file for source in found] == [tmp_path / "a/x.docx", tmp_path / "b/x.docx"]


def test_output_inside_the_input_is_left_out(tmp_path: Path) -> None:
    """What the last run wrote is not read by the next."""
    make(tmp_path, "x.docx", "out/records/y.json")
    assert [source.path for source in find_files([tmp_path], leave_out=tmp_path / "out")] == ["x.docx"]


def test_links(tmp_path: Path) -> None:
    """A link to a folder is not followed, which may lead in a circle, but it is listed; a dead link too."""
    make(tmp_path, "in/a/x.docx")
    (tmp_path / "in/a/circle").symlink_to(tmp_path / "in")
    (tmp_path / "in/dead.docx").symlink_to(tmp_path / "nowhere")
    assert [source.path for source in find_files([tmp_path / "in"])] == ["a/circle", "a/x.docx", "dead.docx"]


def test_names_in_another_encoding(tmp_path: Path) -> None:
    """A name in GB 18030, as old archives leave them, is read as such."""
    name = os.fsdecode("推荐表.docx".encode("gb18030"))
    (tmp_path / name).write_bytes(b"x")
    assert [source.path for source in find_files([tmp_path])] == ["推荐表.docx"]
    assert printable("推荐表.docx") == "推荐表.docx"
