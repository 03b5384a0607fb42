"""Which option is ticked, for every glyph, every layout and every choice, and where it cannot be told."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.boxes import LEVEL_NAMES
from tests.extractors.values.reader import read, told

LEVELS = "levels"
BASE = "organisation.national_base"
DISHONEST = "organisation.tax_records[].dishonest"
PAIRS = (("是", "否"), ("有", "无"), ("有", "没有"), ("已颁发", "未颁发"), ("开展", "未开展"))

# (off, on) of a box that stands beside every option
BOXES = (
    ("□", "√"), ("□", "☑"), ("□", "■"), ("☐", "☒"), ("☐", "☑"), ("○", "●"), ("□", "□√"), ("□", "√□"), ("□", "✓"),
    ("□", "✔"),
    ("（ ）", "（√）"), ("（  ）", "（ √ ）"), ("( )", "(√)"), ("[ ]", "[√]"), ("□", "□×"),
)
SEPARATORS = ("  ", "    ", "；", "; ", "、", "/", " / ", "\n", "　", "，")
INSTRUCTIONS = ("", "    （请打√）", "（请在相应□内打“√”）")


def _laid_out(
    options: tuple[str, ...], ons: tuple[bool, ...], glyphs: tuple[str, str], before: bool, separator: str, gap: str = "",
) -> str:
    marked = [(glyphs[on], option) for option, on in zip(options, ons, strict=True)]
    return separator.join(f"{glyph}{gap}{option}" if before else f"{option}{gap}{glyph}" for glyph, option in marked)


def _states(path: str, text: str) -> list[tuple[str, str]]:
    return [(tick.option, tick.state) for tick in read(path, text).ticks]


@settings(max_examples=300)
@given(
    ons=st.tuples(st.booleans(), st.booleans(), st.booleans()), glyphs=st.sampled_from(BOXES), before=st.booleans(),
    separator=st.sampled_from(SEPARATORS), gap=st.sampled_from(["", " "]), instruction=st.sampled_from(INSTRUCTIONS),
)
def test_levels_beside_boxes(
    ons: tuple[bool, bool, bool], glyphs: tuple[str, str], before: bool, separator: str, gap: str, instruction: str,
) -> None:
    """Every choice of levels is read back from every box, before or after its option, the instruction left in."""
    text = _laid_out(LEVEL_NAMES, ons, glyphs, before, separator, gap) + instruction
    value = read(LEVELS, text)
    chosen = tuple(level for level, on in zip(LEVEL_NAMES, ons, strict=True) if on)
    assert (value.state, value.value) == ("read" if chosen else "blank", chosen), text
    assert _states(LEVELS, text) == [(level, "on" if on else "off") for level, on in zip(LEVEL_NAMES, ons, strict=True)]


@settings(max_examples=300)
@given(
    options=st.sampled_from(PAIRS), turned=st.booleans(), ons=st.tuples(st.booleans(), st.booleans()),
    glyphs=st.sampled_from(BOXES), before=st.booleans(), separator=st.sampled_from(SEPARATORS),
)
def test_yes_and_no_beside_boxes(
    options: tuple[str, str], turned: bool, ons: tuple[bool, bool], glyphs: tuple[str, str], before: bool,
    separator: str,
) -> None:
    """One tick is the answer; none is blank and both are unreadable, each with its ticks."""
    printed = options[::-1] if turned else options
    text = _laid_out(printed, ons, glyphs, before, separator)
    value = read(BASE, text)
    states = [(option, "on" if on else "off") for option, on in zip(printed, ons, strict=True)]
    assert _states(BASE, text) == states, text
    if sum(ons) == 1:
        assert (value.state, value.value) == ("read", printed[ons.index(True)] == options[0]), text
    else:
        assert (value.state, value.value) == ("unreadable" if all(ons) else "blank", None), text


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "（√）", "√√"])
@pytest.mark.parametrize("separator", ["  ", "\n", "；", " / "])
@pytest.mark.parametrize("before", [True, False])
def test_ticks_without_boxes(tick: str, separator: str, before: bool) -> None:
    """Where boxes were deleted, a tick belongs to the option that it touches; an option without one is off."""
    for ons in product((True, False), repeat=3):
        text = _laid_out(LEVEL_NAMES, ons, ("", tick), before, separator)
        chosen = tuple(level for level, on in zip(LEVEL_NAMES, ons, strict=True) if on)
        if chosen:
            assert told(LEVELS, text) == chosen, text
    for ons in ((True, False), (False, True)):
        text = _laid_out(("是", "否"), ons, ("", tick), before, separator)
        assert told(BASE, text) == ons[0], text


@pytest.mark.parametrize(("text", "expected"), [
    ("是√ 否□", True), ("是□ 否√", False), ("√是 □否", True), ("□是 √否", False), ("√是□  否□", True),
    ("是□√否□", True),
    ("□是√  □否", True), ("□是 √□否", False), ("是 ☑否 □", True), ("是 □否 ☑", False), ("是□(√)  否□", True),
    ("是× 否√", False),
    ("是√ 否×", True), ("是☑ 否☐×", True), ("√", True), ("☑", True), ("（√）", True), ("×", False), ("✗", False),
    ("是：√ 否：", True), ("综合考评：是■；否□", True), ("☑是（2020年获批，是国家级）  □否", True),
    ("否☑ /是□ 请注明", False),
    ("是☑ 否□，是指2020年认定", True), ("（否则不填）□是 ☑否", False), ("是\n√\n否\n□", True), ("是√", True),
    ("√否", False), ("初次□ 是☑ 否□", True),
])
def test_odd_layouts_that_still_say_one_thing(text: str, expected: bool) -> None:
    """Mixed layouts: what touches an option is its own; remarks in brackets hold no options."""
    assert told(BASE, text) is expected


@pytest.mark.parametrize("text", [
    "是√否", "是   √   否", "□是√□否", "是□√□否", "□是 √ □否", "□是√ 否", "是□ 否×", "是× 否□", "是☒ 否☑", "是否√",
    "√√ √", "是□ 否□ 是☑",
])
def test_a_tick_between_two_options_is_not_given_to_either(text: str) -> None:
    """Where a tick may belong to both, or a cross may mean either, the answer is unreadable."""
    assert told(BASE, text) == "unreadable"


def test_unclear_options_are_told_from_two_ticked_ones() -> None:
    """The ticks say whether both are ticked or nobody can tell."""
    assert _states(BASE, "是☑ 否☑") == [("是", "on"), ("否", "on")]
    assert _states(BASE, "是√否") == [("是", "unclear"), ("否", "unclear")]
    assert _states(LEVELS, "初级√中级√高级") == [(level, "unclear") for level in LEVEL_NAMES]
    assert _states(LEVELS, "初级 √中级□ 高级□")[2] == ("高级", "off")
    assert _states(BASE, "□是 √ □否") == [("是", "unclear"), ("否", "unclear")]
    assert _states(LEVELS, "初级☑ 中级☒ 高级☑")[1] == ("中级", "unclear")
    assert _states(LEVELS, "初级   中级   高级    （请打√）") == [(level, "unclear") for level in LEVEL_NAMES]
    assert read(LEVELS, "初级√中级√高级").value == ()


def test_striking_out_an_option_leaves_the_other() -> None:
    """是 否 with 是 struck through is a no; so is a ticked 是 that was struck out again."""
    assert read(BASE, "是 否", struck=((0, 1),)).value is False
    assert read(BASE, "是□ 否□", struck=((3, 5),)).value is True
    assert read(BASE, "是☑ 否□", struck=((0, 2),)).value is False
    assert read(BASE, "否 是", struck=((0, 2),)).value is True
    assert read(BASE, "是", struck=((0, 1),)).state == "unreadable"
    assert read(BASE, "是 否", struck=((0, 3),)).state != "read"
    assert read(DISHONEST, "2021无", struck=((0, 4),)).value is False
    assert read(LEVELS, "初级、中级、高级", struck=((6, 8),)).value == ("初级", "中级")


@pytest.mark.parametrize("text", [
    "是", "有", "已开展", "已颁发", "开展", "颁发", "是的", "Y", "yes", "Ｙ", "是。", "是，2021年曾受行政处罚",
    "有（1次）", "存在失信记录", "已获批",
    "目前已开展", "是 ", "是，已于2020年认定", "曾被列入失信名单",
])
def test_words_that_say_yes(text: str) -> None:
    """A yes may go on; what follows does not take it back."""
    assert told(DISHONEST, text) is True


@pytest.mark.parametrize("text", [
    "否", "无", "没有", "未", "不是", "未开展", "未颁发", "无失信行为", "没有失信记录", "无不良记录",
    "无（经查询信用中国）", "否，未发现失信", "未列入失信名单",
    "N", "no", "ｎｏ", "无。", "暂无", "均无", "不存在失信行为", "经信用中国查询，无失信记录", "信用中国查询结果为无",
    "（无）", "无\n（经查询）", "无 失信 行为",
    "是否有失信行为：无", "从未发生失信", "√无失信", "尚未开展",
])
def test_words_that_say_no(text: str) -> None:
    """无 is an answer where it is asked whether there is something."""
    assert told(DISHONEST, text) is False


@pytest.mark.parametrize("text", [
    "是/否", "是 否", "有/无", "是或否", "拟开展", "正在筹备", "计划开展", "已停止颁发", "无，但2021年有一次",
    "有，无失信", "否，是2021年的事", "未知", "未查询", "无法查询",
    "信用良好", "有待认定", "有限公司", "2021", "开展规划中",
])
def test_words_that_leave_it_open(text: str) -> None:
    """Both words, plans, turns in the sentence and words about something else are no answer."""
    assert told(DISHONEST, text) == "unreadable"


@pytest.mark.parametrize("text", ["", " ", "/", "／", "—", "……", "____", "N/A", "□", "不适用"])
def test_nothing_in_a_yes_or_no(text: str) -> None:
    """A dash says nothing, other than 无."""
    assert told(DISHONEST, text) == "blank"


@pytest.mark.parametrize(("text", "expected"), [
    ("中级、高级", ("中级", "高级")), ("高级、初级", ("初级", "高级")), ("高级", ("高级",)),
    ("初、中、高级", LEVEL_NAMES), ("中高级", ("中级", "高级")),
    ("初级 中级", ("初级", "中级")), ("初级和中级", ("初级", "中级")), ("初 级", ("初级",)),
    ("初级√ 中级 高级√", ("初级", "高级")),
    ("√初级 中级√ 高级", ("初级", "中级")), ("初级 中级 √ 高级 √", ("中级", "高级")),
    ("初级√\n中级\n高级 √", ("初级", "高级")),
    ("初级 √\n中级 √\n高级", ("初级", "中级")), ("初级 √；中级；高级 √", ("初级", "高级")),
    ("初 级 □ 中 级 ☑ 高 级 □", ("中级",)), ("☑中级", ("中级",)), ("√初级√中级高级", ("初级", "中级")),
])
def test_levels_in_words_and_odd_layouts(text: str, expected: tuple[str, ...]) -> None:
    """Levels that are only named are meant; ticks fall to what they touch."""
    assert told(LEVELS, text) == expected


@pytest.mark.parametrize("text", [
    "全部", "初级至高级", "初级-高级", "除高级外", "高级工程师", "√", "初级   中级   高级    （请打√）",
    "初级√中级√高级",
])
def test_levels_that_are_not_told(text: str) -> None:
    """The template's line without any mark, spans and other words are not read as a choice."""
    assert read(LEVELS, text).state == "unreadable"
    assert read(LEVELS, text).value == ()


def test_no_level() -> None:
    """Boxes without a tick, a dash or nothing are blank and an empty choice."""
    for text in ("初级□   中级□   高级□    （请打√）", "", "/", "□初级 □中级 □高级"):
        assert (read(LEVELS, text).state, read(LEVELS, text).value) == ("blank", ())
