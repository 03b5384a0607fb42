"""The rims of round and oval seals in the ink of seals on a page: ellipses, also broken, partly missing, or over each other.

Where the edges of that ink point at one middle from all sides, a rim may be. An ellipse is laid through the ink there,
and it is a rim where enough of it is a thin line of ink with bare paper on both sides, and characters stand within.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ellipses import Floats, Rim, sampled, through
from extractors.scan.ink import Picture

_FINE = 4.0  # pixels a mm in which rims are looked for
_FAINTEST = 16  # of 255: less is what a camera sees in black and white
_DUST = 6  # pixels: what hangs together and is less is none of a seal
_LEAST_INK = 80.0  # mm²: half of a worn rim and some of what stands inside
_SMALLEST, _LARGEST = 14.0, 26.5  # mm: half the width of a unit's seal, 30 to 50 mm by the rules; paper is not always A4
# Height by width, and degrees: oval seals are 45 by 30 or 40 by 30 mm, pressed a little aslant.
_SHAPES = ((1.0, 0.0), (0.72, 0.0), (0.72, -20.0), (0.72, 20.0))
_FLATTEST = 0.55
_EDGE = 150.0  # of 255 a pixel, by Sobel: an edge of ink
_MOST_EDGES = 8000  # that vote
_PEAKS = 6  # middles that are looked at
_VOTES = 0.2  # of those that a whole rim would give
_APART = 4.0  # mm between the middles of two rims
_ANGLES = np.arange(360) * (2 * math.pi / 360)
_LIKELY = 3  # radii that are looked at
_SAME_RADIUS, _NEAR = 0.07, 0.09  # of the radius; how far from a circle the ink of a rim may be
_OFF = np.arange(-1.25, 1.26, 0.25)  # mm from a first guess: where the ink of a rim is looked for
_BESIDE = np.arange(-1.25, 2.26, 0.25)  # mm from the middle of a rim, outward: what is looked at …
_RIM, _BARE = 0.5, 1.0  # … is a rim where ink is not further from there than this, and none further than that
_LEAST_RIM, _LEAST_OVAL = 0.4, 0.5  # of the turn
_CLOSED, _CROWDED = 0.95, 0.75  # of the turn with ink: there less of it need be bare beside, for characters may stand close to a rim
_LETTERS = np.linspace(0.6, 0.84, 12)  # of the half axes: where the characters of a ring stand …
_LETTERED = 0.07  # … and how much of the turn they take at least


def find_rims(strength: Picture, dots: float) -> list[Rim]:
    """The rims in a picture of how much ink of seals each place has, from top to bottom. dots: pixels a mm."""
    scale = min(1.0, _FINE / dots)
    small = cv2.resize(strength, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else strength
    fine = dots * scale
    ink = _without_dust(np.asarray(cv2.inRange(small, (_FAINTEST,), (255,)), np.uint8))
    others = ink.copy()  # that is not inside a rim which was found
    rims: list[Rim] = []
    for shape in _SHAPES:
        if np.count_nonzero(others) < _LEAST_INK * fine * fine:
            break
        for rim in _of_shape(ink, fine, *shape):
            if not any(one.holds(rim.x, rim.y) for one in rims):
                rims.append(rim)
                rim.erase(others, -1)
                rim.erase(ink, max(1, round(3 * _RIM * fine)))
    return sorted((rim.scaled(1 / scale) for rim in rims), key=lambda rim: (rim.y, rim.x))


def _without_dust(ink: Picture) -> Picture:
    """The ink without single dots, as a camera sees them at the edges of black characters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= _DUST
    large[0] = False
    return np.where(large[labels], np.uint8(255), np.uint8(0))


def _of_shape(ink: Picture, dots: float, ratio: float, turn: float) -> Iterator[Rim]:
    """Rims of about a ratio of height to width, turned by degrees: a stretched page makes circles of them."""
    radians = math.radians(turn)
    to_circle = np.array([[math.cos(radians), math.sin(radians)], [-math.sin(radians) / ratio, math.cos(radians) / ratio]])
    from_circle = np.linalg.inv(to_circle)
    found: list[Rim] = []
    for x, y in _middles(ink, dots, to_circle, from_circle):
        if any(math.hypot(rim.x - x, rim.y - y) < _APART * dots for rim in found):
            continue
        rim = _fitted(ink, dots, (x, y), from_circle)
        if rim is not None and not any(math.hypot(rim.x - one.x, rim.y - one.y) < _APART * dots for one in found):
            found.append(rim)
            yield rim


