"""The sheet of paper in a photo: what lies around it is taken away."""

import cv2
import numpy as np

from extractors.scan.ink import Picture

_LOOKED_AT = 600  # pixels of the longer side: enough to see a sheet
_LEAST_AROUND = 0.02  # of the picture; less is a shadow at the edge of a scanner
_LEAST_SHEET = 0.25  # of the picture
_DARKER = 50  # of 255: by how much what lies around is darker
_MARGIN = 7  # pixels of the small picture: the edge of a sheet is blurred, and throws a shadow


def cut_out(picture: Picture) -> tuple[Picture, tuple[int, int]]:
    """The part of a picture that holds the sheet, white around it, and where its corner lies in the picture (x, y).

    A picture that is a sheet from edge to edge stays as it is.
    """
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    sheet = _sheet(grey)
    if sheet is None:
        return picture, (0, 0)
    x, y, width, height = cv2.boundingRect(sheet)
    part, inside = picture[y : y + height, x : x + width].copy(), sheet[y : y + height, x : x + width] > 0
    part[~inside] = np.median(part[inside], axis=0)
    return part, (x, y)


def _sheet(grey: Picture) -> Picture | None:
    """255 where the sheet lies; None where there is nothing around it."""
    height, width = grey.shape
    scale = min(1.0, _LOOKED_AT / max(height, width))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = cv2.morphologyEx(cv2.medianBlur(small, 5), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    _, light = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = small[light == 0]
    if dark.size < _LEAST_AROUND * small.size or np.median(small[light > 0]) - np.median(dark) < _DARKER:
        return None
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(outlines, key=cv2.contourArea)
    if cv2.contourArea(largest) < _LEAST_SHEET * small.size:
        return None
    sheet = cv2.fillConvexPoly(np.zeros_like(small), cv2.convexHull(largest), 255)
    sheet = cv2.erode(sheet, np.ones((_MARGIN, _MARGIN), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return cv2.resize(sheet, (width, height), interpolation=cv2.INTER_NEAREST)
