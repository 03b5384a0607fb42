"""The QR codes on the picture of a page: where they are, and what they say."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ink import Picture

_BEYOND = 0.04  # of the code's side: its edge is blurred, and found not quite where it is


class Code(NamedTuple):
    """A QR code. corners: (4, 2), x and y in pixels. text: None where it cannot be read."""

    corners: npt.NDArray[np.float64]
    text: str | None


def find_codes(picture: Picture) -> list[Code]:
    """The codes on a picture, in any direction."""
    try:
        found, codes, corners, *_ = cv2.QRCodeDetectorAruco().detectAndDecodeBytesMulti(picture)
    except cv2.error:  # its decoder fails over some patterns that look like a code
        return []
    if not found:
        return []
    return [Code(np.asarray(place, float), _decoded(bytes(code)) or None) for place, code in zip(corners, codes, strict=True)]


def under_codes(codes: Sequence[Code], shape: tuple[int, ...]) -> Picture:
    """Where codes lie on a picture of a shape: 0, else 255."""
    mask = np.full(shape[:2], 255, np.uint8)
    for code in codes:
        middle = code.corners.mean(axis=0)
        larger = middle + (1 + 2 * _BEYOND) * (code.corners - middle)
        cv2.fillConvexPoly(mask, larger.round().astype(np.int32), (0,))
    return mask


def _decoded(code: bytes) -> str:
    """Older codes say Chinese in GB 18030."""
    try:
        return code.decode("utf-8")
    except UnicodeDecodeError:
        return code.decode("gb18030", errors="replace")
