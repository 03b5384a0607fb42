"""What reading a box gives, and what counts as nothing."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from schema.record import State, Tick

# Dashes, slashes, dots and underscores say nothing; so do the words for "none", in brackets or with a full stop.
_NOTHING = re.compile(
    r"[\s\u200b-\u200f\u2060\ufeff_＿/／∕╱\\＼｜|—–－―‐‑−…⋯.。．·~～、，,;；:：-]*"
    r"|[（(【]?\s*(?:无|暂\s*无|没有|不适用|不涉及|无此项|n\s*/\s*a|n\.a\.?|na|Ｎ／Ａ|nil|none)\s*[）)】]?[。.；;]?",
    re.IGNORECASE,
)
# Patterns that only rarer spellings need are strings: `re` compiles each on first use, and keeps it.
# What Word shows in a content control that nobody has typed into.
_PLACEHOLDER = (
    r"(?i)[【\[（(]?(?:(?:单击|点击)(?:或(?:点击|点按|轻触))?(?:此处|这里)?以?(?:输入|选择).{0,8}"
    r"|选择一项。?|请选择|请输入|请填写|click (?:or tap )?(?:here )?to enter .{0,12}|choose an item\.?)[】\]）)]?"
)


class Value(NamedTuple):
    """A box as read.

    state: as in `schema.record.Evidence`.
    value: of the type of the box's Kind; None (of LEVELS: ()) unless the state is `read`.
    ticks: the options of a YES_NO or LEVELS box in the order of the text, empty where none were printed.
    """

    state: State
    value: Any
    ticks: tuple[Tick, ...] = ()


BLANK = Value("blank", None)
UNREADABLE = Value("unreadable", None)
PLACEHOLDER = Value("placeholder", None)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without the parts between half-open offsets."""
    gone = {index for start, end in spans for index in range(start, end)}
    return "".join(character for index, character in enumerate(text) if index not in gone)


def is_blank(text: str) -> bool:
    """Whether the text says nothing: empty, a dash, 「/」, 「无」, 「……」."""
    return _NOTHING.fullmatch(text.strip()) is not None


def is_placeholder(text: str) -> bool:
    """Whether the text is what Word itself shows in a content control: 「单击或点击此处输入文字。」."""
    return re.fullmatch(_PLACEHOLDER, text.strip()) is not None
