"""Lays a filled form out as a Document, straight from the schema's layout, in whatever spelling a test asks for."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.document import Block, Cell, Document, Locator, Paragraph, Table
from extractors.marks import find_marks
from schema.boxes import Box, Kind, Section, boxes
from schema.forms import FORMS, FormType
from schema.layout import COLUMNS, LAYOUTS, NOTES, PLEDGE, Row, Slot
from schema.record import ReaderName

WIDTH = 480.0  # points of the whole table
Answers = dict[str, str]  # field path, rows by index -> what is written in the box

SAMPLE_TEXTS: dict[Kind, str] = {
    Kind.TEXT: "甲乙{n}", Kind.PROSE: "我院长期从事人才培养工作，成效明显，第{n}期学员反映良好。", Kind.CREDIT_CODE: "91500108MA78RR7Y02",
    Kind.ID_NUMBER: "500106198612079900", Kind.PHONE: "138000000{n:02d}", Kind.EMAIL: "a{n}@example.cn",
    Kind.INTEGER: "{n}00", Kind.AMOUNT: "{n}.5", Kind.AREA: "{n}0平方米", Kind.YEAR: "20{n:02d}",
    Kind.DATE: "2023年6月{n}日", Kind.YES_NO: "是□√  否□", Kind.LEVELS: "初级□√   中级□   高级□√    （请打√）",
}


def sample_answers(form_type: FormType, entries: int = 2) -> Answers:
    """A different answer for every box; tables of rows with so many entries."""
    answers: Answers = {}
    for number, box in enumerate(boxes(FORMS[form_type]), start=1):
        for index in range(entries if box.table else 1):
            path = box.path.replace("[]", f"[{index}]")
            answers[path] = SAMPLE_TEXTS[box.kind].format(n=10 + (number + 7 * index) % 18)
    return answers


def paper(
    form_type: FormType,
    answers: Answers,
    spell: Callable[[str], str] = str,
    rows: Sequence[Row] | None = None,
) -> Table:
    """The form's table with the answers in it. spell: what becomes of each printed label."""
    layout = tuple(rows) if rows is not None else LAYOUTS[form_type]
    cells = []
    busy = [0] * COLUMNS
    top = 0
    step = WIDTH / COLUMNS
    for at, row in enumerate(layout):
        for index in range(_entries(row.repeat, answers) if row.repeat else 1):
            column = 0
            for slot in row.slots:
                while busy[column] > top:
                    column += 1
                text = _text(slot, index, answers, spell, FORMS[form_type])
                down = _down(layout, at, slot, answers)
                cells.append(Cell(
                    row=top, col=column, rowspan=down, colspan=slot.span, text=text, marks=find_marks(text),
                    where=Locator(cell=f"T1R{top + 1}C{column + 1}"),
                ))
                busy[column: column + slot.span] = [top + down] * slot.span
                column += slot.span
            top += 1
    return Table(cells=tuple(cells), rows=top, columns=tuple(60 + step * index for index in range(COLUMNS + 1)))


def document(*blocks: Block, reader: ReaderName = "docx") -> Document:
    """Blocks as a document."""
    numbered = [block.page for block in blocks if isinstance(block, Table) and block.page]
    return Document(reader, media_type="test", blocks=tuple(blocks), pages=max(numbered, default=None))


def around(form_type: FormType, table: Block) -> tuple[Block, ...]:
    """Title and notes around a table."""
    form = FORMS[form_type]
    notes = [f"注：1.{NOTES[form_type][0]}", *(f"{n}.{note}" for n, note in enumerate(NOTES[form_type][1:], start=2))]
    lines = [form.ANNEX, form.TITLE]
    before = tuple(Paragraph(line, Locator(cell=f"P{n}")) for n, line in enumerate(lines, start=1))
    after = tuple(Paragraph(line, Locator(cell=f"P{n}")) for n, line in enumerate(notes, start=3))
    return (*before, table, *after)


