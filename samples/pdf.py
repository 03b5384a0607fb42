"""Writes filled forms as PDF: ruled tables drawn in the ways that producers draw them."""

import io
from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from samples.flow import Metrics, Part, flow, wrap
from samples.fonts import register
from samples.forms import Filled
from samples.pdf_fields import TextField, with_fields
from samples.sheet import lay_out
from samples.style import WORD_TICKS, PdfStyle, Rules, Ticks
from schema.forms import FORMS
from schema.layout import COLUMNS, NOTES

_WIDTH, _HEIGHT = 595.28, 841.89  # A4
_LEFT, _TOP, _BOTTOM = 56.0, 778.0, 66.0
_RULE = 0.5
_PAD = 3.0
_TICKED = ("□", "√", "■", "●", "○", "）")
_PLEDGE_HEAD = "承  诺"
_CENTRED = ("section", "label", "answer", "more")
_NO_GLYPHS = (*WORD_TICKS, Ticks.CHECKED, Ticks.CHECKED_FRONT, Ticks.CROSSED)
Segment = tuple[float, float, float, float]


def write(filled: Filled, style: PdfStyle, *others: Filled) -> bytes:
    """A PDF with a filled form, and with others behind it where one file has several.

    Raises ValueError for ticks that the font has no glyphs for, FontMissingError without the font.
    """
    if style.ticks in _NO_GLYPHS:
        raise ValueError(f"no PDF with ticks {style.ticks}")
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(FORMS[filled.form_type].TITLE)
    writer = _Writer(canvas, style)
    for form in (filled, *others):
        writer.form(form)
    canvas.save()
    return with_fields(out.getvalue(), writer.fields) if style.fields else out.getvalue()


class _Writer:
    """Draws forms on a canvas."""

    def __init__(self, canvas: Canvas, style: PdfStyle) -> None:
        self._canvas = canvas
        self._style = style
        self._font = register()
        self._page = 0
        self.fields: list[TextField] = []

    def form(self, filled: Filled) -> None:
        """Draw one form on pages of its own."""
        form, style = FORMS[filled.form_type], self._style
        metrics = Metrics(
            size=style.size, leading=round(style.size * 1.45, 2), left=_LEFT, column=(_WIDTH - 2 * _LEFT) / COLUMNS,
            top=_TOP, first_top=_TOP - 62, bottom=_BOTTOM, least_row=style.size * 2.1,
        )
        pages, end = flow(lay_out(filled, style), metrics, style.repeat_headers)
        for number, parts in enumerate(pages):
            self._begin()
            if number == 0:
                self._text(form.ANNEX, _LEFT, _TOP - 8, 14)
                self._centred(form.TITLE, _LEFT, _WIDTH - _LEFT, _TOP - 44, 18)
            self._rules(parts)
            for part in parts:
                self._part(part, metrics)
            if number + 1 < len(pages):
                self._canvas.showPage()
        self._notes(NOTES[filled.form_type], end, metrics)
        self._canvas.showPage()

    def _begin(self) -> None:
        self._page += 1
        if self._style.rotated:
            self._canvas.setPageRotation(90)
            self._canvas.translate(_HEIGHT, 0)
            self._canvas.rotate(90)
        self._centred(f"— {self._page} —", _LEFT, _WIDTH - _LEFT, 40, 9)

    def _part(self, part: Part, metrics: Metrics) -> None:
        leading = metrics.leading
        is_centred = part.cell.kind in _CENTRED
        if self._style.fields and part.cell.kind == "answer" and not part.cell.text.endswith(_TICKED):
            self._field(part, metrics)
            return
        room = part.top - part.bottom - leading * len(part.lines)
        y = part.top - (room / 2 if is_centred else _PAD) - metrics.size * 1.1
        for line in part.lines:
            if is_centred or line == _PLEDGE_HEAD:
                self._centred(line, part.left, part.right, y, metrics.size)
            else:
                self._text(line, part.left + _PAD, y, metrics.size)
            y -= leading

    def _field(self, part: Part, metrics: Metrics) -> None:
        """A form field over the whole cell; what it shows is a drawing of its own, not part of the page."""
        name = f"Text{len(self.fields) + 1}"
        box = (part.left + 1, part.bottom + 1, part.right - 1, part.top - 1)
        width, height = box[2] - box[0], box[3] - box[1]
        self._canvas.beginForm(name, 0, 0, width, height)
        y = height / 2 + metrics.leading * (len(part.lines) / 2 - 0.8)
        for line in part.lines:
            self._centred(line, 0, width, y, metrics.size)
            y -= metrics.leading
        self._canvas.endForm()
        self._canvas.doForm(name)
        self.fields.append(TextField(self._page - 1, name, box, "".join(part.lines)))

    def _notes(self, notes: Sequence[str], end: float, metrics: Metrics) -> None:
        y = end - 18
        for number, note in enumerate(notes, start=1):
            for line in wrap(f"{'注：' if number == 1 else ''}{number}.{note}", _WIDTH - 2 * _LEFT - 24, metrics.size):
                if y < _BOTTOM:
                    self._canvas.showPage()
                    self._begin()
                    y = _TOP
                self._text(line, _LEFT + 24, y, metrics.size)
                y -= metrics.leading

    def _text(self, text: str, x: float, y: float, size: float) -> None:
        self._canvas.setFont(self._font, size)
        self._canvas.drawString(x, y, text)

    def _centred(self, text: str, left: float, right: float, y: float, size: float) -> None:
        self._canvas.setFont(self._font, size)
        self._canvas.drawCentredString((left + right) / 2, y, text)

    def _rules(self, parts: Sequence[Part]) -> None:
        self._canvas.setLineWidth(_RULE)
        _DRAWN[self._style.rules](self._canvas, parts)


