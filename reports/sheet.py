"""The filled paper: the form's layout with the record's values in its boxes, and an anchor for every place.

What the template draws, and what a finding links to. Nothing about one form is written here: which cell stands
where comes from `schema.layout`, which value belongs into it from the form's classes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reports.values import NOTHING, Shown, show
from schema.boxes import Box, Kind, boxes, headers
from schema.forms import FORMS, SECTION_TITLES, FormType
from schema.layout import LAYOUTS, NOTES, PLEDGE, Row, Slot
from schema.record import Record

WHOLE_FORM = "form"
_BLANK_TABLE = Shown(gap="未填", state="blank")
_HALF = 6
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One label and its answer inside the cell of an inline group."""

    label: str
    anchor: str
    shown: Shown
    prose: bool


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell of the rendering.

    span, down: columns and rows that it covers. anchor: its id in the page, empty where nothing can link to it.
    shown: of a field. answers, pledge: of an inline group. side: where a note on the cell has room to open.
    """

    kind: str
    span: int
    down: int
    text: str = ""
    anchor: str = ""
    shown: Shown | None = None
    prose: bool = False
    answers: tuple[Answer, ...] = ()
    pledge: str = ""
    side: Side = "left"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it is drawn.

    targets: anchor of a box, a row, a table, a group or a section to the anchor of the cell that shows it.
    """

    title: str
    annex: str
    rows: tuple[tuple[SheetCell, ...], ...]
    notes: tuple[str, ...]
    targets: dict[str, str]

    def target(self, field: str | None) -> str:
        """The anchor of a field's cell, or of the nearest thing around it that the paper shows."""
        anchor = anchor_of(field) if field else ""
        while anchor and anchor not in self.targets:
            anchor = anchor.rpartition(".")[0]
        return self.targets.get(anchor, WHOLE_FORM)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What depends on the form alone.

    boxes: by path. labels: folded label of a group or table to its path. unprinted: tables without such a label.
    """

    boxes: dict[str, Box]
    labels: dict[str, str]
    unprinted: frozenset[str]


def draw(record: Record) -> Sheet:
    """The rendering of a record's form."""
    form = FORMS[record.form_type]
    rows = tuple(_rows(record))
    return Sheet(form.TITLE, form.ANNEX, rows, NOTES[record.form_type], _targets(rows))


def anchor_of(path: str) -> str:
    """The id of a field path in the page: `field-foundation.teachers.0.phone`."""
    return "field-" + path.replace("[", ".").replace("]", "")


@cache
def _paper(form_type: FormType) -> _Paper:
    form = FORMS[form_type]
    found = headers(form)
    return _Paper(
        boxes={box.path: box for box in boxes(form)},
        labels={_fold(header.label): header.path for header in found if header.printed},
        unprinted=frozenset(header.path for header in found if header.is_rows and not header.printed),
    )


def _fold(label: str) -> str:
    return "".join(label.split())


def _rows(record: Record) -> Iterator[tuple[SheetCell, ...]]:
    layout = LAYOUTS[record.form_type]
    for place, row in enumerate(layout):
        entries = record.value(row.repeat) if row.repeat else ()
        if row.repeat:
            for index in range(max(len(entries), row.blanks)):
                yield tuple(_cells(record, row, index, len(entries)))
        elif not (row.slots[0].kind == "more" and _is_full(record, layout[place - 1])):
            yield tuple(_fixed(record, layout, place))


def _is_full(record: Record, row: Row) -> bool:
    """Whether a table has as many entries as the paper has rows: then entries stand where 「……」 stood."""
    return bool(row.repeat) and len(record.value(row.repeat)) > row.blanks


def _height(record: Record, row: Row) -> int:
    return max(len(record.value(row.repeat)), row.blanks) if row.repeat else 1


def _down(record: Record, layout: Sequence[Row], place: int, slot: Slot) -> int:
    """How many drawn rows a slot covers: a table below it may have more entries than the paper has rows."""
    left, height = slot.down, 0
    for row in layout[place:]:
        if left <= 0:
            break
        left -= row.blanks if row.repeat else 1
        height += _height(record, row)
    return height


