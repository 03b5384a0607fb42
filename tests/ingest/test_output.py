"""The folder that a run writes."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from ingest.errors import OutputError
from ingest.naming import Ids, renamed
from ingest.output import OutputFolder, made_of
from ingest.process import CheckedForm
from ingest.rows import form_row
from reports.letter.written import Drafted
from schema.batch import Batch
from tests.ingest.support import checked, entry


def written(root: Path) -> set[str]:
    """The files in a folder, but for the list of those that runs have written."""
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()} - {".written.json"}


def batch(*ids: str) -> Batch:
    forms = [checked(record_id) for record_id in ids]
    return Batch(
        notice="文号", notice_title="通知", forms=tuple(form_row(form) for form in forms),
        files=tuple(entry(f"{record_id}.docx", record_id) for record_id in ids),
    )


def write(folder: OutputFolder, form: CheckedForm, html: str = "<html>") -> None:
    name = form.record.id
    folder.write_record(form.record, made_of(name, html))
    folder.write_findings(form.report)
    folder.write_report(name, made_of(name, html), html)


def run_over(root: Path, *ids: str, complete: bool = True) -> None:
    folder = OutputFolder(root)
    for record_id in ids:
        write(folder, checked(record_id))
    folder.close(batch(*ids), "", complete=complete)


def files_of(*ids: str) -> set[str]:
    forms = {f"{folder}/{name}{end}" for name in ids
             for folder, end in (("records", ".json"), ("findings", ".json"), ("reports", ".html"))}
    return {"index.html", "summary.xlsx", "manifest.json", *forms}


def test_folder_of_the_contract(tmp_path: Path) -> None:
    """A run writes exactly the files of the contract, for nobody but its owner."""
    run_over(tmp_path / "out", "甲", "乙")
    assert written(tmp_path / "out") == files_of("甲", "乙")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").rglob("*")}
    assert modes == {0o700, 0o600}
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    assert (manifest["notice"], [file["records"] for file in manifest["files"]]) == ("文号", [["甲"], ["乙"]])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_wider_folder_of_results_is_closed(tmp_path: Path) -> None:
    """An empty folder, or that of an earlier run, is for its owner alone from now on; earlier files that are written anew too."""
    out = tmp_path / "out"
    (out / "records").mkdir(parents=True)
    (out / "README.md").write_text("x")
    (out / "records/甲.json").write_text("{}")
    for path in (out, out / "records", out / "records/甲.json"):
        path.chmod(0o777)
    run_over(out, "甲")
    assert (mode(out), mode(out / "records"), mode(out / "records/甲.json")) == (0o700, 0o700, 0o600)


def test_a_folder_with_other_things_stays_as_open_as_it_is(tmp_path: Path) -> None:
    """Others may need what lies there; what the run writes is still for its owner alone."""
    (tmp_path / "通讯录.xlsx").write_text("x")
    tmp_path.chmod(0o755)
    run_over(tmp_path, "甲")
    assert mode(tmp_path) == 0o755
    assert {mode(tmp_path / name) for name in ("index.html", "summary.xlsx", "manifest.json", "reports/甲.html")} == {0o600}
    assert mode(tmp_path / "records") == 0o700


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    """A link where a file is to be put, or its part, is replaced: nothing outside the folder is written."""
    outside = tmp_path / "outside"
    outside.write_text("x")
    (tmp_path / "out/records").mkdir(parents=True)
    for name in ("index.html", ".index.html.part", "records/甲.json", "records/.甲.json.part"):
        (tmp_path / "out" / name).symlink_to(outside)
    run_over(tmp_path / "out", "甲")
    assert outside.read_text() == "x"
    assert not (tmp_path / "out/records/甲.json").is_symlink()
    assert written(tmp_path / "out") == files_of("甲")


def test_json_is_for_people_too(tmp_path: Path) -> None:
    """Chinese stands as it is, indented, with a line end."""
    folder = OutputFolder(tmp_path)
    write(folder, checked("甲", "某某公司"))
    text = (tmp_path / "records/甲.json").read_text("utf-8")
    assert '\n    "organisation": {\n' in text
    assert '"某某公司"' in text
    assert text.endswith("}\n")


def test_nothing_is_left_of_an_earlier_run(tmp_path: Path) -> None:
    """What this run did not write again goes; what no run wrote stays."""
    run_over(tmp_path, "甲", "乙")
    (tmp_path / "records/笔记.json").write_text("{}")
    (tmp_path / "README.md").write_text("x")
    run_over(tmp_path, "乙", "丙")
    assert written(tmp_path) == files_of("乙", "丙") | {"records/笔记.json", "README.md"}


def test_letters(tmp_path: Path) -> None:
    """They are written where they are due, for their owner alone; those go that nothing asks for any more."""
    for due in (("甲", "邮件-1"), ("甲",)):
        folder = OutputFolder(tmp_path)
        write(folder, checked("甲"))
        for name in due:
            folder.write_letter(name, made_of(name), Drafted(b"docx", b"eml"))
        folder.close(batch("甲"), "")
        assert written(tmp_path) == files_of("甲") | {f"notices/{name}{end}" for name in due for end in (".docx", ".eml")}
    assert mode(tmp_path / "notices/甲.eml") == 0o600
    again = OutputFolder(tmp_path)
    assert again.has_letter("甲", made_of("甲"))
    (tmp_path / "notices/甲.eml").write_bytes(b"changed")
    assert not again.has_letter("甲", made_of("甲"))


def test_interrupted_run_removes_nothing(tmp_path: Path) -> None:
    """A run that was stopped keeps the earlier one's files; the next whole run still knows them."""
    run_over(tmp_path, "甲", "乙")
    run_over(tmp_path, "丙", complete=False)
    assert written(tmp_path) == files_of("甲", "乙", "丙")
    run_over(tmp_path, "乙")
    assert written(tmp_path) == files_of("乙")


