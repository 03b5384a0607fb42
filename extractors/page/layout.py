"""What stands on a page -> its tables and paragraphs, in reading order."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.document import Block, Cell, Locator, Paragraph, Table
from extractors.glyphs import fold_glyphs
from extractors.lattice import Box, Region, find_regions
from extractors.marks import find_marks
from extractors.page.content import Glyph, PageContent
from extractors.page.lines import Text, around_glyphs, join_lines, lines_of, read_glyphs
from extractors.rulings import Ruling
from schema.record import BBox

_REACHES_MARGIN = 2.0  # ems: a line that ends nearer than this to where the text ends goes on in the next one
_LEADING = 2.0  # ems from line to line inside a block
_SAME_SIZE = 0.9


@dataclass(slots=True)
class Numbering:
    """How many tables and paragraphs of the document have been numbered."""

    tables: int = 0
    paragraphs: int = 0


@dataclass(slots=True)
class _Slot:
    """A cell to be: its box, what stands in it, the tables drawn inside it."""

    box: Box
    glyphs: list[Glyph] = field(default_factory=list)
    inner: list["_Drawn"] = field(default_factory=list)


class _Drawn:
    """A table as it is drawn, being filled with glyphs."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.slots = [_Slot(box) for box in region.boxes]
        self.units: list[list[_Slot | None]] = [[None] * (len(region.xs) - 1) for _ in region.ys[1:]]
        for slot in self.slots:
            for row in range(slot.box.row, slot.box.row + slot.box.rowspan):
                self.units[row][slot.box.col : slot.box.col + slot.box.colspan] = [slot] * slot.box.colspan

    def at(self, x: float, y: float) -> _Slot | None:
        """The cell at a place; None outside of the table."""
        row, col = bisect_right(self.region.ys, y) - 1, bisect_right(self.region.xs, x) - 1
        if 0 <= row < len(self.units) and 0 <= col < len(self.units[row]):
            return self.units[row][col]
        return None

    @property
    def area(self) -> float:
        """In square points."""
        region = self.region
        return (region.xs[-1] - region.xs[0]) * (region.ys[-1] - region.ys[0])


