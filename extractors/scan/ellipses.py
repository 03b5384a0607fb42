"""Ellipses in a picture of ink: what the rim of a seal is on paper that lies aslant, and how one is laid through its ink."""

import math
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ink import Picture
from schema.record import BBox

Floats = npt.NDArray[np.float64]

_OVER = 0.4  # of the half width: the middles of two seals that overlap are further apart
_ROUND = 0.87  # height by width
_ROUNDS = 4  # of fitting again without what does not fit
_FITTING = 0.015, 1.5  # of the half axes; times the usual distance from the ellipse
_FEWEST = 20  # points


@dataclass(frozen=True, slots=True)
class Rim:
    """An ellipse in pixels. across, down: its half axes, the longer first. turn: radians clockwise of the longer one.

    whole: how much of it is inked, 0 to 1.
    """

    x: float
    y: float
    across: float
    down: float
    turn: float
    whole: float

    @property
    def is_round(self) -> bool:
        """Not oval."""
        return self.down >= _ROUND * self.across

    def points(self, angles: npt.NDArray[Any], share: npt.NDArray[Any] | float = 1.0) -> tuple[Floats, Floats]:
        """Places at angles (radians clockwise from the longer axis) and at shares of the half axes."""
        x, y = self.across * share * np.cos(angles), self.down * share * np.sin(angles)
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.x + x * cos - y * sin, self.y + x * sin + y * cos

    def moved(self, x: float, y: float) -> "Rim":
        """The rim in a picture that begins elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)

    def scaled(self, by: float) -> "Rim":
        """The rim in a picture that is so many times larger."""
        return Rim(self.x * by, self.y * by, self.across * by, self.down * by, self.turn, self.whole)

    def erase(self, ink: Picture, thickness: int) -> None:
        """Take the ink of the rim away; thickness -1: all that is within it."""
        middle, axes = (round(self.x), round(self.y)), (round(self.across), round(self.down))
        cv2.ellipse(ink, middle, axes, math.degrees(self.turn), 0, 360, (0,), thickness)

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is near its middle: two seals that overlap do not stand so near."""
        return math.hypot(x - self.x, y - self.y) < _OVER * self.across

    @property
    def box(self) -> BBox:
        """Left, top, right, bottom."""
        wide = math.hypot(self.across * math.cos(self.turn), self.down * math.sin(self.turn))
        high = math.hypot(self.across * math.sin(self.turn), self.down * math.cos(self.turn))
        return self.x - wide, self.y - high, self.x + wide, self.y + high


def through(x: Floats, y: Floats) -> Rim | None:
    """The ellipse through points, of which some are not on it; None where they make none."""
    points = np.column_stack([x, y]).astype(np.float32)
    rim: Rim | None = None
    for _ in range(_ROUNDS):
        if len(points) < _FEWEST:
            return None
        (cx, cy), (one, other), degrees = cv2.fitEllipseAMS(points)
        if not (math.isfinite(cx) and math.isfinite(one) and min(one, other) > 0):
            return None
        turn = math.radians(degrees if one >= other else degrees + 90)
        rim = Rim(cx, cy, max(one, other) / 2, min(one, other) / 2, turn, 0.0)
        off = np.abs(_reach(rim, points[:, 0].astype(float), points[:, 1].astype(float)) - 1)
        points = points[off <= max(_FITTING[0], _FITTING[1] * float(np.median(off)))]
    return rim


def sampled(ink: Picture, x: Floats, y: Floats) -> Picture:
    """The nearest pixels to places; 0 beyond the edge."""
    return np.asarray(cv2.remap(ink, x.astype(np.float32), y.astype(np.float32), cv2.INTER_NEAREST), np.uint8)


def _reach(rim: Rim, x: Floats, y: Floats) -> Floats:
    """How far places are from the middle, the rim being at 1."""
    cos, sin = math.cos(rim.turn), math.sin(rim.turn)
    across, down = (x - rim.x) * cos + (y - rim.y) * sin, (y - rim.y) * cos - (x - rim.x) * sin
    return np.asarray(np.hypot(across / rim.across, down / rim.down), float)
