"""Rules on a page -> the cells that they enclose. Pure geometry: it knows neither PDF nor picture.

All lengths are in points, y grows downwards. What comes out are the cells that a reader sees: merged ones as one,
and those that a page break leaves open closed where their rules end.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.rulings import OVERSHOOT, SNAP, Ends, Frame, Rule, Ruling, frames_of

_SHORTEST_ALONE = 60.0  # vertical rules that nothing crosses …
_MOST_ALONE = 50  # … and how many of them may be columns of a table
_TICK_BOX = 24.0  # a lone box not larger than this is drawn to be ticked
_NARROWEST = 12.0  # column between such rules
_LOWEST = 7.0  # cells all lower or narrower than this can hold no text
_MOST_UNITS = 40_000  # of one table's grid; more is a drawing


class Box(NamedTuple):
    """One cell: its place in the grid, its edges, and whether a rule is missing at its top or bottom."""

    row: int
    col: int
    rowspan: int
    colspan: int
    x0: float
    top: float
    x1: float
    bottom: float
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True, slots=True)
class Region:
    """One table: the boundaries of its columns and rows, and its cells by row, then column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def holds(self, other: "Region") -> bool:
        """The other region lies within this one."""
        return (
            self.xs[0] <= other.xs[0] + SNAP and other.xs[-1] <= self.xs[-1] + SNAP
            and self.ys[0] <= other.ys[0] + SNAP and other.ys[-1] <= self.ys[-1] + SNAP
        )


def find_regions(rulings: Iterable[Ruling]) -> tuple[tuple[Region, ...], tuple[Ruling, ...]]:
    """The tables on a page from top to bottom, and the rulings that are part of none.

    Every place that rules enclose is a cell, empty ones too. A rule belongs to a table where it ends at rules of
    the other direction: lines that touch nothing (text underlined or struck out) are left over. Where rules run
    on beyond the last one that crosses them, as at a page break, the cells end with them and are marked open.
    """
    regions: list[Region] = []
    left: list[Rule] = []
    for frame in frames_of(tuple(rulings)):
        region = _region(frame)
        left += frame.dropped
        if region is None:
            left += (*frame.across, *frame.down)
        else:
            regions.append(region)
    lone, left = _lone_columns(left)
    regions = _without_outlines([*regions, *lone])
    regions.sort(key=lambda region: (region.ys[0], region.xs[0]))
    return tuple(regions), tuple(ruling for rule in left for ruling in rule.rulings)


def _region(frame: Frame) -> Region | None:
    """The table that the rules of a frame draw; None where they draw none."""
    xs = _boundaries(frame.down, frame.x_ends)
    ys = _boundaries(frame.across, frame.y_ends)
    if not (frame.across and frame.down) or len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_UNITS:
        return None
    region = _without_unused(_Grid(frame, xs, ys).boxes(), xs, ys)
    return region if _holds_text(region) else None


def _holds_text(region: Region) -> bool:
    """Not just a box to be ticked, and not a bar code."""
    widest = max((box.x1 - box.x0 for box in region.boxes), default=0.0)
    highest = max((box.bottom - box.top for box in region.boxes), default=0.0)
    least = _TICK_BOX if len(region.boxes) == 1 else _LOWEST
    return max(widest, highest) > least and min(widest, highest) > _LOWEST


def _boundaries(rules: Sequence[Rule], ends: Ends) -> list[float]:
    return sorted({rule.at for rule in rules} | {end for end in ends if end is not None})


