"""Scanned pages that came in files of their own, as parts of a form: what is known of each, and several made one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.document import Block, Document, Locator, Paragraph, Table
from extractors.mapping.fold import fold
from extractors.mapping.mapper import map_document
from extractors.mapping.parts import Shown
from extractors.mapping.segment import all_cells
from extractors.records import build_record
from schema.notice import Notice
from schema.record import PagePicture, Record, Remark, Seal, Source

if TYPE_CHECKING:
    from extractors.scan.aligned import Measure

_NUMBERED = re.compile(r"^([TP])(\d+)")  # the first part of a place: `T1R4C4/T1R2C1`


@dataclass(frozen=True, eq=False)
class Part:
    """A scanned file that may hold a part of a form.

    document: as read, without the pictures of its pages. shown: what of a form stands there. pictures: of its pages, as
    records name them. seals: on them, None where they cannot be known. occupation, unit: as far as the part says them.
    """

    document: Document
    source: Source
    shown: Shown
    pictures: tuple[PagePicture, ...]
    seals: tuple[Seal, ...] | None
    occupation: str | None = None
    unit: str | None = None

    @property
    def pages(self) -> int:
        """How many there are."""
        return self.document.pages or 1

    @cached_property
    def text(self) -> str:
        """All that stands there, folded."""
        return fold("".join(_texts(self.document.blocks)))

    @cached_property
    def doubt(self) -> float:
        """How unsure its characters are on the average: 0 where they all are sure."""
        doubts = [doubt for block in self.document.blocks if isinstance(block, Paragraph) for doubt in block.doubts]
        doubts += [doubt for cell in all_cells(self.document.blocks) for doubt in cell.doubts]
        return sum(1 - doubt.confidence for doubt in doubts) / max(1, len(self.text))


def read_joined(parts: Sequence[Part], remarks: Sequence[Remark], notice: Notice) -> Record | None:
    """The one form that parts make together, in their order; None where they do not make one.

    remarks: what is to be said of how they were put together.
    """
    document = joined_document(parts)
    forms = map_document(document)
    if len(forms) != 1:
        return None
    pictures: list[PagePicture] = []
    seals: list[Seal] = []
    before = 0
    for part in parts:
        pictures += (picture.model_copy(update={"page": picture.page + before}) for picture in part.pictures)
        seals += (seal.model_copy(update={"page": seal.page and seal.page + before}) for seal in part.seals or ())
        before += part.pages
    known = None if any(part.seals is None for part in parts) else seals
    record = build_record(forms[0], parts[0].source, (*document.remarks, *remarks), notice, tuple(pictures), known)
    return record.model_copy(update={"parts": tuple(part.source for part in parts)})


def joined_document(parts: Sequence[Part]) -> Document:
    """The pages of the parts, in their order, as pages of one paper: numbered through, and brought to one measure."""
    from extractors.scan.aligned import Paper  # numpy, which nothing but scans needs

    paper = Paper()
    blocks: list[Block] = []
    remarks: list[Remark] = []
    pages = tables = paragraphs = 0
    for part in parts:
        shift = _Shift(pages, {"T": tables, "P": paragraphs})
        for number in range(1, part.pages + 1):
            on_page = [block for block in part.document.blocks if _page_of(block) == number]
            widest = max((block.columns for block in on_page if isinstance(block, Table)), key=_width, default=())
            measure = paper.measure_columns(widest)
            blocks += (shift.moved(block, measure) for block in on_page)
        remarks += (remark.model_copy(update=shift.place(remark)) for remark in part.document.remarks)
        pages += part.pages
        tables += sum(isinstance(block, Table) for block in part.document.blocks)
        paragraphs += sum(isinstance(block, Paragraph) for block in part.document.blocks)
    return Document("scan", parts[0].document.media_type, tuple(blocks), pages, tuple(remarks))


@dataclass(frozen=True, slots=True)
class _Shift:
    """By how much pages, and tables and paragraphs, are numbered further."""

    pages: int
    blocks: Mapping[str, int]

    def moved(self, block: Block, measure: "Measure") -> Block:
        """A block of a part as a block of the whole."""
        if isinstance(block, Table):
            columns = tuple(round(measure.on_paper(x), 2) for x in block.columns)
            return self._table(block)._replace(columns=columns)
        return block._replace(where=self._locator(block.where))

    def place(self, remark: Remark) -> dict[str, object]:
        """Where the whole has what a remark on a part is about."""
        where = self._locator(Locator(remark.page, remark.bbox, remark.cell))
        return {"page": where.page, "cell": where.cell}

    def _table(self, table: Table) -> Table:
        cells = tuple(
            cell._replace(where=self._locator(cell.where), tables=tuple(map(self._table, cell.tables))) for cell in table.cells
        )
        return table._replace(cells=cells, page=table.page and table.page + self.pages)

    def _locator(self, where: Locator) -> Locator:
        name = where.cell and _NUMBERED.sub(lambda found: f"{found[1]}{int(found[2]) + self.blocks[found[1]]}", where.cell)
        return where._replace(page=where.page and where.page + self.pages, cell=name)


def _page_of(block: Block) -> int | None:
    return block.page if isinstance(block, Table) else block.where.page


def _width(columns: Sequence[float]) -> float:
    return columns[-1] - columns[0]


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    yield from (block.text for block in blocks if isinstance(block, Paragraph))
    yield from (cell.text for cell in all_cells(blocks))
