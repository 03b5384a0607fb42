"""The forms in a document: where one ends and the next begins, and which form each of them is."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.document import Block, Cell, Document, Paragraph, Table
from extractors.mapping.fold import fold, fold_bare
from extractors.mapping.vocabulary import LONGEST_LABEL, vocabulary
from schema.boxes import Box, boxes, headers
from schema.forms import FORMS, FormType

_TITLE = re.compile("(?:培训|评价)机构(?:推荐|申报|申请)表")
_TITLE_LONGEST = 40  # characters; a sentence that mentions the form is no title
_LEAST_SHARE = 0.35  # of a form's labels
_LEAST_OWN = 3  # labels that hardly any other form has


class Segment(NamedTuple):
    """The blocks of one form."""

    form_type: FormType
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text outside of its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))


def forms_in(document: Document) -> tuple[Segment, ...]:
    """Every form of a document; nothing where it holds none."""
    segments = []
    for blocks in _cut(document.blocks):
        form_type = _form_type(blocks)
        if form_type is not None:
            segments.append(Segment(form_type, blocks))
    return tuple(segments)


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Cut before every further title, and before every further row that asks for the occupation."""
    current: list[Block] = []
    asked = False
    for block in (part for whole in blocks for part in _parts(whole)):
        asks = isinstance(block, Table) and asks_occupation(block)
        if asked and (asks or _is_title(block)):
            heading = _heading_length(current) if asks else 0
            yield tuple(current[: len(current) - heading])
            current = current[len(current) - heading:]
            asked = False
        current.append(block)
        asked = asked or asks
    yield tuple(current)


def _heading_length(blocks: Sequence[Block]) -> int:
    """How many blocks at the end belong to the next form: from its title on."""
    for length in range(1, len(blocks) + 1):
        block = blocks[-length]
        if isinstance(block, Table):
            return 0
        if _is_title(block):
            return length
    return 0


def _parts(block: Block) -> Iterator[Block]:
    """A table that holds several forms, cut into a table for each."""
    if isinstance(block, Paragraph):
        yield block
        return
    starts = sorted({cell.row for cell in block.cells if _is_occupation_label(cell)})
    bounds = [0, *starts[1:], block.rows]
    if len(bounds) == 2:
        yield block
        return
    for start, end in pairwise(bounds):
        cells = tuple(cell._replace(row=cell.row - start) for cell in block.cells if start <= cell.row < end)
        yield block._replace(cells=cells, rows=end - start)


def asks_occupation(table: Table) -> bool:
    """A form begins in the table."""
    return any(_is_occupation_label(cell) for cell in table.cells)


def _is_occupation_label(cell: Cell) -> bool:
    text = cell.text
    if len(text) > _TITLE_LONGEST:
        return False
    return fold(text) in _occupation_labels() or fold_bare(text) in _occupation_labels()


@cache
def _occupation_labels() -> frozenset[str]:
    """What asks for the occupation: the first box of every form."""
    return frozenset(
        fold(label)
        for form in FORMS.values() for box in boxes(form) if box.path == "occupation" for label in box.labels
    )


def _is_title(block: Block) -> bool:
    if isinstance(block, Table) or len(block.text) > _TITLE_LONGEST:
        return False
    return _TITLE.search(fold(block.text)) is not None


def _form_type(blocks: Sequence[Block]) -> FormType | None:
    """The form whose labels stand there; None where too few of them do."""
    texts = [cell.text for cell in all_cells(blocks)]
    texts += [line for block in blocks if isinstance(block, Paragraph) for line in block.text.split("\n")]
    texts = [text for text in texts if len(text) <= LONGEST_LABEL]
    best: tuple[float, FormType] | None = None
    for form_type in FORMS:
        share, own = _labels_found(form_type, texts)
        if share < _LEAST_SHARE or own < _LEAST_OWN:
            continue
        if best is None or share > best[0]:
            best = (share, form_type)
    return best and best[1]


def _labels_found(form_type: FormType, texts: Sequence[str]) -> tuple[float, int]:
    """The share of a form's labels that stand in the texts, and how many of them are its very own."""
    words = vocabulary(form_type)
    found = {
        (sense.target.label if isinstance(sense.target, Box) else sense.target.path)
        for text in texts
        for sense in words.knows(label_part(text))
    }
    labels, own = _label_names(form_type)
    return len(found & labels) / len(labels), len(found & own)


@cache
def _label_names(form_type: FormType) -> tuple[frozenset[str], frozenset[str]]:
    """All labels of a form, a label that several boxes share counted once; and those that no other form has."""
    form = FORMS[form_type]
    labels = {box.label for box in boxes(form)} | {header.path for header in headers(form) if header.labels}
    own = {
        box.label for box in boxes(form)
        if box.group is None and (box.section not in ("organisation", "commitment") or box.label.endswith("教育基地"))
    }
    return frozenset(labels), frozenset(own)


def label_part(text: str) -> str:
    """What stands before a colon: labels and answers may share a cell or a line."""
    head, colon, _ = text.partition("：")
    return head if colon else text


def all_cells(blocks: Sequence[Block]) -> Iterator[Cell]:
    """The cells of all tables, those of tables inside cells too."""
    pending = [block for block in blocks if isinstance(block, Table)]
    while pending:
        table = pending.pop(0)
        for cell in table.cells:
            yield cell
            pending.extend(cell.tables)
