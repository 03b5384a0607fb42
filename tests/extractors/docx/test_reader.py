"""Word files that this project did not make."""

import json
from pathlib import Path

import pytest

from extractors.document import Cell, Document
from extractors.docx.reader import read_docx
from extractors.errors import DocumentError
from tests.extractors.docx.build import tables

SHARED = Path(__file__).parents[4] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")

FORMS = sorted(SHARED.glob("inputs/forms/*.docx"))
FOREIGN = sorted(SHARED.glob("inputs/foreign/*.docx"))
HOSTILE = sorted([*SHARED.glob("inputs/hostile/docx/*"), *SHARED.glob("inputs/hostile/misc/*"), *SHARED.glob("inputs/hostile/doc/*")])
LEVELS = ("初级", "中级", "高级")


def outcome(path: Path) -> Document | DocumentError:
    """What becomes of a file."""
    try:
        found: Document | DocumentError = read_docx(path.read_bytes())
    except DocumentError as error:
        found = error
    return found


@pytest.mark.parametrize("path", [*HOSTILE, *FOREIGN], ids=lambda path: path.name)
def test_every_file_ends_in_a_named_outcome(path: Path) -> None:
    """Odd, broken, encrypted and foreign files give a document or a reason."""
    found = outcome(path)
    if isinstance(found, DocumentError):
        assert found.code in {"document.unreadable", "document.encrypted", "document.type_mismatch", "document.too_large"}
        assert path.name not in found.reason
    else:
        assert path.suffix in {".docx", ".docm", ".dotx"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_forms_give_their_grid(path: Path) -> None:
    """A form is one table of twelve columns whose cells cover every place of its grid once."""
    found = outcome(path)
    assert isinstance(found, Document)
    (table,) = tables(found)
    assert len(table.columns) == 13
    covered = [
        (row, col)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    ]
    assert len(covered) == len(set(covered)) == table.rows * 12
    assert found.remarks == ()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_forms_hold_their_truth(path: Path) -> None:
    """Names and long texts of the truth stand in the cells letter by letter, and the ticked levels are ticked."""
    truth = json.loads((path.parent / f"{path.stem}.truth.json").read_text(encoding="utf-8"))["data"]
    found = outcome(path)
    assert isinstance(found, Document)
    (table,) = tables(found)
    everything = "".join("".join(cell.text.split()) for cell in table.cells)
    for text in (truth["organisation"]["name"], truth["organisation"]["profile"], truth["plan"]["text"]):
        assert "".join(text.split()) in everything
    (levels,) = [cell for cell in table.cells if all(level in cell.text for level in LEVELS) and cell.marks]
    assert ticked(levels) == truth["levels"]


def ticked(cell: Cell) -> list[str]:
    """The levels whose mark is on; the marks of the three come in their order."""
    assert len(cell.marks) == len(LEVELS)
    return [level for level, mark in zip(LEVELS, cell.marks, strict=True) if mark.state == "on"]