def _edges(parts: Sequence[Part]) -> list[Segment]:
    """Every edge once, left to right or bottom to top."""
    edges = dict.fromkeys(
        (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))
        for part in parts
        for x0, y0, x1, y1 in (
            (part.left, part.top, part.right, part.top), (part.left, part.bottom, part.right, part.bottom),
            (part.left, part.bottom, part.left, part.top), (part.right, part.bottom, part.right, part.top),
        )
    )
    return list(edges)


def _lines(canvas: Canvas, parts: Sequence[Part]) -> None:
    for edge in _edges(parts):
        canvas.line(*edge)


def _rectangles(canvas: Canvas, parts: Sequence[Part]) -> None:
    for x0, y0, x1, y1 in _edges(parts):
        canvas.rect(x0 - _RULE / 2, y0 - _RULE / 2, x1 - x0 + _RULE, y1 - y0 + _RULE, stroke=0, fill=1)


def _doubled(canvas: Canvas, parts: Sequence[Part]) -> None:
    for part in parts:
        canvas.rect(part.left, part.bottom, part.right - part.left, part.top - part.bottom, stroke=1, fill=0)


def _open(canvas: Canvas, parts: Sequence[Part]) -> None:
    """Without the rules where a page break cuts a cell."""
    cut = {round(part.bottom, 2) for part in parts if part.cut_bottom} | {round(part.top, 2) for part in parts if part.cut_top}
    for edge in _edges(parts):
        if edge[1] != edge[3] or edge[1] not in cut:
            canvas.line(*edge)


def _sideless(canvas: Canvas, parts: Sequence[Part]) -> None:
    """Without the rules at the left and the right of the table."""
    outer = {round(min(part.left for part in parts), 2), round(max(part.right for part in parts), 2)}
    for edge in _edges(parts):
        if edge[0] != edge[2] or edge[0] not in outer:
            canvas.line(*edge)


_DRAWN: dict[Rules, Callable[[Canvas, Sequence[Part]], None]] = {
    Rules.LINES: _lines, Rules.RECTANGLES: _rectangles, Rules.DOUBLED: _doubled, Rules.OPEN: _open, Rules.SIDELESS: _sideless,
}
