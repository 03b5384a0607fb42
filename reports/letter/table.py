"""The table of what is to be put right: a row each, its head again on every page, no row cut by a page's end."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.section import Section
from docx.shared import Length, Mm
from docx.table import Table, _Cell

from reports.letter import styles
from reports.letter.ooxml import new
from reports.letter.styles import Look
from reports.letter.words import Duty

# Each column: its head, its share of the width in thousandths, the look of its cells.
_COLUMNS = (
    ("序号", 70, styles.SHORT), ("要求", 112, styles.SHORT), ("栏目及位置", 204, styles.CELL), ("存在的问题", 262, styles.CELL),
    ("如何更正", 202, styles.CELL), ("依据", 150, styles.CELL),
)
_MARGINS = {"top": 40, "left": 60, "bottom": 40, "right": 60}  # twips between a rule and the words


def table_of(document: Document, duties: Sequence[Duty]) -> CT_Tbl:
    """The table, as wide as the document's lines, and not yet in its body."""
    width = _line(document.sections[0])
    element = CT_Tbl.new_tbl(len(duties) + 1, len(_COLUMNS), Length(width))
    table = Table(element, document._body)  # where it goes, the letterhead says
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _rule(element)
    for column, (_, share, _) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Length(width * share // 1000)
    head, *rows = table.rows
    _once(head, "w:cantSplit", "w:tblHeader")
    for cell, (title, share, _) in zip(head.cells, _COLUMNS, strict=True):
        _fill(document, cell, styles.HEAD, title, Length(width * share // 1000))
    for number, (row, duty) in enumerate(zip(rows, duties, strict=True), 1):
        _once(row, "w:cantSplit")
        for cell, text, (_, share, look) in zip(row.cells, (str(number), *duty), _COLUMNS, strict=True):
            _fill(document, cell, look, text, Length(width * share // 1000))
    return element


def _line(page: Section) -> int:
    """How long a line is, in EMU; on a page that says nothing of itself as on official paper."""
    return (page.page_width or Mm(210)) - (page.left_margin or Mm(28)) - (page.right_margin or Mm(26))


def _fill(document: Document, cell: _Cell, look: Look, text: str, width: Length) -> None:
    cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cell.paragraphs[0].style = styles.style(document, look)
    cell.paragraphs[0].add_run(text)


def _once(row: Any, *settings: str) -> None:
    row._tr.get_or_add_trPr().extend(map(new, settings))


def _rule(element: Any) -> None:
    """Rules and margins of its own, whatever table styles a letterhead has."""
    borders = new("w:tblBorders", *(
        new(f"w:{edge}", val="single", sz=4, space=0, color="000000") for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    ))
    margins = new("w:tblCellMar", *(new(f"w:{side}", w=width, type="dxa") for side, width in _MARGINS.items()))
    properties = element.tblPr
    look = properties.find(qn("w:tblLook"))
    for part in (borders, properties.find(qn("w:tblLayout")), margins):  # their order is the schema's
        look.addprevious(part)
