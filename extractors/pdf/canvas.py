"""A page's content streams -> what stands on the page.

A page is drawn on a canvas of our own under pdfminer's interpreter. A page of pdfplumber makes a dictionary of thirty
entries for every character, which takes a third of the time of a form, and does not tell text that is drawn invisibly.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, apply_matrix_rect

from extractors.page.content import Glyph, PageContent
from extractors.pdf.interpreter import Interpreter, too_much
from extractors.pdf.strokes import is_white, lightness, rulings_of, sides, subpaths_of, thin_box
from extractors.pdf.symbols import symbol_family, symbol_shown
from extractors.pdf.tickboxes import Shape, drawn_ticks, shape_of
from extractors.rulings import Ruling
from extractors.stamp_size import may_be_seal
from schema.record import BBox

if TYPE_CHECKING:
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdfdevice import PDFTextSeq
    from pdfminer.pdftypes import PDFStream

_MOST_GLYPHS = 200_000  # on a page
_MOST_PATHS = 200_000
_INVISIBLE = (3, 7)  # text rendering modes: neither filled nor stroked
_DESCENT = 0.12  # of the em: where Chinese type stands below its baseline
_OBLIQUE = 0.15  # the tangent up to which slanted text counts as straight
_WATERMARK_SIZE = 24.0
_WATERMARK_LIGHTNESS = 0.55
_UNREADABLE = "\ufffd"
_LIGATURES = frozenset("ﬀﬁﬂﬃﬄﬅﬆ")  # one glyph for letters that were typed


def _display_matrix(page: PDFPage) -> tuple[Matrix, float, float]:
    """From the page's own coordinates to points from the top left of the page as displayed; its width and height."""
    x0, y0, x1, y1 = page.mediabox
    crop_x0, crop_y0, crop_x1, crop_y1 = page.cropbox
    if min(x1, crop_x1) > max(x0, crop_x0) and min(y1, crop_y1) > max(y0, crop_y0):
        x0, y0, x1, y1 = max(x0, crop_x0), max(y0, crop_y0), min(x1, crop_x1), min(y1, crop_y1)
    turned: dict[int, tuple[Matrix, float, float]] = {
        90: ((0, 1, 1, 0, -y0, -x0), y1 - y0, x1 - x0),
        180: ((-1, 0, 0, 1, x1, -y0), x1 - x0, y1 - y0),
        270: ((0, -1, -1, 0, y1, x1), y1 - y0, x1 - x0),
    }
    return turned.get(page.rotate, ((1, 0, 0, -1, -x0, y1), x1 - x0, y1 - y0))


def draw(page: PDFPage, manager: PDFResourceManager) -> PageContent:
    """What stands on a page as it is displayed.

    Raises DocumentError where it holds absurdly much, and whatever pdfminer raises over a damaged page.
    """
    matrix, width, height = _display_matrix(page)
    canvas = _Canvas(manager, width, height)
    Interpreter(manager, canvas).render_contents(page.resources, page.contents, ctm=matrix)
    return canvas.content(matrix)


