"""A page picture made flat: skew, perspective and the curl of the paper taken out, so that its rules run straight.

The table on the paper says how: each of its rules must come out level, or plumb. The displacement is a polynomial of
the third degree in x and y, fitted to all rules at once; a page without rules is only turned by the skew of its lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ink import Picture
from extractors.scan.ruled import Curve

Floats = npt.NDArray[np.float64]

_DEGREE = 3
# Powers of the coordinate along a rule and across it. What depends on the place across alone moves whole rules and
# cannot be known from them.
_POWERS = tuple((along, across) for along in range(1, _DEGREE + 1) for across in range(_DEGREE + 1 - along))
_SAMPLES = 40  # points of a rule
_LEAST_RULES = 3  # with fewer the polynomial would follow single strokes
_ROUNDS = 4  # of fitting again without what does not fit
_STIFF = 1e-2  # keeps the polynomial calm where no rule says anything
_STEP = 16  # pixels between the places whose displacement is computed; between them it is interpolated
_MOST_SKEW = 45


@dataclass(frozen=True, slots=True)
class _Bend:
    """By how much a coordinate is displaced. axis: 0 for x, 1 for y. size: the picture's longer side."""

    axis: int
    coefficients: Floats
    middle: tuple[float, float]
    size: float

    def at(self, x: Floats, y: Floats) -> Floats:
        """In pixels, at places of the bent picture."""
        across, along = (x, y) if self.axis == 0 else (y, x)
        middle_across, middle_along = self.middle[self.axis], self.middle[1 - self.axis]
        terms = _terms((along - middle_along) / self.size, (across - middle_across) / self.size)
        return np.asarray(sum(c * term for c, term in zip(self.coefficients, terms, strict=True)) * self.size, float)


