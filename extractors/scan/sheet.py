"""The sheet of paper in a photo: what lies around it is taken away."""

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np

from extractors.scan.ink import Picture

_LOOKED_AT = 600  # pixels of the longer side: enough to see a sheet
_LEAST_AROUND = 0.02  # of the picture; less is a shadow at the edge of a scanner
_LEAST_SHEET = 0.25  # of the picture
_DARKER = 50  # of 255: by how much what lies around is darker
_DARKER_THAN_SHADE = 30  # … and than the part of the sheet that lies in a shadow
_MORE_COLOURED = 25  # of 255, saturation: wood than paper, in the light or in a shadow
_SOLID = 0.93  # of its hull: a sheet has no bays, as what a shadow leaves of it has
_EDGE = 9  # pixels of the small picture: within these a sheet ends, while a shadow fades
_SHARP, _MAY_BE_SOFT = 0.7, 0.3  # of the difference, everywhere but on so much of the edge
_MARGIN = 7  # pixels of the small picture: the edge of a sheet is blurred, and throws a shadow


def cut_out(picture: Picture) -> tuple[Picture, tuple[int, int]]:
    """The part of a picture that holds the sheet, white around it, and where its corner lies in the picture (x, y).

    A picture that is a sheet from edge to edge stays as it is.
    """
    sheet = _sheet(picture)
    if sheet is None:
        return picture, (0, 0)
    x, y, width, height = cv2.boundingRect(sheet)
    part, inside = picture[y : y + height, x : x + width].copy(), sheet[y : y + height, x : x + width] > 0
    part[~inside] = np.median(part[inside], axis=0)
    return part, (x, y)


def _sheet(picture: Picture) -> Picture | None:
    """255 where the sheet lies; None where there is nothing around it."""
    height, width = picture.shape[:2]
    scale = min(1.0, _LOOKED_AT / max(height, width))
    small = cv2.medianBlur(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), 5)
    hulls = [hull for seen in _apart(small) if (hull := _outline(seen)) is not None]
    if not hulls:
        return None
    sheet = cv2.fillConvexPoly(np.zeros(small.shape[:2], np.uint8), max(hulls, key=cv2.contourArea), 255)
    sheet = cv2.erode(sheet, np.ones((_MARGIN, _MARGIN), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return cv2.resize(sheet, (width, height), interpolation=cv2.INTER_NEAREST)


class _Seen(NamedTuple):
    """What may be the sheet. channel: in which it is apart from what lies around. mask: 255 where it is. by: how much."""

    channel: Picture
    mask: Picture
    by: float


def _apart(small: Picture) -> Iterator[_Seen]:
    """The light part of a picture, without what lies in a shadow and with it, and the colourless part."""
    grey = _without_writing(small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_BGR2GRAY))
    lit, dark = _split(grey, grey)
    by = _differ(grey, lit, dark)
    if by >= _DARKER:
        yield _Seen(grey, lit, by)
        lighter, darker = _split(grey, grey[dark > 0])
        by = _differ(grey, cv2.bitwise_and(lighter, dark), darker)
        if by >= _DARKER_THAN_SHADE:
            yield _Seen(grey, lighter, by)
    if small.ndim == 3:
        colour = _saturation(small)
        coloured, plain = _split(colour, colour)
        by = _differ(colour, coloured, plain)
        if by >= _MORE_COLOURED:
            yield _Seen(colour, plain, by)


def _without_writing(channel: Picture) -> Picture:
    return cv2.morphologyEx(channel, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))


def _saturation(small: Picture) -> Picture:
    """How coloured it is: the same in the light and in a shadow. Writing is taken away, for black has any colour."""
    channels = [_without_writing(channel) for channel in cv2.split(small)]
    most, least = np.max(channels, axis=0).astype(np.float32), np.min(channels, axis=0).astype(np.float32)
    return np.asarray(255 * (most - least) / np.maximum(most, 1)).astype(np.uint8)


def _split(channel: Picture, values: Picture) -> tuple[Picture, Picture]:
    """The parts of a channel above and below the value that best parts these values in two."""
    threshold, _ = cv2.threshold(values.reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    above = ((channel > threshold) * 255).astype(np.uint8)
    return above, 255 - above


def _differ(channel: Picture, above: Picture, below: Picture) -> float:
    """By how much two parts differ; 0 where either is hardly there."""
    if min(np.count_nonzero(above), np.count_nonzero(below)) < _LEAST_AROUND * channel.size:
        return 0.0
    return float(np.median(channel[above > 0]) - np.median(channel[below > 0]))


def _outline(seen: _Seen) -> Picture | None:
    """The hull of what is large, solid and sharp enough for a sheet."""
    outlines, _ = cv2.findContours(seen.mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None:
        return None
    area, hull = cv2.contourArea(largest), cv2.convexHull(largest)
    if area < max(_LEAST_SHEET * seen.mask.size, _SOLID * cv2.contourArea(hull)):
        return None
    edge = cv2.polylines(np.zeros_like(seen.mask), [hull], isClosed=True, color=255)
    edge[:_EDGE], edge[-_EDGE:], edge[:, :_EDGE], edge[:, -_EDGE:] = 0, 0, 0, 0  # where the picture ends, or the sheet, is not known
    steps = cv2.morphologyEx(seen.channel, cv2.MORPH_GRADIENT, np.ones((_EDGE, _EDGE), np.uint8))[edge > 0]
    return hull if steps.size >= _EDGE and np.quantile(steps, _MAY_BE_SOFT) >= _SHARP * seen.by else None