def pages(table: Table, cuts: Sequence[int]) -> tuple[Table, ...]:
    """The table as a PDF shows it, cut before the given rows: spanning cells go on as empty cells."""
    bounds = [0, *cuts, table.rows]
    parts = []
    for page, (start, end) in enumerate(pairwise(bounds), start=1):
        cells = []
        for cell in table.cells:
            top, bottom = max(cell.row, start), min(cell.row + cell.rowspan, end)
            if top >= bottom:
                continue
            text = cell.text if cell.row >= start else ""
            where = Locator(page=page, bbox=(0.0, 0.0, 1.0, 1.0), cell=cell.where.cell)
            marks = cell.marks if text else ()
            cells.append(cell._replace(row=top - start, rowspan=bottom - top, text=text, where=where, marks=marks))
        parts.append(table._replace(cells=tuple(cells), rows=end - start, page=page))
    return tuple(parts)


def cut_row(table: Table, row: int, lines: int = 1) -> tuple[Table, Table]:
    """The table cut through a row: of each cell in it, the first lines stay and the rest go on on the next page."""
    upper, lower = [], []
    for cell in table.cells:
        covers = cell.row <= row < cell.row + cell.rowspan
        head, rest = _split(cell.text, lines) if covers and cell.row == row else (cell.text, "")
        if cell.row <= row:
            where = Locator(page=1, cell=cell.where.cell)
            upper.append(cell._replace(text=head, rowspan=min(cell.rowspan, row + 1 - cell.row), where=where, marks=find_marks(head)))
        if cell.row + cell.rowspan > row:
            top = max(cell.row, row)
            text = cell.text if cell.row > row else rest
            where = Locator(page=2, cell=cell.where.cell)
            lower.append(cell._replace(
                row=top - row, rowspan=cell.row + cell.rowspan - top, text=text, where=where, marks=find_marks(text),
            ))
    return (
        table._replace(cells=tuple(upper), rows=row + 1, page=1),
        table._replace(cells=tuple(lower), rows=table.rows - row, page=2),
    )


def wrapped(table: Table, per_point: float = 0.09) -> Table:
    """Text broken into lines as narrow as its cell, the way a PDF gives it."""
    cells = []
    for cell in table.cells:
        width = table.columns[cell.col + cell.colspan] - table.columns[cell.col]
        size = max(2, int(width * per_point))
        lines = [line[at: at + size] for line in cell.text.split("\n") for at in range(0, max(len(line), 1), size)]
        text = "\n".join(lines)
        cells.append(cell._replace(text=text, marks=find_marks(text)))
    return table._replace(cells=tuple(cells))


def _split(text: str, lines: int) -> tuple[str, str]:
    parts = text.split("\n")
    return "\n".join(parts[:lines]), "\n".join(parts[lines:])


def _entries(path: str, answers: Answers) -> int:
    return len({key.split("]")[0] for key in answers if key.startswith(f"{path}[")}) or 1


def _down(layout: Sequence[Row], at: int, slot: Slot, answers: Answers) -> int:
    """How many rows a slot covers, with as many entries beside it as there are answers."""
    left, down = slot.down, 0
    for row in layout[at:]:
        if left <= 0:
            break
        left -= row.blanks
        down += _entries(row.repeat, answers) if row.repeat and row is not layout[at] else 1
    return down


def _text(slot: Slot, index: int, answers: Answers, spell: Callable[[str], str], form: type[Section]) -> str:
    if slot.kind == "field":
        return answers.get(slot.path.replace("[]", f"[{index}]"), "")
    if slot.kind == "inline":
        return _inline(slot.path, answers, form)
    return spell(slot.text) if slot.kind == "label" else slot.text


def _inline(path: str, answers: Answers, form: type[Section]) -> str:
    boxes_ = {box.name: box for box in boxes(form) if box.path.startswith(f"{path}.")}

    def line(name: str) -> str:
        box: Box = boxes_[name]
        return f"{box.label}：{answers.get(box.path, '')}"

    date = answers.get(f"{path}.date", "年    月    日")
    if path == "commitment":
        return "\n".join(("承  诺", PLEDGE, "", line("organisation"), line("signatory"), date))
    contact = f"{line('contact')}                    {line('phone')}"
    return "\n".join((line("reason"), "", line("organisation"), line("signatory"), date, contact))
