"""Seals that are pictures laid over a text, as electronic sealing does: on a page of a PDF, or in a Word file.

They are red; what is round and without colour there is a logo.
"""

import cv2
import numpy as np

from extractors.document import SealPrint
from extractors.errors import DocumentError
from extractors.scan.ink import Picture, evened, is_coloured
from extractors.scan.pictures import pictures_of
from extractors.scan.seals import seal_prints
from extractors.stamp_size import MM
from schema.limits import Limits

_PAPER = 0.12  # of a picture's longer side: paper laid around it
_LARGEST = 800  # pixels of a picture that is looked at: 340 dots an inch of the largest seal


def seals_on(page: Picture, number: int, points: tuple[float, float]) -> tuple[SealPrint, ...]:
    """The seals on the picture of a page. number: of the page. points: its width and height."""
    if not is_coloured(page):
        return ()
    unit = page.shape[1] / points[0]
    return seal_prints(evened(page), unit * MM, number, lambda box: (box[0] / unit, box[1] / unit, box[2] / unit, box[3] / unit))


def seals_in(data: bytes, width: float, limits: Limits) -> tuple[SealPrint, ...]:
    """The seals in the picture of a Word file; none in one that cannot be decoded. width: as it is shown, in points."""
    try:
        picture = next(iter(pictures_of(data, limits)))
    except (DocumentError, StopIteration):
        return ()
    if not is_coloured(picture):
        return ()
    scale = min(1.0, _LARGEST / max(picture.shape[:2]))
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    paper = round(_PAPER * max(small.shape[:2]))
    framed = np.asarray(cv2.copyMakeBorder(small, *(paper,) * 4, cv2.BORDER_CONSTANT, value=(255, 255, 255)), np.uint8)
    return seal_prints(framed, small.shape[1] / width * MM)
