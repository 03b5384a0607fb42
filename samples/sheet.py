"""A filled form as a grid of cells, laid out from the schema. The writers draw it, each in its own file format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from samples.answers import answer, inline
from samples.forms import Filled
from samples.labels import spell_label
from samples.style import Style
from samples.ticks import Piece
from schema.boxes import Box, boxes
from schema.forms import FORMS, FormType
from schema.layout import COLUMNS, LAYOUTS, Row, Slot
from schema.record import value_at

CellKind = Literal["section", "label", "answer", "prose", "inline", "more", "list"]
PEOPLE: dict[FormType, str] = {
    "training_institution": "foundation.teachers", "evaluation_institution": "foundation.experts",
}


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell. row, col, rowspan, colspan: on the grid; path: of the field or group, rows by index.

    kind: as a slot's; `prose` is a long answer, `list` a cell with the sheet `inner` in it.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    kind: CellKind
    path: str
    pieces: tuple[Piece, ...]
    inner: "Sheet | None" = None

    @property
    def text(self) -> str:
        """All that stands in it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Sheet:
    """cells: by row, then column. rows: how many. heads: the row with the column heads, by each row of people."""

    cells: tuple[SheetCell, ...]
    rows: int
    heads: dict[int, int]

    def by_row(self) -> list[list[SheetCell]]:
        """The cells that begin in each row."""
        rows: list[list[SheetCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row of the paper and how many times it stands on the sheet."""

    row: Row
    times: int

    @property
    def on_paper(self) -> int:
        return self.row.blanks if self.row.repeat else 1


def lay_out(filled: Filled, style: Style, nested: bool = False) -> Sheet:
    """The sheet of a filled form. nested: the list of people is a sheet of its own inside one cell."""
    rows = list(_rows(filled, style))
    if style.reordered:
        rows = _reordered(rows, style)
    if nested:
        rows = _pasted(rows, PEOPLE[filled.form_type])
    return _sheet(filled, style, rows)


def _sheet(filled: Filled, style: Style, rows: Sequence[_Laid]) -> Sheet:
    cells: list[SheetCell] = []
    heads: dict[int, int] = {}
    free = [0] * COLUMNS  # the first row in which a column is free
    number = 0
    for index, laid in enumerate(rows):
        if laid.row.repeat == PEOPLE[filled.form_type]:
            heads |= dict.fromkeys(range(number, number + laid.times), number - 1)
        for entry in range(laid.times):
            column = 0
            for slot in laid.row.slots:
                column = next(place for place in range(column, COLUMNS) if free[place] <= number)
                down = _covered(rows, index, slot.down)
                cells.append(_cell(filled, style, slot, (number, column, down, slot.span), entry))
                free[column:column + slot.span] = [number + down] * slot.span
                column += slot.span
            number += 1
    return Sheet(tuple(cells), number, heads)


def _covered(rows: Sequence[_Laid], index: int, down: int) -> int:
    """How many rows of the sheet a label covers that covers `down` rows of the paper."""
    if down == 1:
        return 1
    covered = 0
    while down > 0:
        down -= rows[index].on_paper
        covered += rows[index].times
        index += 1
    return covered


def _rows(filled: Filled, style: Style) -> Iterator[_Laid]:
    """The paper's rows, those that the style drops standing there no times, with those that it adds."""
    for row in LAYOUTS[filled.form_type]:
        if row.slots[0].text == "已有基础":
            for label, text in style.added:
                yield _Laid(Row((Slot("label", 3, text=label), Slot("more", 9, text=text))), 1)
        dropped = any(slot.path in style.dropped for slot in row.slots if slot.path)
        unused = row.slots[0].kind == "more" and not style.unused_rows
        times = 0 if dropped or unused else _times(filled, style, row)
        if row.slots[0].path == "recommendation":
            # On the paper the line with 推荐单位联系人 is a row of its own.
            for path in ("recommendation", "recommendation.contact"):
                yield _Laid(Row((Slot("inline", COLUMNS, path=path),)), times)
        else:
            yield _Laid(row, times)


def _times(filled: Filled, style: Style, row: Row) -> int:
    if not row.repeat:
        return 1
    return max(len(value_at(filled.form, row.repeat)), row.blanks if style.unused_rows else 1)


def _reordered(rows: list[_Laid], style: Style) -> list[_Laid]:
    """Some neighbours change places: rows that nothing spans, each of labels and their boxes."""
    rng, rows, index = style.rng("order"), list(rows), 2
    while index < len(rows) - 1:
        if _is_free(rows[index].row) and _is_free(rows[index + 1].row) and rng.random() < 0.5:
            rows[index], rows[index + 1] = rows[index + 1], rows[index]
            index += 1
        index += 1
    return rows


def _is_free(row: Row) -> bool:
    whole = sum(slot.span for slot in row.slots) == COLUMNS and all(slot.down == 1 for slot in row.slots)
    return whole and not row.repeat and row.slots[0].kind == "label" and row.slots[-1].kind == "field"


def _pasted(rows: Sequence[_Laid], people: str) -> list[_Laid]:
    """The list of people, its heads and its 「……」 row in one cell over the whole width."""
    at = next(index for index, laid in enumerate(rows) if laid.row.repeat == people)
    cell = _Laid(Row((Slot("field", COLUMNS, path=people),)), 1)
    return [*rows[:at - 1], cell, *rows[at + 2:]]


def _cell(filled: Filled, style: Style, slot: Slot, place: tuple[int, int, int, int], entry: int) -> SheetCell:
    path = slot.path.replace("[]", f"[{entry}]")
    if slot.kind == "field":
        box = _boxes(filled.form_type).get(slot.path)
        if box is None:
            return SheetCell(*place, "list", path, (), inner=_list(filled, style, slot.path))
        kind: CellKind = "prose" if box.limit else "answer"
        return SheetCell(*place, kind, path, answer(filled, box, path, style))
    if slot.kind == "inline":
        return SheetCell(*place, "inline", path, inline(filled, path, style))
    text = spell_label(filled.form_type, slot.text, style) if slot.kind == "label" else slot.text
    return SheetCell(*place, slot.kind, path, (Piece(text),))


def _list(filled: Filled, style: Style, people: str) -> Sheet:
    layout = LAYOUTS[filled.form_type]
    at = next(index for index, row in enumerate(layout) if row.repeat == people)
    entered = len(value_at(filled.form, people))
    return _sheet(filled, replace(style, unused_rows=False), [_Laid(layout[at - 1], 1), _Laid(layout[at], entered)])


@cache
def _boxes(form_type: FormType) -> dict[str, Box]:
    return {box.path: box for box in boxes(FORMS[form_type])}
