"""How a value is written down: the many spellings of numbers, dates, codes and words."""

from collections.abc import Callable
from random import Random

from samples.style import Dates, Numbers, Style
from schema.boxes import Box, Kind

_WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_DIGITS = "〇一二三四五六七八九"
_NUMERALS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_PLACES = ("", "十", "百", "千")
_MONEY = "万元"
# Numbers that people do not spell out or guess at: they come from a register.
_EXACT = ("trained", "independent", "cooperative", "issued", "amount")


def spell(box: Box, value: object, style: Style, rng: Random) -> str:
    """A value as somebody writes it into its box. value: not None, of the box's kind; ticks are not written here."""
    return _WAYS.get(box.kind, _plain)(box, value, style, rng)


def day(value: str, style: Style) -> str:
    """A date of the record (`2019-05-06`, `2019-05`, `2019`) in the style's spelling."""
    parts = [int(part) for part in value.split("-")]
    if style.dates is Dates.CHINESE:
        words = ["".join(_DIGITS[int(digit)] for digit in str(parts[0])), *(chinese(part) for part in parts[1:])]
        return "".join(word + unit for word, unit in zip(words, "年月日", strict=False))
    if style.dates in (Dates.PLAIN, Dates.PADDED) or len(parts) == 1:
        width = 2 if style.dates is Dates.PADDED else 1
        return "".join(f"{part:0{width}d}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    if style.dates is Dates.ISO:
        return value
    return ("/" if style.dates is Dates.SLASH else ".").join(map(str, parts))


def chinese(number: int) -> str:
    """A whole number below a hundred million in Chinese numerals: 一万八千六百二十."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        joint = "零" if 0 < low < 1000 else ""
        return chinese(high) + "万" + joint + (chinese(low) if low else "")
    said = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            said += _NUMERALS[digit] + _PLACES[place]
        elif said and not said.endswith("零") and number % 10**place:
            said += "零"
    return (said.removeprefix("一") if 10 <= number < 20 else said) or "零"


def formal(number: int) -> str:
    """A whole number in the numerals of bills and certificates: 壹仟贰佰."""
    words = chinese(number)
    return (f"一{words}" if words.startswith("十") else words).translate(_FORMAL)


def _plain(_box: Box, value: object, _style: Style, _rng: Random) -> str:
    return str(value)


def _date(_box: Box, value: object, style: Style, _rng: Random) -> str:
    return day(str(value), style)


def _year(_box: Box, value: object, style: Style, rng: Random) -> str:
    text = f"{value}{rng.choice(('', '年')) if style.numbers is Numbers.MIXED else ''}"
    return text.translate(_WIDE) if style.numbers is Numbers.WIDE else text


def _credit_code(_box: Box, value: object, style: Style, _rng: Random) -> str:
    code = str(value)
    if not style.spaced_codes:
        return code.translate(_WIDE) if style.numbers is Numbers.WIDE else code
    return " ".join((code[:2], code[2:8], code[8:17], code[17:])).strip()


def _phone(_box: Box, value: object, style: Style, rng: Random) -> str:
    number = str(value)
    joint = rng.choice(("-", " ")) if style.spaced_codes and len(number) == len("13800001234") else ""
    return joint.join((number[:3], number[3:7], number[7:]))


def _yes_no(box: Box, value: object, style: Style, rng: Random) -> str:
    if box.name == "dishonest":
        return "是" if value else style.no
    if box.name == "conducts_evaluation":
        return rng.choice(("是", "已开展") if value else ("否", "未开展"))
    return "是" if value else "否"


def _number(box: Box, value: object, style: Style, rng: Random) -> str:
    if not isinstance(value, int | float):
        raise TypeError(f"{box.path} is no number")
    way = style.numbers
    if way is Numbers.MIXED:
        way = rng.choice([one for one in Numbers if one is not Numbers.MIXED])
    if box.name in _EXACT and way in (Numbers.ABOUT, Numbers.CHINESE):
        way = Numbers.UNIT
    return _NUMBER_WAYS[way](box, value, rng)


def _digits(_box: Box, value: float, _rng: Random) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _grouped(_box: Box, value: float, _rng: Random) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def _wide(box: Box, value: float, rng: Random) -> str:
    return _digits(box, value, rng).translate(_WIDE)


def _unit(box: Box, value: float, rng: Random) -> str:
    if box.unit == _MONEY and value == int(value) and value >= 10_000 // 2 and rng.random() < 0.5:
        return f"{value / 10_000:g}亿元"
    return _digits(box, value, rng) + _unit_of(box, rng)


def _grouped_unit(box: Box, value: float, rng: Random) -> str:
    return _grouped(box, value, rng) + _unit_of(box, rng)


def _about(box: Box, value: float, rng: Random) -> str:
    return f"约{_digits(box, value, rng)}{_unit_of(box, rng)}"


def _in_chinese(box: Box, value: float, rng: Random) -> str:
    if value != int(value):
        return _digits(box, value, rng)
    words = chinese(int(value))
    if box.unit == _MONEY:
        return f"{words.translate(_FORMAL)}{_MONEY}整"
    return words + ("" if rng.random() < 0.5 else _unit_of(box, rng))


def _unit_of(box: Box, rng: Random) -> str:
    if box.unit == "m²":
        return rng.choice(("平方米", "㎡"))
    if box.unit == "元":
        return "元/学时" if "培训" in box.headers[-1].label else "元/次"
    return box.unit or ""


_NUMBER_WAYS: dict[Numbers, Callable[[Box, float, Random], str]] = {
    Numbers.PLAIN: _digits, Numbers.GROUPED: _grouped, Numbers.WIDE: _wide, Numbers.UNIT: _unit,
    Numbers.GROUPED_UNIT: _grouped_unit, Numbers.ABOUT: _about, Numbers.CHINESE: _in_chinese,
}
_WAYS: dict[Kind, Callable[[Box, object, Style, Random], str]] = {
    Kind.DATE: _date, Kind.YEAR: _year, Kind.CREDIT_CODE: _credit_code, Kind.PHONE: _phone, Kind.YES_NO: _yes_no,
    Kind.INTEGER: _number, Kind.AMOUNT: _number, Kind.AREA: _number,
}
