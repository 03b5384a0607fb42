"""What is committed is what the generator makes, byte by byte, and everything is listed."""

import hashlib
import json
import zlib
from pathlib import Path

import pypdfium2
import pytest

from samples import fonts
from samples.fonts import FontMissingError, find_font
from samples.generate import generate
from samples.papers.page import Page
from samples.papers.writers import as_jpeg, as_pdf
from tests.samples.support import SAMPLES, needs_font

_FONT = "79c18ebe7b811951e8311bad7103ebeae8c337ed9988ea69e8a78a66cfe029b9"  # of fonts-wqy-zenhei 0.9.45
_PICTURE = "84153436994abc4dfb92d8f1015e7e099aafaee45ca45922346b223100e83270"  # of a letter in a picture, drawn and packed by the library
_DRAWN = "be313969076d13770cc83a9c9739bd17250e1caaf18ee0f6758672a377ece982"  # of a page with a few letters, drawn by pdfium
_DEFLATED = "e28a59e2d83f4b33ac662c4689bc481618c410614cfa03b9c8556a3774f79373"  # of the squares below, by zlib


def _files(folder: Path) -> dict[str, bytes]:
    made = [folder / "expected.json", folder / "README.md"]
    made += [file for name in ("templates", "mailbox") for file in (folder / name).rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(made)}


@needs_font
def test_generating_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """Seeded: templates, mailbox, expected.json and README.md are as committed."""
    if hashlib.sha256(find_font().read_bytes()).hexdigest() != _FONT:
        pytest.skip("another version of the font: the PDF files would differ")
    squares = b"".join(str(number * number).encode() for number in range(2000))
    if hashlib.sha256(zlib.compress(squares, 9)).hexdigest() != _DEFLATED:
        pytest.skip("another implementation of zlib: the files would be compressed otherwise")
    if hashlib.sha256(as_jpeg(Page("样例"))).hexdigest() != _PICTURE:
        pytest.skip("another version of Pillow or of what is in it: the pictures would differ")
    with pypdfium2.PdfDocument(as_pdf(Page("样例"))) as document:
        if hashlib.sha256(document[0].render(scale=1).to_numpy().tobytes()).hexdigest() != _DRAWN:
            pytest.skip("another version of pdfium: the scans would be drawn otherwise")
    generate(tmp_path)
    made, committed = _files(tmp_path), _files(SAMPLES)
    assert sorted(made) == sorted(committed)
    assert [path for path in made if made[path] != committed[path]] == []


def test_every_file_is_listed() -> None:
    """expected.json and README.md name every file of the mailbox and what is in it, and no other file."""
    files = {path.removeprefix("mailbox/") for path in _files(SAMPLES) if path.startswith("mailbox/")}
    listed = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["files"]
    assert {path for path in listed if not any(f"{other}/" == path[:len(other) + 1] for other in listed)} == files
    readme = (SAMPLES / "README.md").read_text("utf-8")
    assert [path for path in listed if f"| {path} |" not in readme] == []


def test_the_samples_are_small() -> None:
    """They stay below 6 MB together."""
    assert sum(map(len, _files(SAMPLES).values())) < 6_000_000


def test_a_missing_font_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the package, and the folder stays as it was."""
    monkeypatch.setattr(fonts, "_PLACES", (tmp_path / "no.ttc",))
    with pytest.raises(FontMissingError, match="fonts-wqy-zenhei"):
        generate(tmp_path)
    assert list(tmp_path.iterdir()) == []
