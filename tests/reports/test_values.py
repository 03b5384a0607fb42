"""A value reads as a person expects, and the file's own words stand beside it where they say something else."""

import pytest

from reports.values import NOT_FOUND, show
from schema.boxes import Box, boxes
from schema.forms import FORMS
from schema.record import Evidence, State, Tick

BOXES: dict[str, Box] = {box.path: box for form in FORMS.values() for box in boxes(form)}


def evidence(raw: str, state: State = "read", ticks: tuple[Tick, ...] = ()) -> Evidence:
    return Evidence(label="栏目", raw=raw, state=state, ticks=ticks)


@pytest.mark.parametrize(
    ("path", "value", "raw", "text", "unit", "shown_raw"),
    [
        ("foundation.trained_total", 18620, "18620", "18,620", "人次", ""),
        ("foundation.trained_total", 18620, "１８，６２０ 人次", "18,620", "人次", ""),
        ("foundation.trained_total", 3000, "约3千人", "3,000", "人次", "约3千人"),
        ("organisation.registered_capital", 1200.0, "1200.00", "1,200", "", ""),
        ("organisation.registered_capital", 1200.0, "12,000,000元", "1,200", "", "12,000,000元"),
        ("organisation.registered_capital", 0.5, "0.5万元", "0.5", "", ""),
        ("organisation.registered_capital", 1200.0, "1200元", "1,200", "", "1200元"),
        ("foundation.venues[].area", 6762.0, "6762㎡", "6,762", "m²", ""),
        ("foundation.venues[].area", 6666.67, "10亩", "6,666.67", "m²", "10亩"),
        ("organisation.tax_records[].year", 2020, "2020年", "2020", "", ""),
        ("organisation.established", "2005-12-20", "2005.12.20", "2005年12月20日", "", ""),
        ("organisation.established", "2005-12", "二〇〇五年十二月", "2005年12月", "", "二〇〇五年十二月"),
        ("organisation.established", "2005", "2005", "2005年", "", ""),
        ("organisation.applicant.phone", "13300000317", "133 0000-0317", "13300000317", "", ""),
        ("organisation.name", "重庆某研究院", "重庆某\n研究院（盖章）", "重庆某研究院", "", ""),
        ("occupation", "云计算工程技术人员", "云计算", "云计算工程技术人员", "", "云计算"),
        ("organisation.tax_records[].dishonest", False, "无", "否", "", ""),
        ("organisation.tax_records[].dishonest", False, "经查询未发现", "否", "", "经查询未发现"),
    ],
)
def test_values_are_normalised(path: str, value: object, raw: str, text: str, unit: str, shown_raw: str) -> None:
    """Separators, units and dates are as on paper; spelling alone does not bring the raw text up."""
    shown = show(BOXES[path], value, evidence(raw))
    assert (shown.text, shown.unit, shown.raw) == (text, unit, shown_raw)
    assert not shown.gap


@pytest.mark.parametrize(
    ("state", "raw", "gap", "shown_raw"),
    [
        ("blank", "", "未填", ""),
        ("blank", "/", "未填", "/"),
        ("placeholder", "（主要包括：800字以内）", "未填，仅有模板提示语", ""),
        ("unreadable", "若干", "无法识别", "若干"),
        ("covered", "", "被印章遮盖", ""),
        ("read", "若干", "无法识别", "若干"),
    ],
)
def test_missing_values_say_why(state: State, raw: str, gap: str, shown_raw: str) -> None:
    """Blank, placeholder, unreadable and covered are told apart."""
    shown = show(BOXES["organisation.employees"], None, evidence(raw, state))
    assert (shown.text, shown.gap, shown.raw) == ("", gap, shown_raw)


def test_a_box_that_the_file_does_not_have() -> None:
    """No evidence and no value: the file has no such box."""
    assert show(BOXES["organisation.employees"], None, None).gap == NOT_FOUND


def test_zero_is_a_value() -> None:
    """0 is shown as 0, not as a blank."""
    assert show(BOXES["organisation.employees"], 0, evidence("0")).text == "0"


def test_ticks_are_shown_as_ticked() -> None:
    """The options of the file with their state, in its order, and no second answer in words."""
    shown = show(BOXES["organisation.national_base"], False, evidence("是□ 否√", ticks=(
        Tick(option="是", state="off"), Tick(option="否", state="on"),
    )))
    assert [(option.sign, option.word, option.on) for option in shown.options] == [("☐", "是", False), ("☑", "否", True)]
    assert (shown.text, shown.gap, shown.raw) == ("", "", "")


@pytest.mark.parametrize(("states", "gap"), [(("on", "on"), "勾选不明"), (("off", "off"), "未勾选"), (("off", "unclear"), "勾选不明")])
def test_ticks_that_say_nothing(states: tuple[str, str], gap: str) -> None:
    """Both or none ticked is said beside the boxes."""
    ticks = tuple(Tick.model_validate({"option": word, "state": state}) for word, state in zip("是否", states, strict=True))
    assert show(BOXES["organisation.national_base"], None, evidence("是 否", "unreadable", ticks)).gap == gap


def test_levels_without_boxes_in_the_file() -> None:
    """Levels that were written in words are shown as the paper's boxes."""
    shown = show(BOXES["levels"], ("中级", "高级"), evidence("中级、高级"))
    assert [(option.word, option.on) for option in shown.options] == [("初级", False), ("中级", True), ("高级", True)]
