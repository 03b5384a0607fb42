"""Tables in PDFs, ruled in the ways of their producers."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.document import Locator, Paragraph
from tests.extractors.pdf.drawing import HEIGHT, XS, YS, Sheet, cell, paragraphs, read, rows, tables

TEXTS = [["单位名称", "重庆甲科技", "备注"], ["正式员工数", "585", ""], ["单位类型", "民营企业", "无"]]

Ruler = Callable[[Sheet], None]


def lines(sheet: Sheet) -> None:
    """As LibreOffice does: one stroked line a rule."""
    sheet.table([])


def thin_boxes(sheet: Sheet) -> None:
    """As Chromium does: a filled box of 0.75 points for each border of each cell, doubled at neighbours."""
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            sheet.box(x0, y0, x1, y0 + 0.75)
            sheet.box(x0, y1 - 0.75, x1, y1)
            sheet.box(x0, y0, x0 + 0.75, y1)
            sheet.box(x1 - 0.75, y0, x1, y1)


def stroked_boxes(sheet: Sheet) -> None:
    """A stroked rectangle a cell."""
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            sheet.box(x0, y0, x1, y1, stroke=True, fill=False)


def straight_curves(sheet: Sheet) -> None:
    """Curves whose control points lie on the line."""
    for y in YS:
        sheet.canvas.bezier(XS[0], HEIGHT - y, 200, HEIGHT - y, 400, HEIGHT - y, XS[-1], HEIGHT - y)
    for x in XS:
        sheet.canvas.bezier(x, HEIGHT - YS[0], x, HEIGHT - 120, x, HEIGHT - 150, x, HEIGHT - YS[-1])


def filled_frames(sheet: Sheet) -> None:
    """Borders filled between an outer and an inner box."""
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            path = sheet.canvas.beginPath()
            path.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0)
            path.rect(x0 + 0.75, HEIGHT - y1 + 0.75, x1 - x0 - 1.5, y1 - y0 - 1.5)
            sheet.canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def dashes(sheet: Sheet) -> None:
    """Every rule as dashes of their own."""
    for y in YS:
        for x in range(int(XS[0]), int(XS[-1]), 6):
            sheet.line(x, y, min(x + 3, XS[-1]), y)
    for left in XS:
        for y in range(int(YS[0]), int(YS[-1]), 6):
            sheet.line(left, y, left, min(y + 3, YS[-1]))


def gaps(sheet: Sheet) -> None:
    """Edges that do not quite meet."""
    for y in YS:
        for x0, x1 in pairwise(XS):
            sheet.line(x0 + 1.2, y, x1 - 1.2, y)
    for x in XS:
        for y0, y1 in pairwise(YS):
            sheet.line(x, y0 + 1.2, x, y1 - 1.2)


def thin_pictures(sheet: Sheet) -> None:
    """Black pictures of one pixel, stretched to rules."""
    pixel = ImageReader(Image.new("L", (1, 1)))
    for y in YS:
        sheet.canvas.drawImage(pixel, XS[0], HEIGHT - y, XS[-1] - XS[0], 0.7)
    for x in XS:
        sheet.canvas.drawImage(pixel, x, HEIGHT - YS[-1], 0.7, YS[-1] - YS[0])


@pytest.mark.parametrize(
    "ruler", [lines, thin_boxes, stroked_boxes, straight_curves, filled_frames, dashes, gaps, thin_pictures]
)
def test_however_rules_are_drawn(ruler: Ruler) -> None:
    """The same cells with the same texts, every empty one too."""

    def draw(sheet: Sheet) -> None:
        ruler(sheet)
        for y, row in zip(YS, TEXTS, strict=False):
            for x, text in zip(XS, row, strict=False):
                sheet.write(x + 4, y + 18, text)

    document = read(draw)
    (table,) = tables(document)
    assert rows(table) == TEXTS
    assert table.page == 1
    assert table.columns == pytest.approx(XS, abs=0.8)
    assert paragraphs(document) == []


def test_cells_say_where_they_are() -> None:
    """Page, box and place; the second table of the document counts on."""
    document = read(lambda sheet: sheet.table(TEXTS), lambda sheet: sheet.table(TEXTS))
    assert cell(document, "T2R2C3").where == Locator(2, (320.0, 130.0, 520.0, 160.0), "T2R2C3")
    assert document.pages == 2
    assert document.reader == "pdf"


def test_shading_and_white_rules_are_no_rules() -> None:
    """Backgrounds split nothing, nor do lines that cannot be seen."""

    def draw(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.85)
        sheet.box(60, 100, 110, 130)
        sheet.canvas.setStrokeGray(1)
        sheet.line(60, 145, 520, 145)
        sheet.canvas.setFillColorCMYK(0, 0, 0, 0)
        sheet.box(200, 100, 200.7, 190)
        sheet.canvas.setFillGray(0)
        sheet.canvas.setStrokeGray(0.7)
        sheet.canvas.setLineWidth(9)
        sheet.line(60, 115, 520, 115)  # shading drawn as a thick line
        sheet.canvas.setLineWidth(0.5)
        sheet.canvas.setStrokeGray(0)
        sheet.table(TEXTS)

    (table,) = tables(read(draw))
    assert rows(table) == TEXTS


def test_boxes_with_round_corners_do_not_split_a_cell() -> None:
    """The field of a web form is drawn inside a cell, as near to its edge as may be."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["姓名", "张三 李四"]], xs=(60, 160, 520), ys=(100, 130))
        sheet.canvas.roundRect(188, HEIGHT - 128, 60, 24, 3)

    (table,) = tables(read(draw))
    assert rows(table) == [["姓名", "张三 李四"]]


