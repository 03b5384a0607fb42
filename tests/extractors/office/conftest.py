"""A temporary folder of the test's own, so that places and leftovers are those of the test."""

import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def left(scratch: Path) -> list[str]:
    """The files that are still there."""
    return [file.name for file in scratch.rglob("*") if not file.is_dir()]
