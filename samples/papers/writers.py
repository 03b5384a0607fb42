"""The files that a sheet of paper comes in: Word, PDF with the text in it, a picture from a scanner."""

import io
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

import cv2
from lxml import etree
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from samples.fonts import find_font, register
from samples.ooxml import HEI, TITLE, el, paragraph, properties, run
from samples.package import docx
from samples.papers.page import MARK, STAMP, Entries, Page
from samples.papers.setting import set_page
from samples.pictures import png
from samples.style import Look
from samples.taken import taken

_DPI = 150
_POINTS_AN_INCH = 72
_RULE = 0.5
_JPEG_QUALITY = 40
_CODE = 160  # pixels: 27 mm
_TEXT_WIDTH, _LABEL_WIDTH = 9420, 2200  # twips
_SITE_FONT = "STSong-Light"  # Adobe's name for a font that is in no file; websites make their PDF files with it


def as_word(page: Page) -> bytes:
    """The sheet as a .docx: the entries in a table."""
    head = [paragraph(run(MARK, properties(size=10)), align="center", after=240)]
    head += [paragraph(run(page.title, properties(TITLE, 22)), align="center", after=120)]
    head += [paragraph(run(said), align="left") for said in page.corner]
    head += [paragraph(run(said), align="center") for said in page.below]
    entries = tuple(entry for column in page.columns for entry in column)
    body = [_table(entries, page.ruled), paragraph()] if entries else []
    text = [paragraph(run(said, properties(size=12)), first=2, after=60) for said in page.text]
    signed = [paragraph(run(said, properties(size=12)), left=3600, before=120) for said in page.signed]
    stamp = paragraph(run(STAMP, properties(HEI, 48)), align="center", before=480)
    return docx(el("w:body", *head, *body, *text, *signed, stamp), page.title, "综合部")


def as_pdf(page: Page) -> bytes:
    """The sheet as a PDF that carries its font."""
    return _pdf(page, register())


def as_site_pdf(page: Page) -> bytes:
    """The sheet as websites make it: the font is named only."""
    pdfmetrics.registerFont(UnicodeCIDFont(_SITE_FONT))
    return _pdf(page, _SITE_FONT)


def as_png(page: Page) -> bytes:
    """The sheet as a scanner gives it: a gray picture of 150 dots an inch."""
    return png(_scan(page), _DPI)


def as_jpeg(page: Page) -> bytes:
    """The same as a JPEG, strongly packed."""
    out = io.BytesIO()
    _scan(page).save(out, "JPEG", quality=_JPEG_QUALITY, dpi=(_DPI, _DPI))
    return out.getvalue()


def as_photo(page: Page, look: Look, seed: str) -> bytes:
    """The sheet as a telephone takes it. The same seed gives the same picture."""
    out = io.BytesIO()
    taken(_scan(page).convert("RGB"), look, Random(f"photo {seed}")).save(out, "JPEG", quality=look.quality)
    return out.getvalue()


def _pdf(page: Page, font: str) -> bytes:
    sheet = set_page(page)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(sheet.width, sheet.height), invariant=1, pageCompression=1)
    canvas.setTitle(page.title)
    canvas.setLineWidth(_RULE)
    for x0, y0, x1, y1 in sheet.rules:
        canvas.line(x0, sheet.height - y0, x1, sheet.height - y1)
    for line in sheet.lines:
        canvas.setFont(font, line.size)
        canvas.drawString(line.x, sheet.height - line.y, line.text)
    canvas.save()
    return out.getvalue()


def _scan(page: Page) -> Image.Image:
    sheet, scale = set_page(page), _DPI / _POINTS_AN_INCH
    picture = Image.new("L", (round(sheet.width * scale), round(sheet.height * scale)), 255)
    draw = ImageDraw.Draw(picture)
    for rule in sheet.rules:
        draw.line([round(value * scale) for value in rule], fill=0, width=1)
    for line in sheet.lines:
        font = ImageFont.truetype(str(find_font()), round(line.size * scale), layout_engine=ImageFont.Layout.BASIC)
        draw.text((round(line.x * scale), round(line.y * scale)), line.text, fill=0, font=font, anchor="ls")
    if page.code:
        _draw_code(picture, page.code)
    # Sixteen grays: the edges of the letters stay soft, and the file small.
    return picture.point([round(gray / 17) * 17 for gray in range(256)])


def _draw_code(picture: Image.Image, says: str) -> None:
    """A QR code at the upper right."""
    code = Image.fromarray(cv2.QRCodeEncoder.create().encode(says)).resize((_CODE, _CODE), Image.Resampling.NEAREST)
    picture.paste(code, (picture.width - 2 * _CODE, _CODE // 2))


def _table(entries: Entries, ruled: bool) -> etree._Element:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    kind = "single" if ruled else "nil"
    borders = el("w:tblBorders", *(el(f"w:{edge}", val=kind, sz=4, space=0, color="000000") for edge in edges))
    widths = (_LABEL_WIDTH, _TEXT_WIDTH - _LABEL_WIDTH)
    rows = [
        el("w:tr", *(_cell(said, width, font) for said, width, font in zip(entry, widths, (HEI, None), strict=True)))
        for entry in entries
    ]
    grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
    return el("w:tbl", el("w:tblPr", el("w:tblW", w=_TEXT_WIDTH, type="dxa"), borders), grid, *rows)


def _cell(said: str, width: int, font: str | None) -> etree._Element:
    looks = properties(font, 12) if font else properties(size=12)
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), paragraph(run(said, looks), align="left"))


# By what the name of the file ends in. Credit reports in PDF come from a website.
WRITERS: Mapping[str, Callable[[Page], bytes]] = MappingProxyType({
    ".docx": as_word, ".pdf": as_pdf, ".png": as_png, ".jpg": as_jpeg,
})
