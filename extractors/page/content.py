"""What stands on one page, as plain data: glyphs, rulings, pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pdfminer.utils import Matrix, mult_matrix

from extractors.rulings import Ruling
from schema.record import BBox


class Glyph(NamedTuple):
    """A character as it is drawn, or what a form field or a note says in one line.

    x0, top, x1, bottom: in points from the page's top left; the em box, not the ink.
    size: the height of the em.
    turn: how many quarter turns clockwise it is turned, None for any other angle.
    faint: large and light, as watermarks are.
    confidence: 0 to 1, of the recogniser for a scan; 1.0 for text. under_seal: of a scan, red ink lies over it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: int | None = 0
    faint: bool = False
    confidence: float = 1.0
    under_seal: bool = False


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page as displayed, or turned so that its text is upright.

    width, height: in points.
    matrix: from the coordinates of the PDF page to this page's.
    ticks: tick boxes that are drawn, as characters.
    strikes: rulings of notes, which can only strike text out.
    pictures: the share of the page that pictures cover, 0 to 1.
    stamps: where there are pictures as large as a seal.
    hidden: text that is drawn invisibly or outside of the page.
    unreadable: how many characters have no Unicode.
    turn: by how many quarter turns counterclockwise the displayed page was brought into this position.
    """

    width: float
    height: float
    matrix: Matrix
    glyphs: Sequence[Glyph]
    rulings: Sequence[Ruling]
    ticks: Sequence[Glyph] = ()
    strikes: Sequence[Ruling] = ()
    pictures: float = 0.0
    stamps: Sequence[BBox] = ()
    hidden: str = ""
    unreadable: int = 0
    turn: int = 0

    def upright(self) -> "PageContent":
        """The page turned so that most of its characters are upright."""
        counts = [0, 0, 0, 0]
        for glyph in self.glyphs:
            if glyph.turn is not None and not glyph.text.isspace():
                counts[glyph.turn] += 1
        content = self
        for _ in range(counts.index(max(counts))):
            content = content._quarter()
        return content

    def displayed(self, box: BBox) -> BBox:
        """Where a box of this content lies on the page as displayed."""
        height, other = self.height, self.width
        for _ in range(self.turn):
            x0, top, x1, bottom = box
            box = (height - bottom, x0, height - top, x1)
            height, other = other, height
        return box

    def _quarter(self) -> "PageContent":
        """The page turned by a quarter counterclockwise: x becomes y from the right, y becomes x."""
        width = self.width
        glyphs = [
            _moved(glyph, width)._replace(turn=None if glyph.turn is None else (glyph.turn - 1) % 4)
            for glyph in self.glyphs
        ]
        return replace(
            self, width=self.height, height=width, glyphs=glyphs, turn=self.turn + 1,
            ticks=[_moved(tick, width) for tick in self.ticks],
            matrix=mult_matrix(self.matrix, (0, -1, 1, 0, 0, width)),
            rulings=[_turned(ruling, width) for ruling in self.rulings],
        )


def _moved(glyph: Glyph, width: float) -> Glyph:
    return glyph._replace(x0=glyph.top, top=width - glyph.x1, x1=glyph.bottom, bottom=width - glyph.x0)


def _turned(ruling: Ruling, width: float) -> Ruling:
    if ruling.horizontal:
        return Ruling(False, ruling.at, width - ruling.end, width - ruling.start)
    return Ruling(True, width - ruling.at, ruling.start, ruling.end)
