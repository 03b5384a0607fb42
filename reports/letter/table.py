"""The table of what is to be put right: a row each, its head again on every page, no row cut by a page's end."""

from collections.abc import Iterator, Sequence

from lxml import etree

from reports.letter import styles
from reports.letter.ooxml import new, paragraph
from reports.letter.stationery import Stationery
from reports.letter.styles import Look
from reports.letter.words import Duty

# Each column: its head, its share of the width in thousandths, the look of its cells.
_COLUMNS = (
    ("序号", 70, styles.SHORT), ("要求", 112, styles.SHORT), ("栏目及位置", 204, styles.CELL), ("存在的问题", 262, styles.CELL),
    ("如何更正", 202, styles.CELL), ("依据", 150, styles.CELL),
)
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_MARGINS = {"top": 40, "left": 60, "bottom": 40, "right": 60}  # twips between a rule and the words


def table_of(duties: Sequence[Duty], paper: Stationery) -> etree._Element:
    """The table, as wide as the lines of the paper. Rules and margins are its own, whatever styles a letterhead has."""
    properties = new(
        "w:tblPr",
        new("w:tblW", w=paper.line, type="dxa"),
        new("w:jc", val="center"),
        new("w:tblBorders", *(new(f"w:{edge}", val="single", sz=4, space=0, color="000000") for edge in _EDGES)),
        new("w:tblLayout", type="fixed"),
        new("w:tblCellMar", *(new(f"w:{side}", w=width, type="dxa") for side, width in _MARGINS.items())),
    )
    head = new("w:tr", new("w:trPr", new("w:cantSplit"), new("w:tblHeader")), *_cells(
        ((title, styles.HEAD) for title, _, _ in _COLUMNS), paper,
    ))
    rows = (
        new("w:tr", new("w:trPr", new("w:cantSplit")), *_cells(
            ((text, look) for text, (_, _, look) in zip((str(number), *duty), _COLUMNS, strict=True)), paper,
        ))
        for number, duty in enumerate(duties, 1)
    )
    made: etree._Element = new("w:tbl", properties, new("w:tblGrid", *(new("w:gridCol", w=width) for width in _widths(paper))), head, *rows)
    return made


def _cells(contents: Iterator[tuple[str, Look]], paper: Stationery) -> Iterator[etree._Element]:
    for (text, look), width in zip(contents, _widths(paper), strict=True):
        yield new("w:tc", new("w:tcPr", new("w:tcW", w=width, type="dxa"), new("w:vAlign", val="center")), paragraph(paper.styles[look.name], text))


def _widths(paper: Stationery) -> tuple[int, ...]:
    return tuple(paper.line * share // 1000 for _, share, _ in _COLUMNS)
