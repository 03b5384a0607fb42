"""The Chinese font that the PDF samples embed: WenQuanYi Zen Hei, from Debian's package fonts-wqy-zenhei."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "WQYZenHei"
PACKAGE = "fonts-wqy-zenhei"
_PLACES = (
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
    Path("/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc"),
    Path("/usr/share/fonts/wenquanyi/wqy-zenhei/wqy-zenhei.ttc"),
)


class FontMissingError(RuntimeError):
    """The font is not installed."""


def find_font() -> Path:
    """Where the font is. Raises FontMissingError, which says what to install."""
    for place in _PLACES:
        if place.is_file():
            return place
    raise FontMissingError(f"the PDF samples need the font WenQuanYi Zen Hei: apt-get install {PACKAGE}")


@cache
def register() -> str:
    """Make the font known to reportlab; its name there."""
    pdfmetrics.registerFont(TTFont(NAME, str(find_font()), subfontIndex=0))
    return NAME


@cache
def width(character: str) -> float:
    """Advance of a character at size 1."""
    return float(pdfmetrics.stringWidth(character, register(), 1))
