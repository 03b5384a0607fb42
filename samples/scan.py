"""Writes filled forms as what a scanner or a camera saves of their paper: PDF files of pictures, TIFF files, photos."""

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.forms import Filled
from samples.printed import printed
from samples.style import ScanStyle, Sheets
from samples.taken import taken
from schema.forms import FORMS

_POINTS = 72.0  # an inch
_GARBLED = "iTu}iJ11-ttr ~@A3~/1rti :~L"  # what scanners' own recognisers, set to English, make of Chinese


def write(filled: Filled, style: ScanStyle, *others: Filled) -> bytes:
    """The scan of a filled form, and of others behind it where one file has several; of photos the first.

    Raises FontMissingError.
    """
    pages = [page for form in (filled, *others) for page in pictures(form, style)]
    if style.sheets is Sheets.PHOTOS:
        return jpeg(pages[0], style)
    return _tiff(pages, style) if style.sheets is Sheets.TIFF else _pdf(pages, style, FORMS[filled.form_type].TITLE)


def photo(filled: Filled, style: ScanStyle, number: int) -> bytes:
    """The JPEG of one page. number: from 1."""
    return jpeg(pictures(filled, style)[number - 1], style)


def pictures(filled: Filled, style: ScanStyle) -> list[Image.Image]:
    """The pages as the scanner or the camera sees them."""
    rng = style.rng("scan")
    return [taken(page, style.look, rng) for page in printed(filled, style)]


def jpeg(picture: Image.Image, style: ScanStyle) -> bytes:
    """A page as a JPEG."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=style.look.quality, dpi=(style.look.dots,) * 2)
    return out.getvalue()


def _pdf(pages: Sequence[Image.Image], style: ScanStyle, title: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    for page in pages:
        width, height = (length / style.look.dots * _POINTS for length in page.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(jpeg(page, style))), 0, 0, width, height)
        if style.sheets is Sheets.GARBLED:
            layer = canvas.beginText(60, height - 90)
            layer.setTextRenderMode(3)  # invisible
            layer.setFont("Helvetica", 10)
            layer.setLeading(36)
            layer.textLines([_GARBLED] * 18)
            canvas.drawText(layer)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _tiff(pages: Sequence[Image.Image], style: ScanStyle) -> bytes:
    out = io.BytesIO()
    first, *rest = pages
    first.save(
        out, "TIFF", save_all=True, append_images=rest, compression="jpeg", quality=style.look.quality, dpi=(style.look.dots,) * 2,
    )
    return out.getvalue()
