"""A filled form on paper: printed, signed by hand, sealed; a picture a page."""

import math
from dataclasses import replace
from random import Random

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from samples import pdf
from samples.fonts import find_font
from samples.forms import Filled
from samples.seals import Print, Seal, stamped
from samples.style import ScanStyle
from schema.boxes import boxes
from schema.forms import FORMS

_POINTS = 72.0  # an inch
_MILLIMETRES = 25.4
_INK = (28, 34, 92)  # of a pen
_OUT_OF_LINE = 0.107  # of the height of a written character
_RIGHT_OF_LABEL = 30.0  # mm from where the label of the seal begins to the seal's middle


def printed(filled: Filled, style: ScanStyle) -> list[Image.Image]:
    """The pages of a form in colour, as fine as the style's look. Raises FontMissingError without the font."""
    rng, dots = style.rng("paper"), style.look.dots
    unsigned = filled.form.model_copy(update={"commitment": filled.form.commitment.model_copy(update={"signatory": None})})
    labels = {box.path: box.label for box in boxes(FORMS[filled.form_type])}
    pages = []
    with pypdfium2.PdfDocument(pdf.write(replace(filled, form=unsigned), style)) as document:
        for page in document:
            picture = page.render(scale=dots / _POINTS).to_pil().convert("RGB")
            signature = _behind(page, f"{labels['commitment.signatory']}：")
            if signature and filled.form.commitment.signatory:
                _sign(picture, filled.form.commitment.signatory, signature, style, rng)
            seal = _behind(page, f"{labels['commitment.organisation']}：")
            if seal and style.sealed_by:
                picture = _sealed(picture, style.sealed_by.format(name=filled.form.organisation.name), seal, dots, rng)
            pages.append(picture)
    return pages


def _behind(page: pypdfium2.PdfPage, label: str) -> tuple[float, float] | None:
    """Where a printed label ends, points from the page's top left, on its middle; None where it is not on the page."""
    text = page.get_textpage()
    found = text.search(label).get_next()
    if found is None:
        return None
    _, bottom, right, top = text.get_charbox(found[0] + found[1] - 1, loose=True)
    return right, page.get_height() - (bottom + top) / 2


def _sealed(page: Image.Image, unit: str, label: tuple[float, float], dots: int, rng: Random) -> Image.Image:
    """The page with a unit's seal over what is written behind the label, as the rules for seals want it."""
    middle = label[0] / _POINTS * _MILLIMETRES + _RIGHT_OF_LABEL, label[1] / _POINTS * _MILLIMETRES + rng.uniform(2, 6)
    how = Print(turn=rng.uniform(-12, 12), strength=rng.uniform(0.7, 0.85), wear=rng.uniform(0.02, 0.08))
    code = f"500{rng.randrange(10 ** 10):010}"
    return stamped(page, Seal(unit, code=code), middle, how, rng, dots)


def _sign(page: Image.Image, name: str, place: tuple[float, float], style: ScanStyle, rng: Random) -> None:
    """Write a name as by hand: each character a little turned, slanted, and out of line."""
    x, middle, scale = place[0] + 4, place[1], style.look.dots / _POINTS
    for character in name:
        size = style.hand * rng.uniform(0.92, 1.05)
        tile = _written(character, round(size * scale), rng)
        at = round(x * scale), round((middle + rng.uniform(-1, 1) * _OUT_OF_LINE * style.hand) * scale - tile.height / 2)
        page.paste(_INK, at, tile)
        x += size * rng.uniform(0.85, 0.95)


def _written(character: str, size: int, rng: Random) -> Image.Image:
    font = ImageFont.truetype(str(find_font()), size, layout_engine=ImageFont.Layout.BASIC)
    tile = Image.new("L", (math.ceil(size * 1.4), math.ceil(size * 1.4)))
    ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), character, fill=255, font=font, anchor="mm")
    slant = rng.uniform(0.08, 0.2)
    leaning = tile.transform(tile.size, Image.Transform.AFFINE, (1, slant, -slant * tile.height / 2, 0, 1, 0), Image.Resampling.BICUBIC)
    return leaning.rotate(rng.uniform(-6, 6), Image.Resampling.BICUBIC)
