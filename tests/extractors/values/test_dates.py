"""Dates and years in every spelling, as precise as given, and what is no date."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extractors.values.reader import told

ESTABLISHED = "organisation.established"
YEAR = "foundation.training_history[].year"

_WIDE = str.maketrans("0123456789-./", "０１２３４５６７８９－．／")
_DIGITS = "〇一二三四五六七八九"
_ENGLISH = ("January", "Feb", "March", "Apr.", "May", "June", "July", "August", "Sept.", "October", "Nov", "December")


def _small(number: int) -> str:
    """A month or a day in Chinese: 十, 十二, 二十, 二十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 1 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _year(day: date, zero: str = "〇") -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(day.year)).replace("〇", zero)


def _chinese(day: date, zero: str = "〇") -> str:
    return f"{_year(day, zero)}年{_small(day.month)}月{_small(day.day)}日"


_DAYS: dict[str, Callable[[date], str]] = {
    "年月日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "padded": lambda day: day.strftime("%Y年%m月%d日"),
    "号": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "no 日": lambda day: f"{day.year}年{day.month}月{day.day}",
    "ISO": lambda day: day.isoformat(),
    "dashes": lambda day: f"{day.year}-{day.month}-{day.day}",
    "long dashes": lambda day: f"{day.year}—{day.month}—{day.day}",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "points": lambda day: f"{day.year}.{day.month}.{day.day}",
    "padded points": lambda day: day.strftime("%Y.%m.%d"),
    "full stops": lambda day: f"{day.year}。{day.month}。{day.day}",
    "enumeration": lambda day: f"{day.year}、{day.month}、{day.day}",
    "eight digits": lambda day: day.strftime("%Y%m%d"),
    "full width": lambda day: f"{day.year}年{day.month}月{day.day}日".translate(_WIDE),
    "full-width points": lambda day: f"{day.year}.{day.month}.{day.day}".translate(_WIDE),
    "blanks": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "wide blanks": lambda day: f"　{day.year}　年　{day.month}　月　{day.day}　日",
    "blanks beside dashes": lambda day: f"{day.year} - {day.month} - {day.day}",
    "underscores": lambda day: f"__{day.year}__年_{day.month}_月_{day.day}_日",
    "broken line": lambda day: f"{day.year}年{day.month}月\n{day.day}日",
    "broken in the middle": lambda day: day.strftime("%Y-%m-\n%d"),
    "Chinese": _chinese,
    "Chinese with a circle": lambda day: _chinese(day, "○"),
    "Chinese with 零": lambda day: _chinese(day, "零"),
    "Chinese with 0": lambda day: _chinese(day, "0"),
    "Chinese with O": lambda day: _chinese(day, "O"),
    "words in front": lambda day: f"成立于{day.year}年{day.month}月{day.day}日",
    "words behind": lambda day: f"{day.year}年{day.month}月{day.day}日注册成立",
    "remark": lambda day: f"{day.year}年{day.month}月{day.day}日（2001年更名，渝民函35号）",
    "time": lambda day: f"{day.isoformat()} 00:00:00",
    "ISO time": lambda day: f"{day.isoformat()}T08:30:00",
    "time in words": lambda day: f"{day.year}年{day.month}月{day.day}日10时30分",
    "English": lambda day: f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "English, day first": lambda day: f"{day.day} {_ENGLISH[day.month - 1]} {day.year}",
    "full stop": lambda day: f"{day.year}.{day.month}.{day.day}。",
}
_MONTHS: dict[str, Callable[[date], str]] = {
    "年月": lambda day: f"{day.year}年{day.month}月",
    "月份": lambda day: f"{day.year}年{day.month}月份",
    "point": lambda day: day.strftime("%Y.%m"),
    "dash": lambda day: f"{day.year}-{day.month}",
    "slash": lambda day: f"{day.year}/{day.month}",
    "six digits": lambda day: day.strftime("%Y%m"),
    "Chinese": lambda day: f"{_year(day)}年{_small(day.month)}月",
    "day left open": lambda day: f"{day.year}年{day.month}月    日",
    "English": lambda day: f"{_ENGLISH[day.month - 1]} {day.year}",
}
_YEARS: dict[str, Callable[[date], str]] = {
    "年": lambda day: f"{day.year}年",
    "bare": lambda day: str(day.year),
    "年度": lambda day: f"{day.year}年度",
    "Chinese": lambda day: f"{_year(day)}年",
    "rest left open": lambda day: f"{day.year}年  月  日",
}
_ANY_DAY = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(day=_ANY_DAY, spelling=st.sampled_from(sorted(_DAYS)))
def test_a_day_in_any_spelling_is_read_back(day: date, spelling: str) -> None:
    """Every spelling of a day gives YYYY-MM-DD."""
    assert told(ESTABLISHED, _DAYS[spelling](day)) == day.isoformat()


