"""Counts, amounts and areas in every spelling, and the near misses that are not guessed."""

from collections.abc import Callable
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import read_value
from tests.extractors.values.reader import EVALUATION, TRAINING, told

TRAINED = "foundation.trained_total"
EMPLOYEES = "organisation.employees"
SETS = "foundation.venues[].equipment_sets"
CAPITAL = "organisation.registered_capital"
TAX = "organisation.tax_records[].amount"
AREA = "foundation.venues[].area"
FEE = "plan.fees.junior"

_WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_SPELLINGS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "full width": lambda number: str(number).translate(_WIDE),
    "thousands": lambda number: f"{number:,}",
    "full-width thousands": lambda number: f"{number:,}".translate(_WIDE),
    "apostrophes": lambda number: f"{number:,}".replace(",", "'"),
    "blanks": lambda number: f"{number:,}".replace(",", " "),
    "no-break spaces": lambda number: f"{number:,}".replace(",", "\u00a0"),
    "broken line": lambda number: f"{number:,}".replace(",", ",\n"),
    "unit": lambda number: f"{number}人次",
    "blank and unit": lambda number: f"{number:,} 人次",
    "unit on the next line": lambda number: f"{number}\n人次",
    "unit in brackets": lambda number: f"{number}（人次）",
    "about": lambda number: f"约{number}人",
    "about, behind": lambda number: f"{number}人左右",
    "remark": lambda number: f"{number}（其中线上{number // 2}人次）",
    "full stop": lambda number: f"{number}。",
    "decimal": lambda number: f"{number}.0",
    "Chinese": lambda number: cn2an.an2cn(number, "low"),
    "formal": lambda number: cn2an.an2cn(number, "up"),
    "Chinese with unit": lambda number: f"{cn2an.an2cn(number, 'low')}人",
    "ten thousands": lambda number: f"{Decimal(number) / 10_000:f}万",
    "ten thousand persons": lambda number: f"{Decimal(number) / 10_000:f}万人次",
    "negative sign aside": lambda number: f"-{number}",
}


@given(number=st.integers(0, 9_999_999), spelling=st.sampled_from(sorted(_SPELLINGS)))
def test_a_count_in_any_spelling_is_read_back(number: int, spelling: str) -> None:
    """What is laid out in any spelling comes back as the same number."""
    expected = -number if spelling == "negative sign aside" else number
    value = read_value(TRAINING[TRAINED], _SPELLINGS[spelling](number), ())
    assert (value.state, value.value) == ("read", expected)
    assert isinstance(value.value, int)


@given(myriads=st.integers(1, 999), thousands=st.integers(1, 9))
def test_digits_mixed_with_chinese_scales_are_read_back(myriads: int, thousands: int) -> None:
    """2万3千 and 12万3456 are sums of their parts."""
    assert told(TRAINED, f"{myriads}万{thousands}千") == myriads * 10_000 + thousands * 1000
    assert told(TRAINED, f"{myriads}万{thousands * 1111}") == myriads * 10_000 + thousands * 1111
    assert told(TRAINED, f"{myriads}亿{thousands}千万人") == myriads * 10**8 + thousands * 10**7


@given(cents=st.integers(0, 10**12))
def test_money_in_any_unit_comes_in_ten_thousand_yuan_without_noise(cents: int) -> None:
    """元, 万元 and 亿元 with decimals give the exact decimal number in 万元."""
    yuan = Decimal(cents) / 100
    expected = float(yuan / 10_000)
    for text in (
        f"{yuan:f}元", f"{yuan:,f}元", f"￥{yuan:,f}元", f"人民币{yuan:f}元整",
        f"{yuan / 10_000:f}", f"{yuan / 10_000:f}万元", f"{yuan / 10_000:f} 万元（人民币）", f"{yuan / 10_000:f}万",
        f"RMB {yuan / 10_000:f}万元", f"{yuan / 10**8:f}亿元", f"{yuan / 10**8:f}亿", f"{yuan / 1000:f}千元",
        f"{yuan / 10**6:f}百万元",
    ):
        assert told(CAPITAL, text, label="注册资金（万元）") == expected, text


