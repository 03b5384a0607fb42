"""Numbers and dates are spelt as their names say, and mean what they meant."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.labels import spell_label
from samples.spelling import chinese, day
from samples.style import Dates, Labels, Style, Ticks
from samples.ticks import Piece, options


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_mean_the_number(number: int) -> None:
    """Written in numerals and read by another hand, a number is the same."""
    assert cn2an.cn2an(chinese(number), "smart") == number


@pytest.mark.parametrize(("way", "written"), [
    (Dates.PLAIN, "2019年5月6日"), (Dates.PADDED, "2019年05月06日"), (Dates.ISO, "2019-05-06"), (Dates.SLASH, "2019/5/6"),
    (Dates.DOT, "2019.5.6"), (Dates.CHINESE, "二〇一九年五月六日"),
])
def test_dates_are_written_as_the_style_says(way: Dates, written: str) -> None:
    """One day, six spellings."""
    assert day("2019-05-06", Style(dates=way)) == written


def test_dates_are_written_as_far_as_they_are_known() -> None:
    """A month alone stays a month."""
    assert day("2019-05", Style()) == "2019年5月"
    assert day("2019-05", Style(dates=Dates.SLASH)) == "2019/5"


def test_labels_are_spaced_broken_and_reworded() -> None:
    """The same words in other clothes; a synonym is one that the schema knows."""
    assert spell_label("training_institution", "姓名", Style(labels=Labels.SPACED)) == "姓　名"
    broken = spell_label("training_institution", "统一社会信用代码", Style(labels=Labels.BROKEN))
    assert "\n" in broken
    assert broken.replace("\n", "") == "统一社会信用代码"
    spelt = {spell_label("training_institution", "单位地址", Style(seed=n, labels=Labels.SYNONYM)) for n in range(40)}
    assert {"单位地址", "住所"} <= spelt


def test_ticks_that_only_word_can_draw_are_no_plain_text() -> None:
    """A control carries its state; struck out is the option that is not chosen."""
    assert options(("是", "否"), ("是",), Ticks.AFTER_BOX) == (Piece("是□√"), Piece("  "), Piece("否□"))
    control = options(("是", "否"), ("否",), Ticks.CONTROL)
    assert [piece.tick for piece in control if piece.tick is not None] == [False, True]
    assert [piece.text for piece in options(("是", "否"), ("否",), Ticks.STRUCK) if piece.struck] == ["是"]