def _middles(ink: Picture, dots: float, to_circle: Floats, from_circle: Floats) -> list[tuple[float, float]]:
    """Places at which the edges of ink point from all sides, the likeliest first."""
    soft = cv2.GaussianBlur(ink, (0, 0), 1.0).astype(np.float32)
    dx, dy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    strong = dx * dx + dy * dy > _EDGE * _EDGE
    rows, columns = np.nonzero(strong)
    if len(rows) < 2:
        return []
    every = max(1, len(rows) // _MOST_EDGES)
    rows, columns = rows[::every], columns[::every]
    places = to_circle @ np.stack([columns, rows]).astype(float)
    normals = from_circle.T @ np.stack([dx[rows, columns], dy[rows, columns]]).astype(float)
    normals /= np.hypot(*normals)
    radii = np.arange(_SMALLEST * dots, _LARGEST * dots)
    radii = np.concatenate([radii, -radii])  # the middle lies before one edge of a rim, and behind the other
    x = places[0][:, None] + normals[0][:, None] * radii
    y = places[1][:, None] + normals[1][:, None] * radii
    left, top = places[0].min(), places[1].min()
    width, height = (int(np.ptp(side)) + 1 for side in places)
    x, y = (x - left).astype(np.int32), (y - top).astype(np.int32)
    within = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    counts = np.bincount((y * width + x)[within], minlength=width * height).reshape(height, width)
    votes = cv2.boxFilter(counts.astype(np.float32), -1, (5, 5), normalize=False)
    wanted = _VOTES * 2 * math.pi * _SMALLEST * dots * 2 / every
    middles = []
    for _ in range(_PEAKS):
        _, most, _, (column, row) = cv2.minMaxLoc(votes)
        if most < wanted:
            break
        place = from_circle @ np.array([column + left, row + top])
        middles.append((float(place[0]), float(place[1])))
        cv2.circle(votes, (column, row), round(_APART * dots), (0,), -1)
    return middles


def _fitted(ink: Picture, dots: float, middle: tuple[float, float], from_circle: Floats) -> Rim | None:
    """The ellipse through the ink around a middle; None where that is no rim."""
    directions = from_circle @ np.stack([np.cos(_ANGLES), np.sin(_ANGLES)])
    radii = np.arange(_SMALLEST * dots, _LARGEST * dots)
    x, y = middle[0] + directions[0][:, None] * radii, middle[1] + directions[1][:, None] * radii
    inked = sampled(ink, x, y) > 0
    best: Rim | None = None
    for radius in _likely(inked, radii):
        near = np.abs(radii - radius) <= _NEAR * radius
        hit = inked[:, near]
        some = hit.any(axis=1)
        if some.sum() < _LEAST_RIM / 2 * len(_ANGLES):
            continue
        far = (hit * radii[near]).sum(axis=1)[some] / hit.sum(axis=1)[some]
        rim = through(middle[0] + directions[0][some] * far, middle[1] + directions[1][some] * far)
        rim = rim and _nearer(ink, rim, dots)
        rim = rim and _measured(ink, rim, dots)
        if rim and (best is None or rim.whole > best.whole):
            best = rim
    return best


def _likely(inked: npt.NDArray[np.bool_], radii: Floats) -> list[float]:
    """Radii at which most of the turn is inked."""
    share = inked.mean(axis=0)
    share = np.convolve(share, np.ones(3) / 3, "same")
    likely = []
    for _ in range(_LIKELY):
        most = int(share.argmax())
        if share[most] < _LEAST_RIM / 3:
            break
        likely.append(float(radii[most]))
        share[np.abs(radii - radii[most]) < _SAME_RADIUS * radii[most]] = 0
    return likely


def _nearer(ink: Picture, rim: Rim, dots: float) -> Rim | None:
    """The ellipse through the ink that lies near another one."""
    share = 1 + _OFF * dots / math.sqrt(rim.across * rim.down)
    inked = sampled(ink, *rim.points(_ANGLES[:, None], share[None, :])) > 0
    some = inked.any(axis=1)
    if some.sum() < _LEAST_RIM / 2 * len(_ANGLES):
        return None
    far = (inked * share).sum(axis=1)[some] / inked.sum(axis=1)[some]
    return through(*rim.points(_ANGLES[some], far))


def _measured(ink: Picture, rim: Rim, dots: float) -> Rim | None:
    """The rim with how much of it is inked; None where it is none."""
    if not _SMALLEST * dots <= rim.across <= _LARGEST * dots or rim.down < _FLATTEST * rim.across:
        return None
    share = 1 + _BESIDE * dots / math.sqrt(rim.across * rim.down)
    inked = sampled(ink, *rim.points(_ANGLES[:, None], share[None, :])) > 0
    bare = ~inked[:, np.abs(_BESIDE) >= _BARE].any(axis=1)
    rimmed = inked[:, np.abs(_BESIDE) <= _RIM].any(axis=1)
    whole = float((rimmed & bare).mean())
    least = (_LEAST_RIM if rim.is_round else _LEAST_OVAL) * (_CROWDED if rimmed.mean() >= _CLOSED else 1)
    letters = sampled(ink, *rim.points(_ANGLES[:, None], _LETTERS[None, :])) > 0
    if whole < least or float(letters.any(axis=1).mean()) < _LETTERED:
        return None
    return replace(rim, whole=whole)