@given(tenths=st.integers(1, 100_000))
def test_areas_come_in_square_metres(tenths: int) -> None:
    """Square metres in every spelling, 亩, 公顷 and 平方公里 by their size, rounded to 2 decimals."""
    number = Decimal(tenths) / 10
    units = ("", "平方米", "㎡", "m²", "m2", " M2", "平米", "平方", "平 方 米", "平\n方米", "（平方米）", "平方米左右")
    for unit in units:
        assert told(AREA, f"{number}{unit}") == float(number), unit
    assert told(AREA, f"{number}亩") == float(round(number * 2000 / 3, 2))
    assert told(AREA, f"{number}公顷") == float(number * 10_000)
    assert told(AREA, f"{number}万平方米") == float(number * 10_000)
    assert told(AREA, f"{number}平方公里") == float(number * 1_000_000)


@pytest.mark.parametrize(("path", "text", "expected"), [
    (TRAINED, "18,\n620", 18620),
    (TRAINED, "139523442\n12", 13952344212),
    (TRAINED, "12345\n6", 123456),
    (TRAINED, "114\n9", 1149),
    (TRAINED, "1862\n0人次", 18620),
    (TRAINED, "三千二百", 3200),
    (TRAINED, "叁仟", 3000),
    (TRAINED, "一万五百", 10500),
    (TRAINED, "两百人", 200),
    (TRAINED, "十二", 12),
    (TRAINED, "三二〇〇", 3200),
    (TRAINED, "零", 0),
    (TRAINED, "〇", 0),
    (TRAINED, "3千", 3000),
    (TRAINED, "3千多人", 3000),
    (TRAINED, "500余人", 500),
    (TRAINED, "近500人次", 500),
    (TRAINED, "大约 500 人", 500),
    (TRAINED, "共计3000人", 3000),
    (TRAINED, "负5", -5),
    (TRAINED, "3000人次/年", 3000),
    ("foundation.issued_total", "300本", 300),
    ("foundation.venues[].capacity", "可容纳300人", 300),
    (SETS, "300台套", 300),
    (SETS, "300台（套）", 300),
    (SETS, "300台/套", 300),
    (SETS, "300件", 300),
    (CAPITAL, "500", 500.0),
    (CAPITAL, "3000.5", 3000.5),
    (CAPITAL, "3000．5", 3000.5),
    (CAPITAL, "3000。5", 3000.5),
    (CAPITAL, "50000元", 5.0),
    (CAPITAL, "1.2亿元", 12000.0),
    (CAPITAL, "489万", 489.0),
    (CAPITAL, "3千万", 3000.0),
    (CAPITAL, "伍佰万元整", 500.0),
    (CAPITAL, "五千万元", 5000.0),
    (CAPITAL, "五百余万元", 500.0),
    (CAPITAL, "500多万元", 500.0),
    (CAPITAL, "贰仟万元整（￥2000万元）", 2000.0),
    (CAPITAL, "500（人民币）", 500.0),
    (CAPITAL, "500万元（其中货币出资50万元）", 500.0),
    (CAPITAL, "一万二千元", 1.2),
    (CAPITAL, "三点五亿元", 35000.0),
    (TAX, "137.5\n1", 137.51),
    (TAX, "137\n.51", 137.51),
    (TAX, "-12.5", -12.5),
    (TAX, "0", 0.0),
    (AREA, "建筑面积3,227.5平方米", 3227.5),
])
def test_spellings_that_applicants_use(path: str, text: str, expected: float) -> None:
    """Each of these says one number."""
    assert told(path, text) == expected


@pytest.mark.parametrize("text", [
    "300-400", "100～200", "100至200", "500、600", "500；600", "500/600", "1200\n800", "３２７０\n５１８１", "12\n5",
    "123\n45", "2019\n2020", "500 60",
    "1,2345", "12,34", "1234,567",
    "1万2", "一万二", "一百五", "3千5万", "2万3千5", "1.5万3千", "几百", "数千人", "十几人", "超过500", "500人以上",
    "不少于500人", "96%", "1e3", "①", "5²",
    "100+200", "约", "○", "500人（含）以上", "五百人和三百人", "12.5", "12.5人", "1.000", ".5", "500人500次",
    "1" * 16, "九" * 20, "9999999999999999亿",
])
def test_what_may_be_several_numbers_or_none_is_not_guessed(text: str) -> None:
    """Ranges, two numbers, bounds, fractions of persons and half-written numbers are unreadable."""
    assert told(TRAINED, text) == "unreadable"


