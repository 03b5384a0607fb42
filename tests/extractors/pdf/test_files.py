"""Real files, where they are there: the forms as PDF against their truth, and files that are odd or broken."""

import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Document, Table
from extractors.errors import DocumentError
from extractors.pdf.reader import read_pdf
from schema.limits import Limits

SHARED = Path(__file__).parents[4] / "shared"
FORMS = sorted((SHARED / "inputs" / "forms").glob("*-pdf-*.pdf"))
ODD = sorted((*(SHARED / "inputs" / "hostile" / "pdf").glob("*"), *(SHARED / "inputs" / "foreign").glob("*.pdf")))

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")


def plain(text: str) -> str:
    """Without blanks, widths and thousands separators."""
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text)).lower()


def values(data: Any) -> Iterator[str]:
    """Texts and numbers of the truth; dates and ticks are the business of others."""
    if isinstance(data, (dict, list)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from values(value)
    elif isinstance(data, str) and not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", data):
        yield plain(data)
    elif isinstance(data, (int, float)) and not isinstance(data, bool):
        yield f"{data:g}" if isinstance(data, int) else str(data)


def texts(document: Document) -> set[str]:
    """The text of each cell, and of two cells that a page break makes of one."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    found = {plain(cell.text) for table in tables for cell in table.cells}
    for above, below in pairwise(tables):
        first = [cell for cell in below.cells if cell.row == 0]
        last = [cell for cell in above.cells if cell.row + cell.rowspan == above.rows]
        found |= {plain(upper.text + lower.text) for upper in last for lower in first}
    return found


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_against_their_truth(path: Path) -> None:
    """Every value stands in one cell, or in two that a page break has parted; every place of a table is a cell."""
    document = read_pdf(path.read_bytes(), Limits())
    assert document.remarks == ()
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))["data"]
    found = texts(document)
    assert [value for value in values(truth) if not any(value in text for text in found)] == []
    for table in (block for block in document.blocks if isinstance(block, Table)):
        assert sum(cell.rowspan * cell.colspan for cell in table.cells) == table.rows * (len(table.columns) - 1)
        assert list(table.columns) == sorted(table.columns)


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.name)
def test_odd_files_end_in_a_named_outcome(path: Path) -> None:
    """A document with something in it, or a refusal."""
    try:
        document = read_pdf(path.read_bytes(), Limits())
    except DocumentError as error:
        assert error.code in ("document.unreadable", "document.encrypted", "document.too_large")  # noqa: PT017  either is right
    else:
        assert document.blocks


@pytest.mark.parametrize("path", FORMS[:4], ids=lambda path: path.stem)
def test_forms_cut_off_or_overwritten(path: Path) -> None:
    """Cut anywhere they are refused; with bytes overwritten nothing but a document or a refusal comes out."""
    data = path.read_bytes()
    for share in (0.01, 0.3, 0.6, 0.9, 0.99):
        with pytest.raises(DocumentError):
            read_pdf(data[: int(len(data) * share)], Limits())
    for start in range(1000, len(data), len(data) // 6):
        try:
            read_pdf(data[:start] + b"\x00\xff" * 100 + data[start + 200 :], Limits())
        except DocumentError as error:
            assert error.code.startswith("document.")  # noqa: PT017  either is right
