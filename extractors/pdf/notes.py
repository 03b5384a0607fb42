"""What stands on a page beside its content stream: values of form fields, and notes typed over it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, apply_matrix_rect

from extractors.page.content import Glyph
from extractors.pdf.entries import box_of, float_of, inherited, list_of, name_of, number_of, text_of, value_of
from extractors.rulings import Ruling
from schema.record import BBox

_HIDDEN = 2 | 32  # annotation flags Hidden and NoView
_MULTILINE = 1 << 12  # field flags
_PUSH_BUTTON = 1 << 16
_USUAL_SIZE = 10.5
_LEADING = 1.2
_PADDING = 2.0
_FONT_SIZE = re.compile(r"([\d.]+)\s+Tf")
_ON, _OFF = "☑", "☐"


@dataclass(slots=True)
class Notes:
    """Text as glyphs of a line each, tick boxes as glyphs, and rulings that strike out."""

    glyphs: list[Glyph] = field(default_factory=list)
    ticks: list[Glyph] = field(default_factory=list)
    strikes: list[Ruling] = field(default_factory=list)


def notes_of(page: PDFPage, matrix: Matrix) -> Notes:
    """The fields and notes of a page, brought by a matrix to where its content is. Raises DamagedError."""
    notes = Notes()
    for annotation in list_of(page.annots):
        entries = value_of(annotation)
        if isinstance(entries, dict) and not number_of(entries.get("F")) & _HIDDEN:
            reader = _READERS.get(name_of(entries.get("Subtype")))
            if reader is not None:
                reader(notes, entries, matrix)
    return notes


def _read_widget(notes: Notes, widget: Mapping[str, Any], matrix: Matrix) -> None:
    """A form field. Its appearance is no part of the content stream; what counts is its value."""
    box = box_of(widget.get("Rect"), matrix)
    kind = name_of(inherited(widget, "FT"))
    if box is None:
        return
    if kind == "Btn":
        if not number_of(inherited(widget, "Ff")) & _PUSH_BUTTON:
            notes.ticks.append(_tick(box, _is_on(widget)))
    elif kind in ("Tx", "Ch"):
        value = "\n".join(_shown(widget, option) for option in list_of(inherited(widget, "V")))
        several = bool(number_of(inherited(widget, "Ff")) & _MULTILINE)
        notes.glyphs += _written(value, box, _font_size(inherited(widget, "DA")), several or "\n" in value)


def _read_typewriter(notes: Notes, note: Mapping[str, Any], matrix: Matrix) -> None:
    """Text that was typed over the page with a viewer."""
    box = box_of(note.get("Rect"), matrix)
    if box is not None:
        notes.glyphs += _written(text_of(note.get("Contents")), box, _font_size(note.get("DA")), several=True)


def _read_strike(notes: Notes, note: Mapping[str, Any], matrix: Matrix) -> None:
    """A mark that strikes text out: a ruling through the middle of each of its boxes."""
    numbers = [float_of(number) for number in list_of(note.get("QuadPoints"))]
    for quad in (numbers[start : start + 8] for start in range(0, len(numbers) - 7, 8)):
        corners = (min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2]))
        x0, top, x1, bottom = apply_matrix_rect(matrix, corners)
        if x1 - x0 >= bottom - top:
            notes.strikes.append(Ruling(True, (top + bottom) / 2, x0, x1))
        else:
            notes.strikes.append(Ruling(False, (x0 + x1) / 2, top, bottom))


def _read_line(notes: Notes, note: Mapping[str, Any], matrix: Matrix) -> None:
    """A line that was drawn over the page: it may strike something out."""
    ends = [float_of(number) for number in list_of(note.get("L"))]
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
    state = name_of(widget.get("AS")) or name_of(inherited(widget, "V"))
    return state not in ("", "Off")


def _shown(widget: Mapping[str, Any], option: Any) -> str:
    """A value as it is shown: a choice field stores what it exports and may show something else."""
    text = text_of(option)
    for choice in list_of(inherited(widget, "Opt")):
        pair = list_of(choice)
        if len(pair) == 2 and text_of(pair[0]) == text:
            return text_of(pair[1])
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
    found = _FONT_SIZE.search(text_of(appearance))
    return float(found[1]) if found and found[1].count(".") < 2 and found[1] != "." else 0.0