@pytest.mark.parametrize(("path", "text"), [
    (CAPITAL, "30人"), (CAPITAL, "5公里"), (CAPITAL, "3亩"), (CAPITAL, "500万美元"), (CAPITAL, "500（美元）"),
    (CAPITAL, "$500"), (CAPITAL, "HKD 500"),
    (CAPITAL, "500元（万元）"), (CAPITAL, "500万元，其中货币50万元"), (CAPITAL, "一万二千"), (CAPITAL, "2万3千"),
    (CAPITAL, "五百万（万元）"),
    (EMPLOYEES, "30台"), (EMPLOYEES, "30万元"), (EMPLOYEES, "30㎡"), (SETS, "30人"), (AREA, "30人"), (AREA, "30元"),
    (AREA, "500平方米 300平方米"),
])
def test_a_unit_of_another_kind_makes_a_number_unreadable(path: str, text: str) -> None:
    """A number of persons is no amount, a foreign currency is not converted, two units contradict each other."""
    assert told(path, text) == "unreadable"


@pytest.mark.parametrize("text", [
    "", " ", "\n", "/", "／", "\\", "无", "无。", "—", "——", "-", "－", "…", "……", "N/A", "n/a", "____", "　", "暂无",
    "（无）", "不适用",
])
@pytest.mark.parametrize("path", [
    TRAINED, CAPITAL, AREA, "organisation.established", "foundation.training_history[].year", "organisation.name",
])
def test_what_says_nothing_is_blank(path: str, text: str) -> None:
    """Dashes, slashes and 无 are no value and no fault of reading; 0 is a number."""
    assert told(path, text) == "blank"
    assert told(TRAINED, "0") == 0


def test_the_printed_labels_unit_holds_for_a_number_without_one() -> None:
    """注册资金（元） beats the schema's 万元; a unit beside the number beats both."""
    assert told(CAPITAL, "5000000", label="注册资金（元）") == 500.0
    assert told(CAPITAL, "5000000", label="注册资金(单位：元)") == 500.0
    assert told(CAPITAL, "500万元", label="注册资金（元）") == 500.0
    assert told(CAPITAL, "500", label="注册资金（万元）") == 500.0
    assert told(CAPITAL, "500", label="注册资金") == 500.0
    assert told(CAPITAL, "0.5", label="注册资本（亿元）") == 5000.0
    assert told(AREA, "3", label="场地面积（亩）") == 2000.0
    assert told(TRAINED, "1.2", label="培训人数（万人次）") == 12000
    assert told(EMPLOYEES, "30", label="正式员工数（万元）") == 30


def test_prices_come_in_yuan_for_what_the_column_asks() -> None:
    """元/学时 on the training form, 元/次 on the evaluation form; a price for something else is another price."""
    training, evaluation = TRAINING[FEE], EVALUATION[FEE]
    for text in ("25", "25元", "25元/学时", "25 元／课时", "25元每学时", "每学时25元", "0.0025万元", "25元/学时·人"):
        assert read_value(training, text, ()).value == 25.0, text
    for text in ("200", "200元/次", "200元/人次", "200元/人", "0.02万元"):
        assert read_value(evaluation, text, ()).value == 200.0, text
    assert read_value(training, "200元/次", ()).state == "unreadable"
    assert read_value(evaluation, "200元/学时", ()).state == "unreadable"
    assert read_value(training, "200元/天", ()).state == "unreadable"


def test_struck_numbers_are_left_out() -> None:
    """What is struck through does not run into what was typed behind it; a number that is struck whole is not known."""
    box = TRAINING[TRAINED]
    assert read_value(box, "100120", (), ((0, 3),)).value == 120
    assert read_value(box, "100", (), ((0, 3),)).state == "unreadable"
