"""From a document to the readings of each form in it. Knows the forms, and nothing of file formats."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors import progress
from extractors.document import Document, Doubt, Mark, Paragraph
from extractors.mapping.behind import read_inline_groups, read_plain_lines
from extractors.mapping.entries import read_entries
from extractors.mapping.grid import Place
from extractors.mapping.leaves import read_leaves
from extractors.mapping.leftovers import altered, is_around, is_page_number, unassigned
from extractors.mapping.readings import Reading, of_scan
from extractors.mapping.segment import Segment, forms_in
from extractors.mapping.split import without_false_blanks
from extractors.mapping.stitch import join_tables
from extractors.mapping.vocabulary import vocabulary
from schema.boxes import Box, Header, Section, boxes
from schema.forms import FormType
from schema.record import Evidence, Remark, Unassigned


class MappedForm(NamedTuple):
    """One form of a document: its readings in the order of the paper, and what was left over.

    empty_tables: by path, the evidence of the tables of rows that have no entry.
    """

    form_type: FormType
    readings: tuple[Reading, ...]
    empty_tables: dict[str, Evidence]
    unassigned: tuple[Unassigned, ...]
    remarks: tuple[Remark, ...]


def map_document(document: Document) -> tuple[MappedForm, ...]:
    """Every form of a document; nothing where it holds none."""
    segments = forms_in(document)
    lines_are_wrapped = document.reader != "docx"
    is_scan = document.reader == "scan"  # all of it; of pages that were joined to one paper the pictures are kept elsewhere
    scanned = frozenset(range(1, (document.pages or 0) + 1) if is_scan else (image.page for image in document.images))
    return tuple(_map_segment(segment, lines_are_wrapped, scanned) for segment in segments)


def _map_segment(segment: Segment, lines_are_wrapped: bool, scanned: frozenset[int]) -> MappedForm:
    """scanned: the pages that were read as scans."""
    words = vocabulary(segment.form_type)
    form = words.form
    grid = join_tables(segment.tables, words)
    texts = [_Text(run) for run in _runs(segment)]
    every = boxes(form)
    inline = [box for box in every if box.group is not None and box.group.inline]
    single = [box for box in every if box not in inline and box.table is None]
    places = [*grid.places, *(text.place for text in texts)]

    readings, empty = read_entries(grid, words, _tables(form), lines_are_wrapped)
    progress.made()
    heads = frozenset(sense.target.path for place in grid.places if place.taken for sense in place.senses)
    readings += read_leaves(grid, single, lines_are_wrapped)
    readings += read_inline_groups(places, inline, lines_are_wrapped)
    readings += read_leaves(grid, _missing(inline, readings), lines_are_wrapped)
    readings += read_plain_lines(places, _missing([*single, *inline], readings), lines_are_wrapped)

    if scanned:
        readings = [of_scan(reading) if reading.evidence.page in scanned else reading for reading in readings]
        readings = without_false_blanks(grid, readings, scanned, words)
    progress.made()
    left, unmapped = unassigned(grid, [line for text in texts for line in text.left()], words)
    order = {box.path: index for index, box in enumerate(every)}
    readings.sort(key=lambda reading: order[reading.box.path])
    remarks = (*altered(form, readings, heads), *unmapped)
    return MappedForm(segment.form_type, tuple(readings), empty, left, remarks)


def _missing(wanted: Sequence[Box], readings: Sequence[Reading]) -> list[Box]:
    found = {reading.box.path for reading in readings}
    return [box for box in wanted if box.path not in found]


def _tables(form: type[Section]) -> list[tuple[Header, tuple[Box, ...]]]:
    """The tables of rows of a form, each with its columns."""
    tables: dict[Header, list[Box]] = {}
    for box in boxes(form):
        if box.table is not None:
            tables.setdefault(box.table, []).append(box)
    return [(header, tuple(columns)) for header, columns in tables.items()]


def _runs(segment: Segment) -> Iterator[list[Paragraph]]:
    """The paragraphs between tables and notes, as the runs of text that they are."""
    run: list[Paragraph] = []
    for block in segment.blocks:
        if isinstance(block, Paragraph) and is_page_number(block.text):
            continue
        if isinstance(block, Paragraph) and not is_around(block.text, segment.form_type):
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


class _Text:
    """A run of paragraphs as one place, so that an answer is found behind a label on another line."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.starts: list[int] = []
        marks: list[Mark] = []
        struck: list[tuple[int, int]] = []
        doubts: list[Doubt] = []
        text = ""
        for paragraph in paragraphs:
            start = len(text)
            self.starts.append(start)
            marks += [Mark(mark.state, mark.start + start, mark.end + start) for mark in paragraph.marks]
            struck += [(low + start, high + start) for low, high in paragraph.struck]
            doubts += [doubt.moved(start) for doubt in paragraph.doubts]
            text += f"{paragraph.text}\n"
        self.place = Place(
            top=0, bottom=0, left=0, right=0, text=text, where=paragraphs[0].where, marks=tuple(marks), struck=tuple(struck),
            doubts=tuple(doubts),
        )

    def left(self) -> Iterator[tuple[Paragraph, str]]:
        """Each paragraph of which something was not understood, with that text."""
        if self.place.taken:
            return
        for paragraph, start in zip(self.paragraphs, self.starts, strict=True):
            text = paragraph.text[: max(0, len(self.place.text) - start)]
            if text.strip():
                yield paragraph, text

