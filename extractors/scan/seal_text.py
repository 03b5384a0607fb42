"""What a seal says: its ring unwrapped and read along the arc, and the lines in its middle, turned upright by it.

The name of a unit stands along the arc from the lower left over the top to the lower right, the heads of its characters
outward; text with the heads inward is read the other way round. A seal is pressed turned by any angle: the middle of
its name is above.
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ellipses import Floats, Rim
from extractors.scan.ink import Picture
from extractors.scan.recogniser import Character, recognise
from extractors.scan.text_lines import Line, lines_in

_HEIGHT = 64  # pixels of the unwrapped ring
_RING = 0.03, 0.43  # of the shorter half axis: how deep below the rim text may stand
_SOME = 150  # of 255: darker is ink
_FREE = 0.15  # of the ink in the fullest row: less parts the rim, the text and the star
_BESIDE_CODE = 0.4  # of the text's height: small figures of a code stand nearer to the rim
_GAP = 26.0  # degrees without ink that part two texts of a ring
_BELOW = 0.5  # how much likelier than elsewhere the gap is below the middle
_SHORTEST = 8.0  # degrees of a text
_MARGIN = 3.0  # degrees around a text
_WIDTHS = (1.0, 0.75, 1.35)  # characters of long names are narrow, of short ones wide
_INNER = 0.68  # of the half axes: where the lines of the middle stand
_LINE = 0.19  # of the half width: height of those
_STAR = 0.35  # of the half width: the star is larger than any character, …
_STAR_INK = 0.02  # … and has more ink, of the square around the seal
_UNSURE = 0.5  # confidence of a character that may as well be another
_LEAST = 2  # characters of a line in the middle
_COLUMN = 0.06  # share of ink in a column that is no dust
_OF_NAMES = re.compile(r"[\u3400-\u9fffA-Za-z()（）]")


class Words(NamedTuple):
    """A text that was read. confidence: of its characters on average, 0 to 1; 0 where there is none."""

    text: str = ""
    confidence: float = 0.0

    @property
    def sureness(self) -> float:
        """How much can be read, and how well."""
        return len(self.text) * (self.confidence - _UNSURE)


def read_ring(ink: Picture, rim: Rim) -> tuple[Words, Words]:
    """The text along the arc of a seal, and what stands in its middle.

    ink: red ink, dark on white. rim: its place in that.
    """
    ring = _unwrapped(ink, rim)
    x, y = rim.points(_even(rim, ring.shape[1]))
    name, above = _along(ring, (y - rim.y) / rim.across)
    above %= ring.shape[1]
    return name, _inside(ink, rim, math.atan2(float(y[above]) - rim.y, float(x[above]) - rim.x))


def best_of(lines: Sequence[Picture]) -> Words:
    """The reading of the line that can be read best; the lines are one text in several pictures."""
    return max((_words(characters) for characters in recognise(lines)), key=lambda words: words.sureness, default=Words())


def _words(characters: Sequence[Character]) -> Words:
    """What a name may hold of what was read: figures are of a code, and single dots dust."""
    told = [character for character in characters if _OF_NAMES.match(character.text)]
    if not told:
        return Words()
    return Words("".join(one.text for one in told), sum(one.confidence for one in told) / len(told))


def _even(rim: Rim, steps: int) -> Floats:
    """Angles that part the rim in pieces of one length."""
    fine = np.linspace(0, 2 * math.pi, 1441)
    x, y = rim.points(fine)
    length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    return np.asarray(np.interp(np.arange(steps) / steps * length[-1], length, fine), float)


def _unwrapped(ink: Picture, rim: Rim) -> Picture:
    """The ring straight, its rim above, clockwise from left to right."""
    deep = rim.down * (_RING[1] - _RING[0])
    middle = (_RING[0] + _RING[1]) / 2 * rim.down
    around = math.pi * (rim.across + rim.down - 2 * middle)
    width = round(around / deep * _HEIGHT)
    angles = _even(rim, width)
    x, y = rim.points(angles)
    nx, ny = np.cos(angles) / rim.across, np.sin(angles) / rim.down
    nx, ny = nx / np.hypot(nx, ny), ny / np.hypot(nx, ny)
    cos, sin = math.cos(rim.turn), math.sin(rim.turn)
    nx, ny = nx * cos - ny * sin, nx * sin + ny * cos
    depth = (np.linspace(*_RING, _HEIGHT) * rim.down)[:, None]
    places = (x - nx * depth).astype(np.float32), (y - ny * depth).astype(np.float32)
    return np.asarray(cv2.remap(ink, *places, cv2.INTER_LINEAR, borderValue=(255,)), np.uint8)


def _along(ring: Picture, low: Floats) -> tuple[Words, int]:
    """The name in an unwrapped ring, and the column of its middle.

    low: how far each column is below the middle of the seal, -1 to 1.
    """
    width = ring.shape[1]
    degree = width / 360
    top, bottom = _band(ring)
    inner = ring[top + round(_BESIDE_CODE * (bottom - top)) : bottom] < _SOME
    texts = _texts(inner.mean(axis=0) >= _COLUMN, low, degree)
    if not texts:
        return Words(), int(low.argmin())
    # Worn characters leave gaps as well, so all texts are read as one, too.
    texts = list(dict.fromkeys([*texts, (texts[0][0], texts[-1][1])]))
    margin, above = round(_MARGIN * degree), max(0, top - 2)
    lines = [ring[above : bottom + 2, np.arange(start - margin, end + margin) % width] for start, end in texts]
    read = [best_of([_wider(turned, by) for turned in (line, line[::-1, ::-1]) for by in _WIDTHS]) for line in lines]
    most = max(range(len(texts)), key=lambda number: read[number].sureness)
    return read[most], sum(texts[most]) // 2


def _band(ring: Picture) -> tuple[int, int]:
    """The rows of the ring in which text stands: between the rim and the star."""
    rows = (ring < _SOME).mean(axis=1)
    top = int(rows[: _HEIGHT // 4].argmin())
    text = rows[top : _HEIGHT * 2 // 3]
    free = _FREE * float(text.max())
    middle = top + int(text.argmax())
    below = np.flatnonzero(rows[middle:] <= free)
    return top, middle + int(below[0]) if len(below) else _HEIGHT


def _texts(columns: npt.NDArray[np.bool_], low: Floats, degree: float) -> list[tuple[int, int]]:
    """The texts of a ring: half-open ranges of columns, which may go on beyond its end."""
    inked = np.flatnonzero(columns)
    if not len(inked):
        return []
    gaps = np.diff(np.concatenate([inked, [inked[0] + len(columns)]]))
    widest = int((gaps * (1 + _BELOW * low[(inked + gaps // 2) % len(columns)])).argmax())
    inked = np.concatenate([inked[widest + 1 :], inked[: widest + 1] + len(columns)])
    cuts = np.flatnonzero(np.diff(inked) > _GAP * degree)
    starts, ends = [0, *(cuts + 1)], [*cuts, len(inked) - 1]
    texts = [(int(inked[start]), int(inked[end]) + 1) for start, end in zip(starts, ends, strict=True)]
    return [text for text in texts if text[1] - text[0] >= _SHORTEST * degree]


def _wider(picture: Picture, by: float) -> Picture:
    return np.asarray(cv2.resize(picture, None, fx=by, fy=1, interpolation=cv2.INTER_LINEAR), np.uint8)


def _inside(ink: Picture, rim: Rim, above: float) -> Words:
    """The lines in the middle of a seal. above: radians clockwise from the right to the middle of its name."""
    turn = cv2.getRotationMatrix2D((rim.x, rim.y), math.degrees(above) + 90, 1.0)
    size = math.ceil(rim.across * 2)
    turn[:, 2] += np.array([rim.across - rim.x, rim.across - rim.y])
    upright = cv2.warpAffine(ink, turn, (size, size), flags=cv2.INTER_LINEAR, borderValue=(255,))
    within = np.zeros_like(upright)
    axes = round(_INNER * rim.across), round(_INNER * rim.down)
    cv2.ellipse(within, (size // 2, size // 2), axes, math.degrees(rim.turn - above) - 90, 0, 360, (255,), -1)
    dark = np.where((upright < _SOME) & (within > 0), np.uint8(255), np.uint8(0))
    _take_star(dark, size)
    em = _LINE * rim.across
    lines = [line for line in lines_in(dark, em) if line.bottom - line.top >= em / 2]
    read = [_words(characters) for characters in recognise([_cut(dark, line) for line in lines])]
    told = [words for words in read if len(words.text) >= _LEAST and words.confidence >= _UNSURE]
    if not told:
        return Words()
    return Words("".join(words.text for words in told), min(words.confidence for words in told))


def _take_star(dark: Picture, size: int) -> None:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for label in range(1, count):
        _, _, width, height, area = (int(value) for value in stats[label])
        if min(width, height) >= _STAR * size / 2 and area >= _STAR_INK * size * size:
            dark[labels == label] = 0


def _cut(dark: Picture, line: Line) -> Picture:
    margin = (line.bottom - line.top) // 6 + 1
    white = cv2.copyMakeBorder(255 - dark[line.top : line.bottom, line.x0 : line.x1], *(margin,) * 4, cv2.BORDER_CONSTANT, value=(255,))
    return np.asarray(white, np.uint8)