@dataclass(frozen=True)
class Flat:
    """Where every place of the flat picture comes from.

    size: width and height of the flat picture in pixels. turned: from places of the turned picture (2x3, affine) to
    those of the picture as it was. bends: of the turned picture.
    """

    size: tuple[int, int]
    turned: Floats
    bends: tuple[_Bend, ...] = ()

    def of(self, picture: Picture) -> Picture:
        """The flat picture, interpolated once."""
        x, y = self._fine
        white = (255,) * (picture.shape[2] if picture.ndim == 3 else 1)
        return cv2.remap(picture, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=white)

    def source(self, x: float, y: float) -> tuple[float, float]:
        """The place in the picture as it was of a place in the flat one."""
        bent_x, bent_y = self._bent(np.array([[x]], float), np.array([[y]], float))
        place = self.turned @ np.array([bent_x[0, 0], bent_y[0, 0], 1.0])
        return float(place[0]), float(place[1])

    def _bent(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Places of the turned picture that come to lie at these of the flat one: by a few steps towards them."""
        bent_x, bent_y = x.copy(), y.copy()
        for _ in range(_ROUNDS):
            moved = {bend.axis: bend.at(bent_x, bent_y) for bend in self.bends}
            bent_x, bent_y = x - moved.get(0, 0.0), y - moved.get(1, 0.0)
        return bent_x, bent_y

    @cached_property
    def _fine(self) -> tuple[Picture, Picture]:
        width, height = self.size
        x, y = np.meshgrid(np.arange(0, width + _STEP, _STEP, dtype=float), np.arange(0, height + _STEP, _STEP, dtype=float))
        x, y = self._bent(x, y)
        places = [row[0] * x + row[1] * y + row[2] for row in self.turned]
        fine_x, fine_y = np.meshgrid(
            np.arange(width, dtype=np.float32) / _STEP, np.arange(height, dtype=np.float32) / _STEP,
        )
        made = [cv2.remap(place.astype(np.float32), fine_x, fine_y, cv2.INTER_LINEAR) for place in places]
        return made[0], made[1]


def turned_by(degrees: float, shape: tuple[int, ...]) -> Flat:
    """The picture turned around its middle, large enough for all of it. degrees: clockwise lines are turned back by it."""
    height, width = shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width, new_height = round(height * sin + width * cos), round(height * cos + width * sin)
    matrix[:, 2] += ((new_width - width) / 2, (new_height - height) / 2)
    return Flat((new_width, new_height), np.asarray(cv2.invertAffineTransform(matrix), float))


def straightened(flat: Flat, across: Sequence[Curve], down: Sequence[Curve]) -> Flat:
    """The flat picture in which these rules of the turned one are level and plumb."""
    bends = (_fitted(curves, axis, flat.size) for curves, axis in ((down, 0), (across, 1)) if len(curves) >= _LEAST_RULES)
    return Flat(flat.size, flat.turned, tuple(bends))


def skew(black: Picture) -> float:
    """By how many degrees the lines of a page fall to the right; -45 to 45, 0 where it has none."""
    scale = 1000 / max(black.shape)
    small = cv2.resize(black, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else black
    ink = ((small < 190) * 255).astype(np.uint8)
    found = cv2.HoughLinesP(ink, 1, np.pi / 1440, 80, minLineLength=max(small.shape) // 8, maxLineGap=4)
    if found is None:
        return _skew_of_text(ink)
    lines = found.reshape(-1, 4).astype(float)
    dx, dy = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    angles = (np.degrees(np.arctan2(dy, dx)) + _MOST_SKEW) % 90 - _MOST_SKEW
    order = np.argsort(angles)
    weights = np.cumsum(np.hypot(dx, dy)[order])
    return float(angles[order][np.searchsorted(weights, weights[-1] / 2)])


def _skew_of_text(ink: Picture) -> float:
    """The angle at which the rows of a page are most distinct: lines of text, and blank between them."""
    height, width = ink.shape
    best, sharpest = 0.0, -1.0
    for degrees in np.arange(-6, 6.01, 0.25):
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        rows = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=1, dtype=float)
        sharpness = float(np.square(np.diff(rows)).sum())
        if sharpness > sharpest:
            best, sharpest = float(degrees), sharpness
    return best


def _fitted(curves: Sequence[Curve], axis: int, size: tuple[int, int]) -> _Bend:
    """Least squares over all rules: each comes to lie at a place of its own, which is not asked for."""
    middle, longest = (size[0] / 2, size[1] / 2), float(max(size))
    sampled = [curve[:: max(1, len(curve) // _SAMPLES)] for curve in curves]
    groups = np.repeat(np.arange(len(sampled)), [len(curve) for curve in sampled])
    points = np.concatenate(sampled)
    along = (points[:, 1 - axis] - middle[1 - axis]) / longest
    across = (points[:, axis] - middle[axis]) / longest
    terms = _within(np.column_stack(_terms(along, across)), groups)
    wanted = _within(-across[:, None], groups)[:, 0]
    calm = _STIFF * np.sqrt(len(points) / 1000) * np.eye(len(_POWERS))
    weights = np.ones(len(points))
    coefficients = np.zeros(len(_POWERS))
    for _ in range(_ROUNDS):
        left = np.concatenate([terms * weights[:, None], calm])
        right = np.concatenate([wanted * weights, np.zeros(len(_POWERS))])
        coefficients = np.linalg.lstsq(left, right, rcond=None)[0]
        off = np.abs(terms @ coefficients - wanted)
        usual = max(0.5 / longest, 1.5 * float(np.median(off)))
        weights = 1 / np.maximum(1, off / (2 * usual))
    return _Bend(axis, coefficients, middle, longest)


def _within(values: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """Values less the mean of their group."""
    counts = np.bincount(groups)
    means = np.column_stack([np.bincount(groups, column) / counts for column in values.T])
    return np.asarray(values - means[groups], float)


def _terms(along: Floats, across: Floats) -> list[Floats]:
    return [along**i * across**j for i, j in _POWERS]
