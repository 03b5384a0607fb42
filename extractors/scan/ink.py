"""Ink apart from paper: the light on the page evened out, red ink (seals) told from black.

Pictures are uint8 arrays: BGR in colour (height, width, 3), or one channel (height, width), 0 black, 255 white.
"""

from typing import TypeAlias

import cv2
import numpy as np
from cv2.typing import MatLike

Picture: TypeAlias = MatLike  # of uint8

_COARSE = 4  # the light changes slowly: it is looked for in a picture so many times smaller
_STROKES = 15  # pixels of that: wider than the strokes of writing, narrower than its lines are long
_SMOOTH = 21
_REDDER = 24  # by how much red ink is redder than it is green or blue, of 255
_RED_CHANNEL = 2
_BLURRED = 7  # pixels: the edge of red ink, which pictures keep less sharply than its brightness
_COLOUR = 12  # of 255: by how much the channels differ where there is colour, beyond what a camera sees in grey
_LEAST_COLOURED = 20  # pixels
_SEAL_ONLY = 120  # of 255: red ink without black under it is lighter than this
_EVERY = 3  # pixels: the ink of seals is looked at in one of so many
_SOFT = 5  # pixels: pictures keep colour less sharply than brightness


def evened(picture: Picture) -> Picture:
    """The picture as if its paper were white everywhere: shadows, tinted paper and dim corners taken out."""
    if picture.ndim == 3:
        return cv2.merge([evened(channel) for channel in cv2.split(picture)])
    height, width = picture.shape
    small = cv2.resize(picture, (max(1, width // _COARSE), max(1, height // _COARSE)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_STROKES, _STROKES), np.uint8)), _SMOOTH)
    return cv2.divide(picture, cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR), scale=255)


def without_red(evened_picture: Picture) -> Picture:
    """One channel in which red ink is nearly as light as the paper; rules under a seal stay whole."""
    return evened_picture if evened_picture.ndim == 2 else evened_picture[:, :, _RED_CHANNEL]


def without_seals(evened_picture: Picture) -> Picture:
    """One channel in which red ink is as light as paper: of its red what the same ink has elsewhere is taken away.

    What lies under a seal stays, for it is darker than the seal's ink; rims, and the sides of a chop, leave no line.
    """
    dark = without_red(evened_picture)
    if evened_picture.ndim == 2:
        return dark
    redness = cv2.subtract(dark, cv2.max(evened_picture[:, :, 0], evened_picture[:, :, 1]))
    some, lightness = redness[::_EVERY, ::_EVERY], dark[::_EVERY, ::_EVERY]
    seals = (some > _REDDER) & (lightness > _SEAL_ONLY)
    if np.count_nonzero(seals) < _LEAST_COLOURED:
        return dark
    darkness, own = 255.0 - lightness[seals], some[seals].astype(np.float64)
    share = float((darkness * own).sum() / (own * own).sum())  # the fullest ink counts most
    around = cv2.dilate(redness, np.ones((_SOFT, _SOFT), np.uint8))
    seal_alone = np.maximum(255 - cv2.convertScaleAbs(around, alpha=share), np.uint8(_SEAL_ONLY))
    return cv2.divide(dark, seal_alone, scale=255)


def black(evened_picture: Picture) -> Picture:
    """What is written in black or blue, as one channel; of a seal over it nothing is left."""
    dark = without_red(evened_picture)
    under_seal = cv2.dilate(red(evened_picture), np.ones((_BLURRED, _BLURRED), np.uint8)) > 0
    return np.where(under_seal & (dark > _SEAL_ONLY), np.uint8(255), dark)


def red(evened_picture: Picture) -> Picture:
    """Where red ink is: 255, else 0. Nowhere in a picture without colour."""
    if evened_picture.ndim == 2:
        return np.zeros_like(evened_picture)
    blue, green, redness = (channel.astype(np.int16) for channel in cv2.split(evened_picture))
    return ((redness - np.maximum(blue, green) > _REDDER) * 255).astype(np.uint8)


def is_coloured(picture: Picture) -> bool:
    """Whether there is colour on a picture: not in one that was scanned in black and white, or has no other ink."""
    return bool(picture.ndim == 3 and np.count_nonzero(np.ptp(picture, axis=2) > _COLOUR) >= _LEAST_COLOURED)
