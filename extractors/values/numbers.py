"""Counts, amounts of money and areas: a number, its unit, and words around it that change nothing."""

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.values.folding import fold
from extractors.values.numerals import ARABIC, CHINESE, SCALE, arabic, chinese, join_wrapped, scale_of, scaled
from extractors.values.units import Unit, accepted, box_unit, column_unit, unit_of
from extractors.values.value import BLANK, UNREADABLE, Value, is_blank
from schema.boxes import Box

# What needs no looking into; the patterns below are strings: `re` compiles each on first use, and keeps it.
_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)
_LEAD = (
    r"(?:(?:大?约|大概|接近|将近|近|共计|总计|合计|总共|共|计|可?(?:同时)?容纳|(?:总|建筑|使用|场地)?面积|总?价值|总值|"
    r"注册资[金本]|开办资金|人民币|rmb|cny|¥)[为:]?\s*)*"
)
_QUANTITY = (
    rf"(?i){_LEAD}(?P<sign>[-负]?)"
    rf"(?:(?P<mixed>\d+(?:\.\d+)?(?:{SCALE})\d+(?:(?:{SCALE})\d*)*)|(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE}))"
    rf"\s*[余多]?\s*(?P<scale>(?:{SCALE})?)[余多]?(?P<unit>\D*)"
)
_REMARK = r"\(([^()]*)\)"
_COMPOUND_UNIT = r"([台套人件])\s*\(\s*([台套次件])\s*\)"
_SQUARE_METRES = r"(?i)(?<=m)\^?2"
_EACH = r"(?s)每(学时|课时|节|人次|人|次)\s*(.*)"
_NO_MATTER = r"(?i)\s|人民币|rmb|cny|[整正]$|左右|上下|[余多许]$"
_FOREIGN = r"(?i)美[元金]|港[元币]|欧元|日元|英镑|usd|hkd|eur|[$€£]"
# 1.000 persons may be one, or a thousand by a foreign keyboard.
_POINT_FOR_COMMA = r"[.．]\s*[0０]{3}(?!\d)"
_END = "。.;；,，、 \n"
_MOST_DIGITS = 15  # what a float still holds to the last one; more is no count and no amount
_MYRIADS = "万亿萬億"
_MYRIAD = Decimal(10_000)


class _Quantity(NamedTuple):
    """number: with every 十, 百, 千, 万 and 亿 taken in; written: its characters; unit: None where none is written."""

    number: Decimal
    written: str
    unit: Unit | None

    def in_column(self, column: Unit) -> Decimal | None:
        """The number in 元, m² or pieces; one without a unit is meant in the column's. None where it is a guess."""
        unit = self.unit or column
        if unit.scale >= _MYRIAD and any(sign in self.written for sign in _MYRIADS):
            # Under 万元, 「489万」 are 489 万元, but 「一万二千」 may be 12,000 元 or 12,000 万元.
            if self.unit is not None or self.written[-1] not in _MYRIADS:
                return None
            return self.number * column.size
        return self.number * unit.factor


def read_integer(box: Box, text: str, label: str) -> Value:
    """A count: 18,620人次, 叁仟, 1.2万, 约500人. Unreadable where it is not whole."""
    if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS and column_unit(box, label).factor == 1:
        return Value("read", int(text))
    number, state = _measured(box, text, label)
    if number is None:
        return state
    whole = number == number.to_integral_value() and not re.search(_POINT_FOR_COMMA, text)
    return Value("read", int(number)) if whole else UNREADABLE


def read_amount(box: Box, text: str, label: str) -> Value:
    """Money, as a float in the box's unit, 万元 or 元 for prices: 50000元 → 5.0, 1.2亿元 → 12000.0, 25元/学时 → 25.0."""
    number, state = _measured(box, text, label)
    return state if number is None else Value("read", float(number))


def read_area(box: Box, text: str, label: str) -> Value:
    """An area in m², rounded to 2 decimals: 3亩 → 2000.0, 1.5万平方米 → 15000.0."""
    number, state = _measured(box, text, label)
    return state if number is None else Value("read", float(round(number, 2)))


def _measured(box: Box, text: str, label: str) -> tuple[Decimal | None, Value]:
    """The number in the box's unit, or None and what the box is then."""
    if is_blank(text):
        return None, BLANK
    quantity = _quantity(text)
    own = box_unit(box)
    if quantity is None or not _fits(quantity.unit, box, own):
        return None, UNREADABLE
    number = quantity.in_column(column_unit(box, label))
    return (None if number is None else number / own.factor), UNREADABLE


def _fits(unit: Unit | None, box: Box, own: Unit) -> bool:
    """Whether a written unit measures what the box asks for: no 人 in an amount, no 元/天 in a price for 学时."""
    if unit is None:
        return True
    return unit.dimension in accepted(box) and (not unit.per or not own.per or unit.per == own.per)


def _quantity(text: str) -> _Quantity | None:
    """The one number of a text with its unit; None where there are several, or words that may change it."""
    if _PLAIN.fullmatch(text):
        return _Quantity(Decimal(text), text, None)
    folded = re.sub(_COMPOUND_UNIT, r"\1\2", join_wrapped(fold(text).strip().rstrip(_END)))
    folded = re.sub(_SQUARE_METRES, "²", folded)
    each = re.fullmatch(_EACH, folded)
    if each:
        folded = f"{each[2]}/{each[1]}"
    match = re.fullmatch(_QUANTITY, re.sub(_REMARK, "", folded).strip().rstrip(_END))
    if match is None or re.search(_FOREIGN, folded):
        return None
    number = _number(match)
    units = {unit_of(name) for name in _unit_names(folded, match)}
    if number is None or abs(number) >= 10**_MOST_DIGITS or len(units) > 1 or None in units:
        return None
    written = f"{match['mixed'] or match['arabic'] or match['chinese']}{match['scale']}"
    return _Quantity(number, written, units.pop() if units else None)


def _unit_names(folded: str, match: re.Match[str]) -> list[str]:
    """The unit behind the number, and that of a remark which is nothing but a unit: `500（万元）`."""
    remarks = (re.sub(_NO_MATTER, "", remark).removeprefix("单位").lstrip(":") for remark in re.findall(_REMARK, folded))
    names = [re.sub(_NO_MATTER, "", match["unit"]), *(remark for remark in remarks if unit_of(remark) is not None)]
    return [name for name in names if name]


def _number(match: re.Match[str]) -> Decimal | None:
    if match["mixed"]:
        number = scaled(match["mixed"])
    elif match["arabic"]:
        number = arabic(match["arabic"])
    else:
        number = chinese(match["chinese"])
    if number is None:
        return None
    number *= scale_of(match["scale"])
    return -number if match["sign"] else number
