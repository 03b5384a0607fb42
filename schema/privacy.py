"""Identity and telephone numbers in a text, made unreadable: 500103********1234, 138****1234, 023-****0483.

What counts as one, however it is spaced and in whatever width its digits are:

- an identity number (GB 11643—1999): a division's four digits, two more, a day, three or four characters, so that one
  with a digit lost or doubled counts as well; one of 18 characters with a division or a day that never was; an old one
  of 15;
- a mobile number, a landline number with its area code;
- any number behind a word such as 身份证 or 电话.

A credit code (GB 32100—2015), which is no secret and may consist of 18 digits, stays.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from schema.divisions import is_prefecture

_BETWEEN = r"[\s\-‐-―－_~.·\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_SOME_DIGITS = re.compile(rf"\d(?:{_BETWEEN}{{0,3}}\d){{4}}")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_NOT_IN_NUMBERS = re.compile(r"[^\dX]")
_DAY = r"(?:0 [1-9]|1 [0-2]) (?:0 [1-9]|[12] \d|3 [01])"
# In patterns for numbers ` ` stands for what may be between two digits.
_IDENTITY = (
    rf"(?P<whole>(?<!\d))?(?P<number>(?P<division>\d \d \d \d) \d \d (?:1 9 \d|2 0 [0-2]) \d {_DAY}"
    r" \d \d \d(?:[\dXx]| [\dXx](?!\d)|(?(whole)|[\dXx])))"
)
_OLD_IDENTITY = rf"(?<!\d)(?P<number>(?P<division>\d{{4}})\d\d \d\d{_DAY} \d{{3}})(?![\dXx])"
_WRONG_IDENTITY = r"(?<![\dA-Za-z])(?P<number>(?P<division>\d{4})\d\d (?P<day>\d{8}) \d{3}[\dXx])(?![\dA-Za-z])"
_MOBILE = (
    r"(?<!\d)(?:(?:\+|00)?86 |0|20\d\d[01]\d[0-3]\d)?"
    r"(?P<number>(?:1[3-9]\d \d{4} \d{4})+|1[3-9]\d\d-\d{3}-\d{4}|1\n?[3-9](?:\n?\d){9}"
    rf"|1{_BETWEEN}[3-9](?:{_BETWEEN}\d){{9}})(?!\d)"
)
_LANDLINE = r"(?<!\d)(?:(?:\+|00)?86 )?[(（]?0(?:10|2\d|[3-9]\d\d)[)）]? (?P<number>[1-9]\d{2,3} \d{4})(?!\d)"
_NAMED = (
    r"(?:身份证|电话|手机|座机|传真|热线|联系方式|(?i:tel|phone|mobile|fax))[^\d\n*]{0,8}"
    r"(?<![\d*])(?P<number>\d(?: \d){6,}[Xx]?)(?![\dA-Za-z*])"
)
_RUN = r"(?<![\d*])(?P<number>\d(?: \d){4,}[Xx]?)(?![\d*])"


def mask(text: str) -> str:
    """A text with its identity and telephone numbers masked; any other text unchanged."""
    if not _SOME_DIGITS.search(text):
        return text
    for pattern, masked in _NUMBERS:
        text = _replaced(pattern, text, masked)
    return text


def mask_number(text: str) -> str:
    """What stands in a box for such a number, masked: also a number that is none, or not a whole one."""
    return _replaced(_RUN, mask(text), _any)


def hidden(number: str) -> str:
    """A number with its middle hidden, however it was spaced; as many characters as it has digits."""
    digits = _characters(number)
    first, last = (6, 4) if len(digits) >= 15 else (3, 4) if len(digits) >= 9 else (0, 4) if len(digits) >= 7 else (0, 2)
    return digits[:first] + "*" * (len(digits) - first - last) + digits[-last:]


def is_masked(text: str) -> bool:
    """Whether a number was hidden in a text, so that it does not say any more what it said."""
    return "**" in text


def _any(found: re.Match[str]) -> str:
    return hidden(found["number"])


def _identity(found: re.Match[str]) -> str | None:
    return _any(found) if is_prefecture(_characters(found["division"])) else None


def _wrong_identity(found: re.Match[str]) -> str | None:
    is_day = _compiled(f"(?:19|20)\\d\\d{_DAY}").fullmatch(found["day"])
    if not (is_day or is_prefecture(found["division"])):
        return None
    from stdnum.cn import uscc  # such a number is rare

    return None if uscc.is_valid(_characters(found["number"])) else _any(found)


def _mobiles(found: re.Match[str]) -> str:
    digits = _characters(found["number"])
    return "".join(hidden(digits[start : start + 11]) for start in range(0, len(digits), 11))


_NUMBERS: tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...] = (
    (_IDENTITY, _identity), (_OLD_IDENTITY, _identity), (_WRONG_IDENTITY, _wrong_identity), (_MOBILE, _mobiles),
    (_LANDLINE, _any), (_NAMED, _any),
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", f"{_BETWEEN}{{0,3}}"))  # 10 ms for all, which few texts need


def _characters(number: str) -> str:
    return _NOT_IN_NUMBERS.sub("", number.upper())


def _replaced(number: str, text: str, masked: Callable[[re.Match[str]], str | None]) -> str:
    """The text with the number of each match masked, unless `masked` gives None; what is around it stays as written."""
    pattern = _compiled(number)
    plain = text if text.isascii() else _plain(text)
    pieces: list[str] = []
    end = start = 0
    while found := pattern.search(plain, start):
        instead = masked(found)
        if instead is None:
            start = found.start() + 1
            continue
        pieces += (text[end : found.start("number")], instead)
        start = end = found.end("number")
    return "".join((*pieces, text[end:])) if pieces else text


def _plain(text: str) -> str:
    """Every character by one: digits of other scripts and widths as ASCII digits, full-width letters and signs too."""
    narrow = re.sub("[\uff01-\uff5e]", lambda wide: chr(ord(wide[0]) - 0xFEE0), text)
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), narrow)
