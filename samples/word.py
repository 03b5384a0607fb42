"""Writes filled forms as Word files, and the blank templates that an office sends out."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from lxml import etree

from samples.controls import Controls
from samples.draft import notice
from samples.forms import Filled, blank
from samples.ooxml import CELL_MARGIN, COLUMN, HEI, TITLE, el, paragraph, properties, run
from samples.package import docx, footer_reference
from samples.sheet import Sheet, SheetCell, lay_out
from samples.style import WordStyle
from samples.word_cells import Cells
from schema.boxes import Box, Kind, boxes
from schema.forms import FORMS, FormType
from schema.layout import COLUMNS, NOTES
from schema.record import value_at

_WIDTH = COLUMNS * COLUMN  # twips: A4 less the margins
_MARGIN = 1243
_ROW = 420
_TRACKED_BOXES = 3
_OFFICE = "专业技术人员管理处"
_ROW_NUMBER = re.compile(r"\[\d+\]")


def write(filled: Filled, style: WordStyle, *others: Filled) -> bytes:
    """A .docx with a filled form, and with others behind it where one file has several."""
    forms = (filled, *others)
    return _file(forms, style, _ROW, 0, author=str(value_at(filled.form, "organisation.contact.name") or ""))


def template(form_type: FormType) -> bytes:
    """The blank form as a .docx."""
    return _file((blank(form_type),), WordStyle(prompts=True), 450, 2200, author=_OFFICE)


def _file(forms: Sequence[Filled], style: WordStyle, height: int, prose_height: int, author: str) -> bytes:
    controls = Controls(notice())
    content: list[etree._Element] = []
    for number, filled in enumerate(forms):
        if number:
            content.append(paragraph(el("w:r", el("w:br", type="page"))))
        content += _Writer(filled, style, controls, height, prose_height).blocks()
    page = el(
        "w:sectPr", footer_reference(), el("w:pgSz", w=11906, h=16838),
        el("w:pgMar", top=1304, right=_MARGIN, bottom=1304, left=_MARGIN, header=851, footer=680, gutter=0),
    )
    title = FORMS[forms[0].form_type].TITLE
    return docx(el("w:body", *content, page), title, author, style.strict)


class _Writer:
    """Writes one form. height: of a row, at least; prose_height: of a row with a long answer; twips."""

    def __init__(self, filled: Filled, style: WordStyle, controls: Controls, height: int, prose_height: int) -> None:
        self._filled = filled
        self._style = style
        self._controls = controls
        self._height = height
        self._prose_height = prose_height
        self._sheet = lay_out(filled, style, style.nested)
        self._cells = Cells(style, controls, _tracked(self._sheet, filled.form_type, style))

    def blocks(self) -> list[etree._Element]:
        """What stands in the body: annex, title, tables, notes."""
        form = FORMS[self._filled.form_type]
        title = paragraph(run(form.TITLE, properties(TITLE, 22)), align="center", before=120, after=200)
        blocks = [
            paragraph(run(form.ANNEX, properties(HEI, 16)), align="left"),
            self._controls.around([title], el("w:richText")) if self._style.controls else title,
        ]
        rows = self._rows(self._sheet)
        for number, (start, end) in enumerate(self._parts()):
            if number:
                blocks.append(paragraph(line=120))
            table = _table(rows[start:end], _WIDTH)
            blocks.append(self._controls.around([table]) if self._style.controls and number == 0 else table)
        return [*blocks, *self._notes()]

    def _parts(self) -> list[tuple[int, int]]:
        """The rows of each table: all in one, or a table for each section."""
        starts = [
            number for number, row in enumerate(self._sheet.by_row())
            if self._style.sections and row and (row[0].kind == "section" or row[0].path == "commitment")
        ]
        bounds = [0, *starts, self._sheet.rows]
        return list(pairwise(bounds))

    def _rows(self, sheet: Sheet, width: int = _WIDTH) -> list[etree._Element]:
        """The rows of a table; where a cell spans rows, the cells below that continue it."""
        grid: list[list[tuple[int, etree._Element]]] = [[] for _ in range(sheet.rows)]
        for cell in sheet.cells:
            grid[cell.row].append((cell.col, self._cell(cell, width)))
            for below in range(cell.row + 1, cell.row + cell.rowspan):
                grid[below].append((cell.col, _continued(cell, width)))
        made = []
        for number, row in enumerate(grid):
            begins = [cell for cell in sheet.cells if cell.row == number]
            row.sort(key=lambda placed: placed[0])
            made.append(self._row(begins, [cell for _, cell in row]))
        return self._repeating(sheet, made) if self._style.controls else made

    def _row(self, begins: Sequence[SheetCell], cells: Sequence[etree._Element]) -> etree._Element:
        is_long = any(cell.kind in ("prose", "inline", "list") for cell in begins)
        height = self._prose_height if any(cell.kind == "prose" for cell in begins) else self._height
        is_whole = not is_long or bool(self._prose_height)
        return el(
            "w:tr",
            el("w:trPr", el("w:cantSplit") if is_whole else None, el("w:trHeight", val=max(height, self._height), hRule="atLeast")),
            *cells,
        )

    def _cell(self, cell: SheetCell, width: int) -> etree._Element:
        box = _boxes(self._filled.form_type).get(_ROW_NUMBER.sub("[]", cell.path))
        value = value_at(self._filled.form, cell.path) if box else None
        if cell.inner is not None:
            inner = _table(self._rows(cell.inner, width - 200), width - 200)
            content = [inner, paragraph()]
        else:
            content = self._cells.content(cell, box, value)
        made = el("w:tc", _cell_properties(cell, width, "restart" if cell.rowspan > 1 else None), *content)
        if self._style.controls and box is not None and box.kind is Kind.YEAR and cell.text:
            return self._controls.around([made], el("w:richText"))
        return made

    def _repeating(self, sheet: Sheet, rows: list[etree._Element]) -> list[etree._Element]:
        """The rows of people in a repeating section, Word's control for lists."""
        people = sorted(sheet.heads)
        if not people:
            return rows
        items = [self._controls.around([rows[number]], el("w15:repeatingSectionItem")) for number in people]
        section = self._controls.around(items, el("w15:repeatingSection"))
        return [*rows[:people[0]], section, *rows[people[-1] + 1:]]

    def _notes(self) -> list[etree._Element]:
        notes = NOTES[self._filled.form_type]
        lines = [f"注：1.{notes[0]}", *(f"{number}.{note}" for number, note in enumerate(notes[1:], start=2))]
        first = paragraph(run(lines[0]), left=1050, hanging=630, before=120)
        return [first, *(paragraph(run(line), left=1050, hanging=210) for line in lines[1:])]


