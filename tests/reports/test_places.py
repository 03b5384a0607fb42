"""Places in a file, in words."""

import pytest

from reports.places import cell_text, place_text
from schema.finding import FindingEvidence


@pytest.mark.parametrize(
    ("page", "cell", "words"),
    [
        (2, None, "第2页"),
        (None, "T1R4C3", "第1张表第4行第3列"),
        (2, "T1R4C3", "第2页，第1张表第4行第3列"),
        (None, "P12", "第12段"),
        (None, "T1R4C4/T1R2C1", "第1张表第4行第4列内第1张表第2行第1列"),
        (None, None, ""),
    ],
)
def test_places_in_words(page: int | None, cell: str | None, words: str) -> None:
    """Page, table, row and cell, paragraph, and a table inside a cell."""
    assert place_text(FindingEvidence(file="推荐表.docx", page=page, cell=cell)) == words


def test_what_is_written_otherwise_stays() -> None:
    """A place in another notation is shown as it is."""
    assert cell_text("正文") == "正文"