class _Grid:
    """The units between all boundaries of a frame, and which of their edges are ruled."""

    def __init__(self, frame: Frame, xs: list[float], ys: list[float]) -> None:
        self.frame, self.xs, self.ys = frame, xs, ys
        self.across = _ruled(frame.across, ys, xs)  # [boundary][column]
        self.down = _ruled(frame.down, xs, ys)  # [boundary][row]
        self.taken = [[False] * (len(xs) - 1) for _ in range(len(ys) - 1)]

    def boxes(self) -> Iterator[Box]:
        """Every cell: from its first unit to the right and down, as far as no rule stands between."""
        for row, taken in enumerate(self.taken):
            for col in range(len(taken)):
                if taken[col]:
                    continue
                right, below = self._grow(row, col)
                for covered in range(row, below):
                    self.taken[covered][col:right] = [True] * (right - col)
                if not self._outside(row, col, right, below):
                    yield Box(
                        row, col, below - row, right - col,
                        self.xs[col], self.ys[row], self.xs[right], self.ys[below],
                        row == 0 and not any(self.across[0][col:right]),
                        below == len(self.taken) and not any(self.across[below][col:right]),
                    )

    def _grow(self, row: int, col: int) -> tuple[int, int]:
        right, below = col + 1, row + 1
        width, height = len(self.xs) - 1, len(self.ys) - 1
        while right < width and not self.down[right][row] and not self.taken[row][right]:
            right += 1
        while below < height and not self._ruled_off(below, col, right):
            below += 1
        return right, below

    def _ruled_off(self, row: int, col: int, right: int) -> bool:
        """A rule stands above this row of units, or another cell reaches into it."""
        return any(self.across[row][col:right]) or any(self.taken[row][col:right])

    def _outside(self, row: int, col: int, right: int, below: int) -> bool:
        """At a corner of the grid, with no rule at either side: the table does not reach there."""
        low_x, high_x = self.frame.x_ends
        low_y, high_y = self.frame.y_ends
        beside = (col == 0 and low_x is None and not any(self.down[0][row:below])) or (
            right == len(self.xs) - 1 and high_x is None and not any(self.down[right][row:below])
        )
        return beside and (
            (row == 0 and low_y is None and not any(self.across[0][col:right]))
            or (below == len(self.ys) - 1 and high_y is None and not any(self.across[below][col:right]))
        )


def _ruled(rules: Sequence[Rule], places: list[float], along: list[float]) -> list[list[bool]]:
    """For every boundary, which of the stretches along it are ruled."""
    index = {place: number for number, place in enumerate(places)}
    covered = [[0.0] * (len(along) - 1) for _ in places]
    for rule in rules:
        stretches = covered[index[rule.at]]
        for number in range(max(bisect_left(along, rule.start) - 1, 0), len(stretches)):
            if along[number] >= rule.end:
                break
            overlap = min(rule.end, along[number + 1]) - max(rule.start, along[number])
            stretches[number] += max(overlap, 0.0)
    lengths = [end - start for start, end in pairwise(along)]
    return [[done > length / 2 for length, done in zip(lengths, stretches, strict=True)] for stretches in covered]


def _without_unused(boxes: Iterable[Box], xs: list[float], ys: list[float]) -> Region:
    """The region with only those boundaries where a cell begins or ends."""
    found = list(boxes)
    columns = sorted({box.col for box in found} | {box.col + box.colspan for box in found})
    rows = sorted({box.row for box in found} | {box.row + box.rowspan for box in found})
    column_of = {old: new for new, old in enumerate(columns)}
    row_of = {old: new for new, old in enumerate(rows)}
    placed = (
        box._replace(
            row=row_of[box.row], rowspan=row_of[box.row + box.rowspan] - row_of[box.row],
            col=column_of[box.col], colspan=column_of[box.col + box.colspan] - column_of[box.col],
        )
        for box in found
    )
    return Region(tuple(xs[old] for old in columns), tuple(ys[old] for old in rows), tuple(placed))


def _lone_columns(rules: Sequence[Rule]) -> tuple[list[Region], list[Rule]]:
    """A page that lies wholly inside one row shows vertical rules only: side by side, equally long."""
    long = [rule for rule in rules if not rule.rulings[0].horizontal and rule.end - rule.start >= _SHORTEST_ALONE]
    if len(long) > _MOST_ALONE:
        return [], list(rules)
    groups: list[list[Rule]] = []
    for rule in long:
        group = next((group for group in groups if _as_long(group[0], rule)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    groups = [group for group in groups if len(group) > 1 and _narrowest(group) >= _NARROWEST]
    used = {id(rule) for group in groups for rule in group}
    return [_one_row(group) for group in groups], [rule for rule in rules if id(rule) not in used]


def _narrowest(rules: Sequence[Rule]) -> float:
    places = sorted({rule.at for rule in rules})
    return min((right - left for left, right in pairwise(places)), default=0.0)


def _as_long(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= OVERSHOOT and abs(one.end - other.end) <= OVERSHOOT


def _one_row(rules: Sequence[Rule]) -> Region:
    xs = sorted({rule.at for rule in rules})
    top, bottom = min(rule.start for rule in rules), max(rule.end for rule in rules)
    boxes = tuple(
        Box(0, col, 1, 1, left, top, right, bottom, open_top=True, open_bottom=True)
        for col, (left, right) in enumerate(pairwise(xs))
    )
    return Region(tuple(xs), (top, bottom), boxes)


def _without_outlines(regions: Sequence[Region]) -> list[Region]:
    """Without single boxes that are drawn around a table: a border around the page, a shadow."""
    return [
        region
        for region in regions
        if len(region.boxes) > 1 or not any(region.holds(other) for other in regions if other is not region)
    ]
