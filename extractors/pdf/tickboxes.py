"""Tick boxes that are drawn, not written: those of web forms and of Word's form fields."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from extractors.page.content import Glyph
from extractors.pdf.strokes import Subpath
from schema.record import BBox

LARGEST = 18.0  # points
_SMALLEST = 5.0
_MOST = 500  # on a page; more is a drawing
_SQUARE = 1.33  # one side at most so much longer than the other
_ON_OUTLINE = 0.08  # of the width: how far corners may stand off a square or a circle
_SAME = 0.7  # of the width: an outline inside another is its inner border, a smaller one is a dot
_TICK = 0.3  # of the width: what is smaller than this is no tick
_ADJOINING = 1.5  # points between boxes that are cells side by side


class Shape(NamedTuple):
    """A small part of a drawn path: its box, whether it is a square or a circle, and what can be seen of it."""

    box: BBox
    is_outline: bool
    stroked: bool
    filled: bool
    white: bool


def shape_of(subpath: Subpath, *, stroked: bool, filled: bool) -> Shape | None:
    """The shape of a part of a path, None where it is too large. stroked, filled: visibly so."""
    x0, top, x1, bottom = subpath.box
    if max(x1 - x0, bottom - top) > LARGEST:
        return None
    return Shape((x0, top, x1, bottom), _is_outline(subpath), stroked, filled, not (stroked or filled))


def drawn_ticks(shapes: Sequence[Shape]) -> tuple[list[Glyph], list[BBox]]:
    """The tick boxes and radio buttons that shapes draw, as characters; and the boxes that are cells side by side."""
    outlines = [shape for shape in shapes if shape.is_outline and (shape.stroked or shape.filled)]
    if len(outlines) > _MOST:
        return [], [shape.box for shape in outlines if shape.stroked]
    outlines.sort(key=lambda shape: shape.box[0] - shape.box[2])
    boxes: list[Shape] = []
    for shape in outlines:
        around = next((index for index, box in enumerate(boxes) if _inside(shape, box)), None)
        if around is None:
            boxes.append(shape)
        elif _width(shape) >= _SAME * _width(boxes[around]):
            box = boxes[around]
            boxes[around] = box._replace(stroked=box.stroked or shape.stroked, filled=box.filled or shape.filled)
    cells = {box for one, other in combinations(boxes, 2) if _adjoin(one, other) for box in (one, other)}
    found = ((box, any(_ticks(shape, box) for shape in shapes)) for box in boxes if box not in cells)
    return [_glyph(box.box, on) for box, on in found if on or box.stroked], [box.box for box in cells if box.stroked]


def _is_outline(subpath: Subpath) -> bool:
    x0, top, x1, bottom = subpath.box
    width, height = x1 - x0, bottom - top
    if not (min(width, height) >= _SMALLEST and max(width, height) <= _SQUARE * min(width, height)):
        return False
    if len(subpath.points) < 4:
        return False
    near = _ON_OUTLINE * width
    on_square = all(min(x - x0, x1 - x, y - top, bottom - y) <= near for x, y in subpath.points)
    middle_x, middle_y, radius = (x0 + x1) / 2, (top + bottom) / 2, width / 2
    return on_square or all(
        abs(((x - middle_x) ** 2 + (y - middle_y) ** 2) ** 0.5 - radius) <= near for x, y in subpath.points
    )


def _ticks(shape: Shape, box: Shape) -> bool:
    """The shape is a tick, a cross or a dot in a box; it may be white on a filled one."""
    width, height = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    size = _width(box)
    inner = max(width, height) < _SAME * size if shape.is_outline else max(width, height) <= size
    return inner and max(width, height) >= _TICK * size and shape.white <= box.filled and _inside(shape, box)


def _inside(shape: Shape, box: Shape) -> bool:
    x, y = (shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2
    return box.box[0] <= x <= box.box[2] and box.box[1] <= y <= box.box[3]


def _adjoin(one: Shape, other: Shape) -> bool:
    """Two boxes side by side or one above the other are cells, one for each character."""
    (x0, top, x1, bottom), (other_x0, other_top, other_x1, other_bottom) = one.box, other.box
    beside = abs(top - other_top) <= _ADJOINING and min(abs(x1 - other_x0), abs(other_x1 - x0)) <= _ADJOINING
    above = abs(x0 - other_x0) <= _ADJOINING and min(abs(bottom - other_top), abs(other_bottom - top)) <= _ADJOINING
    return beside or above


def _width(shape: Shape) -> float:
    return shape.box[2] - shape.box[0]


def _glyph(box: BBox, on: bool) -> Glyph:
    x0, top, x1, bottom = box
    return Glyph("☑" if on else "☐", x0, top, x1, bottom, bottom - top)
