"""The rules of a page picture: found however faint, broken or a little aslant, told from the strokes of characters."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.rulings import Ruling
from extractors.scan.ink import Picture, without_red, without_seals

Curve = npt.NDArray[np.float64]  # (n, 2): x, y of points along a rule, in pixels

_LONGER_THAN_STROKES = 20.0  # points: the stem of a character that touches a rule below may be longer than it is
_GAP = 0.6  # points of a rule that may be missing; characters stand further apart
_STROKE = 90  # of 255: darker is a stroke of writing
_HALO = 5  # pixels: strokes are blurred
_LARGEST_CHARACTER = 30.0  # points: what hangs together and is not larger is no rule
_CROSSING = 9  # pixels: the thickness of a rule, and its blur
_FAINTEST = 28  # of 255: by how much a rule is darker than its paper
_THICKEST = 3.2  # points; what is thicker is a bar or a black cell
_SHORTEST = 9.0  # points: less than a row of the table is high
_NEAR = 2.5  # points
_LONGER_THAN_RIMS = 60.0  # points: where the rim of a seal runs along the rows or columns, it does so for less than this
_STRAIGHT, _ASLANT = 0.45, 0.0175  # points from its line, and of its length: so far a rule may stray, and strokes of a pen stray further
_THICKER = 2.0  # times the thickest of the longer rules, as where two cells have borders of their own: what is thicker is no rule
_STEADY = 0.25  # of the median: a rule is of one thickness, touching characters are not


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page. across, down: the points along each. ink: their pixels are 255, all others 0."""

    across: tuple[Curve, ...]
    down: tuple[Curve, ...]
    ink: Picture


class _Found(NamedTuple):
    """A rule with its ink. x, y: where the picture of its ink lies in the page's. thickness: in pixels."""

    curve: Curve
    ink: npt.NDArray[np.bool_]
    x: int
    y: int
    thickness: float

    @property
    def length(self) -> float:
        """In pixels."""
        return float(np.abs(self.curve[-1] - self.curve[0]).max())


def find_rules(flat: Picture, unit: float) -> Rules:
    """The rules in a picture of evened light whose lines are not more than about a degree aslant.

    unit: pixels a point.
    """
    strokes = 255 - without_red(flat) > _STROKE
    darkness = _without_characters(255 - without_seals(flat), strokes, unit)
    across = list(_along(darkness, unit))
    down = list(_along(np.ascontiguousarray(darkness.T), unit))
    thickest = max((found.thickness for found in (*across, *down) if found.length >= _LONGER_THAN_RIMS * unit), default=math.inf)
    across, down = ([found for found in one if _is_rule(found, thickest, unit)] for one in (across, down))
    down = [_turned(found) for found in down]
    across, down = _ending_at(across, down, 0, unit), _ending_at(down, across, 1, unit)
    shape = strokes.shape
    ink = cv2.max(_uncrossed(_inked(across, shape), strokes), _uncrossed(_inked(down, shape).T, strokes.T).T)
    return Rules(tuple(found.curve for found in across), tuple(found.curve for found in down), ink)


