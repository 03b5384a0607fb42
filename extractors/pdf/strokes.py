"""Drawn paths -> rulings, however a producer draws a rule."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from extractors.rulings import Ruling

_THICKEST = 4.0  # points; what is thicker is a bar or shading
_SLANT = 1.0  # points by which the ends of a straight rule may differ
_BEND = 0.02  # of its length: by how much a straight curve may leave its line
_WHITE = 0.97
_INK_SPACES = frozenset(("Separation", "DeviceN", "DeviceCMYK"))  # 0 is no ink
_OTHER_SPACES = frozenset(("Pattern", "Indexed", "Lab"))

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def lightness(color: Any, space: str) -> float:
    """How light a colour is, from 0 (black) to 1 (white); 0 for a pattern or an unknown colour.

    color: a number or numbers from 0 to 1 as pdfminer has them. space: the name of their colour space.
    """
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if space in _OTHER_SPACES or not parts or not all(isinstance(part, (int, float)) for part in parts):
        return 0.0
    if space in _INK_SPACES or len(parts) == 4:
        return float(max(0.0, 1.0 - sum(parts)))
    return float(sum(parts) / len(parts))


def is_white(color: Any, space: str) -> bool:
    """The colour leaves no trace on paper."""
    return lightness(color, space) >= _WHITE


def rulings_of(subpaths: Sequence["Subpath"], stroked: bool, filled: bool, pen: float) -> Iterator[Ruling]:
    """The rulings that a path draws. pen: the width of its stroke in points."""
    if stroked and pen <= _THICKEST:
        for subpath in subpaths:
            yield from _stroked(subpath)
    if filled:
        for subpath in subpaths:
            yield from thin_box(subpath.box)
        for outer, inner in pairwise(subpaths):
            yield from _framed(outer.box, inner.box)


class Subpath:
    """One part of a path: its corner points, straight stretches between them, and the box around it."""

    def __init__(self, start: Point) -> None:
        self.points = [start]
        self.bent: set[int] = set()  # stretches that are curves, by the number of their end point

    def to(self, point: Point, *, bent: bool = False) -> None:
        """Draw on to a point."""
        if bent:
            self.bent.add(len(self.points))
        self.points.append(point)

    @property
    def closed(self) -> bool:
        """It ends where it begins."""
        (x0, y0), (x1, y1) = self.points[0], self.points[-1]
        return abs(x0 - x1) + abs(y0 - y1) <= _SLANT

    @property
    def box(self) -> Box:
        """x0, top, x1, bottom."""
        xs = [x for x, _ in self.points]
        ys = [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)


def subpaths_of(path: Sequence[Any], matrix: Sequence[float]) -> list[Subpath]:
    """The parts of a path of pdfminer, its points brought to the page by a matrix."""
    a, b, c, d, e, f = matrix

    def place(x: float, y: float) -> Point:
        return a * x + c * y + e, b * x + d * y + f

    parts: list[Subpath] = []
    for operator, *numbers in path:
        if operator == "m":
            parts.append(Subpath(place(*numbers)))
        elif not parts:
            continue  # a path that does not begin with a point draws nothing
        elif operator == "h":
            parts[-1].to(parts[-1].points[0])
        else:
            points = [place(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
            parts[-1].to(points[-1], bent=_bent(parts[-1].points[-1], points))
    return parts


def thin_box(box: Box) -> Iterator[Ruling]:
    """A thin filled box is a rule; a dot may be part of one of either direction."""
    x0, top, x1, bottom = box
    if bottom - top <= _THICKEST and x1 > x0:
        yield Ruling(True, (top + bottom) / 2, x0, x1)
    if x1 - x0 <= _THICKEST and bottom > top:
        yield Ruling(False, (x0 + x1) / 2, top, bottom)


def _bent(start: Point, points: Sequence[Point]) -> bool:
    """A curve whose control points leave the line from its start to its end."""
    if len(points) == 1:
        return False
    (x0, y0), (x1, y1) = start, points[-1]
    length = abs(x1 - x0) + abs(y1 - y0)
    return any(abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) > _BEND * length * length for x, y in points[:-1])


def _stroked(subpath: Subpath) -> Iterator[Ruling]:
    if subpath.bent and subpath.closed:
        return  # a box with round corners, as web forms draw around what is typed in, or a circle
    for number, ((x0, y0), (x1, y1)) in enumerate(pairwise(subpath.points), start=1):
        width, height = abs(x1 - x0), abs(y1 - y0)
        if number in subpath.bent or width == height:
            continue
        if height <= _SLANT and width > height:
            yield Ruling(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif width <= _SLANT and height > width:
            yield Ruling(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def sides(box: Box) -> Iterator[Ruling]:
    """The four sides of a box."""
    x0, top, x1, bottom = box
    yield from (Ruling(True, top, x0, x1), Ruling(True, bottom, x0, x1))
    yield from (Ruling(False, x0, top, bottom), Ruling(False, x1, top, bottom))


def _framed(outer: Box, inner: Box) -> Iterator[Ruling]:
    """A border that is filled between an outer and an inner box."""
    x0, top, x1, bottom = outer
    in_x0, in_top, in_x1, in_bottom = inner
    sides = (in_x0 - x0, in_top - top, x1 - in_x1, bottom - in_bottom)
    if not all(0 <= side <= _THICKEST for side in sides):
        return
    left, upper, right, lower = sides
    if upper:
        yield Ruling(True, top + upper / 2, x0, x1)
    if lower:
        yield Ruling(True, bottom - lower / 2, x0, x1)
    if left:
        yield Ruling(False, x0 + left / 2, top, bottom)
    if right:
        yield Ruling(False, x1 - right / 2, top, bottom)
