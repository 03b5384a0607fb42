"""Tick boxes on paper: squares of ink beside the options, and how much ink there is inside of each.

What a recogniser makes of a box (□, 口, 日, 回, nothing at all) is not believed. A box is found by its four sides, and
its filling is measured against the emptiest boxes of the same page, for every printer and scanner darkens differently.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractors.scan.ink import Picture
from extractors.scan.text_lines import Line

OFF, ON, UNCLEAR = "☐", "☑", "⍰"
BOX_LIKE = frozenset("□☐☑☒■█▢口囗日目回曰田图図凶区囚四○●〇OoDＤ0[]【】") | {OFF, ON}  # what recognisers read for boxes
_SIZES = 0.55, 1.35  # ems
_SQUARE = 1.35  # one side at most so much longer than the other
_EDGE = 0.16  # of the side: where the outline is
_CLOSED = 0.72  # of each side is ink: a 口 has gaps at its corners and legs, a 日 is told by its inside
_CORNER = 0.12  # of the side
_FULL = 0.62  # of the inside: a black box
_TICKED, _EMPTY = 0.13, 0.05  # of the inside, above what the emptiest boxes have


class Box(NamedTuple):
    """A tick box: its place in pixels, and how much of its inside is ink, 0 to 1."""

    place: Line
    filled: float


def boxes_in(ink: Picture, area: Line, em: float) -> list[Box]:
    """The boxes in a part of a picture of ink, from top to bottom. em: about the height of a character in pixels."""
    part = ink[area.top : area.bottom, area.x0 : area.x1]
    if not part.size:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    found: list[Box] = []
    for label in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[label])
        if not (_SIZES[0] * em <= min(width, height) and max(width, height) <= _SIZES[1] * em):
            continue
        if max(width, height) > _SQUARE * min(width, height):
            continue
        square = part[y : y + height, x : x + width] > 0
        if _is_outlined(square):
            found.append(Box(Line(x, y, x + width, y + height).moved(area.x0, area.top), _filling(square)))
    return found


def states(boxes: Sequence[Box]) -> Iterator[str]:
    """What each box says: OFF, ON or UNCLEAR. boxes: of one page."""
    emptiest = sorted(box.filled for box in boxes)[: max(1, len(boxes) // 3)]
    usual = min(float(np.median(emptiest)), _EMPTY) if emptiest else 0.0
    for box in boxes:
        more = box.filled - usual
        yield ON if more >= _TICKED else OFF if more <= _EMPTY else UNCLEAR


def _is_outlined(square: np.typing.NDArray[np.bool_]) -> bool:
    """Ink along all four sides and in the corners; filled or with a tick inside or not."""
    height, width = square.shape
    across, down = max(2, round(_EDGE * width)), max(2, round(_EDGE * height))
    sides = (
        square[:down].any(axis=0), square[-down:].any(axis=0), square[:, :across].any(axis=1), square[:, -across:].any(axis=1),
    )
    if min(float(side.mean()) for side in sides) < _CLOSED:
        return False
    x, y = max(2, round(_CORNER * width)), max(2, round(_CORNER * height))
    corners = square[:y, :x], square[:y, -x:], square[-y:, :x], square[-y:, -x:]
    return all(corner.any() for corner in corners)


def _filling(square: np.typing.NDArray[np.bool_]) -> float:
    height, width = square.shape
    x, y = round(_EDGE * width) + 1, round(_EDGE * height) + 1
    inside = square[y : height - y, x : width - x]
    return float(inside.mean()) if inside.size else 0.0