def _fixed(record: Record, layout: Sequence[Row], place: int) -> Iterator[SheetCell]:
    """The cells of a row that the paper has once."""
    paper = _paper(record.form_type)
    for slot, side in _with_side(layout[place]):
        down = 1 if slot.down == 1 else _down(record, layout, place, slot)
        if slot.kind == "field":
            yield _field(record, paper.boxes[slot.path], slot.path, slot.span, down, side)
        elif slot.kind == "inline":
            yield _inline(record, paper, slot)
        else:
            path = _named_by(paper, layout, place, slot)
            yield SheetCell(slot.kind, slot.span, down, slot.text, anchor_of(path) if path else "", side=side)


def _named_by(paper: _Paper, layout: Sequence[Row], place: int, slot: Slot) -> str:
    """The path of the section, group or table that a printed label names; empty where it names a single box."""
    if slot.kind == "section":
        return next(key for key, title in SECTION_TITLES.items() if title == slot.text)
    below = layout[place + 1].repeat if place + 1 < len(layout) else ""
    if below in paper.unprinted and slot is layout[place].slots[0]:
        return below  # 培训教师姓名 heads a table that has no label of its own
    return paper.labels.get(_fold(slot.text), "")


def _cells(record: Record, row: Row, index: int, entries: int) -> Iterator[SheetCell]:
    """The cells of one entry of a table, or of a row that the applicant left empty."""
    paper = _paper(record.form_type)
    for slot, side in _with_side(row):
        box = paper.boxes[slot.path]
        path = slot.path.replace("[]", f"[{index}]")
        if index < entries:
            yield _field(record, box, path, slot.span, 1, side)
        else:
            first = not entries and not index and slot is row.slots[0]
            shown = _BLANK_TABLE if first else NOTHING
            yield SheetCell("field", slot.span, 1, anchor=anchor_of(path), shown=shown, side=side)


def _field(record: Record, box: Box, path: str, span: int, down: int, side: Side) -> SheetCell:
    shown = show(box, record.value(path), record.evidence.get(path))
    prose = box.kind is Kind.PROSE
    return SheetCell("field", span, down, anchor=anchor_of(path), shown=shown, prose=prose, side=side)


def _inline(record: Record, paper: _Paper, slot: Slot) -> SheetCell:
    """A cell in which labels and answers stand behind each other: 承诺 and 推荐意见."""
    answers = tuple(
        Answer(
            label="日期" if box.kind is Kind.DATE else box.label,
            anchor=anchor_of(box.path),
            shown=show(box, record.value(box.path), record.evidence.get(box.path)),
            prose=box.kind is Kind.PROSE,
        )
        for box in paper.boxes.values() if box.section == slot.path
    )
    pledge = PLEDGE if slot.path == "commitment" else ""
    title = SECTION_TITLES[slot.path]
    return SheetCell("inline", slot.span, 1, text=title, anchor=anchor_of(slot.path), answers=answers, pledge=pledge)


def _with_side(row: Row) -> Iterator[tuple[Slot, Side]]:
    """Each slot, and the side from which a note has room: what begins in the right half opens to the left."""
    room = sum(slot.span for slot in row.slots)
    for slot in row.slots:
        yield slot, "left" if room > _HALF else "right"
        room -= slot.span


def _targets(rows: Sequence[Sequence[SheetCell]]) -> dict[str, str]:
    """Every anchor, and for what has no cell of its own (a row of a table) the first cell inside it."""
    anchors = [
        anchor for row in rows for cell in row
        for anchor in (cell.anchor, *(answer.anchor for answer in cell.answers)) if anchor
    ]
    targets = {anchor: anchor for anchor in anchors}
    for anchor in anchors:
        if "." in anchor:
            targets.setdefault(anchor.rpartition(".")[0], anchor)
    return targets