def _table(rows: Sequence[etree._Element], width: int) -> etree._Element:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = el("w:tblBorders", *(el(f"w:{edge}", val="single", sz=4, space=0, color="000000") for edge in edges))
    margins = el("w:tblCellMar", el("w:left", w=CELL_MARGIN, type="dxa"), el("w:right", w=CELL_MARGIN, type="dxa"))
    return el(
        "w:tbl",
        el("w:tblPr", el("w:tblW", w=width, type="dxa"), el("w:jc", val="center"), borders, el("w:tblLayout", type="fixed"), margins),
        el("w:tblGrid", *(el("w:gridCol", w=width // COLUMNS) for _ in range(COLUMNS))),
        *rows,
    )


def _cell_properties(cell: SheetCell, width: int, merge: str | None) -> etree._Element:
    is_top = cell.kind in ("prose", "inline")
    return el(
        "w:tcPr",
        el("w:tcW", w=width // COLUMNS * cell.colspan, type="dxa"),
        el("w:gridSpan", val=cell.colspan) if cell.colspan > 1 else None,
        el("w:vMerge", val=merge) if merge else None,
        el("w:vAlign", val="top" if is_top else "center"),
    )


def _continued(cell: SheetCell, width: int) -> etree._Element:
    properties_ = _cell_properties(cell, width, "continue")
    return el("w:tc", properties_, paragraph())


def _tracked(sheet: Sheet, form_type: FormType, style: WordStyle) -> frozenset[str]:
    """Which answers are tracked changes: some numbers and a long text."""
    if not style.tracked:
        return frozenset()
    named = _boxes(form_type)
    numbers = [
        cell.path for cell in sheet.cells
        if cell.kind == "answer" and cell.text.isdigit() and named[_ROW_NUMBER.sub("[]", cell.path)].kind is Kind.INTEGER
    ]
    texts = [cell.path for cell in sheet.cells if cell.kind == "prose" and cell.text and not cell.path.endswith("platform")]
    rng = style.rng("tracked")
    return frozenset((*rng.sample(numbers, _TRACKED_BOXES), rng.choice(texts)))


@cache
def _boxes(form_type: FormType) -> dict[str, Box]:
    return {box.path: box for box in boxes(FORMS[form_type])}

