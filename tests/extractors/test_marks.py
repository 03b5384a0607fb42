"""Marks in texts: which are there, on or off, and which words are only asking for one."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.marks import find_marks

SHARED = Path(__file__).parents[3] / "shared"
NAMES = {"on": "+", "off": "-", "unclear": "?"}


def told(text: str, struck: tuple[tuple[int, int], ...] = ()) -> str:
    """The marks of a text: `+` on, `-` off, `?` unclear, each with its glyphs."""
    return " ".join(NAMES[mark.state] + text[mark.start : mark.end].replace(" ", "_") for mark in find_marks(text, struck))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("是□  否□", "-□ -□"),
        ("是□√ 否□", "+□√ -□"),
        ("是√□ 否□", "+√□ -□"),
        ("是□√否□", "+□√ -□"),
        ("□√是  □否", "+□√ -□"),
        ("√□是  □否", "+√□ -□"),
        ("是√  否□", "+√ -□"),
        ("是□  否√", "-□ +√"),
        ("☑是 □否", "+☑ -□"),
        ("是☑ 否☐", "+☑ -☐"),
        ("是☒ 否☐", "+☒ -☐"),
        ("■是 □否", "+■ -□"),
        ("●是 ○否", "+● -○"),
        ("是✓ 否□", "+✓ -□"),
        ("✔️是 ☐否", "+✔️ -☐"),
        ("是√√ 否□", "+√√ -□"),
        ("是☑√ 否□", "+☑√ -□"),
        ("初级□√   中级□√   高级□    （请打√）", "+□√ +□√ -□"),
        ("√", "+√"),
        ("是囗√ 否囗", "+囗√ -囗"),
        ("二〇二三年", ""),
        ("无标记", ""),
        ("是\x02 否\x01", ""),
        ("", ""),
    ],
)
def test_glyphs(text: str, marks: str) -> None:
    """A tick and the box it touches are one mark; whatever glyph is used, the state is the same."""
    assert told(text) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("是（√）否（ ）", "+（√） -（_）"),
        ("是( √ ) 否(  )", "+(_√_) -(__)"),
        ("[√]是 [ ]否", "+[√] -[_]"),
        ("是（　）否（）", "-（　） -（）"),
        ("（√ ）优秀团员", "+（√_）"),
        ("是（□√）否（□）", "+（□√） -（□）"),
        ("是□（√）否□", "+□（√） -□"),
        ("是（√）（ ）否", "+（√） -（_）"),
        ("（人次）", ""),
        (f"（{' ' * 30}）人", ""),
    ],
)
def test_brackets(text: str, marks: str) -> None:
    """Brackets are part of the mark inside them, and a box where they hold blanks only."""
    assert told(text) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("是□ √ 否□", "+□_√ -□"),
        ("□ √是  □否", "+□_√ -□"),
        ("√ □是 □否", "+√_□ -□"),
        ("初级 √ □   中级 □", "+√_□ -□"),
        ("初级√ □  中级 □", "+√_□ -□"),
        ("□√   高级", "+□√"),
        ("□ √□", "-□ +√□"),
        ("□√ □", "+□√ -□"),
        ("□√□√", "+□√ +□√"),
        ("√□√□", "+√□ +√□"),
        ("初级□ 中级√", "-□ +√"),
        ("普通居民□     大学生 √", "-□ +√"),
        ("选项 □ √甲 □乙", "+□_√ -□"),
        ("甲√ □  乙□ 合计", "+√_□ -□"),
        ("是□  √否□", "-□ +√ -□"),
        ("是□\n√ 否□", "-□ +√ -□"),
    ],
)
def test_a_tick_goes_to_the_box_it_is_nearest_to(text: str, marks: str) -> None:
    """Touching before a blank away, never over more than a blank, a word or a line end."""
    assert told(text) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("□是√ □否", "-□ +√ -□"),
        ("初级□ √中级□ 高级□", "-□ +√ -□ -□"),
        ("□是√□否", "-□ ?√□"),
        ("□√□", "?□√ ?□"),
        ("□ √ □", "?□_√ ?□"),
        ("□是 √ □否", "-□ ?√ -□"),
    ],
)
def test_a_tick_between_two_options_is_not_given_away(text: str, marks: str) -> None:
    """Where a tick can be the word's before it as well as the box's behind it, no box is said to be ticked."""
    assert told(text) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("是□× 否□√", "-□× +□√"),
        ("是（×）否（√）", "-（×） +（√）"),
        ("□×是 □否", "+□× -□"),
        ("3×4 某××公司", ""),
        ("是× 否√", "+√"),
    ],
)
def test_crosses(text: str, marks: str) -> None:
    """A cross counts in a box or in brackets only, and says no beside a tick."""
    assert told(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "（请打√）", "（打√）", "打√", "打“√”", '打"√"', "打 √", "请在□处打“√”", "在□打√", "请在相应□内打“√”", "在对应类型□打“√”",
        "内容前□内打√。", "在□内打勾", "请在□中画√", "将□涂黑", "相应类别上涂黑（■）", "在“□”处填入“√”或“■”", "画上“√”",
        "用“√”标注", "（直接√）", "（请√）", "（√选）", "请在相应位置√", "请在□内√", "此页中有“□”处", "是打√，否打×", "√表示是",
        "请勾选√", "以“■”表示", "在所选项目前的方框内打√",
    ],
)
def test_instructions_hold_no_mark(text: str) -> None:
    """What asks for a tick is none, nor is the box that it speaks of; the marks beside it stay."""
    assert told(text) == ""
    assert told(f"初级□√ 中级□ {text}") == "+□√ -□"
    assert told(f"{text}：是□ 否☑") == "-□ +☑"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("有规划√ 无规划□", "+√ -□"),
        ("申请√ 未申请□", "+√ -□"),
        ("在职□√ 离职□", "+□√ -□"),
        ("离职□ 在职□    （请打√）", "-□ -□"),
        ("□中级√ □内部√", "-□ +√ -□ +√"),
        ("申请在职√ 申请脱产□", "+√ -□"),
        ("否□（请打√）", "-□"),
        ("在校□ 毕业☑", "-□ +☑"),
        ("国画√ 油画□", "+√ -□"),
    ],
)
def test_options_that_look_like_instructions(text: str, marks: str) -> None:
    """Options whose words end or begin like an instruction keep their marks."""
    assert told(text) == marks


def test_struck_ticks_are_off() -> None:
    """A tick that is struck through does not count; its box alone struck through does not undo it."""
    assert told("是□√ 否□√", ((0, 3),)) == "-□√ +□√"
    assert told("是□√ 否□√", ((2, 3),)) == "-□√ +□√"
    assert told("是□√ 否□√", ((1, 2),)) == "+□√ +□√"


def test_texts_too_long_for_options_have_no_marks() -> None:
    """Hundreds of glyphs, or a text of many pages, are no options; the search stays short."""
    assert find_marks("□" * 300)
    assert find_marks("□" * 301) == ()
    assert find_marks("字" * 20_000 + "□") == ()


@given(st.text("□☐☑■●√✓×（）() \u3000\n是否初级请打在内处“”：。1x", max_size=40))
def test_marks_are_in_order_and_apart(text: str) -> None:
    """Whatever the text, its marks lie inside it, in its order, and never over each other."""
    marks = find_marks(text)
    ends = [0, *(mark.end for mark in marks)]
    assert all(before <= mark.start < mark.end <= len(text) for before, mark in zip(ends, marks, strict=False))


@given(st.lists(st.tuples(st.sampled_from(["初级", "中级", "高级", "是", "否"]), st.booleans()), min_size=1, max_size=6), st.data())
def test_every_way_to_tick_says_the_same(options: list[tuple[str, bool]], data: st.DataObject) -> None:
    """However a form is ticked, in one manner throughout, the states come out in the order of the options."""
    on, off = data.draw(st.sampled_from([("□√", "□"), ("√□", "□"), ("☑", "□"), ("☒", "☐"), ("■", "□"), ("●", "○"), ("（√）", "（ ）")]))
    before = data.draw(st.booleans())
    gap = data.draw(st.sampled_from(["  ", "   ", "；", "\n", "、"]))
    parts = [(on if ticked else off) + name if before else name + (on if ticked else off) for name, ticked in options]
    assert [mark.state for mark in find_marks(gap.join(parts) + "    （请打√）")] == ["on" if ticked else "off" for _, ticked in options]


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_real_contexts() -> None:
    """Of the boxes and ticks of real forms, none that asks for a tick or explains one is taken for a tick."""
    with (SHARED / "facts" / "tickbox-contexts.csv").open(encoding="utf-8-sig", newline="") as lines:
        texts = [line["raw"] for line in csv.DictReader(lines)]
    asking = [text for text in texts if any(word in text for word in ("打√", "打“√", "画“√", "画上“√", "直接√", "用“√", "填入“√"))]
    assert len(asking) > 10
    assert not [text for text in asking if "√" in told(text)]
    ticked = {text: told(text) for text in texts if text not in asking and any(glyph in text for glyph in "√☑■")}
    assert all("+" in marks for text, marks in ticked.items() if "涂黑" not in text)