@pytest.mark.parametrize("listed", [
    "no json", "[]", '{"records": 1}', '{"../outside.json": ["", ""], "records/../../outside.json": ["", ""]}',
    '{"/outside.json": ["", ""], "records/": ["", ""], "records/..": ["", ""], "笔记.txt": ["", ""], "other/x": ["", ""]}',
])
def test_a_foreign_list_does_no_harm(tmp_path: Path, listed: str) -> None:
    """A list of written files that no run wrote leads to nothing outside the folders of results, and to no error."""
    out = tmp_path / "out"
    (out / "other").mkdir(parents=True)
    others = (tmp_path / "outside.json", out / "笔记.txt", out / "other/x")
    for file in others:
        file.write_text("x")
    (out / ".written.json").write_text(listed)
    run_over(out, "甲")
    assert all(file.exists() for file in others)
    assert files_of("甲") <= written(out)


def test_a_run_that_was_killed_leaves_nothing_for_ever(tmp_path: Path) -> None:
    """What it was about to write is known to the next run, which has it not."""
    folder = OutputFolder(tmp_path)
    folder.plan(["records/甲.json", "findings/甲.json", "reports/甲.html"])
    write(folder, checked("甲"))
    run_over(tmp_path, "乙")
    assert written(tmp_path) == files_of("乙")


def test_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays whole, no part lies about, and the error says why."""
    folder = OutputFolder(tmp_path)
    write(folder, checked("甲"), "<html>old")
    before = written(tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        write(folder, checked("甲", "新名称"), "<html>new")
    assert written(tmp_path) == before
    assert "新名称" not in (tmp_path / "records/甲.json").read_text("utf-8")


@pytest.mark.parametrize("blocked", ["out", "out/records"])
def test_file_in_the_way(tmp_path: Path, blocked: str) -> None:
    """A file where a folder must be is said before anything is processed."""
    (tmp_path / blocked).parent.mkdir(exist_ok=True)
    (tmp_path / blocked).write_text("x")
    with pytest.raises(OutputError, match="同名的文件已经存在"):
        OutputFolder(tmp_path / "out")


def test_workbook_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder in the workbook's place is an error of the output, too."""
    folder = OutputFolder(tmp_path)
    (tmp_path / "summary.xlsx" / "x").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"summary\.xlsx"):
        folder.close(batch(), "")


def test_ids_are_unique() -> None:
    """The later of two forms of one id gets a number, which no other form has; capitals make no difference."""
    ids = Ids()
    forms = [checked(wanted) for wanted in ("甲A", "甲A", "甲A-2", "甲a", "乙")]
    given = [renamed(form, ids.give(form.record.id)) for form in forms]
    assert [form.record.id for form in given] == ["甲A", "甲A-2", "甲A-2-2", "甲a-3", "乙"]
    assert [form.report.record for form in given] == [form.record.id for form in given]
