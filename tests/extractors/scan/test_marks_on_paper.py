"""Ticks on pages as scanners and cameras see them: every mark says what was put on paper, and no text becomes a mark."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.document import Cell, Table
from extractors.page.layout import Numbering, PageLayout
from extractors.scan.aligned import Paper
from extractors.scan.reader import scanned
from samples.fonts import find_font
from samples.style import Look, Ticks
from samples.taken import taken
from samples.ticks import options
from tests.samples.support import needs_font

pytestmark = needs_font
_LOOKS = (Look(dots=100), Look(dots=150, photo=True, grey=False))
_ANSWERS = (("是",), ("否",), ("是",), ())
_TEXTS = ("信息化平台为OA平台", "二〇二三年六月〇八日", "yoyo.oo00@qq.com")


def _cells(rows: Sequence[str], look: Look, ticked: Sequence[int] = ()) -> list[Cell]:
    """The cells of a page with a row each. ticked: the characters, by number, over which a pen has put a tick."""
    scale = look.dots / 72
    page = Image.new("RGB", (round(595 * scale), round(842 * scale)), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(find_font()), round(10.5 * scale))
    for number, row in enumerate(rows):
        top = (80 + 40 * number) * scale
        pen.rectangle((80 * scale, top, 500 * scale, top + 40 * scale), outline="black", width=max(1, round(scale / 2)))
        lines = row.split("\n")
        for line, text in enumerate(lines):
            pen.text((150 * scale, top + (14 + 13 * line - 6 * (len(lines) - 1)) * scale), text, font=font, fill="black")
        for place in ticked[number : number + 1]:
            x, y = 150 * scale + font.getlength(row[:place]) + 4 * scale, top + 23 * scale
            strokes = [(x - 4 * scale, y - 5 * scale), (x, y), (x + 9 * scale, y - 12 * scale)]
            pen.line(strokes, fill=(28, 34, 92), width=round(1.3 * scale), joint="curve")
    picture = np.asarray(taken(page, look, Random(5)).convert("RGB"))[:, :, ::-1]
    (table,) = (block for block in PageLayout(scanned(np.ascontiguousarray(picture), Paper()), 1).blocks(Numbering()) if isinstance(block, Table))
    return list(table.cells)


def _states(cells: Sequence[Cell]) -> list[list[str]]:
    return [[mark.state for mark in cell.marks] for cell in cells]


@pytest.mark.parametrize("look", _LOOKS, ids=["scan", "photo"])
@pytest.mark.parametrize("way", [Ticks.DOT, Ticks.BRACKETS, Ticks.FILLED])
def test_printed_marks(way: Ticks, look: Look) -> None:
    """Circles, brackets, and black boxes."""
    rows = ["".join(piece.text for piece in options(("是", "否"), on, way)) for on in _ANSWERS]
    cells = _cells([*rows, *_TEXTS], look)
    assert _states(cells)[: len(rows)] == [["on" if name in on else "off" for name in ("是", "否")] for on in _ANSWERS]
    assert not cells[4].marks
    assert not cells[6].marks


@pytest.mark.parametrize("look", _LOOKS, ids=["scan", "photo"])
@pytest.mark.parametrize("box", ["□", "○"])
def test_ticks_of_a_pen_over_printed_marks(box: str, look: Look) -> None:
    """They go beyond the box, and leave its outline hard to see."""
    row = f"是{box}    否{box}"
    assert _states(_cells([row] * 3, look, [1, 7, 1])) == [["on", "off"], ["off", "on"], ["on", "off"]]


@pytest.mark.parametrize("look", [Look(dots=150, noise=6), _LOOKS[1]], ids=["scan", "photo"])
def test_brackets_that_the_end_of_a_line_parts(look: Look) -> None:
    """The tick stands at the head of the next line."""
    assert _states(_cells(["是（ ）  否（\n√）", "是（√）  否（\n ）"], look)) == [["off", "on"], ["on", "off"]]
