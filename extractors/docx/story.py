"""Block content: the body of a document, the inside of a cell, and the text boxes that hang on their paragraphs."""

from collections.abc import Callable

from extractors.document import Block, Locator, Paragraph, Table
from extractors.docx.controls import Control, control_of
from extractors.docx.flow import Flow
from extractors.docx.names import (
    ALTERNATE,
    CELL_PROPERTIES,
    CHOICE,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_END,
    CONTROL_PROPERTIES,
    DELETED,
    FALLBACK,
    MOVED_FROM,
    PARAGRAPH,
    SECTION,
    TABLE,
)
from extractors.docx.paragraphs import ParagraphReader
from extractors.docx.tables import CellContent, TableReader
from extractors.docx.trail import Trail
from extractors.docx.xml import Element, child
from extractors.marks import find_marks

_Take = Callable[[Element], None]
_SKIPPED = frozenset({SECTION, CELL_PROPERTIES, CONTROL_PROPERTIES, CONTROL_END})


class StoryReader:
    """Reads block content: paragraphs and tables, through content controls and other wrappers.

    paragraph: adds a paragraph to a flow; whether its mark is deleted, so that the next one joins it.
    table: a table by its element and its locator; None where nothing of it is left.
    """

    def __init__(self, trail: Trail) -> None:
        self._trail = trail
        self.paragraph = ParagraphReader(trail).read
        self.table = TableReader(trail, self.cell).read

    def body(self, body: Element) -> tuple[Block, ...]:
        """The blocks of the body in reading order, blank paragraphs left out.

        Paragraphs are named `P3` by their place among the body's paragraphs, blank ones counted; the paragraphs of a
        text box follow the one that it hangs on and have its name. Tables are named `T1`, those in boxes too.
        """
        return _Body(self).read(body)

    def cell(self, cell: Element, where: str, control: Control) -> CellContent:
        """The text of a cell, its paragraphs and text boxes on lines of their own, and the tables inside it."""
        trail = self._trail
        around, trail.control = trail.control, control
        trail.place = where
        trail.count()
        inside = _Inside(self, where)
        self.walk(cell, inside.paragraph, inside.table)
        trail.control = around
        return CellContent(inside.finish(), inside.tables)

    def walk(self, parent: Element, paragraph: _Take, table: _Take) -> None:
        """Hand every paragraph and table to whoever takes it, in order."""
        for element in parent:
            tag = element.tag
            if tag == PARAGRAPH:
                paragraph(element)
            elif tag == TABLE:
                table(element)
            elif tag not in _SKIPPED:
                self._unwrap(element, paragraph, table)

    def at(self, place: str) -> None:
        """What is read from here on stands there."""
        self._trail.place = place

    def _unwrap(self, element: Element, paragraph: _Take, table: _Take) -> None:
        tag = element.tag
        if tag == CONTROL:
            content = child(element, CONTROL_CONTENT)
            if content is not None:
                around = self._trail.control
                self._trail.control = control_of(element, around)
                self.walk(content, paragraph, table)
                self._trail.control = around
        elif tag in (DELETED, MOVED_FROM):
            self._trail.delete()
        elif tag == ALTERNATE:
            branch = child(element, CHOICE)
            branch = child(element, FALLBACK) if branch is None else branch
            if branch is not None:
                self.walk(branch, paragraph, table)
        else:
            self.walk(element, paragraph, table)


class _Body:
    """The blocks of a body as they grow."""

    def __init__(self, story: StoryReader) -> None:
        self._story = story
        self._blocks: list[Block] = []
        self._paragraphs = self._tables = 0
        self._flow: Flow | None = None
        self._place = ""

    def read(self, body: Element) -> tuple[Block, ...]:
        self._story.walk(body, self._paragraph, self._table)
        self._finish()
        return tuple(self._blocks)

    def _paragraph(self, element: Element) -> None:
        self._paragraphs += 1
        self._add(element, f"P{self._paragraphs}")

    def _boxed(self, element: Element) -> None:
        self._add(element, self._place)

    def _add(self, element: Element, place: str) -> None:
        if self._flow is None:
            self._flow = Flow()
            self._place = place
            self._story.at(place)
        if not self._story.paragraph(element, self._flow):
            self._finish()

    def _finish(self) -> None:
        """End the paragraph that is open, then read what hangs on it."""
        flow, self._flow = self._flow, None
        if flow is None:
            return
        text, struck, placeholder = flow.finish()
        if text.strip() and not placeholder:
            self._blocks.append(Paragraph(text, Locator(cell=self._place), find_marks(text, struck), struck))
        for box in flow.anchored:
            if box.tag == TABLE:
                self._table(box)
            else:
                self._story.walk(box, self._boxed, self._table)
                self._finish()

    def _table(self, element: Element) -> None:
        self._finish()
        table = self._story.table(element, f"T{self._tables + 1}")
        if table is not None:
            self._tables += 1
            self._blocks.append(table)
        self._story.at(self._place)


class _Inside(Flow):
    """The content of a cell as it grows."""

    __slots__ = ("_break", "_story", "_where", "tables")

    def __init__(self, story: StoryReader, where: str) -> None:
        super().__init__()
        self._story = story
        self._where = where
        self._break = ""  # what comes before the next paragraph
        self.tables: tuple[Table, ...] = ()

    def paragraph(self, element: Element) -> None:
        if self._break:
            self.pieces.append(self._break)
        self._break = "" if self._story.paragraph(element, self) else "\n"
        if self.anchored:
            self._read_anchored()

    def table(self, element: Element) -> None:
        table = self._story.table(element, f"{self._where}/T{len(self.tables) + 1}")
        if table is not None:
            self.tables += (table,)
        self._story.at(self._where)

    def _read_anchored(self) -> None:
        boxes, self.anchored = self.anchored, []
        for box in boxes:
            self._break = "\n"
            if box.tag == TABLE:
                self.table(box)
            else:
                self._story.walk(box, self.paragraph, self.table)
