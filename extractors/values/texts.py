"""Short texts (names, addresses, types) and long ones (profiles, plans)."""

import re

from extractors.values.prompts import strip_prompt
from extractors.values.value import BLANK, PLACEHOLDER, Value, is_blank
from schema.boxes import Box

_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BREAK = re.compile(r"[ \t\u00a0\u3000]*[\n\r\v\f\u2028][\s]*")
_BLANKS = re.compile(r"[ \t\u00a0\u2002-\u200a\u3000]+")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
# 张 三, 欧 阳 某 某: a short name spread over its box.
_SPREAD_NAME = re.compile(rf"[{_HAN}](?:\s+[{_HAN}]){{1,3}}")
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
    text = _UNSEEN.sub("", text)
    if _SPREAD_NAME.fullmatch(text):
        return "".join(text.split())
    return _BLANKS.sub(" ", _BREAK.sub(_joint, text))


def _joint(line_break: re.Match[str]) -> str:
    """What a line break stands for: a blank between Latin words; nothing beside Chinese, in a number, or after a hyphen."""
    before, after = line_break.string[line_break.start() - 1], line_break.string[line_break.end()]
    if not (before.isascii() and after.isascii()) or before == "-" or (before.isdigit() and after.isdigit()):
        return ""
    return " "
