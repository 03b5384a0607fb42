"""The picture of a scanned page as a report shows it: upright, small."""

import cv2
import numpy as np

from extractors.document import PageImage
from extractors.scan.ink import Picture, is_coloured

_LONGEST = 1300  # pixels: 110 dots an inch of A4, enough to read
_QUALITY = 55  # of 100: a page of 100 to 200 kB


def page_image(picture: Picture, turns: int, number: int, points: tuple[float, float]) -> PageImage:
    """The picture of a page. turns: quarter turns counterclockwise that bring it upright. points: its size as it came."""
    upright = np.ascontiguousarray(np.rot90(picture, turns))
    scale = min(1.0, _LONGEST / max(upright.shape[:2]))
    small = cv2.resize(upright, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else upright
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return PageImage(number, round(points[0], 2), round(points[1], 2), turns, jpeg.tobytes(), is_coloured(small))
