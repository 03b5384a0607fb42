"""Turned pages come out upright, and say where their cells are on the page as displayed."""

import pikepdf
import pytest

from extractors.pdf.reader import read_pdf
from schema.limits import Limits
from tests.extractors.pdf.drawing import HEIGHT, WIDTH, Sheet, cell, changed, paragraphs, pdf, read, rows, tables

TEXTS = [["单位名称", "重庆甲科技", "备注"], ["正式员工数", "585", ""], ["单位类型", "民营企业", "无"]]
BOX = (160.0, 130.0, 320.0, 160.0)  # of the cell in the middle, upright


def draw(sheet: Sheet) -> None:
    sheet.write(60, 60, "推荐表")
    sheet.table(TEXTS)


@pytest.mark.parametrize(
    ("angle", "box"),
    [
        (0, BOX),
        (90, (HEIGHT - 160, 160.0, HEIGHT - 130, 320.0)),
        (180, (WIDTH - 320, HEIGHT - 160, WIDTH - 160, HEIGHT - 130)),
        (270, (130.0, WIDTH - 320, 160.0, WIDTH - 160)),
    ],
)
def test_pages_turned_by_the_viewer(angle: int, box: tuple[float, ...]) -> None:
    """/Rotate turns the page clockwise: the text is read upright, the boxes are those of the turned page."""

    def turn(file: pikepdf.Pdf) -> None:
        file.pages[0].Rotate = angle

    document = read_pdf(changed(pdf(draw), turn), Limits())
    (table,) = tables(document)
    assert rows(table) == TEXTS
    assert paragraphs(document) == ["推荐表"]
    assert cell(document, "T1R2C2").where.bbox == pytest.approx(box)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_content_turned_by_its_matrix(angle: int) -> None:
    """A page that is displayed sideways with everything on it: the same cells, columns as if it were upright."""

    def sideways(sheet: Sheet) -> None:
        moves = {90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}
        sheet.canvas.setPageSize((WIDTH, HEIGHT) if angle == 180 else (HEIGHT, WIDTH))
        sheet.canvas.translate(*moves[angle])
        sheet.canvas.rotate(angle)
        draw(sheet)

    document = read(sideways)
    (table,) = tables(document)
    assert rows(table) == TEXTS
    assert table.columns == (60.0, 160.0, 320.0, 520.0)
    expected = {
        90: (130.0, WIDTH - 320, 160.0, WIDTH - 160),
        180: (WIDTH - 320, HEIGHT - 160, WIDTH - 160, HEIGHT - 130),
        270: (HEIGHT - 160, 160.0, HEIGHT - 130, 320.0),
    }[angle]
    assert cell(document, "T1R2C2").where.bbox == pytest.approx(expected)


def test_both_turns_may_cancel_out() -> None:
    """A landscape page made by turned content and /Rotate together is displayed upright."""

    def sideways(sheet: Sheet) -> None:
        sheet.canvas.setPageSize((HEIGHT, WIDTH))
        sheet.canvas.translate(HEIGHT, 0)
        sheet.canvas.rotate(90)
        draw(sheet)

    def turn(file: pikepdf.Pdf) -> None:
        file.pages[0].Rotate = 90

    document = read_pdf(changed(pdf(sideways), turn), Limits())
    assert rows(tables(document)[0]) == TEXTS
    assert cell(document, "T1R2C2").where.bbox == pytest.approx(BOX)


def test_a_part_of_the_paper_is_displayed() -> None:
    """Boxes count from the corner of the crop box, which is what a viewer shows; what lies outside is hidden."""

    def crop(file: pikepdf.Pdf) -> None:
        file.pages[0].CropBox = [40, 0, 595, HEIGHT - 80]

    document = read_pdf(changed(pdf(draw), crop), Limits())
    assert cell(document, "T1R2C2").where.bbox == pytest.approx((120, 50, 280, 80))
    assert paragraphs(document) == []
    assert "推荐表" in document.remarks[0].detail


@pytest.mark.parametrize("box", [[-50, -50, 900, 900], [700, 0, 900, 100]])
def test_crop_boxes_that_reach_beyond_the_paper(box: list[int]) -> None:
    """What a viewer shows is never more than the paper."""

    def crop(file: pikepdf.Pdf) -> None:
        file.pages[0].CropBox = box

    assert cell(read_pdf(changed(pdf(draw), crop), Limits()), "T1R2C2").where.bbox == pytest.approx(BOX)


def test_a_single_turned_word_stays_out_of_cells() -> None:
    """A page number that stands sideways beside an upright table."""

    def draw_both(sheet: Sheet) -> None:
        sheet.table(TEXTS)
        sheet.canvas.saveState()
        sheet.canvas.translate(330, HEIGHT - 140)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, "page 1")
        sheet.canvas.restoreState()

    document = read(draw_both)
    assert rows(tables(document)[0]) == TEXTS
    assert paragraphs(document) == ["page 1"]
