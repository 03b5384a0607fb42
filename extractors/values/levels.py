"""The levels that a form applies for: 初级□ 中级□√ 高级□√, or in words 中级、高级."""

import re
from collections.abc import Sequence

from extractors.document import Mark
from extractors.values.ticks import Option, Span, find_options, tick_options
from extractors.values.value import Value, is_blank, without
from schema.boxes import LEVEL_NAMES
from schema.record import Tick

_LEVEL = r"[初中高]\s*级"
# Patterns that only rarer spellings need are strings: `re` compiles each on first use, and keeps it.
_ASK = r"[打划画填]\s*[“\"]?[√✓✔☑■]|勾选"
# One or several levels in a word: 初级, 中高级, 初、中、高级.
_NAMED = r"[初中高](?:\s*[、,，/和及与]?\s*[初中高]){0,2}\s*级"
_BETWEEN = r"[\s、,，;；/和及与。.]|专业技术等级|职业等级|等级"


def read_levels(text: str, marks: Sequence[Mark], struck: Sequence[Span]) -> Value:
    """The levels that are on, in the order 初级 中级 高级; () where none is."""
    if not marks and is_blank(text):
        return Value("blank", ())
    options = find_options(_LEVEL, text, marks)
    if not marks:
        return _in_words(text, options, struck)
    if not options:
        return Value("unreadable", ())
    ticks = tick_options(text, options, marks, struck)
    if any(tick.state == "unclear" for tick in ticks):
        return Value("unreadable", (), ticks)
    on = {tick.option for tick in ticks if tick.state == "on"}
    return Value("read" if on else "blank", tuple(level for level in LEVEL_NAMES if level in on), ticks)


def _in_words(text: str, options: Sequence[Option], struck: Sequence[Span]) -> Value:
    """Levels named without any mark, those that are struck through left out."""
    if re.search(_ASK, text):
        # The template's own line, and no mark to be seen: what was ticked is not known.
        return Value("unreadable", (), tuple(Tick(option=option.name, state="unclear") for option in options))
    kept = without(text, struck)
    levels = {f"{character}级" for named in re.findall(_NAMED, kept) for character in named if character in "初中高"}
    if not levels or re.sub(_BETWEEN, "", re.sub(_NAMED, "", kept)):
        return Value("unreadable", ())
    return Value("read", tuple(level for level in LEVEL_NAMES if level in levels))
