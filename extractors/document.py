"""What every reader delivers: paragraphs and tables of cells, whatever the file format.

A reader knows its file format and nothing of the forms; mapping knows the forms and nothing of file formats.
"""

from collections.abc import Callable
from typing import NamedTuple

from schema.record import BBox, ReaderName, Remark, Seal, TickState

_HEADING = 50  # characters


class Locator(NamedTuple):
    """Where something stands: page (1-based) and bbox in PDF points from the top left, or the place in the file.

    cell: `T1R4C4` for a cell, `P3` for a paragraph, `T1R4C4/T1R2C1` for a cell of a table inside a cell.
    """

    page: int | None = None
    bbox: BBox | None = None
    cell: str | None = None


class Mark(NamedTuple):
    """A tick box or a lone tick inside a text.

    start, end: half-open offsets into the text of all that makes up the mark: `□`, `□√`, `（√）`, `☑`.
    """

    state: TickState
    start: int
    end: int


class Doubt(NamedTuple):
    """A character of a scan that the recogniser was not quite sure of.

    start, end: half-open offsets of it. confidence: 0 to 1. covered: a seal lies over it.
    """

    start: int
    end: int
    confidence: float
    covered: bool = False

    def moved(self, by: int) -> "Doubt":
        """The doubt in a text in which this one begins so many characters later."""
        return self._replace(start=self.start + by, end=self.end + by)


class Cell(NamedTuple):
    r"""One real cell of a table; never repeated over its span.

    row, col: 0-based place of its top left corner in the table's grid; rowspan, colspan: how many it covers.
    text: paragraphs and line breaks as `\n`; without the text of tables inside the cell.
    marks: the tick boxes in the text, in its order.
    struck: half-open offsets of text that is struck through.
    tables: tables inside the cell.
    placeholder: the text is a content control's own placeholder, nobody typed it.
    doubts: the characters that are not sure, of a scan.
    open_top, open_bottom: no rule closes the cell there (a page break cuts it).
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    where: Locator
    marks: tuple[Mark, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    tables: tuple["Table", ...] = ()
    placeholder: bool = False
    doubts: tuple[Doubt, ...] = ()
    open_top: bool = False
    open_bottom: bool = False


class Table(NamedTuple):
    """A grid of cells in reading order (by row, then column).

    columns: x of the column boundaries from left to right in points, one more than there are columns.
    page: 1-based page that the whole table stands on, None where the format has no pages. A table that goes
        on over a page is one Table a page: mapping joins them.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: tuple[float, ...]
    page: int | None = None


class Paragraph(NamedTuple):
    """Text outside of tables: a paragraph in Word, a line or block in a PDF."""

    text: str
    where: Locator
    marks: tuple[Mark, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    doubts: tuple[Doubt, ...] = ()


Block = Paragraph | Table


class PageImage(NamedTuple):
    """The picture of a scanned page, upright, as a report shows it.

    page: 1-based. width, height: in points, as the page came. turns: quarter turns counterclockwise from there.
    coloured: not all of it is black, grey and white. codes: what its QR codes say.
    """

    page: int
    width: float
    height: float
    turns: int
    jpeg: bytes
    coloured: bool
    codes: tuple[str, ...] = ()


class SealPrint(NamedTuple):
    """A seal that was found, in terms of no form. jpeg: its picture, none for a signature that does not show."""

    seal: Seal
    jpeg: bytes | None = None


class Stamp(NamedTuple):
    """A picture as large as a seal. data: of its file. width: as it is shown, in points."""

    data: bytes
    width: float


class Crop(NamedTuple):
    """What of a picture does not show: shares of its width and height from each side, 0 to 1."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


class Sheet(NamedTuple):
    """A picture that may be a page, of a format without pages.

    read: gives the bytes of its file, for they are wanted of few; raises DocumentError where it is not there or damaged.
    """

    read: Callable[[], bytes]
    crop: Crop = Crop()


class Document(NamedTuple):
    """A file as read: its blocks in reading order, and what is to be said of the file itself.

    pages: None where the format has no pages.
    remarks: tracked changes, hidden text, macros … for the findings `document.*`.
    images: of the pages that were read as scans.
    stamps, sheets: pictures that may be seals or pages, of a format without pages.
    seals: None where there may be some, but the recogniser is not installed.
    """

    reader: ReaderName
    media_type: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    remarks: tuple[Remark, ...] = ()
    images: tuple[PageImage, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    seals: tuple[SealPrint, ...] | None = ()

    @property
    def has_text(self) -> bool:
        """Whether any text stands in it."""
        return any(
            any(cell.text.strip() or cell.tables for cell in block.cells) if isinstance(block, Table) else block.text.strip()
            for block in self.blocks
        )

    @property
    def characters(self) -> int:
        """How many stand in it, spaces left out."""
        return sum(map(characters_in, self.blocks))

    @property
    def says_much(self) -> bool:
        """Whether it holds more text than a heading over pictures, or their names."""
        return self.characters >= _HEADING


def characters_in(block: Block) -> int:
    """How many characters stand in a block, spaces left out."""
    if isinstance(block, Paragraph):
        return len("".join(block.text.split()))
    return sum(len("".join(cell.text.split())) + sum(map(characters_in, cell.tables)) for cell in block.cells)
