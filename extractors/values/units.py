"""Units of counts, money and areas, and the unit in which a column is meant."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractors.values.folding import fold
from extractors.values.numerals import SCALE, scale_of
from schema.boxes import Box, Kind

MONEY, AREA, PERSONS, PAPERS, SETS, PLACES, PIECES = "money", "area", "persons", "papers", "sets", "places", "pieces"


class Unit(NamedTuple):
    """A unit: 万元 is money of size 1 (元) and scale 10,000; 亩 is an area of size 666.67 (m²) and scale 1.

    per: what the money is for: 学时 in 元/学时, empty where nothing is said.
    """

    dimension: str
    size: Decimal
    scale: Decimal = Decimal(1)
    per: str = ""

    @property
    def factor(self) -> Decimal:
        """How many 元, m² or pieces one of it is."""
        return self.size * self.scale


_ONE = Decimal(1)
_SIZES: dict[str, tuple[str, Decimal]] = {
    **dict.fromkeys(("元", "圆", "块", "块钱"), (MONEY, _ONE)),
    **dict.fromkeys(("m²", "m2", "平方米", "平米", "平方", "平", "m^2", "平方公尺"), (AREA, _ONE)),
    **dict.fromkeys(("亩", "市亩"), (AREA, Decimal(2000) / 3)),
    **dict.fromkeys(("公顷", "ha", "hm²", "hm2"), (AREA, Decimal(10_000))),
    **dict.fromkeys(("平方公里", "平方千米", "km²", "km2"), (AREA, Decimal(1_000_000))),
    **dict.fromkeys(("人次", "人", "名", "位", "人/次", "人·次", "次"), (PERSONS, _ONE)),
    **dict.fromkeys(("本", "张", "份", "证", "册"), (PAPERS, _ONE)),
    **dict.fromkeys(
        ("台套", "套台", "台", "套", "台/套", "套/台", "台、套", "台件", "台/件", "件", "件套", "组", "部"),
        (SETS, _ONE)),
    **dict.fromkeys(("家", "处"), (PLACES, _ONE)),
    "个": (PIECES, _ONE),
}
_SCALED_UNIT = re.compile(rf"((?:{SCALE})?)(.+)")
_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\))?[^()]*)\)")
# 元/学时, 元每人; what is counted per year (人次/年) is what the column asks for.
_DENOMINATOR = re.compile(r"([^/每]+)(?:/每?|每)(.+)")
_PER = {
    **dict.fromkeys(("学时", "课时", "节", "节课"), "学时"),
    **dict.fromkeys(("学时/人", "人/学时", "学时·人", "人·学时", "课时/人", "人/课时"), "学时"),
    **dict.fromkeys(("次", "人次", "人", "人·次", "人/次", "次/人", "名", "位"), "次"),
}
_A_YEAR = ("年", "年度")

_COUNTED: dict[str | None, frozenset[str]] = {
    "人次": frozenset((PERSONS, PAPERS, PIECES)),
    "人": frozenset((PERSONS, PIECES)),
    "台套": frozenset((SETS, PLACES, PIECES)),
}
_ANY_COUNT = frozenset((PERSONS, PAPERS, SETS, PLACES, PIECES))


@lru_cache(maxsize=1024)
def unit_of(text: str) -> Unit | None:
    """The unit that a folded text without blanks names: 元, 万元, 元/学时, m², 台(套). None where it names none."""
    match = _SCALED_UNIT.fullmatch(text.lower())
    if match is None:
        return None
    scale, name = scale_of(match[1]), match[2]
    if name in _SIZES:
        dimension, size = _SIZES[name]
        return Unit(dimension, size, scale)
    denominator = _DENOMINATOR.fullmatch(name)
    if denominator is None or denominator[1] not in _SIZES:
        return None
    dimension, size = _SIZES[denominator[1]]
    if dimension == MONEY:
        return Unit(dimension, size, scale, _PER.get(denominator[2], denominator[2]))
    return Unit(dimension, size, scale) if denominator[2] in _A_YEAR else None


def accepted(box: Box) -> frozenset[str]:
    """The dimensions that a number in this box may have."""
    if box.kind is Kind.AMOUNT:
        return frozenset((MONEY,))
    if box.kind is Kind.AREA:
        return frozenset((AREA,))
    return _COUNTED.get(box.unit, _ANY_COUNT)


@lru_cache(maxsize=1024)
def box_unit(box: Box) -> Unit:
    """The unit in which the box's value is given; what a price is for comes from the group's label (元/学时)."""
    unit = unit_of(fold(box.unit or "")) or Unit(PIECES, _ONE)
    for header in box.headers:
        named = unit_in_label(header.label)
        if named is not None and named.dimension == unit.dimension and named.per:
            return Unit(unit.dimension, unit.size, unit.scale, named.per)
    return unit


@lru_cache(maxsize=1024)
def column_unit(box: Box, label: str) -> Unit:
    """The unit of a number without one: that of the label as printed in the file, else that of the box."""
    named = unit_in_label(label)
    return named if named is not None and named.dimension in accepted(box) else box_unit(box)


@lru_cache(maxsize=1024)
def unit_in_label(label: str) -> Unit | None:
    """The unit that a label names in brackets: 注册资金（万元）, 场地面积(单位：亩)."""
    folded = re.sub(r"\s", "", fold(label))
    for content in reversed(_BRACKETS.findall(folded)):
        unit = unit_of(content.removeprefix("单位").lstrip(":"))
        if unit is not None:
            return unit
    return None
