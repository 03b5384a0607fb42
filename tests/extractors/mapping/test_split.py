"""A cell of a scan that something parts in two gives no blank box; a blank one stays blank, and files of text are as they were."""

import pytest

from extractors.document import Cell, Document, Doubt, Locator, PageImage, Table
from extractors.mapping.mapper import map_document
from extractors.mapping.readings import Reading
from extractors.marks import find_marks
from schema.forms import FormType
from tests.extractors.mapping.paper import around, paper, sample_answers
from tests.extractors.mapping.test_oddities import without

TRAINING: FormType = "training_institution"
PHONE = "13800000099"
_EDGES = (60.0, 180.0, 300.0, 420.0, 432.0, 540.0)


def _own(*lines: tuple[tuple[str, int], ...], doubts: tuple[Doubt, ...] = ()) -> Table:
    """Lines of texts, each with the columns that it covers: of the five, the fourth is too narrow for text."""
    cells = []
    for row, line in enumerate(lines):
        column = 0
        for text, span in line:
            where = Locator(1, (0.0, 0.0, 1.0, 1.0), f"T9R{row + 1}C{column + 1}")
            cells.append(Cell(row, column, 1, span, text, where, find_marks(text), doubts=doubts if text == PHONE else ()))
            column += span
    return Table(tuple(cells), len(lines), _EDGES)


def _reading(own: Table, path: str, scanned: bool = True) -> Reading:
    answers = sample_answers(TRAINING)
    before, title, rest, *notes = around(TRAINING, paper(TRAINING, answers, rows=without("organisation.contact")))
    images = (PageImage(1, 595.0, 842.0, 0, b"", coloured=False),) if scanned else ()
    document = Document("scan" if scanned else "docx", "test", (before, title, own, rest, *notes), 1 if scanned else None, images=images)
    (form,) = map_document(document)
    return next(reading for reading in form.readings if reading.path == path)


_PARTED = _own(
    (("申报联系人姓名", 1), ("张三", 1), ("联系人电话", 1), ("", 1), (PHONE, 1)),
    (("联系人职务", 1), ("主任", 1), ("联系人邮箱", 1), ("a@example.cn", 2)),
)


def test_a_blank_beside_text_that_nobody_took_cannot_be_read() -> None:
    """What stands there is shown as the box's own."""
    found = _reading(_PARTED, "organisation.contact.phone")
    assert (found.evidence.state, found.value.state, found.value.value) == ("unreadable", "unreadable", None)
    assert found.evidence.raw == PHONE


def test_text_under_a_seal_is_covered() -> None:
    """Where its characters say so."""
    own = _own(
        (("申报联系人姓名", 1), ("张三", 1), ("联系人电话", 1), ("", 1), (PHONE, 1)), doubts=(Doubt(0, 1, 0.4, covered=True),),
    )
    found = _reading(own, "organisation.contact.phone")
    assert found.evidence.state == "covered"
    assert found.evidence.confidence == pytest.approx(0.4)


@pytest.mark.parametrize("own", [
    _own((("申报联系人姓名", 1), ("张三", 1), ("联系人电话", 1), ("", 2)), (("联系人职务", 1), ("主任", 1), ("联系人邮箱", 1), ("a@example.cn", 2))),
    _own((("联系人电话", 1), ("", 1), ("传真", 1), ("无", 2)), (("申报联系人姓名", 1), ("张三", 1), ("联系人邮箱", 1), ("a@example.cn", 2))),
], ids=["beside nothing", "beside a label that the template does not have"])
def test_a_blank_box_is_blank(own: Table) -> None:
    """Nothing stands there that may be its answer."""
    assert _reading(own, "organisation.contact.phone").evidence.state == "blank"


def test_a_file_of_text_says_what_is_blank() -> None:
    """Nothing parts a cell there but who typed it."""
    assert _reading(_PARTED, "organisation.contact.phone", scanned=False).evidence.state == "blank"


def test_a_blank_line_under_text_that_was_read_badly_is_blank() -> None:
    """The answers of 推荐意见 stand behind their labels; a 承诺 above them that was read badly is nothing of theirs."""
    answers = {path: text for path, text in sample_answers(TRAINING).items() if not path.startswith("recommendation.")}
    table = paper(TRAINING, answers)
    cells = tuple(
        cell._replace(where=cell.where._replace(page=1), text=cell.text.replace("所有材料均真实、准确、可靠", "折冇树科圴直买"))
        for cell in table.cells
    )
    images = (PageImage(1, 595.0, 842.0, 0, b"", coloured=False),)
    (form,) = map_document(Document("scan", "test", around(TRAINING, table._replace(cells=cells)), images=images))
    states = {reading.path: reading.evidence.state for reading in form.readings if reading.path.startswith("recommendation.")}
    assert set(states.values()) == {"blank"}
