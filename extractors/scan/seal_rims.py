"""The rims of round and oval seals in the red ink of a page: ellipses, also broken, partly missing, or over each other.

Where the edges of red ink point at one middle from all sides, a rim may be. An ellipse is laid through the ink there,
and it is a rim where most of it is inked, bare paper lies on both sides of it, and something stands inside.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ink import Picture

Floats = npt.NDArray[np.float64]

_FINE = 4.0  # pixels a mm in which rims are looked for
_SMALLEST, _LARGEST = 14.0, 26.5  # mm: half the width of a unit's seal, by its rules 30 to 50 mm; the scale of a photo is about right
# Oval seals are 45 by 30 or 40 by 30 mm (国税发〔1995〕 and 公安部 rules), pressed a little aslant.
_SHAPES = ((1.0, 0.0), *((ratio, turn) for ratio in (0.72,) for turn in (0.0, -20.0, 20.0)))
_MOST_EDGES = 8000  # points of ink edges that vote
_LEAST_INK = 80.0  # mm²: about half of a worn rim and some of what stands inside
_PEAKS = 6  # middles that are looked at
_VOTES = 0.2  # of those that a whole rim would give
_APART = 4.0  # mm between the middles of two seals
_DUST = 6  # pixels: what hangs together and is less is none of a seal
_ANGLES = 360
_NEAR = 0.09  # of the radius: how far from a circle the rim of a photo or an oval seal may be
_ROUNDS = 4
_RIM = 0.75  # mm: half the width of a rim, at most
_BARE = 1.5, 2.6  # mm from the middle of the rim: no ink there beside it
_FAINTEST = 16  # of 255, on average: less is the noise of a camera
_LEAST_RIM, _LEAST_OVAL = 0.4, 0.5  # of the turn
_LEAST_THIN = 0.3  # of the turn
_LETTERS = 0.6, 0.84  # of the half axes: where the characters of its ring stand …
_LETTERED = 0.07  # … and how much of the turn they take at least
_OFF = 1.25  # mm: how far from a first guess the ink of a rim is looked for
_OVER = 0.4  # of the half width
_ROUND = 0.87  # height by width


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

    def points(self, angles: Floats, share: Floats | float = 1.0) -> tuple[Floats, Floats]:
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
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        wide = math.hypot(self.across * math.cos(self.turn), self.down * math.sin(self.turn))
        high = math.hypot(self.across * math.sin(self.turn), self.down * math.cos(self.turn))
        return self.x - wide, self.y - high, self.x + wide, self.y + high


def find_rims(redness: Picture, dots: float) -> list[Rim]:
    """The rims in a picture of how red each place is, from top to bottom. dots: pixels a mm."""
    scale = min(1.0, _FINE / dots)
    small = cv2.resize(redness, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else redness
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
                rim.erase(ink, max(1, round(2 * _RIM * fine)))
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
    strong = dx * dx + dy * dy > 150.0**2
    rows, columns = np.nonzero(strong)
    if len(rows) < 2:
        return []
    every = max(1, len(rows) // _MOST_EDGES)
    rows, columns = rows[::every], columns[::every]
    places = to_circle @ np.stack([columns, rows]).astype(float)
    normals = from_circle.T @ np.stack([dx[rows, columns], dy[rows, columns]]).astype(float)
    normals /= np.hypot(*normals)
    radii = np.arange(_SMALLEST * dots, _LARGEST * dots)
    radii = np.concatenate([radii, -radii])
    x = places[0][:, None] + normals[0][:, None] * radii
    y = places[1][:, None] + normals[1][:, None] * radii
    left, top = places[0].min(), places[1].min()
    width, height = (int(np.ptp(side)) + 1 for side in places)
    x, y = (x - left).astype(np.int32), (y - top).astype(np.int32)
    within = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    votes = np.bincount((y * width + x)[within], minlength=width * height).reshape(height, width).astype(np.float32)
    votes = cv2.boxFilter(votes, -1, (5, 5), normalize=False)
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
    angles = np.arange(_ANGLES) * (2 * math.pi / _ANGLES)
    directions = from_circle @ np.stack([np.cos(angles), np.sin(angles)])
    radii = np.arange(_SMALLEST * dots, _LARGEST * dots)
    x, y = middle[0] + directions[0][:, None] * radii, middle[1] + directions[1][:, None] * radii
    inked = _sampled(ink, x, y) > 0
    best: Rim | None = None
    for radius in _likely(inked, radii):
        near = np.abs(radii - radius) <= _NEAR * radius
        hit = inked[:, near]
        some = hit.any(axis=1)
        if some.sum() < _LEAST_RIM * _ANGLES / 2:
            continue
        far = (hit * radii[near]).sum(axis=1)[some] / hit.sum(axis=1)[some]
        rim = _through(middle[0] + directions[0][some] * far, middle[1] + directions[1][some] * far)
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
    for _ in range(3):
        most = int(share.argmax())
        if share[most] < _LEAST_RIM / 3:
            break
        likely.append(float(radii[most]))
        share[np.abs(radii - radii[most]) < 0.07 * radii[most]] = 0
    return likely


def _through(x: Floats, y: Floats) -> Rim | None:
    """An ellipse through points, of which some are not on it."""
    points = np.column_stack([x, y]).astype(np.float32)
    rim: Rim | None = None
    for _ in range(_ROUNDS):
        if len(points) < 20:
            return None
        (cx, cy), (one, other), degrees = cv2.fitEllipseAMS(points)
        if not (math.isfinite(cx) and math.isfinite(one) and min(one, other) > 0):
            return None
        turn = math.radians(degrees if one >= other else degrees + 90)
        rim = Rim(cx, cy, max(one, other) / 2, min(one, other) / 2, turn, 0.0)
        off = np.abs(_reach(rim, points[:, 0].astype(float), points[:, 1].astype(float)) - 1)
        kept = off <= max(0.015, 1.5 * float(np.median(off)))
        points = points[kept]
    return rim


def _nearer(ink: Picture, rim: Rim, dots: float) -> Rim | None:
    """The ellipse through the ink that lies near another one."""
    angles = np.arange(_ANGLES) * (2 * math.pi / _ANGLES)
    share = 1 + np.arange(-_OFF, _OFF + 0.01, 0.25) * dots / math.sqrt(rim.across * rim.down)
    x, y = rim.points(angles[:, None], share[None, :])
    inked = _sampled(ink, x, y) > 0
    some = inked.any(axis=1)
    if some.sum() < _LEAST_RIM * _ANGLES / 2:
        return None
    far = (inked * share).sum(axis=1)[some] / inked.sum(axis=1)[some]
    return _through(*rim.points(angles[some], far))


def _reach(rim: Rim, x: Floats, y: Floats) -> Floats:
    """How far places are from the middle, the rim being at 1."""
    cos, sin = math.cos(rim.turn), math.sin(rim.turn)
    across, down = (x - rim.x) * cos + (y - rim.y) * sin, (y - rim.y) * cos - (x - rim.x) * sin
    return np.asarray(np.hypot(across / rim.across, down / rim.down), float)


def _measured(ink: Picture, rim: Rim, dots: float) -> Rim | None:
    """The rim with how much of it is inked; None where it is none."""
    if not _SMALLEST * dots <= rim.across <= _LARGEST * dots or rim.down < 0.55 * rim.across:
        return None
    angles = np.arange(_ANGLES) * (2 * math.pi / _ANGLES)
    offsets = np.arange(-1.25, 2.26, 0.25)  # mm
    share = 1 + offsets * dots / math.sqrt(rim.across * rim.down)
    x, y = rim.points(angles[:, None], share[None, :])
    inked = _sampled(ink, x, y) > 0
    on_rim = inked[:, np.abs(offsets) <= 0.5].any(axis=1)
    inner = inked[:, offsets <= -1.0].any(axis=1)
    outer = inked[:, offsets >= 1.0].any(axis=1)
    thin = on_rim & ~inner & ~outer
    closed = cv2.morphologyEx(np.tile(thin.astype(np.uint8), 3)[None], cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, 15), np.uint8))[0, 360:720].mean()
    import os
    if os.environ.get('DBG') and thin.mean()>.22: print(f'   cand {rim.x/dots:.0f},{rim.y/dots:.0f} {2*rim.across/dots:.0f}x{2*rim.down/dots:.0f} on {on_rim.mean():.2f} thin {thin.mean():.2f} long {long:.2f} in {inner.mean():.2f} out {outer.mean():.2f}')
    within_x, within_y = rim.points(angles[:, None], np.linspace(*_LETTERS, 12)[None, :])
    lettered = float((_sampled(ink, within_x, within_y) > 0).any(axis=1).mean())
    whole = float(thin.mean())
    if whole < (_LEAST_RIM if rim.is_round else _LEAST_OVAL) or lettered < _LETTERED:
        return None
    return Rim(rim.x, rim.y, rim.across, rim.down, rim.turn, whole)


def _sampled(ink: Picture, x: Floats, y: Floats) -> Picture:
    return np.asarray(cv2.remap(ink, x.astype(np.float32), y.astype(np.float32), cv2.INTER_NEAREST), np.uint8)
