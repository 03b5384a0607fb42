"""Square name chops in the red ink of a page: a frame of the size of a chop, or a field cut out in white, with characters.

A chop has two columns of characters, read from the right as a rule, or two lines; 印 tells which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.scan.ellipses import Floats, Rim
from extractors.scan.ink import Picture
from extractors.scan.seal_text import Words, best_of

_FINE = 6.0  # pixels a mm in which chops are looked for
_FAINTEST = 20  # of 255
_BROKEN = 1.3  # mm of a frame that may be missing, as where a rule or a character crosses it
_SMALLEST, _LARGEST = 10.0, 25.0  # mm of a side
_SQUARE = 0.75  # of the sides: the shorter by the longer
_FILLED = 0.86  # of the square: what is within the outline
_SIDE = 64  # pixels of a chop that is looked at
_FRAME = 7  # of them
_FRAMED = 0.6  # of each side
_INSIDE = 0.1, 0.88  # share of ink within the frame
_STROKES = 3.0  # edges of ink that a line across a chop meets
_WHITE = 0.55  # share of ink: more is a field that the characters are cut out of
_READ = 96  # pixels of a chop that is read
_ENDS = "印章"


@dataclass(frozen=True, slots=True)
class Chop:
    """Where a chop lies, in pixels: its corners from the upper left clockwise."""

    corners: Floats

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        (x0, y0), (x1, y1) = self.corners.min(axis=0), self.corners.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    @property
    def side(self) -> float:
        """On average, in pixels."""
        return float(np.hypot(*(self.corners - np.roll(self.corners, 1, axis=0)).T).mean())


def find_chops(redness: Picture, dots: float, rims: Sequence[Rim]) -> list[Chop]:
    """The chops in a picture of how red each place is, from top to bottom. dots: pixels a mm. rims: of other seals."""
    scale = min(1.0, _FINE / dots)
    small = cv2.resize(redness, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else redness
    fine = dots * scale
    ink = np.asarray(cv2.inRange(small, (_FAINTEST,), (255,)), np.uint8)
    for rim in rims:
        rim.scaled(scale).erase(ink, round(1.6 * fine))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((round(_BROKEN * fine) | 1,) * 2, np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = [Chop(corners / scale) for corners in _squares(outlines, fine) if _is_chop(ink, corners)]
    return sorted(found, key=lambda chop: (chop.box[1], chop.box[0]))


def read_chop(ink: Picture, chop: Chop) -> Words:
    """What a chop says. ink: red ink, dark on white. chop: its place in that."""
    flat = _flat(ink, chop.corners, _READ)
    edge = _READ * _FRAME // _SIDE
    inner = flat[edge:-edge, edge:-edge]
    if (inner < 150).mean() > _WHITE:
        inner = 255 - inner
    half = len(inner) // 2
    upper_left, upper_right, lower_left, lower_right = (
        inner[rows, columns]
        for rows in (slice(half), slice(half, 2 * half)) for columns in (slice(half), slice(half, 2 * half))
    )
    columns, lines = (
        best_of([np.hstack(parts)])
        for parts in (
            (upper_right, lower_right, upper_left, lower_left), (upper_left, upper_right, lower_left, lower_right),
        )
    )
    return lines if lines.text.endswith(tuple(_ENDS)) and not columns.text.endswith(tuple(_ENDS)) else columns


def _squares(outlines: Sequence[Picture], dots: float) -> Iterator[Floats]:
    """The corners of what has the size and the shape of a chop."""
    for outline in outlines:
        _, _, width, height = cv2.boundingRect(outline)
        if max(width, height) > 1.5 * _LARGEST * dots or min(width, height) < _SMALLEST * dots:
            continue
        hull = cv2.convexHull(outline)
        rect = cv2.minAreaRect(hull)
        short, long = sorted(rect[1])
        if short < _SMALLEST * dots or long > _LARGEST * dots or short < _SQUARE * long:
            continue
        if cv2.contourArea(hull) >= _FILLED * short * long:
            corners = cv2.boxPoints(rect).astype(float)
            first = int(corners.sum(axis=1).argmin())
            yield np.roll(corners, -first, axis=0)


def _is_chop(ink: Picture, corners: Floats) -> bool:
    """A frame on all sides, and characters within it."""
    flat = _flat(ink, corners, _SIDE, paper=0) > 127
    sides = flat[:_FRAME].any(axis=0), flat[-_FRAME:].any(axis=0), flat[:, :_FRAME].any(axis=1), flat[:, -_FRAME:].any(axis=1)
    if min(float(side.mean()) for side in sides) < _FRAMED:
        return False
    inner = flat[_FRAME:-_FRAME, _FRAME:-_FRAME].astype(np.int8)
    edges = np.abs(np.diff(inner, axis=0)).sum(axis=0).mean(), np.abs(np.diff(inner, axis=1)).sum(axis=1).mean()
    return bool(_INSIDE[0] <= inner.mean() <= _INSIDE[1] and min(edges) >= _STROKES)


def _flat(picture: Picture, corners: Floats, side: int, paper: int = 255) -> Picture:
    square = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), square)
    return np.asarray(cv2.warpPerspective(picture, matrix, (side, side), flags=cv2.INTER_LINEAR, borderValue=(paper,)), np.uint8)
