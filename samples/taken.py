"""What a scanner or a camera makes of a page: skew, perspective, uneven light, blur and noise."""

from random import Random

import numpy as np
from PIL import Image, ImageFilter

from samples.style import Look

_TABLE = (58, 48, 42)  # a dark table under a photo
_AROUND = 0.07  # of the page's longer side: how much of the table is seen
_ASKEW = 0.03  # of the same: how far a corner is off its place in a photo
_SHADE = 0.55  # of the light that is left in the shadow
_SMOOTH = Image.Resampling.BICUBIC
_EDGE = 0.12  # of the page: how soft the shadow's edge is


def taken(page: Image.Image, look: Look, rng: Random) -> Image.Image:
    """The picture of a page in colour. The same seed gives the same picture."""
    picture = _over_a_table(page, rng) if look.photo else page.rotate(-look.skew, _SMOOTH, fillcolor="white")
    if look.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(look.blur))
    if look.grey:
        picture = picture.convert("L")
    light = np.asarray(picture, np.float64) * (look.paper / 255)
    if look.photo:
        shade = _shade(picture.size, rng)
        light *= shade if look.grey else shade[:, :, None]
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, look.noise, light.shape)
    return Image.fromarray(np.clip(light + noise, 0, 255).round().astype(np.uint8))


def _over_a_table(page: Image.Image, rng: Random) -> Image.Image:
    """The page as a camera sees it from above, held not quite straight."""
    edge, off = round(_AROUND * page.height), _ASKEW * page.height
    size = page.width + 2 * edge, page.height + 2 * edge
    right, bottom = page.width, page.height
    corners = [(0, 0), (0, bottom), (right, bottom), (right, 0)]
    seen = [(x + edge + rng.uniform(-off, off), y + edge + rng.uniform(-off, off)) for x, y in corners]
    way = _perspective(seen, corners)
    turned = page.transform(size, Image.Transform.PERSPECTIVE, way, _SMOOTH)
    sheet = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, way, _SMOOTH)
    picture = Image.new("RGB", size, _TABLE)
    picture.paste(turned, (0, 0), sheet)
    return picture


def _perspective(places: list[tuple[float, float]], sources: list[tuple[int, int]]) -> list[float]:
    """The eight coefficients by which Pillow finds the source of each place."""
    rows, wanted = [], []
    for (x, y), (source_x, source_y) in zip(places, sources, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -source_x * x, -source_x * y], [0, 0, 0, x, y, 1, -source_y * x, -source_y * y]]
        wanted += [source_x, source_y]
    return [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(wanted, float))]


def _shade(size: tuple[int, int], rng: Random) -> np.ndarray:
    """How much light falls on each place: less towards a corner, and less in the shadow of who takes the photo."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(float)
    x, y = x / size[0], y / size[1]
    across = x * rng.uniform(0.6, 1) + y * rng.uniform(-0.5, 0.5)
    shadow = 1 / (1 + np.exp(-(across - rng.uniform(0.55, 0.75)) / (_EDGE / 4)))
    return np.asarray((1 - 0.15 * y) * (1 - (1 - _SHADE) * shadow))
