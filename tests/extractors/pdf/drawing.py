"""PDF files for tests, drawn as producers draw them. Places are in points from the top left of an A4 page."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Cell, Document, Paragraph, Table
from extractors.pdf.reader import read_pdf
from schema.limits import Limits

WIDTH, HEIGHT = 595.0, 842.0
SONG = "STSong-Light"  # not embedded: its text is known through a predefined CMap
pdfmetrics.registerFont(UnicodeCIDFont(SONG))

XS = (60.0, 160.0, 320.0, 520.0)
YS = (100.0, 130.0, 160.0, 190.0)


class Sheet:
    """A page to draw on."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def write(self, x: float, y: float, text: str, *, size: float = 10.5, font: str = SONG) -> None:
        """Text whose baseline begins at a place."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked line."""
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, *, stroke: bool = False, fill: bool = True) -> None:
        """A rectangle."""
        self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=int(stroke), fill=int(fill))

    def table(self, texts: Sequence[Sequence[str]], xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> None:
        """A table without merged cells, ruled with lines, with a text in each cell."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for top, row in zip(ys, texts, strict=False):
            for left, text in zip(xs, row, strict=False):
                self.write(left + 4, top + 18, text)


Drawing = Callable[[Sheet], None]


def pdf(*drawings: Drawing, invariant: int = 1) -> bytes:
    """A file with a page for each drawing."""
    data = BytesIO()
    canvas = Canvas(data, pagesize=(WIDTH, HEIGHT), invariant=invariant)
    for draw in drawings:
        canvas.setLineWidth(0.5)
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def read(*drawings: Drawing) -> Document:
    """A file with a page for each drawing, read."""
    return read_pdf(pdf(*drawings), Limits())


def changed(
    data: bytes, change: Callable[[pikepdf.Pdf], None], *, encryption: pikepdf.Encryption | None = None
) -> bytes:
    """A file after a change of its objects; streams stay packed as they are."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        change(file)
        file.save(out, encryption=encryption, recompress_flate=False)
    return out.getvalue()


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(table: Table) -> list[list[str]]:
    """The cells' texts by the row in which they begin."""
    found: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row].append(cell.text)
    return found


def cell(document: Document, name: str) -> Cell:
    """The cell at a place such as T1R2C3."""
    return next(cell for table in tables(document) for cell in table.cells if cell.where.cell == name)
