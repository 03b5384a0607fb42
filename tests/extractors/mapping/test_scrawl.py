"""Strokes of a pen that were read as characters take no label and no page break from a scan."""

import pytest

from extractors.document import Cell, Doubt, Locator, Table
from extractors.mapping.mapper import map_document
from extractors.mapping.readings import Reading
from schema.forms import FormType
from tests.extractors.mapping.paper import around, cut_row, document, paper, sample_answers

TRAINING: FormType = "training_institution"
PROFILE = "organisation.profile"
_TEXT = "我院位于重庆市，常年开展培训，\n设有教学部、技术部和质量部。"  # the first page ends with a comma
_SCRAWL = "L 2\nΛ し"


def _readings(*tables: Table) -> dict[str, Reading]:
    first, *others = tables
    before, title, whole, *notes = around(TRAINING, first)
    (form,) = map_document(document(before, title, whole, *others, *notes, reader="pdf"))
    return {reading.path: reading for reading in form.readings}


def _unsure(text: str, confidence: float) -> tuple[Doubt, ...]:
    return tuple(Doubt(at, at + 1, confidence) for at in range(len(text)))


def _cut(scrawl: str, confidence: float = 0.4) -> tuple[Table, Table]:
    """The form cut through its profile; on the second page something was read in the cell of its label."""
    table = paper(TRAINING, {**sample_answers(TRAINING), PROFILE: _TEXT})
    row = next(cell.row for cell in table.cells if cell.text == _TEXT)
    upper, lower = cut_row(table, row)
    (label, *_) = (cell for cell in lower.cells if cell.row == 0)
    written = label._replace(text=scrawl, doubts=_unsure(scrawl, confidence))
    return upper, lower._replace(cells=tuple(written if cell is label else cell for cell in lower.cells))


@pytest.mark.parametrize("scrawl", ["", _SCRAWL])
def test_a_text_goes_on_beside_a_scrawl(scrawl: str) -> None:
    """A sentence that the page breaks off is whole, whatever a pen did to the margin of its rest."""
    found = _readings(*_cut(scrawl))[PROFILE]
    assert found.value.value == _TEXT.replace("\n", "")
    assert found.evidence.label == "单位基本情况" + ("" if not scrawl else " L 2 Λ し")


def test_beside_words_that_are_sure_another_row_begins() -> None:
    """A label of the applicant's own, though the template does not have it."""
    found = _readings(*_cut("我院荣誉", 0.99))[PROFILE]
    assert found.value.value == _TEXT.partition("\n")[0]


@pytest.mark.parametrize(("confidence", "is_found"), [(0.4, True), (0.99, False)])
def test_strokes_beside_a_label(confidence: float, is_found: bool) -> None:
    """What is sure of it is the label."""
    table = paper(TRAINING, sample_answers(TRAINING))
    (label,) = (cell for cell in table.cells if cell.text == "单位地址")

    def with_strokes(cell: Cell) -> Cell:
        text = "单位地址\n乙し1又"
        doubts = tuple(doubt.moved(5) for doubt in _unsure(text[5:], confidence))
        return cell._replace(text=text, doubts=doubts, where=Locator(cell=cell.where.cell))

    written = table._replace(cells=tuple(with_strokes(cell) if cell is label else cell for cell in table.cells))
    assert ("organisation.address" in _readings(written)) is is_found