class PageLayout:
    """One page: its tables, filled, and the text around them."""

    def __init__(self, content: PageContent, page: int) -> None:
        self.content, self.page = content, page
        regions, loose = find_regions(content.rulings)
        self.strikes: Sequence[Ruling] = (*(ruling for ruling in loose if ruling.horizontal), *content.strikes)
        drawn = sorted((_Drawn(region) for region in regions), key=lambda table: table.area)
        self.around: list[Glyph] = []
        self.aslant: list[Glyph] = []
        self._fill(drawn)
        self.tables = list(_nested(drawn))

    def blocks(self, numbering: Numbering) -> tuple[Block, ...]:
        """The page's blocks from top to bottom; watermarks and other turned text come last."""
        placed: list[tuple[float, _Drawn | Text]] = [(table.region.ys[0], table) for table in self.tables]
        placed += ((text.box[1], text) for text in self._paragraphs())
        placed.sort(key=lambda item: item[0])
        items: list[_Drawn | Text] = [item for _, item in placed]
        items += _runs(self.aslant)
        return tuple(self._block(item, numbering) for item in items)

    def _fill(self, drawn: Sequence[_Drawn]) -> None:
        """Put every glyph into the innermost cell that it stands in."""
        for glyph in self.content.glyphs:
            if glyph.turn != 0 or glyph.faint:
                self.aslant.append(glyph)
                continue
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
            slot = next((slot for table in drawn if (slot := table.at(x, y)) is not None), None)
            (self.around if slot is None else slot.glyphs).append(glyph)

    def _paragraphs(self) -> Iterator[Text]:
        """The text outside of tables: lines that fill their width go on in the next one."""
        lines = [line for line in lines_of(self.around) if not all(glyph.text.isspace() for glyph in line)]
        margin = max((_end(line) for line in lines), default=0.0)
        margin = max((margin, *(table.region.xs[-1] for table in self.tables)))
        block: list[list[Glyph]] = []
        for line in lines:
            if block and not self._goes_on(block[-1], line, margin):
                yield from self._joined(block)
                block = []
            block.append(line)
        yield from self._joined(block)

    def _joined(self, block: Sequence[Sequence[Glyph]]) -> Iterator[Text]:
        text = join_lines(block, self.strikes)
        if text is not None:
            yield text

    def _goes_on(self, line: Sequence[Glyph], following: Sequence[Glyph], margin: float) -> bool:
        size, next_size = line[0].size, following[0].size
        return (
            _end(line) >= margin - _REACHES_MARGIN * size
            and min(size, next_size) >= _SAME_SIZE * max(size, next_size)
            and following[0].bottom - line[0].bottom <= _LEADING * size
            and not any(line[0].bottom <= table.region.ys[0] <= following[0].bottom for table in self.tables)
        )

    def _block(self, item: "_Drawn | Text", numbering: Numbering) -> Block:
        if isinstance(item, Text):
            numbering.paragraphs += 1
            where = self._locator(item.box, f"P{numbering.paragraphs}")
            return Paragraph(item.text, where, find_marks(item.text, item.struck), item.struck, item.doubts)
        numbering.tables += 1
        return self._table(item, f"T{numbering.tables}")

    def _table(self, drawn: _Drawn, name: str) -> Table:
        cells = tuple(self._cell(slot, f"{name}R{slot.box.row + 1}C{slot.box.col + 1}") for slot in drawn.slots)
        columns = tuple(round(x, 2) for x in drawn.region.xs)
        return Table(cells, len(drawn.region.ys) - 1, columns, self.page)

    def _cell(self, slot: _Slot, name: str) -> Cell:
        box = slot.box
        read = read_glyphs(slot.glyphs, self.strikes)
        text, struck, doubts = (read.text, read.struck, read.doubts) if read is not None else ("", (), ())
        return Cell(
            box.row, box.col, box.rowspan, box.colspan, text,
            self._locator((box.x0, box.top, box.x1, box.bottom), name),
            marks=find_marks(text, struck) if text else (), struck=struck, doubts=doubts,
            tables=tuple(self._table(inner, f"{name}/T{number}") for number, inner in enumerate(slot.inner, start=1)),
            open_top=box.open_top, open_bottom=box.open_bottom,
        )

    def _locator(self, box: BBox, name: str) -> Locator:
        x0, top, x1, bottom = self.content.displayed(box)
        return Locator(self.page, (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)), name)


def _nested(drawn: Sequence[_Drawn]) -> Iterator[_Drawn]:
    """The tables that stand in no other one; those that do are put into the cell that they stand in.

    drawn: sorted by size, the smallest first.
    """
    for index, table in enumerate(drawn):
        region = table.region
        x, y = (region.xs[0] + region.xs[-1]) / 2, (region.ys[0] + region.ys[-1]) / 2
        outer = (other.at(x, y) for other in drawn[index + 1 :] if other.region.holds(region))
        slot = next((slot for slot in outer if slot is not None), None)
        if slot is None:
            yield table
        else:
            slot.inner.append(table)


def _runs(glyphs: Iterable[Glyph]) -> Iterator[Text]:
    """Turned text as it was drawn, one text for each run of the same direction."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (glyph.turn, glyph.faint) != (run[-1].turn, run[-1].faint):
            yield from _run(run)
            run = []
        run.append(glyph)
    yield from _run(run)


def _run(run: Sequence[Glyph]) -> Iterator[Text]:
    text = fold_glyphs("".join(glyph.text for glyph in run)).strip()
    if text:
        yield Text(text, (), around_glyphs(run))


def _end(line: Sequence[Glyph]) -> float:
    return max(glyph.x1 for glyph in line if not glyph.text.isspace())