def _without_characters(darkness: Picture, strokes: npt.NDArray[np.bool_], unit: float) -> Picture:
    """What is left when all that is as small as a character is taken away: rules, and what touches them."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(strokes.astype(np.uint8), connectivity=8)
    most = _LARGEST_CHARACTER * unit
    small = (stats[:, cv2.CC_STAT_WIDTH] <= most) & (stats[:, cv2.CC_STAT_HEIGHT] <= most)
    small[0] = False
    halo = cv2.dilate(small[labels].astype(np.uint8), np.ones((_HALO, _HALO), np.uint8))
    return np.where(halo > 0, np.uint8(0), darkness)


def _uncrossed(rule_ink: Picture, strokes: npt.NDArray[np.bool_]) -> Picture:
    """The ink of rules along the rows without what a character that crosses them shares: ink above and below it."""
    own = cv2.dilate(rule_ink, np.ones((3, 1), np.uint8)) > 0  # with the blur at its edges
    others = strokes & ~own
    touched_above, touched_below = np.zeros_like(own), np.zeros_like(own)
    touched_above[1:] = own[1:] & others[:-1]
    touched_below[:-1] = own[:-1] & others[1:]
    reach = np.ones((_CROSSING, 1), np.uint8)
    down = cv2.dilate(touched_above.astype(np.uint8), reach, anchor=(0, _CROSSING - 1))
    up = cv2.dilate(touched_below.astype(np.uint8), reach, anchor=(0, 0))
    return np.where(own & ~(cv2.min(down, up) > 0), np.uint8(255), np.uint8(0))


def rulings_of(rules: Rules, unit: float) -> tuple[Ruling, ...]:
    """The rules as straight rulings in points. unit: pixels a point."""
    return (
        *(Ruling(True, *_straight(curve, 0, unit)) for curve in rules.across),
        *(Ruling(False, *_straight(curve, 1, unit)) for curve in rules.down),
    )


def _straight(curve: Curve, along: int, unit: float) -> tuple[float, float, float]:
    at = float(np.median(curve[:, 1 - along]))
    return at / unit, float(curve[:, along].min()) / unit, float(curve[:, along].max()) / unit


def _turned(found: _Found) -> _Found:
    return _Found(found.curve[:, ::-1], found.ink.T, found.y, found.x, found.thickness)


def _is_rule(found: _Found, thickest: float, unit: float) -> bool:
    """A long one, or one that is as straight and as thin as rules are: no rim of a seal, no stroke of a pen.

    found: along the rows.
    """
    if found.length >= _LONGER_THAN_RIMS * unit:
        return True
    low, high = np.percentile(found.curve[:, 1], (5, 95))
    return bool(high - low <= _STRAIGHT * unit + _ASLANT * found.length) and found.thickness <= _THICKER * thickest


def _ending_at(found: list[_Found], others: list[_Found], along: int, unit: float) -> list[_Found]:
    """The long rules, and of the shorter ones those that belong to a table.

    What is longer than strokes ends at another rule at one end, or goes on where another in line with it breaks off; what is
    not ends at others at both.
    """
    rules = [other for other in others if other.length >= _LONGER_THAN_STROKES * unit]
    kept = []
    for one in found:
        ends = sum(any(_reaches(other.curve, point, along, _NEAR * unit) for other in rules) for point in (one.curve[0], one.curve[-1]))
        is_longer = one.length >= _LONGER_THAN_STROKES * unit
        if one.length >= _LONGER_THAN_RIMS * unit or ends == 2 or (is_longer and (ends == 1 or _is_in_line(one, found, along, unit))):
            kept.append(one)
    return kept


def _is_in_line(one: _Found, found: list[_Found], along: int, unit: float) -> bool:
    """A long rule lies before or behind it on the same line."""
    near, across = _NEAR * unit, 1 - along
    at = float(np.median(one.curve[:, across]))
    return any(
        abs(float(np.median(other.curve[:, across])) - at) <= near
        and (other.curve[-1][along] <= one.curve[0][along] or one.curve[-1][along] <= other.curve[0][along])
        for other in found if other.length >= _LONGER_THAN_RIMS * unit
    )


def _reaches(curve: Curve, point: npt.NDArray[np.float64], along: int, near: float) -> bool:
    """A rule of the other direction comes near a point."""
    across = 1 - along
    return bool(
        curve[:, across].min() - near <= point[across] <= curve[:, across].max() + near
        and abs(float(np.median(curve[:, along])) - point[along]) <= near
    )


def _inked(found: list[_Found], shape: tuple[int, ...]) -> Picture:
    ink = np.zeros(shape, np.uint8)
    for one in found:
        height, width = one.ink.shape
        ink[one.y : one.y + height, one.x : one.x + width][one.ink] = 255
    return ink


def _along(darkness: Picture, unit: float) -> Iterator[_Found]:
    """The rules that run along the rows of a picture of darkness."""
    closed = cv2.morphologyEx(darkness, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_GAP * unit))), np.uint8))
    # A line that is a little aslant goes on in the row below: taken together with its neighbours it is long enough.
    thick = cv2.dilate(closed, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(_SHORTEST * unit)), np.uint8))
    mask = (np.minimum(long, closed) > _FAINTEST).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for label in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[label])
        if width < _SHORTEST * unit:
            continue
        part = labels[y : y + height, x : x + width] == label
        thickness = part.sum(axis=0)
        middle = float(np.median(thickness[thickness > 0]))
        # Where a character touches the rule it is thicker: there the rule's own place is not known.
        bare = (thickness > 0) & (thickness <= middle + max(1.0, _STEADY * middle))
        if middle > _THICKEST * unit or bare.sum() < _SHORTEST * unit / 2:
            continue
        centre = (part * np.arange(height)[:, None]).sum(axis=0)[bare] / thickness[bare]
        points = np.column_stack([np.flatnonzero(bare) + x, centre + y])
        ends = np.array([[x, y + centre[0]], [x + width - 1, y + centre[-1]]])
        yield _Found(np.concatenate([ends[:1], points, ends[1:]]), part, x, y, middle)
