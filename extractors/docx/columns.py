"""The widths of a table's columns, as far as the file tells them."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from extractors.docx.names import GRID_COLUMN, TABLE_GRID, WIDTH
from extractors.docx.xml import Element, child

_EQUAL_WIDTH: Final = 36.0  # points, for a table that gives no width at all
_MEASURE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {None: 1 / 20, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}

Span = tuple[int, int, float]


def points(measure: str | None) -> float:
    """A width in points from twentieths of a point, or with a unit of its own (`2.5cm`); 0.0 where it is none."""
    found = _MEASURE.fullmatch(measure.strip()) if measure else None
    return float(found[1]) * _POINTS[found[2]] if found else 0.0


def grid_widths(table: Element) -> list[float]:
    """The widths of `w:tblGrid` in points, 0.0 for a column without one."""
    grid = child(table, TABLE_GRID)
    return [] if grid is None else [points(column.get(WIDTH)) for column in grid.iterchildren(GRID_COLUMN)]


def boundaries(widths: Sequence[float]) -> tuple[float, ...]:
    """Where the columns begin and end: x of the column boundaries from the table's left edge, one more than there are columns."""
    return tuple(accumulate(widths, initial=0.0))


def estimated(count: int, given: Sequence[float], cells: Iterable[Span]) -> list[float]:
    """Widths for all `count` columns where the grid gives only some.

    cells: column, span and width in points of cells that tell their width. A cell of one column decides it; a wider
    cell gives what its known columns leave over to the others; the rest get the mean width.
    """
    widths = [given[index] if index < len(given) else 0.0 for index in range(count)]
    for column, span, width in sorted(cells, key=lambda cell: cell[1]):
        unknown = [index for index in range(column, min(column + span, count)) if widths[index] <= 0]
        rest = width - sum(widths[column : column + span])
        if unknown and rest > 0:
            for index in unknown:
                widths[index] = rest / len(unknown)
    known = [width for width in widths if width > 0]
    mean = sum(known) / len(known) if known else _EQUAL_WIDTH
    return [width if width > 0 else mean for width in widths]