class _Canvas(PDFTextDevice):
    """Takes down what the interpreter draws. Its matrices lead to points from the top left."""

    ctm: Matrix

    def __init__(self, manager: PDFResourceManager, width: float, height: float) -> None:
        super().__init__(manager)
        self.width, self.height = width, height
        self.glyphs: list[Glyph] = []
        self.rulings: list[Ruling] = []
        self.shapes: list[Shape] = []
        self.pictures = 0.0
        self.stamps: list[BBox] = []
        self.hidden: list[str] = []
        self.unreadable = 0
        self.paths = 0
        self.invisible = False
        self.faint = False
        self.family: str | None = None  # of a symbol font

    def content(self, matrix: Matrix) -> PageContent:
        """What was taken down."""
        ticks, cells = drawn_ticks(self.shapes)
        for box in cells:
            self.rulings += sides(box)
        covered = min(self.pictures / max(self.width * self.height, 1.0), 1.0)
        return PageContent(
            self.width, self.height, matrix, self.glyphs, self.rulings,
            ticks=ticks, pictures=covered, stamps=self.stamps, hidden="".join(self.hidden), unreadable=self.unreadable,
        )

    def render_string(
        self, textstate: PDFTextState, seq: "PDFTextSeq", ncs: "PDFColorSpace", graphicstate: PDFGraphicState
    ) -> None:
        """Draw a string: note first what is the same for all of its characters."""
        self.invisible = textstate.render in _INVISIBLE
        self.faint = lightness(graphicstate.ncolor, ncs.name) >= _WATERMARK_LIGHTNESS
        self.family = symbol_family(str(textstate.font.fontname)) if textstate.font is not None else None
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: "PDFColorSpace",  # noqa: ARG002  the interpreter's signature
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> float:
        """Take down a character and tell by how much it moves the pen."""
        advance = font.char_width(cid) * fontsize * scaling
        em = fontsize * _em(font)
        if font.is_vertical():
            box = _vertical_box(font.char_disp(cid), fontsize, rise, advance)
        else:
            box = (0.0, rise - _DESCENT * em, advance, rise + (1 - _DESCENT) * em)
        x0, top, x1, bottom = apply_matrix_rect(matrix, box)
        if self.invisible or not (x1 >= 0 and x0 <= self.width and bottom >= 0 and top <= self.height):
            self.hidden.append(self._text(font, cid))
        else:
            if len(self.glyphs) >= _MOST_GLYPHS:
                raise too_much(f"一页的字符超过 {_MOST_GLYPHS:,} 个")
            a, b, c, d = matrix[:4]
            size = abs(em) * (c * c + d * d) ** 0.5
            faint = self.faint and size >= _WATERMARK_SIZE
            text = self._text(font, cid)
            self.glyphs.append(Glyph(text, x0, top, x1, bottom, size, 0 if a > 0 and not b else _turn(a, b), faint))
        return advance

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]  # noqa: ARG002
    ) -> None:
        """Take down the rules that a path draws."""
        self.paths += 1
        if self.paths > _MOST_PATHS:
            raise too_much(f"一页的图形超过 {_MOST_PATHS:,} 个")
        stroke = stroke and not is_white(graphicstate.scolor, graphicstate.scs.name)
        fill = fill and not is_white(graphicstate.ncolor, graphicstate.ncs.name)
        rules = []
        for subpath in subpaths_of(path, self.ctm):
            shape = shape_of(subpath, stroked=stroke, filled=fill)
            if shape is not None:
                self.shapes.append(shape)
            if shape is None or not shape.is_outline:
                rules.append(subpath)
        if stroke or fill:
            self.rulings += rulings_of(rules, stroke, fill, graphicstate.linewidth)

    def render_image(self, name: str, stream: "PDFStream") -> None:  # noqa: ARG002
        """Note how much of the page a picture covers, and whether it may be a seal; a thin one is a rule."""
        x0, top, x1, bottom = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
        rules = list(thin_box((x0, top, x1, bottom)))
        if rules:
            self.rulings += rules
        else:
            width = min(x1, self.width) - max(x0, 0.0)
            height = min(bottom, self.height) - max(top, 0.0)
            self.pictures += max(width, 0.0) * max(height, 0.0)
            if may_be_seal(x1 - x0, bottom - top):
                self.stamps.append((x0, top, x1, bottom))

    def _text(self, font: PDFFont, cid: int) -> str:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        if self.family is not None:
            text = symbol_shown(self.family, text, None if font.is_multibyte() else cid)
        if not text or _is_garbage(text):
            self.unreadable += 1
            return _UNREADABLE
        return normalize("NFKC", text) if text in _LIGATURES else text


def _em(font: PDFFont) -> float:
    """The height of a font's em as a share of its size: 1, but for fonts with a coordinate system of their own."""
    if isinstance(font, PDFType3Font) and not 0.0009 < abs(font.vscale) < 0.0011:
        return abs(font.get_height()) or 1.0
    return 1.0


def _vertical_box(displacement: Any, size: float, rise: float, advance: float) -> tuple[float, float, float, float]:
    """The em box of a character in vertical writing; displacement: from the pen to its origin, in thousandths."""
    vx, vy = displacement
    left = -size / 2 if vx is None else -vx * size / 1000
    bottom = (1000 - vy) * size / 1000 + rise
    return left, bottom + advance, left + size, bottom


def _turn(a: float, b: float) -> int | None:
    """Quarter turns clockwise of a baseline that runs along (a, b), y downwards; None where it runs aslant."""
    if abs(b) <= _OBLIQUE * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _OBLIQUE * abs(b):
        return 1 if b > 0 else 3
    return None


def _is_garbage(text: str) -> bool:
    """No text: private use, a control character, or the replacement character itself."""
    return any("\ue000" <= char <= "\uf8ff" or char < "\t" or "\x0d" < char < " " or char == _UNREADABLE for char in text)
