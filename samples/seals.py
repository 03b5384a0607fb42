"""Draws the seals of invented units: round with a star, oval, and square name chops, as they come out on paper.

Sizes: 国发〔1999〕25号 (a unit's seal is round, 42 mm, a star in its middle and its name along the arc); chops are 18 mm or so.
"""

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from samples.fonts import find_font

Mask = npt.NDArray[np.float64]

_FINER = 2  # drawn so many times larger, then made small
_INCH = 25.4  # mm
_RED = (205, 32, 40)
_RIM, _BAND = 0.025, 0.26  # of the diameter: the rim; the height of the characters …
_CHARACTER = 0.125  # … and at most their width
_STAR = 0.165  # of the diameter: its radius
_WHOLE_TURN = 360.0
_WIDEST = 290.0  # degrees that a name takes at most
_APART = 24.0  # degrees from character to character of a short name
_DENT = math.sin(math.radians(18)) / math.sin(math.radians(126))  # radius of a star's inner corners
_WORN = 6.0  # mm: how large the places are where a stamp presses less


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal shows, new.

    text: along the arc, or in a chop. diameter: mm, of an oval its width, of a chop its side. inner: a line under the star.
    code: small figures along the lower arc.
    """

    text: str
    shape: Literal["round", "oval", "square"] = "round"
    diameter: float = 42.0
    star: bool = True
    inner: str = ""
    code: str = ""

    @property
    def height(self) -> float:
        """In mm."""
        return self.diameter * (2 / 3 if self.shape == "oval" else 1.0)


@dataclass(frozen=True, slots=True)
class Print:
    """How a seal was pressed on the paper.

    turn: degrees clockwise. strength: of the ink, 0 to 1. wear: share of the ink that did not take. missing: share of
    the seal's width that is off the paper or did not touch it. side: degrees clockwise from the right where that is.
    """

    turn: float = 0.0
    strength: float = 0.85
    wear: float = 0.1
    missing: float = 0.0
    side: float = 0.0


def stamped(page: Image.Image, seal: Seal, middle: tuple[float, float], how: Print, rng: Random, dots: float = 200) -> Image.Image:
    """A page in colour with the print of a seal, the black under it as black as before.

    middle: mm from the page's top left. dots: of the page, an inch.
    """
    scale = dots / _INCH
    ink = pressed(drawn(seal, scale), scale, how, rng)
    height, width = ink.shape
    left, top = round(middle[0] * scale - width / 2), round(middle[1] * scale - height / 2)
    paper = np.asarray(page.convert("RGB"), np.float64).copy()
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, page.width), min(top + height, page.height)
    if x0 < x1 and y0 < y1:
        cover = ink[y0 - top : y1 - top, x0 - left : x1 - left, None]
        paper[y0:y1, x0:x1] *= 1 - cover * (1 - np.array(_RED) / 255)
    return Image.fromarray(paper.round().astype(np.uint8))


def drawn(seal: Seal, scale: float) -> Image.Image:
    """A new seal: 255 where there is ink, on a square with room to turn it in. scale: pixels a mm."""
    size = math.ceil(seal.diameter * math.sqrt(2) * scale * _FINER)
    picture = Image.new("L", (size, size))
    if seal.shape == "square":
        _draw_chop(picture, seal, scale * _FINER)
    else:
        _draw_round(picture, seal, scale * _FINER)
    return picture.resize((size // _FINER, size // _FINER), Image.Resampling.LANCZOS)


def pressed(picture: Image.Image, scale: float, how: Print, rng: Random) -> Mask:
    """How much ink of a seal takes at each place, 0 to 1. The same seed gives the same print."""
    ink = np.asarray(picture.rotate(-how.turn, Image.Resampling.BICUBIC), np.float64) / 255
    height, width = ink.shape
    noise = np.random.default_rng(rng.getrandbits(32))
    coarse = noise.random((max(2, round(height / scale / _WORN)),) * 2).astype(np.float32)
    fine = noise.random((height // 2 + 1, width // 2 + 1)).astype(np.float32)
    uneven = 0.6 * _enlarged(coarse, (width, height)) + 0.4 * _enlarged(fine, (width, height))
    bare = np.quantile(uneven, how.wear)
    took = np.clip((uneven - bare) / 0.08 + 0.5, 0, 1) if how.wear else 1.0
    along = math.cos(math.radians(how.side)), math.sin(math.radians(how.side))
    y, x = np.mgrid[0:height, 0:width]
    reach = ((x - width / 2) * along[0] + (y - height / 2) * along[1]) / (width / math.sqrt(2))
    touched = np.clip((0.5 - how.missing - reach) / 0.02, 0, 1) if how.missing else 1.0
    return np.asarray(ink * how.strength * took * touched * (0.85 + 0.15 * uneven), np.float64)


def _enlarged(values: npt.NDArray[np.float32], size: tuple[int, int]) -> Mask:
    return np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BICUBIC), np.float64)


def _draw_round(picture: Image.Image, seal: Seal, scale: float) -> None:
    width, height = seal.diameter * scale, seal.height * scale
    middle = picture.width / 2
    pen = ImageDraw.Draw(picture)
    box = (middle - width / 2, middle - height / 2, middle + width / 2, middle + height / 2)
    pen.ellipse(box, outline=255, width=round(_RIM * seal.diameter * scale))
    if seal.star:
        pen.polygon(_star(middle, _STAR * height), fill=255)
    band = _BAND / 2 * height
    step = min(_APART, _WIDEST / max(len(seal.text), 1))
    tile = round(min(_CHARACTER * width, math.radians(step) * 0.36 * height)), round(band)
    _along(picture, seal.text, (0.485 * width - 0.75 * band, 0.485 * height - 0.75 * band), step, tile)
    if seal.inner:
        size = 0.085 * width
        line = _tile(seal.inner, (round(size * len(seal.inner)), round(size * 1.1)))
        picture.paste(255, (round(middle - line.width / 2), round(middle + 0.19 * height)), line)
    if seal.code:
        tall = round(0.045 * width)
        _along(picture, seal.code, (0.445 * width, 0.445 * height), -5.0, (round(0.6 * tall), tall))


def _star(middle: float, radius: float) -> list[tuple[float, float]]:
    radii = (radius, radius * _DENT)
    corners = [(radii[n % 2], math.radians(36 * n - 90)) for n in range(10)]
    return [(middle + far * math.cos(angle), middle + far * math.sin(angle)) for far, angle in corners]


def _along(picture: Image.Image, text: str, radii: tuple[float, float], step: float, tile: tuple[int, int]) -> None:
    """Write a text along an ellipse round the middle: over it clockwise, or under it where the step is negative."""
    middle = picture.width / 2
    top = -90.0 if step > 0 else 90.0
    for number, character in enumerate(text):
        angle = top + (number - (len(text) - 1) / 2) * step
        across, down = radii[0] * math.cos(math.radians(angle)), radii[1] * math.sin(math.radians(angle))
        upright = math.degrees(math.atan2(down / radii[1] ** 2, across / radii[0] ** 2)) - top
        turned = _tile(character, tile).rotate(-upright, Image.Resampling.BICUBIC, expand=True)
        place = round(middle + across - turned.width / 2), round(middle + down - turned.height / 2)
        picture.paste(255, place, turned)


def _draw_chop(picture: Image.Image, seal: Seal, scale: float) -> None:
    """Four characters in two columns, from the right; three with 印; others on lines of two."""
    side = seal.diameter * scale
    left = (picture.width - side) / 2
    ImageDraw.Draw(picture).rectangle((left, left, left + side, left + side), outline=255, width=round(0.05 * side))
    text = f"{seal.text}印" if len(seal.text) == 3 else seal.text
    cell = 0.43 * side
    lower = math.ceil(len(text) / 2)
    for number, character in enumerate(text):
        column, row = divmod(number, lower)
        tile = _tile(character, (round(cell * 0.94), round(0.86 * side / lower * 0.94)))
        x, y = left + 0.07 * side + (1 - column) * cell, left + 0.07 * side + row * 0.86 * side / lower
        picture.paste(255, (round(x), round(y)), tile)


def _tile(text: str, size: tuple[int, int]) -> Image.Image:
    """A text, stretched to a size."""
    font = ImageFont.truetype(str(find_font()), 96)
    x0, y0, x1, y1 = font.getbbox(text)
    tile = Image.new("L", (math.ceil(x1 - x0) + 2, math.ceil(y1 - y0) + 2))
    ImageDraw.Draw(tile).text((1 - x0, 1 - y0), text, fill=255, font=font)
    return tile.resize((max(1, size[0]), max(1, size[1])), Image.Resampling.LANCZOS)
