"""`--letterhead` and `--reply-by`."""

from datetime import date
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.ledger.telling import Telling
from ingest.letters import day_of, manner_of
from reports.letter.manner import Manner
from tests.ingest.support import letter, run_hebiao


def test_the_manner(tmp_path: Path) -> None:
    """Nothing is asked for, or a letterhead and a day."""
    assert manner_of(Telling(notice="", masked=False)) == Manner()
    head, file = letter(), tmp_path / "函头.docx"
    file.write_bytes(head)
    asked = Telling(notice="", masked=False, letterhead=str(file), reply_by=day_of("2023-06-20"))
    assert manner_of(asked) == Manner(head, date(2023, 6, 20))
    assert Telling.model_validate_json(asked.model_dump_json()) == asked


@pytest.mark.parametrize("day", ["", "2023-6-20", "20230620", "2023-02-30", "明天", "2023-06-20T00:00", "２０２３-06-20"])
def test_no_day(day: str) -> None:
    """What is no day is wrong usage."""
    with pytest.raises(UsageError, match="--reply-by"):
        day_of(day)


def test_no_letterhead(tmp_path: Path) -> None:
    """A file that is none, a folder, or nothing is wrong usage, and says which; the run does not begin."""
    wrong = tmp_path / "函头.docx"
    wrong.write_bytes(b"%PDF-1.7")
    for file in (wrong, tmp_path, tmp_path / "没有.docx"):
        done = run_hebiao("run", wrong, "--out", tmp_path / "out", "--letterhead", file)
        assert done.returncode == 2
        assert str(file) in done.stderr
        assert not (tmp_path / "out").exists()
