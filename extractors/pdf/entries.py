"""Entries of a PDF's dictionaries as plain values, whatever stands there in a damaged file. All raise DamagedError."""

from collections.abc import Mapping, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, apply_matrix_rect, decode_text

from extractors.pdf.opening import parsing
from schema.record import BBox

_DEEPEST = 32  # parents of a field
_BYTE_ORDER_MARKS = ((b"\xfe\xff", "utf-16"), (b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def box_of(rect: Any, matrix: Matrix) -> BBox | None:
    """A rectangle, its corners in any order, brought to points from the top left; None where it is none."""
    numbers = [float_of(number) for number in list_of(rect)]
    if len(numbers) != 4:
        return None
    x0, y0, x1, y1 = numbers
    return apply_matrix_rect(matrix, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def inherited(widget: Mapping[str, Any], key: str) -> Any:
    """An entry of a field, or of the fields above it."""
    entries: Any = widget
    for _ in range(_DEEPEST):
        if not isinstance(entries, dict):
            return None
        if key in entries:
            return value_of(entries[key])
        entries = value_of(entries.get("Parent"))
    return None


def value_of(reference: Any) -> Any:
    """What a reference leads to."""
    with parsing():
        return resolve1(reference)


def list_of(reference: Any) -> Sequence[Any]:
    """A list as it is, a single value as a list of one, nothing as an empty list."""
    value = value_of(reference)
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def text_of(reference: Any) -> str:
    """A string or a stream as text, a name as it is; empty for anything else."""
    value = value_of(reference)
    with parsing():
        if isinstance(value, PDFStream):
            value = value.get_data()
        if isinstance(value, bytes):
            encoding = next((name for mark, name in _BYTE_ORDER_MARKS if value.startswith(mark)), None)
            return value.decode(encoding, "replace") if encoding else decode_text(value)
    return name_of(value) if isinstance(value, PSLiteral) else ""


def name_of(reference: Any) -> str:
    """A name; empty for anything else."""
    value = value_of(reference)
    return str(literal_name(value)) if isinstance(value, PSLiteral) else ""


def number_of(reference: Any) -> int:
    """A whole number; 0 for anything else."""
    value = value_of(reference)
    return value if isinstance(value, int) else 0


def float_of(reference: Any) -> float:
    """A number; 0 for anything else."""
    value = value_of(reference)
    return float(value) if isinstance(value, (int, float)) else 0.0
