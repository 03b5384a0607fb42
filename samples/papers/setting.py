"""Where every line of a sheet of paper stands, for the formats that have no lines of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from samples.flow import wrap
from samples.fonts import width
from samples.papers.page import MARK, STAMP, Entries, Page

SHORT, LONG = 595.28, 841.89  # A4, points
_MARGIN = 62.0
_SMALL, _SIZE, _TITLE, _STAMP = 10.0, 12.5, 28.0, 60.0
_LEADING = 1.75
_PAD = 4.0
_LABEL = 9.0  # characters of room for a label


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. x, y: of the start of its base line, points from the upper left."""

    x: float
    y: float
    size: float
    text: str


@dataclass(slots=True)
class Sheet:
    """A sheet that is set. rules: x0, y0, x1, y1, points from the upper left."""

    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def set_page(page: Page) -> Sheet:
    """The sheet with all that stands on the page."""
    sheet = Sheet(*((LONG, SHORT) if page.lying else (SHORT, LONG)))
    y = _centred(sheet, 44.0, _SMALL, MARK)
    for number, said in enumerate(page.corner):
        sheet.lines.append(Line(_MARGIN, 76.0 + number * _SIZE * _LEADING, _SIZE, said))
    y = _centred(sheet, y + 2 * _TITLE, _TITLE if len(page.title) < 12 else _TITLE * 0.75, page.title)
    for said in page.below:
        y = _centred(sheet, y + _SIZE * _LEADING, _SIZE, said)
    y += _SIZE * _LEADING
    room = (sheet.width - 2 * _MARGIN) / max(1, len(page.columns))
    y = max([y, *(_column(sheet, column, _MARGIN + number * room, y, room, page.ruled) for number, column in enumerate(page.columns))])
    for said in page.text:
        for line in wrap(f"　　{said}", sheet.width - 2 * _MARGIN, _SIZE):
            y += _SIZE * _LEADING
            sheet.lines.append(Line(_MARGIN, y, _SIZE, line))
    y += _SIZE * _LEADING
    longest = max((_width(said, _SIZE) for said in page.signed), default=0.0)
    for said in page.signed:
        y += _SIZE * _LEADING
        sheet.lines.append(Line(sheet.width - _MARGIN - longest, y, _SIZE, said))
    _centred(sheet, sheet.height - _STAMP, _STAMP, STAMP)
    return sheet


def _column(sheet: Sheet, entries: Entries, left: float, top: float, room: float, ruled: bool) -> float:
    """Set labels and what they say; where the column ends."""
    label, right = _LABEL * _SIZE, left + room - (0 if ruled else 18)
    y = top
    for row in entries:
        lines = [wrap(row[0], label - 2 * _PAD, _SIZE), wrap(row[1], right - left - label - 2 * _PAD, _SIZE)]
        for x, said in zip((left, left + label), lines, strict=True):
            for number, line in enumerate(said, start=1):
                sheet.lines.append(Line(x + _PAD, y + number * _SIZE * _LEADING - _PAD, _SIZE, line))
        end = y + max(map(len, lines)) * _SIZE * _LEADING + _PAD
        sheet.rules += _box((left, left + label, right), y, end) if ruled else ()
        y = end
    return y


def _box(sides: tuple[float, ...], top: float, bottom: float) -> Iterator[tuple[float, float, float, float]]:
    yield sides[0], top, sides[-1], top
    yield sides[0], bottom, sides[-1], bottom
    yield from ((x, top, x, bottom) for x in sides)


def _centred(sheet: Sheet, y: float, size: float, text: str) -> float:
    sheet.lines.append(Line((sheet.width - _width(text, size)) / 2, y, size, text))
    return y


def _width(text: str, size: float) -> float:
    return sum(map(width, text)) * size
