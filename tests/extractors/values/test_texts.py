"""Short and long texts without the template's words, and line breaks that mean nothing."""

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.marks import find_marks
from extractors.values import read_value, strip_prompt
from schema.boxes import Box, Kind
from tests.extractors.values.reader import EVALUATION, TRAINING, read, told

NAME = "organisation.name"
PROFILE = "organisation.profile"
_PROMPTED = tuple(box for box in (*TRAINING.values(), *EVALUATION.values()) if box.prompt)
_ANSWERS = (
    "本中心成立于2005年，主要从事数字技术培训，行业地位领先。",
    "我校现有专职教师40人。\n每年培训5000人次（其中线上3000人次），单位优势明显。",
    "一、基本情况\n公司始终坚持以服务地方数字经济发展为宗旨（详见附件）",
    "Python程序设计、机器学习等课程，总计480学时",
    "是",
)
_HALF = str.maketrans("（）：，、。", "():,,.")
_BRACKETS = ("（{}）", "({})", "{}", "【{}】", "（{}", "{}。")


@st.composite
def _printed(draw: st.DrawFn) -> tuple[Box, str]:
    """A prompt as it may come out of a file: brackets, half width, blanks and line breaks inside."""
    box = draw(st.sampled_from(_PROMPTED))
    prompt = draw(st.sampled_from(_BRACKETS)).format(box.prompt)
    if draw(st.booleans()):
        prompt = prompt.translate(_HALF)
    for place in sorted(draw(st.lists(st.integers(1, len(prompt) - 1), max_size=4)), reverse=True):
        prompt = prompt[:place] + draw(st.sampled_from(["\n", " ", "\n ", "　"])) + prompt[place:]
    return box, prompt


@given(
    printed=_printed(), answer=st.sampled_from(_ANSWERS), behind=st.booleans(),
    joint=st.sampled_from(["\n", "", "\n\n", " "]),
)
def test_a_prompt_comes_off_either_end(printed: tuple[Box, str], answer: str, behind: bool, joint: str) -> None:
    """The answer is what remains, whole, wherever the template's words stand."""
    box, prompt = printed
    text = f"{answer}{joint}{prompt}" if behind else f"{prompt}{joint}{answer}"
    assert strip_prompt(text, box.prompt or "") == answer
    assert read_value(box, text, ()).value == answer


@given(printed=_printed())
def test_a_prompt_alone_is_a_placeholder(printed: tuple[Box, str]) -> None:
    """Nobody typed it."""
    box, prompt = printed
    value = read_value(box, f" {prompt}\n", ())
    assert (value.state, value.value) == ("placeholder", None)


@given(box=st.sampled_from(_PROMPTED), answer=st.sampled_from(_ANSWERS))
def test_an_answer_without_a_prompt_stays_whole(box: Box, answer: str) -> None:
    """Nothing is taken off an answer, whatever words it shares with the prompt."""
    assert read_value(box, answer, ()).value == answer


@pytest.mark.parametrize(("text", "expected"), [
    ("（主要包括：单位基本情况、行业地位、单位优势等，1000字以内）我单位", "我单位"),
    ("（主要包括：基本情况、行业地位和优势，不超过800字）\n我单位", "我单位"),
    ("主要包括：基本情况、行业地位、单位优势。我单位", "我单位"),
    ("（800字以内）我单位", "我单位"), ("我单位（800字以内）", "我单位"), ("我单位（限800字）", "我单位"),
    ("我单位（成立于2005年）", "我单位（成立于2005年）"),
    ("主要包括培训业务和评价业务。", "主要包括培训业务和评价业务。"),
    ("（主要包括：我单位成立于2005年，是本行业的龙头，800字以内）", "（主要包括：我单位成立于2005年，是本行业的龙头，800字以内）"),
    ("（主要包括：基本情况、行业地位、单位优势，800字以内）无", "blank"),
    ("无", "blank"), ("/", "blank"), ("", "blank"), ("……", "blank"),
    (" 第一段 \n\n　第二段\n", "第一段\n第二段"),
])
def test_profiles(text: str, expected: str) -> None:
    """Changed and shortened prompts come off too; lines are stripped and empty ones dropped."""
    assert told(PROFILE, text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("重庆市\n渝北区春华大道9\n9号", "重庆市渝北区春华大道99号"), ("重庆ABC\n公司", "重庆ABC公司"),
    ("Chongqing\nAI Co.,\nLtd", "Chongqing AI Co., Ltd"),
    ("人工智能工程\n  技术人员", "人工智能工程技术人员"), ("A1-\n2栋", "A1-2栋"),
    ("重庆　ABC  公司", "重庆 ABC 公司"), (" 主任\t", "主任"),
    ("张 三", "张三"), ("欧　阳 修", "欧阳修"), ("王\n五", "王五"), ("张三 李四", "张三 李四"),
    ("高级 工程师", "高级 工程师"),
    ("人工智能工程技术人员（仅填一项）", "人工智能工程技术人员"), ("（仅填一项）", "placeholder"),
    ("重庆某公司（盖章）", "重庆某公司"), ("重庆（渝北）公司", "重庆（渝北）公司"),
    ("单击或点击此处输入文字。", "placeholder"), ("点击此处输入文字", "placeholder"), ("选择一项。", "placeholder"),
    ("请坐", "请坐"),
    ("无", "blank"), ("无锡", "无锡"), ("—", "blank"), ("无（仅填一项）", "blank"),
    ("3∶2，“数字”——工程", "3∶2，“数字”——工程"),
])
def test_short_texts(text: str, expected: str) -> None:
    """Line breaks join, blanks become one, a spread name closes up; punctuation stays as typed."""
    assert told(NAME, text) == expected


@given(
    path=st.sampled_from(sorted(TRAINING)),
    text=st.text(
        "0123456789０１.,，。·、/-—年月日万亿千百十元人次㎡平方米亩约余是否无有已未□√☑×（）() \n"
        "初中高级〇零一二三点两廿AaXx@:：①²$", max_size=24,
    ),
)
def test_any_text_gives_a_value_of_its_kind(path: str, text: str) -> None:
    """No text breaks a reader; there is a value exactly where the state is read, and it is of the box's type."""
    types: dict[Kind, type] = {
        Kind.INTEGER: int, Kind.YEAR: int, Kind.AMOUNT: float, Kind.AREA: float, Kind.YES_NO: bool, Kind.LEVELS: tuple,
    }
    kind = TRAINING[path].kind
    value = read(path, text)
    if value.state == "read":
        assert isinstance(value.value, types.get(kind, str))
    else:
        assert value.value == (() if kind is Kind.LEVELS else None)
    if kind is Kind.DATE and value.state == "read":
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", value.value)


@pytest.mark.parametrize("piece", [
    " ", "\n", "1", "1\n", "1,", "1 ", "(", "（800字以内）", "是□", "□", "年", "张", "无", "a@", "，", "约", "二〇", "-", "．",
])
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    """A cell of some hundred thousand characters is read in every box within a moment."""
    text = piece * (200_000 // len(piece))
    marks = find_marks(text[:1000])
    started = perf_counter()
    for kind in Kind:
        box = next(box for box in TRAINING.values() if box.kind is kind)
        read_value(box, text, marks)
        read_value(box, f"甲{text}乙", marks)
        read_value(box, text[:1900], marks)
    assert perf_counter() - started < 5
