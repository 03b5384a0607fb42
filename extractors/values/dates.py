"""Dates and years in every common spelling, as precise as they are given.

A date is found anywhere in the text (「成立于2005年9月11日」). Two different dates, an impossible one, or digits that
belong to no date make the box unreadable: none of them is chosen.
"""

import re
from datetime import date

from extractors.values.folding import fold
from extractors.values.value import BLANK, UNREADABLE, Value, is_blank
from schema.boxes import Box

# The spellings that most forms have, read without any folding.
_COMMON_YEAR = re.compile(r"((?:19|20)\d{2})年?", re.ASCII)
_COMMON = re.compile(r"([12]\d{3})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII)
# Patterns that only rarer spellings need are strings: `re` compiles each on first use, and keeps it.
# 年  月  日, 20  年  月  日, ____年__月__日: the template's own words and nothing else.
_TEMPLATE = r"(?:20|二[〇○零])?[\s_]*年[\s_]*月(?:[\s_]*[日号])?"
_TIME = r"(?i)(?:(?<=\d)[t\s]+|(?<=[日号])\s*)\d{1,2}[:时]\s*\d{1,2}(?:[:分]\s*(?:\d{1,2}(?:\.\d+)?秒?)?)?z?"
_REMARK = r"\([^()]*\)"
# Words that make another date of the one that is written, or belong to another calendar.
_CHANGING = r"以前|之前|以后|之后|前后|农历|阴历|正月|腊月|民国|学年|预计|[前后]$"
# 2019年5-6月, 2019年5.6: months or days from one to another, or two spellings mixed.
_MIXED = r"[年月]\d{1,2}月?[-/.~—–至到、]\d"

_DATE = (
    r"(?a)(?<!\d)(?:(?P<year>\d{4})(?:(?P<mark>[-/.。·、—–])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?)?"
    r"|(?P<solid>\d{6}(?:\d{2})?))(?!\d)"
)
# 2018年1-12月, 2020年1月至5月: one year all the same.
_MONTHS_OF_A_YEAR = r"(?<=\d{4}[年.])\d{1,2}月?[-—–~至到]\d{1,2}月?(?!\d)"
_SHORT_YEAR = r"(?<!\d)\d{2}(?=年)"
_SHORT_YEARS = {f"{year % 100:02}": str(year) for year in range(1990, 2050)}
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_YEAR_DIGITS = len("2023")

# O and 0 stand for 〇 among Chinese numerals; 202O is left alone.
_CHINESE_YEAR = r"(?=[0-9O]*[零〇○◯一二三四五六七八九])[0-9零〇○◯O一二三四五六七八九]{4}(?=年|$)"
_CHINESE_PART = r"(?<=[年月])[零〇○元一二三四五六七八九十廿卅]{1,3}(?=[月日号]|$)"
_CHINESE_DIGITS = str.maketrans("零〇○◯O一二三四五六七八九", "00000123456789")
_CHINESE = frozenset("零〇○◯O一二三四五六七八九十元")
_PARTS = {spelling: number for number, spellings in enumerate((
    *((f"{character}", f"零{character}", f"〇{character}", f"○{character}") for character in "零一二三四五六七八九"),
    ("十", "一十"), *((f"十{character}", f"一十{character}") for character in "一二三四五六七八九"),
    ("二十", "廿"), *((f"二十{character}", f"廿{character}") for character in "一二三四五六七八九"),
    ("三十", "卅"), ("三十一", "卅一"),
)) for spelling in spellings} | {"元": 1}

_LEFT_OVER = r"\d|[零〇一二三四五六七八九十廿卅][月日号]"

_MONTHS = dict(zip(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True,
))
_ENGLISH = (
    rf"(?i)(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s*)?\b(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?,?\s*"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})"
)


def read_date(_box: Box, text: str, _label: str) -> Value:
    """A date as YYYY-MM-DD, YYYY-MM or YYYY, as far as it is given."""
    text = text.strip()
    common = _COMMON.fullmatch(text)
    if common:
        found = {_checked(common[1], common[3] or common[5], common[4] or common[6])}
    elif is_blank(text) or re.fullmatch(_TEMPLATE, fold(text)):
        return BLANK
    else:
        found = _dates(_unspaced(fold(text)))
    only = found.pop() if len(found) == 1 else None
    return Value("read", only) if only else UNREADABLE


def read_year(_box: Box, text: str, _label: str) -> Value:
    """A year as a number: 2020, 2020年度, 二〇二〇年, 20年, 2018.1-2018.12."""
    text = text.strip()
    common = _COMMON_YEAR.fullmatch(text)
    if common:
        return Value("read", int(common[1]))
    if is_blank(text) or re.fullmatch(_TEMPLATE, fold(text)):
        return BLANK
    found = _dates(re.sub(_MONTHS_OF_A_YEAR, "", _unspaced(fold(text))))
    years = {day[:_YEAR_DIGITS] if day else None for day in found}
    only = years.pop() if len(years) == 1 else None
    return Value("read", int(only)) if only else UNREADABLE


def _unspaced(folded: str) -> str:
    """The text without times, blanks and underscores, English dates in digits."""
    timeless = re.sub(_TIME, "", re.sub(_ENGLISH, _in_digits, folded))
    return re.sub(r"[\s_]", "", timeless)


def _dates(text: str) -> set[str | None]:
    """Every date of the text; None among them for one that does not exist, empty where digits are left over."""
    text = re.sub(_SHORT_YEAR, lambda match: _SHORT_YEARS.get(match[0], match[0]), _without_chinese(text))
    if re.search(_CHANGING, text) or re.search(_MIXED, text):
        return set()
    # What is in brackets is a remark, unless there is nothing else.
    outside = re.sub(_REMARK, "", text)
    text = outside if any(character.isdecimal() for character in outside) else text
    # 2019年5月6日 becomes 2019-5-6.
    text = re.sub(r"(?<=\d)[年月](?=\d)", "-", text)
    found = {_of_match(match) for match in re.finditer(_DATE, text)}
    return set() if re.search(_LEFT_OVER, re.sub(_DATE, "", text)) else found


def _without_chinese(text: str) -> str:
    """The text with 二〇一九年五月六日 written 2019年5月6日."""
    if _CHINESE.isdisjoint(text):
        return text
    text = re.sub(_CHINESE_YEAR, lambda match: match[0].translate(_CHINESE_DIGITS), text)
    return re.sub(_CHINESE_PART, lambda match: str(_PARTS.get(match[0], match[0])), text)


def _in_digits(match: re.Match[str]) -> str:
    day = match["before"] or match["after"]
    month = f"{match['year']}-{_MONTHS[match['month'].lower()]}"
    return f"{month}-{day}" if day else month


def _of_match(match: re.Match[str]) -> str | None:
    solid = match["solid"]
    if solid:
        return _checked(solid[:4], solid[4:6], solid[6:] or None)
    return _checked(match["year"], match["month"], match["day"])


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    """The date in ISO 8601; None where the calendar has no such day."""
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole[:len("YYYY-MM-DD" if day else "YYYY-MM" if month else "YYYY")]
