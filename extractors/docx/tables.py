"""The grid of a table from its rows and cells: spans, merged cells, skipped columns, deleted rows."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from extractors.document import Cell, Locator, Table
from extractors.docx.columns import boundaries, estimated, grid_widths, points
from extractors.docx.controls import NO_CONTROL, Control, control_of
from extractors.docx.flow import FlowText
from extractors.docx.names import (
    ALTERNATE,
    CELL,
    CELL_DELETED,
    CELL_PROPERTIES,
    CELL_WIDTH,
    CHOICE,
    CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DELETED,
    GRID_AFTER,
    GRID_BEFORE,
    GRID_SPAN,
    H_MERGE,
    INSERTED,
    MOVED_TO,
    ROW,
    ROW_PROPERTIES,
    TYPE,
    V_MERGE,
    VALUE,
    WIDTH,
)
from extractors.docx.trail import Trail
from extractors.docx.xml import Element, child
from extractors.errors import DocumentError
from extractors.marks import find_marks

MAX_COLUMNS: Final = 1_000  # Word itself allows 63

_COUNTS: Final = {str(count): count for count in range(1, MAX_COLUMNS + 1)}
_WRAPPERS = frozenset({CUSTOM_XML, INSERTED, MOVED_TO, CHOICE})


class CellContent(NamedTuple):
    """What stands in a cell: its text, and the tables inside it."""

    flow: FlowText
    tables: tuple[Table, ...]


CellReader = Callable[[Element, str, Control], CellContent]


class _Draft:
    """A cell of the file while its row and its table are being read.

    merge: `restart` or `continue` down the column, None where it does not merge. covered: the cells to its right that
    it swallows (`w:hMerge`). rowspan: counted while the rows below go on with it.
    """

    __slots__ = ("column", "content", "control", "covered", "element", "merge", "row", "rowspan", "span", "where")

    content: CellContent
    row: int
    where: str

    def __init__(self, element: Element, control: Control, column: int, span: int, merge: str | None) -> None:
        self.element = element
        self.control = control
        self.column = column
        self.span = span
        self.merge = merge
        self.covered: tuple[Element, ...] = ()
        self.rowspan = 1

    def cell(self) -> Cell:
        """The cell, once all rows are read."""
        (text, struck, placeholder), tables = self.content
        marks = find_marks(text, struck) if text else ()
        where = Locator(None, None, self.where)
        return Cell(self.row, self.column, self.rowspan, self.span, text, where, marks, struck, tables, placeholder)


class TableReader:
    """Reads one table.

    read_cell: reads a cell's content from its element, its locator and the content control around it.
    """

    def __init__(self, trail: Trail, read_cell: CellReader) -> None:
        self._trail = trail
        self._read_cell = read_cell

    def read(self, element: Element, name: str) -> Table | None:
        """A table by the grid of its cells; None where every row is deleted or empty.

        name: locator of the table, `T1` or `T1R4C4/T1`; its cells are named by row and grid column of their top left
        corner, both from 1. Deleted rows and cells are left out and not counted.
        Raises DocumentError `document.too_large` for more columns than MAX_COLUMNS.
        """
        drafts: list[_Draft] = []
        rows = width = 0
        above: dict[int, _Draft] = {}
        for row, control in _members(element, ROW, NO_CONTROL):
            found, end = self._row(row, control)
            if not found:
                continue
            below: dict[int, _Draft] = {}
            for draft in found:
                self._fill(draft, rows, name)
                owner = draft if draft.merge is None else self._merged(draft, above)
                if owner is draft:
                    drafts.append(draft)
                if draft.merge is not None:
                    below[draft.column] = owner
            above = below
            width = max(width, end)
            rows += 1
        return Table(tuple([draft.cell() for draft in drafts]), rows, _columns(element, width, drafts)) if rows else None

    def _row(self, row: Element, control: Control) -> tuple[list[_Draft], int]:
        """The cells of a row on the grid, not yet read, and the column where it ends."""
        properties = child(row, ROW_PROPERTIES)
        column = after = 0
        if properties is not None:
            if child(properties, DELETED) is not None:
                self._trail.delete()
                return [], 0
            if child(properties, INSERTED) is not None:
                self._trail.insert()
            column = _count(child(properties, GRID_BEFORE), 0)
            after = _count(child(properties, GRID_AFTER), 0)
        drafts: list[_Draft] = []
        for element, inner in _members(row, CELL, control):
            span, merge, across, deleted = _geometry(element)
            if deleted:
                self._trail.delete()
                continue
            if across == "continue" and drafts:
                drafts[-1].span += span
                drafts[-1].covered += (element,)
            else:
                drafts.append(_Draft(element, inner, column, span, merge))
            column += span
        if column + after > MAX_COLUMNS:
            reason = f"文件中的表格有 {column + after:,} 列，超过 {MAX_COLUMNS:,} 列的上限。"
            raise DocumentError("document.too_large", reason, "请核对表格后重新报送。")
        return drafts, column + after

    def _fill(self, draft: _Draft, row: int, name: str) -> None:
        draft.row = row
        draft.where = where = f"{name}R{row + 1}C{draft.column + 1}"
        draft.content = self._read_cell(draft.element, where, draft.control)
        for element in draft.covered:
            self._cover(self._read_cell(element, where, draft.control), draft)

    def _merged(self, draft: _Draft, above: dict[int, _Draft]) -> _Draft:
        """The cell that a merging cell belongs to: the one above that it goes on with, else itself."""
        owner = above.get(draft.column) if draft.merge == "continue" else None
        if owner is None or owner.span != draft.span:
            return draft
        owner.rowspan += 1
        self._cover(draft.content, owner)
        return owner

    def _cover(self, content: CellContent, owner: _Draft) -> None:
        """Word shows nothing of a cell that is merged into another; what it repeats of that one is no loss."""
        text = content.flow.text
        if text and text != owner.content.flow.text:
            self._trail.hide(text)


def _geometry(cell: Element) -> tuple[int, str | None, str | None, bool]:
    """Of a cell: columns spanned, merging down and across (`restart`, `continue` or None), whether it is deleted."""
    span = 1
    down: str | None = None
    across: str | None = None
    deleted = False
    for properties in cell:
        if properties.tag != CELL_PROPERTIES:  # they come first or not at all
            break
        for element in properties:
            tag = element.tag
            if tag == GRID_SPAN:
                span = _count(element, 1)
            elif tag == V_MERGE:
                down = element.get(VALUE, "continue")
            elif tag == H_MERGE:
                across = element.get(VALUE, "continue")
            elif tag == CELL_DELETED:
                deleted = True
        break
    return span, down, across, deleted


def _count(element: Element | None, default: int) -> int:
    """The value of a property that counts columns; what is no number, or beyond all tables, counts for nothing."""
    return default if element is None else _COUNTS.get(element.get(VALUE, ""), default)


def _members(parent: Element, tag: str, control: Control) -> Iterator[tuple[Element, Control]]:
    """The rows of a table or the cells of a row, through content controls and other wrappers, with the control."""
    for element in parent:
        found = element.tag
        if found == tag:
            yield element, control
        elif found == CONTROL:
            content = child(element, CONTROL_CONTENT)
            if content is not None:
                yield from _members(content, tag, control_of(element, control))
        elif found in _WRAPPERS:
            yield from _members(element, tag, control)
        elif found == ALTERNATE:
            branch = child(element, CHOICE)
            if branch is not None:
                yield from _members(branch, tag, control)


def _columns(element: Element, count: int, drafts: list[_Draft]) -> tuple[float, ...]:
    """The grid's own widths where it has one for every column, else what the cells tell."""
    widths = grid_widths(element)[:count]
    if len(widths) < count or min(widths, default=0.0) <= 0:
        widths = estimated(count, widths, [_measured(draft) for draft in drafts])
    return boundaries(widths)


def _measured(draft: _Draft) -> tuple[int, int, float]:
    properties = child(draft.element, CELL_PROPERTIES)
    width = child(properties, CELL_WIDTH) if properties is not None else None
    absolute = width is not None and width.get(TYPE, "dxa") == "dxa"
    return draft.column, draft.span, points(width.get(WIDTH)) if width is not None and absolute else 0.0
