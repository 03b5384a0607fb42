"""A yes or a no: ticked (是□ 否☑) or in words (是, 无, 未开展, 没有失信记录)."""

import re
from collections.abc import Sequence

from extractors.document import Mark
from extractors.values.folding import fold
from extractors.values.ticks import CROSSES, Option, Span, find_options, tick_options
from extractors.values.value import BLANK, UNREADABLE, Value, is_blank, without

# Pairs of options, the usual one first. 是否 is part of a question, not an option.
_PAIRS = (
    r"(?<![不总])是(?!否)|(?<!是)否",
    r"没有|有|无",
    r"已(?:开展|颁发|发放|颁证|发证)?|未(?:开展|颁发|发放|颁证|发证)?",
    r"(?:不|未|没有?)?(?:开展|颁发|发放)",
)
_YES_BEGINNINGS = ("是", "有", "已", "开展", "颁发", "发放")

_WORDS = {
    **dict.fromkeys(("是", "有", "已", "已开展", "已颁发", "开展", "颁发", "是的", "y", "yes", "√", "✓", "✔"), True),
    **dict.fromkeys(("否", "无", "没有", "未", "不是", "未开展", "未颁发", "n", "no", *CROSSES), False),
}
# Patterns that only rarer spellings need are strings: `re` compiles each on first use, and keeps it.
# How a text begins that says no or yes; the words in front change nothing: 「经信用中国查询，无失信记录」.
_FRONT = r"(?:[^,。;]{0,14}查询?(?:结果)?[为:,]*)?(?:均|都|目前|暂|尚|从|并)*"
_NO = (
    _FRONT + r"(?:否(?![则认定])|无(?![锡法从])|没有?|未(?!知|详|明|定|填|经|查询?(?!到))"
    r"|不(?:是|存在|开展|颁发|发放|涉及|属于))"
)
_YES = (
    _FRONT + r"(?:是(?![否不])|有(?![无没待限])|存在|曾|已(?:开展|颁发|发放|颁证|发证|实施|获批|认定|取得)"
    r"|(?:开展|颁发|发放)(?![计规筹准中]))"
)
_TURN = r"但|除|不过|然而|拟|计划|将|正在|筹备|[?？]|停止|取消|暂停|撤销|不再"
# After a comma, a no that takes back the yes before it, and the other way round.
_YES_TAKEN_BACK = r"[,;。、/或]\s*(?:否|无|没有?|未|不)"
_NO_TAKEN_BACK = r"[,;。、/或]\s*(?:是(?!否)|有(?![限效关])|存在|曾|已(?!查))"
_QUESTION = r"[^,，。;；:]*(?:是否|有无)[^,，。;；:]*:"
_END = "。.;；!！,， "
_REMARK = r"\([^()]*\)"


def read_yes_no(text: str, marks: Sequence[Mark], struck: Sequence[Span]) -> Value:
    """True or False; unreadable with its ticks where both options are ticked, blank where none is."""
    if not marks and not struck:
        return _in_words(text)
    options = _options(text, marks)
    if not marks and len(options) != len("是否"):
        kept = without(text, struck)
        return UNREADABLE if not kept.strip() else _in_words(kept)
    if not options:
        return _lone_mark(text, marks)
    ticks = tick_options(text, options, marks, struck)
    on = [tick.option for tick in ticks if tick.state == "on"]
    if any(tick.state == "unclear" for tick in ticks) or len(on) > 1:
        return Value("unreadable", None, ticks)
    return Value("read", on[0].startswith(_YES_BEGINNINGS), ticks) if on else Value("blank", None, ticks)


def _options(text: str, marks: Sequence[Mark]) -> list[Option]:
    """The options as printed: of the first pair that stands there whole, else of the first that has one."""
    first: list[Option] = []
    for pair in _PAIRS:
        options = find_options(pair, text, marks)
        if len(options) > 1:
            return options
        first = first or options
    return first


def _lone_mark(text: str, marks: Sequence[Mark]) -> Value:
    """A mark without options: √ says yes, □ nothing; with words beside it the words count."""
    if len(marks) > 1 or marks[0].state == "unclear":
        return UNREADABLE
    mark = marks[0]
    words = text[:mark.start] + text[mark.end:]
    if not is_blank(words):
        return _in_words(words) if mark.state == "on" else UNREADABLE
    if mark.state == "off":
        return BLANK
    crossed = any(cross in text[mark.start:mark.end] for cross in CROSSES)
    return UNREADABLE if crossed else Value("read", True)


def _in_words(text: str) -> Value:
    known = _WORDS.get(text)
    if known is None:
        folded = fold(text).strip().lower()
        # A remark in brackets changes nothing, unless there is nothing else.
        words = "".join((re.sub(_REMARK, "", folded) or folded.strip("()")).split())
        known = _answer(re.sub(_QUESTION, "", words, count=1).rstrip(_END))
    if known is None:
        return BLANK if is_blank(text) else UNREADABLE
    return Value("read", known)


def _answer(words: str) -> bool | None:
    known = _WORDS.get(words)
    if known is not None or re.search(_TURN, words):
        return known
    if re.match(_NO, words):
        return None if re.search(_NO_TAKEN_BACK, words) else False
    if re.match(_YES, words):
        return None if re.search(_YES_TAKEN_BACK, words) else True
    return None