def test_underlines_do_not_split_a_cell() -> None:
    """Fill-in lines below text, one of them from the cell's edge on."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["联系人：张三", "电话：023-88583816"], ["", ""]], ys=(100, 160, 190))
        sheet.line(100, 121, 150, 121)
        sheet.line(160, 121, 290, 121)
        sheet.write(64, 138, "第二行")

    document = read(draw)
    assert cell(document, "T1R1C1").text == "联系人：张三\n第二行"
    assert cell(document, "T1R1C2").text == "电话：023-88583816"
    assert all(not found.struck for table in tables(document) for found in table.cells)


def test_a_page_break_cuts_cells_open() -> None:
    """The row at the page's end has no rule below, its rest on the next page none above: both are delivered, open."""

    def first(sheet: Sheet) -> None:
        sheet.table([["单位名称", "重庆甲科技"]], xs=(60, 160, 520), ys=(100, 130))
        for x in (60, 160, 520):
            sheet.line(x, 130, x, 800)
        sheet.write(64, 148, "单位基本情况")
        sheet.write(164, 148, "建有学习管理系统，")

    def second(sheet: Sheet) -> None:
        sheet.table([["单位类型", "企业"]], xs=(60, 160, 520), ys=(90, 120))
        for x in (60, 160, 520):
            sheet.line(x, 40, x, 90)
        sheet.write(164, 58, "支持直播。")

    above, below = tables(read(first, second))
    assert rows(above) == [["单位名称", "重庆甲科技"], ["单位基本情况", "建有学习管理系统，"]]
    assert [found.open_bottom for found in above.cells] == [False, False, True, True]
    assert rows(below) == [["", "支持直播。"], ["单位类型", "企业"]]
    assert [found.open_top for found in below.cells] == [True, True, False, False]
    assert above.cells[3].where.bbox == (160.0, 130.0, 520.0, 800.0)


def test_tables_inside_a_cell() -> None:
    """A table drawn inside a cell belongs to it, and its text to its own cells only."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["师资", "见表："]], xs=(60, 160, 520), ys=(100, 300))
        sheet.table([["张三", "讲师"], ["李四", "教授"]], xs=(200, 300, 400), ys=(150, 180, 210))

    (table,) = tables(read(draw))
    holder = table.cells[1]
    assert holder.text == "见表："
    (inner,) = holder.tables
    assert rows(inner) == [["张三", "讲师"], ["李四", "教授"]]
    assert inner.cells[3].where.cell == "T1R1C2/T1R2C2"


def test_text_around_tables_in_reading_order() -> None:
    """Lines before, between and after tables; lines that fill their width go on in the next one."""
    long = "注：一、单位类型：行业协会等社团组织、事业单位、企业、集体企业、民营企业、民办非企业"

    def draw(sheet: Sheet) -> None:
        sheet.write(230, 60, "推荐表", size=16)
        sheet.table(TEXTS)
        sheet.write(60, 210, "承诺如下")
        sheet.table([["二"]], xs=(60, 520), ys=(230, 260))
        sheet.write(60, 280, long)
        sheet.write(60, 296, "单位；")
        sheet.write(60, 312, "二、本表可另附页。")

    document = read(draw)
    kinds = [block.where.cell if isinstance(block, Paragraph) else "T" for block in document.blocks]
    assert kinds == ["P1", "T", "P2", "T", "P3", "P4"]
    assert paragraphs(document) == ["推荐表", "承诺如下", f"{long}\n单位；", "二、本表可另附页。"]


def test_each_page_is_read_by_itself() -> None:
    """A document of many pages gives a table a page, and pages without one their text."""
    document = read(*[lambda sheet: sheet.table(TEXTS)] * 5, lambda sheet: sheet.write(60, 60, "另附页"))
    assert [table.page for table in tables(document)] == [1, 2, 3, 4, 5]
    assert document.pages == 6
    assert document.remarks == ()
