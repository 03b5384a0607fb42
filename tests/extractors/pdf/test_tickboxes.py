"""Tick boxes that are drawn: what a web form or a form field of Word leaves on the page."""

from collections.abc import Callable

import pikepdf
import pytest

from extractors.document import Cell
from extractors.pdf.reader import read_pdf
from schema.limits import Limits
from tests.extractors.pdf.drawing import HEIGHT, Sheet, cell, changed, pdf, read, rows, tables

X, Y, SIZE = 166.0, 109.0, 10.0  # where the box before 初级 stands

Drawing = Callable[[Sheet], None]


def with_box(draw_box: Drawing, text: str = "   初级□") -> Drawing:
    def draw(sheet: Sheet) -> None:
        sheet.table([["等级", text]], xs=(60, 160, 520), ys=(100, 130))
        draw_box(sheet)
        sheet.write(180, 118, "中级")

    return draw


def found(draw_box: Drawing) -> Cell:
    """The cell in which a box is drawn before 中级."""
    return cell(read(with_box(draw_box, "")), "T1R1C2")


def square(sheet: Sheet, *, fill: bool = False) -> None:
    sheet.box(X, Y, X + SIZE, Y + SIZE, stroke=True, fill=fill)


def test_an_empty_box() -> None:
    """A stroked square is a box that is off; it is no table inside the cell."""
    read_cell = found(square)
    assert read_cell.text == "☐中级"
    assert [mark.state for mark in read_cell.marks] == ["off"]
    assert read_cell.tables == ()


def test_a_crossed_box() -> None:
    """Word prints a ticked form field as a square with two diagonals."""

    def crossed(sheet: Sheet) -> None:
        square(sheet)
        sheet.line(X, Y, X + SIZE, Y + SIZE)
        sheet.line(X, Y + SIZE, X + SIZE, Y)

    assert found(crossed).text == "☑中级"


def test_a_white_tick_on_a_coloured_box() -> None:
    """Chromium fills the ticked box and draws the tick white."""

    def ticked(sheet: Sheet) -> None:
        sheet.canvas.setFillColorRGB(0, 0.45, 1)
        sheet.canvas.roundRect(X, HEIGHT - Y - SIZE, SIZE, SIZE, 2, stroke=0, fill=1)
        sheet.canvas.setStrokeGray(1)
        path = sheet.canvas.beginPath()
        path.moveTo(X + 2, HEIGHT - Y - 5)
        path.lineTo(X + 4, HEIGHT - Y - 8)
        path.lineTo(X + 8, HEIGHT - Y - 3)
        sheet.canvas.drawPath(path, stroke=1, fill=0)
        sheet.canvas.setFillGray(0)

    assert found(ticked).text == "☑中级"


@pytest.mark.parametrize(("dot", "text"), [(True, "☑中级"), (False, "☐中级")])
def test_radio_buttons(dot: bool, text: str) -> None:
    """A circle, with a dot in it or without."""

    def radio(sheet: Sheet) -> None:
        sheet.canvas.circle(X + 5, HEIGHT - Y - 5, 5, stroke=1, fill=0)
        if dot:
            sheet.canvas.circle(X + 5, HEIGHT - Y - 5, 2.5, stroke=0, fill=1)

    assert found(radio).text == text


def test_a_tick_written_into_a_drawn_box() -> None:
    """The box is drawn, the tick is a character."""

    def written(sheet: Sheet) -> None:
        square(sheet)
        sheet.write(X, Y + 8.5, "√", size=10)

    read_cell = found(written)
    assert sorted(read_cell.text[:2]) == ["√", "☐"]
    assert [mark.state for mark in read_cell.marks] == ["on"]


def test_one_box_where_several_coincide() -> None:
    """A character □ with a square drawn around it, and a form field that draws its own box."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["等级", "□初级"]], xs=(60, 160, 520), ys=(100, 130))
        sheet.box(163.5, 108.5, 175.5, 120.5, stroke=True, fill=False)
        sheet.box(300, 108, 310, 118, stroke=True, fill=False)
        sheet.write(312, 118, "高级")

    def add(file: pikepdf.Pdf) -> None:
        rect = pikepdf.Array([300, HEIGHT - 118, 310, HEIGHT - 108])
        field = pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, Rect=rect, AS=pikepdf.Name.On, T="t")
        file.pages[0].Annots = pikepdf.Array([file.make_indirect(field)])
        file.Root.AcroForm = pikepdf.Dictionary(Fields=file.pages[0].Annots)

    text = cell(read_pdf(changed(pdf(draw), add), Limits()), "T1R1C2").text
    assert text.split() == ["□初级", "☑高级"]


def test_boxes_for_single_characters_are_cells() -> None:
    """Squares side by side, as for the digits of a number, are not to be ticked."""

    def draw(sheet: Sheet) -> None:
        for number, digit in enumerate("500112"):
            sheet.box(60 + 16 * number, 100, 76 + 16 * number, 116, stroke=True, fill=False)
            sheet.write(65 + 16 * number, 112, digit)

    (table,) = tables(read(draw))
    assert rows(table) == [list("500112")]


def test_bullets_and_bars_are_no_boxes() -> None:
    """Filled squares and dots without a border, and oblongs."""

    def draw(sheet: Sheet) -> None:
        sheet.box(60, 100, 68, 108)
        sheet.canvas.circle(100, HEIGHT - 104, 4, stroke=0, fill=1)
        sheet.box(120, 100, 137, 108, stroke=True, fill=False)
        sheet.write(140, 108, "说明")

    (block,) = read(draw).blocks
    assert block.text == "说明"  # type: ignore[union-attr]


def test_boxes_on_turned_pages() -> None:
    """They turn with the page."""

    def draw(sheet: Sheet) -> None:
        sheet.canvas.setPageSize((HEIGHT, 595))
        sheet.canvas.translate(HEIGHT, 0)
        sheet.canvas.rotate(90)
        with_box(square, "")(sheet)

    assert cell(read(draw), "T1R1C2").text == "☐中级"
