"""The seals on the picture of a page: where they are, how large, and what they say."""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.document import SealPrint
from extractors.scan.ellipses import Rim
from extractors.scan.ink import Picture, is_coloured
from extractors.scan.seal_chops import Chop, find_chops, read_chop
from extractors.scan.seal_rims import find_rims
from extractors.scan.seal_text import Words, read_ring
from schema.record import BBox, Seal, SealKind

_BLACK = 110  # of 255, of the red channel: black ink, under which red cannot be seen
_STROKE, _AROUND = 95, 5  # the same in grey, where a seal is lighter than writing, and pixels around it: writing has soft edges
_EVERY = 3  # pixels: colour is looked for in one of so many
_SEEN = 0.04  # of the place around a pixel that has to be seen for its ink to be known
_SOME_INK = 24  # of 255
_LEAST_OF_CHOP, _SURE_OF_CHOP = 2, 0.5  # characters and their confidence: many things are red and square
_MARGIN = 0.06  # of the seal's width: paper around it in its picture
_LONGEST = 320  # pixels of that picture
_QUALITY = 70  # of 100


class _Ink(NamedTuple):
    """What seals are printed with. strength: of their ink at each place, 0 to 255. seen: where no black ink lies over it."""

    strength: Picture
    seen: npt.NDArray[np.bool_]


class Print(NamedTuple):
    """A seal in a picture. box: in its pixels. diameter: mm. words, inner: along the arc, and in the middle."""

    kind: SealKind
    box: BBox
    diameter: float
    words: Words
    inner: Words


def find_prints(flat: Picture, dots: float) -> list[Print]:
    """The seals in a picture of evened light, the round ones first. dots: pixels a mm.

    In a picture without colour those that are round or oval, and lighter than writing; a chop looks as any box does.
    """
    return list(_prints(flat, dots))


def seal_prints(
    flat: Picture, dots: float, page: int | None = None, displayed: Callable[[BBox], BBox] | None = None,
) -> tuple[SealPrint, ...]:
    """The seals in a picture of evened light, each with its own picture. dots: pixels a mm.

    page: of the document, and displayed: where on that a box of the picture lies, in points; None where the picture is no page.
    """
    return tuple(
        SealPrint(_seal(found, page, displayed and displayed(found.box)), picture_of(flat, found.box)) for found in find_prints(flat, dots)
    )


def _seal(found: Print, page: int | None, box: BBox | None) -> Seal:
    return Seal(
        kind=found.kind, page=page, bbox=box and (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)),
        diameter=round(found.diameter, 1), text=found.words.text, inner=found.inner.text,
        confidence=round(found.words.confidence, 3),
    )


def picture_of(flat: Picture, box: BBox) -> bytes:
    """The JPEG of a part of a picture, small."""
    margin = _MARGIN * (box[2] - box[0])
    left, top = max(0, math.floor(box[0] - margin)), max(0, math.floor(box[1] - margin))
    part = flat[top : math.ceil(box[3] + margin), left : math.ceil(box[2] + margin)]
    scale = min(1.0, _LONGEST / max(part.shape[:2]))
    small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else part
    return cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()


def _prints(flat: Picture, dots: float) -> Iterator[Print]:
    coloured = is_coloured(flat[::_EVERY, ::_EVERY])
    ink = _red(flat) if coloured else _grey(flat if flat.ndim == 2 else flat[:, :, 1])
    rims = find_rims(ink.strength, dots)
    for rim in rims:
        yield _round(ink, rim, dots)
    for chop in find_chops(ink.strength, dots, rims) if coloured else ():
        part, left, top = _part(ink, chop.box)
        words = read_chop(part, Chop(chop.corners - (left, top)))
        if len(words.text) >= _LEAST_OF_CHOP and words.confidence >= _SURE_OF_CHOP:
            yield Print("square", chop.box, chop.side / dots, words, Words())


def _red(flat: Picture) -> _Ink:
    blue, green, red = cv2.split(flat)
    return _Ink(cv2.subtract(red, cv2.addWeighted(blue, 0.5, green, 0.5, 0)), red > _BLACK)


def _grey(flat: Picture) -> _Ink:
    strokes = cv2.dilate((flat < _STROKE).astype(np.uint8), np.ones((_AROUND, _AROUND), np.uint8)) > 0
    darkness = 255 - flat
    return _Ink(np.where(strokes | (darkness < _SOME_INK), np.uint8(0), darkness), ~strokes)


def _round(ink: _Ink, rim: Rim, dots: float) -> Print:
    part, left, top = _part(ink, rim.box)
    words, inner = read_ring(part, rim.moved(-left, -top))
    return Print("round" if rim.is_round else "oval", rim.box, 2 * rim.across / dots, words, inner)


def _part(ink: _Ink, box: BBox) -> tuple[Picture, int, int]:
    """The ink of seals in a part of a page, dark on white, and where that begins.

    Ink under black characters is filled in from around them.
    """
    left, top = max(0, math.floor(box[0])), max(0, math.floor(box[1]))
    part = np.s_[top : math.ceil(box[3]), left : math.ceil(box[2])]
    strength, seen, around = ink.strength[part].astype(np.float32), ink.seen[part].astype(np.float32), (5, 5)
    filled = cv2.boxFilter(strength * seen, -1, around) / np.maximum(cv2.boxFilter(seen, -1, around), _SEEN)
    whole = cv2.GaussianBlur(np.where(seen > 0, strength, filled), (3, 3), 0)
    some = whole[whole > _SOME_INK]
    full = float(np.percentile(some, 75)) if some.size else 255.0
    return np.asarray(255 - np.clip(whole / full, 0, 1) * 255, np.uint8), left, top
