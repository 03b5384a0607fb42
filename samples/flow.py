"""Breaks a sheet into lines and pages, for the PDF writer: rows that do not fit go on over the page end."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samples.fonts import width
from samples.sheet import Sheet, SheetCell

_LATIN = re.compile(r"[A-Za-z0-9@._%+:/-]+|.", re.DOTALL)
_NOT_FIRST = "，。、；：？！）》”’%"  # a line does not begin with them
_PAD = 3.0  # points between a rule and the text


@dataclass(frozen=True, slots=True)
class Metrics:
    """How the sheet is set, in points. left: of the table; column: width of one of the columns.

    top, bottom: of the table's room on a page, y from the page's lower edge; first_top: on the first page.
    """

    size: float
    leading: float
    left: float
    column: float
    top: float
    first_top: float
    bottom: float
    least_row: float


@dataclass(slots=True)
class Part:
    """A cell's part on one page. y from the lower edge. cut_top, cut_bottom: a page break cuts the cell there."""

    cell: SheetCell
    left: float
    right: float
    top: float
    bottom: float
    lines: list[str] = field(default_factory=list)
    cut_top: bool = False
    cut_bottom: bool = False


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row, or a part of one, on a page. first, last: of its lines, half-open; None for all."""

    page: int
    row: int
    top: float
    bottom: float
    first: int = 0
    last: int | None = None


def flow(sheet: Sheet, metrics: Metrics, repeat_heads: bool) -> tuple[list[list[Part]], float]:
    """The parts of every page, and where on the last page the table ends.

    repeat_heads: the column heads of a list stand again where it goes on on the next page.
    """
    lines = {id(cell): _wrap(cell.text, cell.colspan * metrics.column - 2 * _PAD, metrics.size) for cell in sheet.cells}
    strips = _strips(sheet, metrics, lines, repeat_heads)
    pages: list[list[Part]] = [[] for _ in range(strips[-1].page + 1)]
    for cell in sheet.cells:
        own = [strip for strip in strips if cell.row <= strip.row < cell.row + cell.rowspan]
        for number, part in _parts(cell, own, lines[id(cell)], metrics):
            pages[number].append(part)
    return pages, strips[-1].bottom


def wrap(text: str, room: float, size: float) -> list[str]:
    """A text in lines no wider than `room` points at a size."""
    return _wrap(text, room, size)


def _wrap(text: str, room: float, size: float) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for token in _tokens(paragraph, room, size):
            wide = _width(token, size)
            if line and used + wide > room:
                # A full stop takes the character before it along to the next line.
                kept = line[:-1] if token in _NOT_FIRST and len(line) > 1 else line
                lines.append(kept)
                line = line[len(kept):]
                used = _width(line, size)
            line, used = line + token, used + wide
        lines.append(line)
    return lines


def _tokens(paragraph: str, room: float, size: float) -> Iterable[str]:
    """What is not broken: Latin words and numbers that fit a line, else single characters."""
    for match in _LATIN.finditer(paragraph):
        yield from [match[0]] if _width(match[0], size) <= room else match[0]


def _width(text: str, size: float) -> float:
    return sum(map(width, text)) * size


def _strips(sheet: Sheet, metrics: Metrics, lines: dict[int, list[str]], repeat_heads: bool) -> list[_Strip]:
    heights = _heights(sheet, metrics, lines)
    strips: list[_Strip] = []
    page, y = 0, metrics.first_top
    for row, height in enumerate(heights):
        first, last = 0, _split_lines(sheet, row, lines)
        while height > y - metrics.bottom:
            fit = int((y - metrics.bottom - 2 * _PAD) / metrics.leading)
            if last is not None and 1 <= fit < last - first:
                bottom = y - fit * metrics.leading - 2 * _PAD
                strips.append(_Strip(page, row, y, bottom, first, first + fit))
                first += fit
                height = (last - first) * metrics.leading + 2 * _PAD
            page, y = page + 1, metrics.top
            if repeat_heads and row in sheet.heads:
                head = sheet.heads[row]
                strips.append(_Strip(page, head, y, y - heights[head]))
                y -= heights[head]
        strips.append(_Strip(page, row, y, y - height, first, None))
        y -= height
    return strips


def _heights(sheet: Sheet, metrics: Metrics, lines: dict[int, list[str]]) -> list[float]:
    heights = [metrics.least_row] * sheet.rows
    for cell in sorted(sheet.cells, key=lambda one: one.rowspan):
        needed = len(lines[id(cell)]) * metrics.leading + 2 * _PAD
        last = cell.row + cell.rowspan - 1
        heights[last] += max(0.0, needed - sum(heights[cell.row:last + 1]))
    return heights


def _split_lines(sheet: Sheet, row: int, lines: dict[int, list[str]]) -> int | None:
    """How many lines a row has that may break over pages; None for one that may not."""
    in_row = [cell for cell in sheet.cells if cell.row == row]
    if not any(cell.kind in ("prose", "inline") for cell in in_row):
        return None
    return max(len(lines[id(cell)]) for cell in in_row)


def _parts(
    cell: SheetCell, strips: Sequence[_Strip], lines: list[str], metrics: Metrics,
) -> Iterable[tuple[int, Part]]:
    left = metrics.left + cell.col * metrics.column
    right = left + cell.colspan * metrics.column
    runs = _runs(strips)
    rest = list(lines)
    for number, run in enumerate(runs):
        top, bottom = run[0].top, run[-1].bottom
        begins_again = run[0].row == cell.row and run[0].first == 0 and number > 0
        if begins_again:  # column heads that stand again
            rest = list(lines)
        fit = max(1, int((top - bottom - 2 * _PAD + 0.01) / metrics.leading))
        cut_bottom = number + 1 < len(runs) and not (runs[number + 1][0].row == cell.row and runs[number + 1][0].first == 0)
        taken = rest[:fit] if cut_bottom else rest
        rest = rest[len(taken):]
        yield run[0].page, Part(cell, left, right, top, bottom, taken, number > 0 and not begins_again, cut_bottom)


def _runs(strips: Sequence[_Strip]) -> list[list[_Strip]]:
    """Strips by page."""
    runs: dict[int, list[_Strip]] = {}
    for strip in strips:
        runs.setdefault(strip.page, []).append(strip)
    return list(runs.values())
