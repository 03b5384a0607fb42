"""Drawn pages with seals for the tests: text and rules in black, the print of a seal over them, and what a camera adds."""

from functools import cache
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractors.scan.ink import Picture
from samples.fonts import find_font
from samples.seals import Print, Seal, stamped

WIDTH, HEIGHT = 148, 105  # mm: a part of a page, so that the tests are quick
_LINE = "法定代表人（或委托代理人）承诺所填内容真实"


@cache
def page(dots: int) -> Image.Image:
    """Text in a table. dots: an inch."""
    scale = dots / 25.4
    picture = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(str(find_font()), round(3.7 * scale))
    for top in range(10, 100, 9):
        pen.line((8 * scale, top * scale, 140 * scale, top * scale), fill="black", width=max(1, round(0.2 * scale)))
        pen.text((10 * scale, (top + 2) * scale), _LINE, font=font, fill="black")
    for x in (8, 100, 140):
        pen.line((x * scale, 10 * scale, x * scale, 91 * scale), fill="black", width=max(1, round(0.2 * scale)))
    return picture


def sealed(*seals: tuple[Seal, tuple[float, float]], dots: int = 150, how: Print | None = None, seed: int = 1) -> Picture:
    """The page with seals, each with its middle in mm, as a scanner sees it: a little noise, and the loss of JPEG."""
    picture, rng = page(dots), Random(seed)
    for seal, middle in seals:
        picture = stamped(picture, seal, middle, how or Print(), rng, dots)
    return seen(picture, rng)


def seen(picture: Image.Image, rng: Random) -> Picture:
    """A picture with noise and the loss of JPEG."""
    pixels = np.asarray(picture)[:, :, ::-1].astype(float)
    noisy = np.clip(pixels + np.random.default_rng(rng.getrandbits(32)).normal(0, 4, pixels.shape), 0, 255).astype(np.uint8)
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 75])[1], cv2.IMREAD_COLOR), np.uint8)


def photographed(picture: Picture) -> Picture:
    """The picture aslant, turned a little, in a warm light that falls off."""
    height, width = picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + np.array([[0.02, 0.03], [-0.01, 0.0], [-0.03, -0.02], [0.01, -0.01]], np.float32) * (width, height)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    warped = cv2.warpPerspective(picture, matrix, (width, height), borderValue=(255, 255, 255))
    light = np.linspace(1.0, 0.7, width)[None, :, None] * np.array([0.85, 0.93, 1.0])
    return np.asarray(warped * light, np.uint8)
