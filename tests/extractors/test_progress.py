"""Readers say that they get on, so that whoever waits can tell slow from stuck."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from extractors import progress
from extractors.locks.passwords import Passwords
from extractors.office import libreoffice
from extractors.read import read_contents
from ingest.loading import load
from ingest.sources import SourceFile
from ingest.unpack.budget import Budget
from ingest.unpack.mailbox import open_mailbox
from ingest.unpack.opening import open_container
from schema.limits import MB, Limits
from schema.notice import load_notice

MAILBOX = Path(__file__).parents[2] / "samples" / "mailbox"


@pytest.fixture
def said() -> Iterator[list[float]]:
    """What is said while a test goes on."""
    heard: list[float] = []
    progress.report_to(heard.append)
    yield heard
    progress.report_to(lambda _: None)


@pytest.mark.parametrize(("suffix", "least"), [(".docx", 100), (".pdf", 3)])
def test_reading(said: list[float], suffix: str, least: int) -> None:
    """Every cell and every page, and the tables that are mapped."""
    file = min(file for file in MAILBOX.rglob(f"*{suffix}") if "培训机构推荐表" in file.name)
    read_contents(file.read_bytes(), file.name, (file.name,), load_notice(), Limits())
    assert len(said) >= least
    assert set(said) == {0.0}


def test_unpacking(said: list[float]) -> None:
    """A large member is said block by block while it is unpacked."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        package.writestr("a", bytes(4 * MB))
    list(open_container(buffer.getvalue(), "application/zip", "a.zip", Budget(Limits()), Passwords()).members)
    assert len(said) >= 4


def test_a_large_file(said: list[float], tmp_path: Path) -> None:
    """A mailbox is said block by block while it is split, and any file while it is read."""
    file = tmp_path / "mbox"
    file.write_bytes(b"From a Mon Jun  5 09:30:00 2023\nA: b\n\n" + b"x" * (16 * MB))
    open_mailbox(SourceFile("mbox", file))
    assert len(said) >= 4
    said.clear()
    load(SourceFile("mbox", file), Limits())
    assert len(said) >= 4


def test_a_conversion_has_a_clock_of_its_own(said: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """It says beforehand for how long nothing will be heard, and when it is over."""
    monkeypatch.setattr(libreoffice, "_run", lambda *_: None)
    monkeypatch.setattr(libreoffice, "_converted", lambda _: b"docx")
    monkeypatch.setattr("shutil.which", lambda _: "soffice")
    libreoffice.to_docx(b"", ".doc", "MS Word 97")
    assert said == [libreoffice.MAX_SECONDS_IN_ALL, 0.0]
