"""Forms whose pages lie apart, as if each had been photographed by itself; without a recogniser at work."""

import random
import re
from collections.abc import Mapping
from hashlib import sha256
from itertools import count

import pytest

from extractors import read
from extractors.document import Block, Cell, Document, Doubt, Locator, PageImage, Table
from extractors.locks.passwords import Passwords
from extractors.parts import Part
from extractors.pdf.reader import read_pdf
from ingest.process import Outcome, process
from samples import pdf
from samples.forms import Filled
from samples.style import PdfStyle
from schema.limits import Limits
from tests.validators.records import NOTICE

_JPEG = b"\xff\xd8\xff"
_JITTER = 0.02  # of the width: by how much the camera was nearer or further away


def pages_of(form: Filled) -> list[Document]:
    """The pages of a form, each of them a document by itself, a little larger or smaller than the others."""
    whole = read_pdf(pdf.write(form, PdfStyle()), Limits())
    chance = random.Random(1)
    by_page: dict[int, list[Block]] = {}
    for block in whole.blocks:
        page = block.page if isinstance(block, Table) else block.where.page
        by_page.setdefault(page or 1, []).append(block)
    return [_photo(blocks, 1 + chance.uniform(-_JITTER, _JITTER)) for _, blocks in sorted(by_page.items())]


def blurred(page: Document, confidence: float = 0.9) -> Document:
    """The page in a worse picture: no character of its cells is as sure, and some are read wrong."""

    def worse(cell: Cell) -> Cell:
        text = cell.text.replace("术", "木", 1) if len(cell.text) > 100 else cell.text
        return cell._replace(text=text, doubts=tuple(Doubt(at, at + 1, confidence) for at in range(len(text))))

    return page._replace(blocks=tuple(
        block._replace(cells=tuple(map(worse, block.cells))) if isinstance(block, Table) else block for block in page.blocks
    ))


def read_as(documents: Mapping[str, Document], patch: pytest.MonkeyPatch) -> list[Outcome]:
    """What becomes of files that are read as these documents, by path."""
    by_data = {bytes_of(path): document for path, document in documents.items()}
    patch.setattr(read, "_read_document", lambda data, _: by_data[data])
    return [process(bytes_of(path), path, (path.rpartition("/")[2],), NOTICE, Limits(), Passwords()) for path in documents]


def parts_of(documents: Mapping[str, Document], patch: pytest.MonkeyPatch) -> list[Part]:
    """The parts that such files hold."""
    return [outcome.part for outcome in read_as(documents, patch) if outcome.part is not None]


def bytes_of(path: str) -> bytes:
    """What stands for the picture by that name."""
    return _JPEG + sha256(path.encode()).digest()


def _photo(blocks: list[Block], scale: float) -> Document:
    alone: list[Block] = []
    numbers = {"T": count(1), "P": count(1)}
    for block in blocks:
        if isinstance(block, Table):
            name = f"T{next(numbers['T'])}"
            cells = tuple(cell._replace(where=_alone(cell.where, name)) for cell in block.cells)
            alone.append(block._replace(cells=cells, page=1, columns=tuple(x * scale for x in block.columns)))
        else:
            alone.append(block._replace(where=_alone(block.where, f"P{next(numbers['P'])}")))
    return Document("scan", "image/jpeg", tuple(alone), 1, images=(PageImage(1, 595.0, 842.0, 0, b"jpeg", False),))


def _alone(where: Locator, name: str) -> Locator:
    """A place on the only page of a file, in the table or paragraph of that name."""
    return where._replace(page=1, cell=re.sub(r"^[TP]\d+", name, where.cell or ""))