@given(day=_ANY_DAY, spelling=st.sampled_from(sorted(_MONTHS)))
def test_a_month_stays_a_month(day: date, spelling: str) -> None:
    """Where no day is given none is made up: YYYY-MM."""
    assert told(ESTABLISHED, _MONTHS[spelling](day)) == day.isoformat()[:7]


@given(day=_ANY_DAY, spelling=st.sampled_from(sorted(_YEARS)))
def test_a_year_stays_a_year(day: date, spelling: str) -> None:
    """A bare year is YYYY in a date's box, and a number in a year's."""
    assert told(ESTABLISHED, _YEARS[spelling](day)) == str(day.year)
    assert told(YEAR, _YEARS[spelling](day)) == day.year


@given(day=_ANY_DAY, spelling=st.sampled_from(sorted(_DAYS)))
def test_a_day_in_a_years_box_gives_its_year(day: date, spelling: str) -> None:
    """More than was asked is no fault."""
    assert told(YEAR, _DAYS[spelling](day)) == day.year


@given(day=_ANY_DAY, other=_ANY_DAY, spelling=st.sampled_from(["年月日", "ISO", "points", "Chinese"]))
def test_two_different_days_are_not_chosen_from(day: date, other: date, spelling: str) -> None:
    """Two days are unreadable, unless they are the same."""
    text = f"{_DAYS[spelling](day)}、{_DAYS[spelling](other)}"
    assert told(ESTABLISHED, text) == (day.isoformat() if day == other else "unreadable")


@pytest.mark.parametrize("text", [
    "2023年2月30日", "2023年2月29日", "2019年13月", "2019-0-5", "2019-05-32", "20191305", "二〇一九年三十月",
    "5/6/2019", "05-06-2019", "19-5-6", "60年5月", "43591", "88152487", "2019-5.6", "2019年5.6", "2019年5-6月",
    "2018.1-2018.12", "2019-2020", "2019.5.6 2020.5.6", "2005年9月11日 渝民35号", "年6月14日", "2005年以前",
    "2005年9月前",
    "农历二〇一九年五月", "民国36年", "不详", "202O年5月", "0999年5月6日", "2500年5月", "2019年十十月",
    "2019年五六月", "2019年5月6日10",
])
def test_what_is_no_one_date_is_unreadable(text: str) -> None:
    """Impossible dates, ranges, orders that leave open what is the day, other calendars, digits left over."""
    assert told(ESTABLISHED, text) == "unreadable"


@pytest.mark.parametrize("text", [
    "年  月  日", "   年    月     日", "年   月", "____年__月__日", "20   年   月   日", "　年　月　日",
    "年\n月\n日",
])
def test_the_templates_own_date_is_blank(text: str) -> None:
    """年 月 日 without a number says nothing."""
    assert told(ESTABLISHED, text) == "blank"
    assert told("commitment.date", text) == "blank"


@pytest.mark.parametrize(("text", "expected"), [
    ("20年", 2020), ("98年", 1998), ("2018.1-2018.12", 2018), ("2018年1-12月", 2018), ("2018年1月至12月", 2018),
    ("20\n20年", 2020),
    ("2020年（截至5月）", 2020), ("二○二○年度", 2020), ("２０２０", 2020),
    ("20", "unreadable"), ("50年", "unreadable"), ("2018-2019", "unreadable"), ("2018、2019", "unreadable"),
    ("2018\n2019", "unreadable"),
    ("2020学年", "unreadable"), ("202O", "unreadable"), ("第一年", "unreadable"), ("2020.0", "unreadable"),
    ("20220", "unreadable"),
])
def test_years(text: str, expected: object) -> None:
    """Two digits are a year only with 年 and from 1990 to 2049; a span counts where it stays in one year."""
    assert told(YEAR, text) == expected


def test_short_years_in_dates() -> None:
    """19年5月6日 is of this century, 98年 of the last."""
    assert told(ESTABLISHED, "19年5月6日") == "2019-05-06"
    assert told(ESTABLISHED, "98年12月") == "1998-12"
