"""From the text of one box to its value, by the kind of the box."""

from collections.abc import Callable, Sequence

from extractors.document import Mark
from extractors.values.dates import read_date, read_year
from extractors.values.identifiers import read_code, read_email
from extractors.values.levels import read_levels
from extractors.values.numbers import read_amount, read_area, read_integer
from extractors.values.phones import read_phone
from extractors.values.texts import read_prose, read_text
from extractors.values.value import BLANK, UNREADABLE, Value, is_placeholder, without
from extractors.values.yes_no import read_yes_no
from schema.boxes import Box, Kind
from schema.record import State

# box, text, and the label as printed in the file
_Reader = Callable[[Box, str, str], Value]
# text, its marks, and what is struck through in it
_TickReader = Callable[[str, Sequence[Mark], Sequence[tuple[int, int]]], Value]

_READERS: dict[Kind, _Reader] = {
    Kind.TEXT: read_text,
    Kind.PROSE: read_prose,
    Kind.CREDIT_CODE: read_code,
    Kind.ID_NUMBER: read_code,
    Kind.PHONE: read_phone,
    Kind.EMAIL: read_email,
    Kind.INTEGER: read_integer,
    Kind.AMOUNT: read_amount,
    Kind.AREA: read_area,
    Kind.YEAR: read_year,
    Kind.DATE: read_date,
}
_TICK_READERS: dict[Kind, _TickReader] = {
    Kind.YES_NO: read_yes_no,
    Kind.LEVELS: read_levels,
}
# In characters: no number, date, tick box or identifier has more, and their patterns are not made for whole pages.
_LONGEST = 2000
_PLACEHOLDER_BEGINNINGS = ("单击", "点击", "选择", "请", "click", "Click", "Choose", "【", "[", "（", "(")


def read_value(
    box: Box,
    text: str,
    marks: tuple[Mark, ...],
    struck: tuple[tuple[int, int], ...] = (),
    label: str = "",
) -> Value:
    """Read the text of a box.

    text: as it stands in the file. marks: its tick boxes. struck: half-open offsets of what is struck through; in a
    box without ticks that is left out, unless it is all there is: then nobody can say what holds.
    label: as printed in the file; its unit (注册资金（元）) holds for a number without one.
    """
    state = _at_sight(box, text)
    if state is not None:
        return Value(state, () if box.kind is Kind.LEVELS else None)
    tick_reader = _TICK_READERS.get(box.kind)
    if tick_reader is not None:
        return tick_reader(text, marks, struck)
    if struck:
        kept = without(text, struck)
        if not kept.strip():
            return UNREADABLE if text.strip() else BLANK
        text = kept
    return _READERS[box.kind](box, text, label)


def _at_sight(box: Box, text: str) -> State | None:
    """What a text is that no reader needs to look into; None for all others."""
    if text.startswith(_PLACEHOLDER_BEGINNINGS) and is_placeholder(text):
        return "placeholder"
    if len(text) > _LONGEST and box.kind not in (Kind.TEXT, Kind.PROSE):
        return "unreadable" if text.strip() else "blank"
    return None
