"""What stands on a page beside its content stream: values of form fields, and notes typed over it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, apply_matrix_rect, decode_text

from extractors.page.content import Glyph
from extractors.pdf.opening import parsing
from extractors.rulings import Ruling
from schema.record import BBox

_HIDDEN = 2 | 32  # annotation flags Hidden and NoView
_MULTILINE = 1 << 12  # field flags
_PUSH_BUTTON = 1 << 16
_DEEPEST = 32  # parents of a field
_USUAL_SIZE = 10.5
_LEADING = 1.2
_PADDING = 2.0
_FONT_SIZE = re.compile(r"([\d.]+)\s+Tf")
_ON, _OFF = "☑", "☐"
_BYTE_ORDER_MARKS = ((b"\xfe\xff", "utf-16"), (b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(slots=True)
class Notes:
    """Text as glyphs of a line each, tick boxes as glyphs, and rulings that strike out."""

    glyphs: list[Glyph] = field(default_factory=list)
    ticks: list[Glyph] = field(default_factory=list)
    strikes: list[Ruling] = field(default_factory=list)


def notes_of(page: PDFPage, matrix: Matrix) -> Notes:
    """The fields and notes of a page, brought by a matrix to where its content is. Raises DamagedError."""
    notes = Notes()
    for annotation in _list(page.annots):
        entries = _value(annotation)
        if isinstance(entries, dict) and not _number(entries.get("F")) & _HIDDEN:
            reader = _READERS.get(_name(entries.get("Subtype")))
            if reader is not None:
                reader(notes, entries, matrix)
    return notes


def _read_widget(notes: Notes, widget: Mapping[str, Any], matrix: Matrix) -> None:
    """A form field. Its appearance is no part of the content stream; what counts is its value."""
    box = _box(widget.get("Rect"), matrix)
    kind = _name(_inherited(widget, "FT"))
    if box is None:
        return
    if kind == "Btn":
        if not _number(_inherited(widget, "Ff")) & _PUSH_BUTTON:
            notes.ticks.append(_tick(box, _is_on(widget)))
    elif kind in ("Tx", "Ch"):
        value = "\n".join(_shown(widget, option) for option in _list(_inherited(widget, "V")))
        several = bool(_number(_inherited(widget, "Ff")) & _MULTILINE)
        notes.glyphs += _written(value, box, _font_size(_inherited(widget, "DA")), several or "\n" in value)


def _read_typewriter(notes: Notes, note: Mapping[str, Any], matrix: Matrix) -> None:
    """Text that was typed over the page with a viewer."""
    box = _box(note.get("Rect"), matrix)
    if box is not None:
        notes.glyphs += _written(_string(note.get("Contents")), box, _font_size(note.get("DA")), several=True)


def _read_strike(notes: Notes, note: Mapping[str, Any], matrix: Matrix) -> None:
    """A mark that strikes text out: a ruling through the middle of each of its boxes."""
    numbers = [_float(number) for number in _list(note.get("QuadPoints"))]
    for quad in (numbers[start : start + 8] for start in range(0, len(numbers) - 7, 8)):
        corners = (min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2]))
        x0, top, x1, bottom = apply_matrix_rect(matrix, corners)
        if x1 - x0 >= bottom - top:
            notes.strikes.append(Ruling(True, (top + bottom) / 2, x0, x1))
        else:
            notes.strikes.append(Ruling(False, (x0 + x1) / 2, top, bottom))


def _read_line(notes: Notes, note: Mapping[str, Any], matrix: Matrix) -> None:
    """A line that was drawn over the page: it may strike something out."""
    ends = [_float(number) for number in _list(note.get("L"))]
    if len(ends) == 4:
        x0, top, x1, bottom = apply_matrix_rect(matrix, (ends[0], ends[1], ends[2], ends[3]))
        x0, x1, top, bottom = min(x0, x1), max(x0, x1), min(top, bottom), max(top, bottom)
        if bottom - top <= (x1 - x0) / 8:
            notes.strikes.append(Ruling(True, (top + bottom) / 2, x0, x1))


_READERS = {
    "Widget": _read_widget, "FreeText": _read_typewriter, "StrikeOut": _read_strike, "Line": _read_line
}


def _tick(box: BBox, on: bool) -> Glyph:
    x0, top, x1, bottom = box
    size = min(x1 - x0, bottom - top)
    left, upper = (x0 + x1 - size) / 2, (top + bottom - size) / 2
    return Glyph(_ON if on else _OFF, left, upper, left + size, upper + size, size)


def _is_on(widget: Mapping[str, Any]) -> bool:
    """A tick box or radio button is on where its appearance is any but /Off; without one, where its value is."""
    state = _name(widget.get("AS")) or _name(_inherited(widget, "V"))
    return state not in ("", "Off")


def _shown(widget: Mapping[str, Any], option: Any) -> str:
    """A value as it is shown: a choice field stores what it exports and may show something else."""
    text = _string(option)
    for choice in _list(_inherited(widget, "Opt")):
        pair = _list(choice)
        if len(pair) == 2 and _string(pair[0]) == text:
            return _string(pair[1])
    return text


def _written(text: str, box: BBox, size: float, several: bool) -> Iterator[Glyph]:
    """The lines of a text in its box: from the top where it may have several lines, in the middle where not."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    x0, top, x1, bottom = box
    height = bottom - top
    size = min(size or _USUAL_SIZE, height)
    step = min(size * _LEADING, height / len(lines))
    upper = top + min(_PADDING, (height - step * len(lines)) / 2) if several else (top + bottom - size) / 2
    for number, line in enumerate(lines):
        if line.strip():
            left, line_top = x0 + min(_PADDING, (x1 - x0) / 4), upper + number * step
            right = min(left + _width(line) * size, x1)
            yield Glyph(line.strip(), left, line_top, right, line_top + min(size, step), min(size, step))


