"""The seals on the picture of a page: where they are, how large, and what they say."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractors.document import SealPrint
from extractors.scan.ellipses import Rim
from extractors.scan.ink import Picture
from extractors.scan.seal_chops import Chop, find_chops, read_chop
from extractors.scan.seal_ink import SOME_INK, SealInk, grey_ink, has_colour, red_ink
from extractors.scan.seal_rims import find_rims
from extractors.scan.seal_text import Words, read_ring
from schema.record import BBox, Seal, SealKind

_SEEN = 0.04  # of the place around a pixel that has to be seen for its ink to be known
_LEAST_OF_CHOP, _SURE_OF_CHOP = 2, 0.5  # characters and their confidence: many things are red and square
_MARGIN = 0.06  # of the seal's width: paper around it in its picture
_LONGEST = 320  # pixels of that picture
_QUALITY = 70  # of 100


class Print(NamedTuple):
    """A seal in a picture. box: in its pixels. diameter: mm. words, inner: along the arc, and in the middle."""

    kind: SealKind
    box: BBox
    diameter: float
    words: Words
    inner: Words


def find_prints(flat: Picture, dots: float, grey_rims: Sequence[Rim] | None = None) -> list[Print]:
    """The seals in a picture of evened light, the round ones first. dots: pixels a mm.

    In a picture without colour those that are round or oval, and lighter than writing; a chop looks as any box does.
    grey_rims: of such a picture, where they were looked for already.
    """
    return list(_prints(flat, dots, grey_rims))


def seal_prints(
    flat: Picture, dots: float, page: int | None = None, displayed: Callable[[BBox], BBox] | None = None,
    grey_rims: Sequence[Rim] | None = None,
) -> tuple[SealPrint, ...]:
    """The seals in a picture of evened light, each with its own picture. dots: pixels a mm.

    page: of the document, and displayed: where on that a box of the picture lies, in points; None where the picture is no page.
    grey_rims: as of `find_prints`.
    """
    return tuple(
        SealPrint(_seal(found, page, displayed and displayed(found.box)), picture_of(flat, found.box))
        for found in find_prints(flat, dots, grey_rims)
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


def _prints(flat: Picture, dots: float, grey_rims: Sequence[Rim] | None) -> Iterator[Print]:
    coloured = has_colour(flat)
    ink = red_ink(flat) if coloured else grey_ink(flat)
    rims = find_rims(ink.strength, dots) if coloured or grey_rims is None else grey_rims
    for rim in rims:
        yield _round(ink, rim, dots)
    for chop in find_chops(ink.strength, dots, rims) if coloured else ():
        part, left, top = _part(ink, chop.box)
        words = read_chop(part, Chop(chop.corners - (left, top)))
        if len(words.text) >= _LEAST_OF_CHOP and words.confidence >= _SURE_OF_CHOP:
            yield Print("square", chop.box, chop.side / dots, words, Words())


def _round(ink: SealInk, rim: Rim, dots: float) -> Print:
    part, left, top = _part(ink, rim.box)
    words, inner = read_ring(part, rim.moved(-left, -top))
    return Print("round" if rim.is_round else "oval", rim.box, 2 * rim.across / dots, words, inner)


def _part(ink: SealInk, box: BBox) -> tuple[Picture, int, int]:
    """The ink of seals in a part of a page, dark on white, and where that begins.

    Ink under black characters is filled in from around them.
    """
    left, top = max(0, math.floor(box[0])), max(0, math.floor(box[1]))
    part = np.s_[top : math.ceil(box[3]), left : math.ceil(box[2])]
    strength, seen, around = ink.strength[part].astype(np.float32), ink.seen[part].astype(np.float32), (5, 5)
    filled = cv2.boxFilter(strength * seen, -1, around) / np.maximum(cv2.boxFilter(seen, -1, around), _SEEN)
    whole = cv2.GaussianBlur(np.where(seen > 0, strength, filled), (3, 3), 0)
    some = whole[whole > SOME_INK]
    full = float(np.percentile(some, 75)) if some.size else 255.0
    return np.asarray(255 - np.clip(whole / full, 0, 1) * 255, np.uint8), left, top
