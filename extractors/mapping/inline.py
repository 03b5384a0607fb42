"""Answers that stand behind their labels inside one text: 「推荐单位联系人：　　联系电话：」."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from schema.boxes import Box

# Full-width forms of ASCII, one to one, so that offsets stay true.
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
_PUNCTUATION = "（）()【】[]：:、，,/"
_NUMERALS = "0-9〇○零一二两三四五六七八九十"
# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_SIGNED_ON = (
    rf"(?:日期|时间)?\s*[:：]?\s*(?:\d{{4}}\s*[年./-]\s*\d{{1,2}}\s*(?:[月./-]\s*\d{{1,2}}\s*日?|月)"
    rf"|(?:[{_NUMERALS}]\s*){{0,4}}年\s*(?:[{_NUMERALS}]\s*){{0,3}}月\s*(?:[{_NUMERALS}]\s*){{0,3}}日)\s*$"
)


class Answer(NamedTuple):
    """An answer and where it stands: half-open offsets into the text of the whole, its label included.

    start: of the label; value, end: the answer's own bounds.
    """

    box: Box
    label: str
    start: int
    value: int
    end: int


def answers_in(text: str, wanted: Sequence[Box], colon: bool) -> tuple[Answer, ...]:
    """The wanted boxes whose labels stand in a text, each with what follows up to the next label.

    colon: only a label that a colon, or a tick box, follows counts.
    """
    if not wanted:
        return ()
    pattern, owners = _pattern(tuple(wanted), colon)
    found = list(pattern.finditer(text.translate(_HALF_WIDTH)))
    answers: list[Answer] = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        box = _owner(owners[str(match.lastgroup)], answers)
        label = text[match.start(): match.end()].strip().rstrip("：:")
        answers.append(Answer(box, label, match.start(), match.end(), end))
    return tuple(answers)


def split_signing_date(text: str) -> tuple[int, int] | None:
    """Offsets of the date, filled or the template's empty 「年  月  日」, at the end of a signature block."""
    match = re.search(_SIGNED_ON, text.translate(_HALF_WIDTH))
    return match.span() if match else None


def _owner(boxes_: Sequence[Box], before: Sequence[Answer]) -> Box:
    """Which of the boxes that share a label is meant: the one of the group that the text speaks of."""
    for answer in reversed(before):
        for box in boxes_:
            if box.headers == answer.box.headers:
                return box
    return boxes_[0]


@cache
def _pattern(wanted: tuple[Box, ...], colon: bool) -> tuple[re.Pattern[str], dict[str, tuple[Box, ...]]]:
    by_label: dict[str, list[Box]] = {}
    for box in wanted:
        for label in box.leading_labels:
            by_label.setdefault(label, []).append(box)
    ordered = sorted(by_label, key=len, reverse=True)
    owners = {f"l{index}": tuple(by_label[label]) for index, label in enumerate(ordered)}
    tail = r"\s*(?:[:]|(?=\s*[□☐☑☒■√]))" if colon else r"\s*:?"
    alternatives = "|".join(f"(?P<l{index}>{_spelled(label)}{tail})" for index, label in enumerate(ordered))
    return re.compile(alternatives), owners


def _spelled(label: str) -> str:
    """A label in any spacing, with or without its punctuation."""
    letters = label.translate(_HALF_WIDTH)
    return r"\s*".join(re.escape(letter) + ("?" if letter in _PUNCTUATION else "") for letter in letters)
