"""The ink of seals apart from that of writing: red where there is colour, lighter than writing where there is none."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.ellipses import Rim
from extractors.scan.ink import Picture, is_coloured
from extractors.scan.seal_rims import find_rims

SOME_INK = 24  # of 255: less is paper
_BLACK = 110  # of 255, of the red channel: black ink, under which red cannot be seen
_STROKE, _AROUND = 95, 5  # the same in grey, where a seal is lighter than writing, and pixels around it: writing has soft edges
_EVERY = 3  # pixels: colour is looked for in one of so many
_BEYOND = 1.06  # of the half axes: where the rim itself ends
_APART = 45  # of 255: by how much the ink of a seal is lighter than writing at least, that it is taken for none
_DARK, _FULL = 165, 20  # of 255: darker is ink; of 100: how dark the fuller part of it is
_LEAST_WRITING = 500  # pixels
_SOFT = 3  # pixels around writing


class SealInk(NamedTuple):
    """What seals are printed with. strength: of their ink at each place, 0 to 255. seen: where no black ink lies over it."""

    strength: Picture
    seen: npt.NDArray[np.bool_]


def has_colour(flat: Picture) -> bool:
    """Whether seals would be red in a picture of evened light."""
    return is_coloured(flat[::_EVERY, ::_EVERY])


def red_ink(flat: Picture) -> SealInk:
    """The red ink in a picture of evened light."""
    blue, green, red = cv2.split(flat)
    return SealInk(cv2.subtract(red, cv2.addWeighted(blue, 0.5, green, 0.5, 0)), red > _BLACK)


def grey_ink(flat: Picture) -> SealInk:
    """What is lighter than writing in a picture of evened light without colour."""
    grey = _channel(flat)
    strokes = cv2.dilate((grey < _STROKE).astype(np.uint8), np.ones((_AROUND, _AROUND), np.uint8)) > 0
    darkness = 255 - grey
    return SealInk(np.where(strokes | (darkness < SOME_INK), np.uint8(0), darkness), ~strokes)


def grey_seals(flat: Picture, dots: float, rules: Picture) -> tuple[tuple[Rim, ...], Picture]:
    """The rims of the seals in a picture of evened light, and where their ink is: 255, else 0. dots: pixels a mm.

    rules: where the rules of the page are, 255; what lies on them counts as ink of a seal too. Nothing where the picture has
    colour. Of a seal that is about as dark as the writing of the page no ink is told.
    """
    nowhere = np.zeros(flat.shape[:2], np.uint8)
    if has_colour(flat):
        return (), nowhere
    rims = tuple(find_rims(grey_ink(flat).strength, dots))
    return rims, _lighter(_channel(flat), rims, cv2.dilate(rules, np.ones((_AROUND, _AROUND), np.uint8)) > 0) if rims else nowhere


def _channel(flat: Picture) -> Picture:
    return flat if flat.ndim == 2 else flat[:, :, 1]


def _lighter(grey: Picture, rims: Sequence[Rim], rules: npt.NDArray[np.bool_]) -> Picture:
    """Ink inside of rims that is plainly lighter than the writing on the page, and not the soft edge of it."""
    outside = np.full_like(grey, 255)
    for rim in rims:
        replace(rim, across=rim.across * _BEYOND, down=rim.down * _BEYOND).erase(outside, -1)
    within, some = outside == 0, grey < 255 - SOME_INK
    written, sealed = grey[~within & (grey < _DARK)], grey[within & some & (grey >= _STROKE)]
    if len(written) < _LEAST_WRITING or not len(sealed):
        return np.zeros_like(grey)
    dark, light = float(np.percentile(written, _FULL)), float(np.percentile(sealed, _FULL))
    if light - dark < _APART:
        return np.zeros_like(grey)
    writing = cv2.dilate((~rules & (grey < (dark + light) / 2)).astype(np.uint8), np.ones((_SOFT, _SOFT), np.uint8))
    return np.where(within & some & (writing == 0), np.uint8(255), np.uint8(0))
