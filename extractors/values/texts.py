"""Short texts (names, addresses, types) and long ones (profiles, plans)."""

import re

from extractors.values.prompts import strip_prompt
from extractors.values.value import BLANK, PLACEHOLDER, Value, is_blank
from schema.boxes import Box

_BLANKS = re.compile(r"\s+")
_LINE_BREAKS = frozenset("\n\r\v\f\u2028\u2029")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_FIRST_HAN = "\u3400"
_LONGEST_NAME = 4
# Words that the template itself puts beside or into an answer.
_TEMPLATE = re.compile(
    r"[（(【\[]\s*(?:[仅只限]填一项|请打√|(?:单位|此处)?(?:加?盖)?公?章|签章|签字(?:盖章)?|签名|手签)\s*[）)】\]]",
)


def read_text(box: Box, text: str, _label: str) -> Value:
    """A short text on one line, the template's words (（仅填一项）, （盖章）) left out."""
    text = text.strip()
    if is_blank(text):
        return BLANK
    kept = _TEMPLATE.sub("", text).strip()
    if box.prompt:
        kept = strip_prompt(kept, box.prompt)
    if not kept:
        return PLACEHOLDER
    return BLANK if is_blank(kept) else Value("read", _on_one_line(kept))


def read_prose(box: Box, text: str, _label: str) -> Value:
    r"""A long text without the template's prompt: its lines, stripped and without empty ones, joined by `\n`."""
    if is_blank(text):
        return BLANK
    kept = strip_prompt(text, box.prompt) if box.prompt else text.strip()
    if not kept:
        return PLACEHOLDER
    if is_blank(kept):
        return BLANK
    return Value("read", "\n".join(line for line in map(str.strip, kept.splitlines()) if line))


def _on_one_line(text: str) -> str:
    text = _UNSEEN.sub("", text).strip()
    parts = text.split()
    if len(parts) == 1:
        return text
    if len(parts) <= _LONGEST_NAME and all(len(part) == 1 and part >= _FIRST_HAN for part in parts):
        return "".join(parts)  # 张 三, 欧 阳 修: a short name spread over its box
    return _BLANKS.sub(_joint, text)


def _joint(blanks: re.Match[str]) -> str:
    """One blank for several; a line break is one between Latin words, nothing beside Chinese, in a number, after a hyphen."""
    if _LINE_BREAKS.isdisjoint(blanks[0]):
        return " "
    before, after = blanks.string[blanks.start() - 1], blanks.string[blanks.end()]
    if not (before.isascii() and after.isascii()) or before == "-" or (before.isdigit() and after.isdigit()):
        return ""
    return " "