def _width(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(1.0 if char >= "\u2e80" else 0.5 for char in text)


def _font_size(appearance: Any) -> float:
    found = _FONT_SIZE.search(_string(appearance))
    return float(found[1]) if found and found[1].count(".") < 2 and found[1] != "." else 0.0


def _box(rect: Any, matrix: Matrix) -> BBox | None:
    numbers = [_float(number) for number in _list(rect)]
    if len(numbers) != 4:
        return None
    x0, y0, x1, y1 = numbers
    return apply_matrix_rect(matrix, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _inherited(widget: Mapping[str, Any], key: str) -> Any:
    """An entry of a field, or of the fields above it."""
    entries: Any = widget
    for _ in range(_DEEPEST):
        if not isinstance(entries, dict):
            return None
        if key in entries:
            return _value(entries[key])
        entries = _value(entries.get("Parent"))
    return None


def _value(reference: Any) -> Any:
    with parsing():
        return resolve1(reference)


def _list(reference: Any) -> Sequence[Any]:
    """A list as it is, a single value as a list of one, nothing as an empty list."""
    value = _value(reference)
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _string(reference: Any) -> str:
    value = _value(reference)
    with parsing():
        if isinstance(value, PDFStream):
            value = value.get_data()
        if isinstance(value, bytes):
            encoding = next((name for mark, name in _BYTE_ORDER_MARKS if value.startswith(mark)), None)
            return value.decode(encoding, "replace") if encoding else decode_text(value)
    return _name(value) if isinstance(value, PSLiteral) else ""


def _name(reference: Any) -> str:
    value = _value(reference)
    return str(literal_name(value)) if isinstance(value, PSLiteral) else ""


def _number(reference: Any) -> int:
    value = _value(reference)
    return value if isinstance(value, int) else 0


def _float(reference: Any) -> float:
    value = _value(reference)
    return float(value) if isinstance(value, (int, float)) else 0.0
