"""Phone numbers: 13883742011, 023-88152487, 023-88152487转8012; several joined by 「、」."""

import re

from extractors.values.folding import compatible
from extractors.values.value import BLANK, Value, is_blank
from schema.boxes import Box

_MOBILE = re.compile(r"1\d{10}", re.ASCII)
# Patterns that only rarer spellings need are strings: `re` compiles each on first use, and keeps it.
_DASHES = r"[‐‑–—―−－~]+|-{2,}"
_COUNTRY = r"^\(?(?:\+|00)\s*86\)?[\s-]*|^86[\s-]+(?=[01])|^86(?=1\d{10}$)"
# What the number is, or who may call it: no part of it.
_KIND = (
    r"(?i)(?:联系)?(?:电话|手机|座机|固话|方式)(?:号码|号)?[:\s]*|办公室?(?=[:\d])[:\s]*|tel\.?[:\s]*|mobile[:\s]*"
    r"|\((?:手机|微信|同微信|微信同号|办公|座机|总机|固话|电话)\)"
)
_SEVERAL = r"\s*(?:[、,;/|或及]|和)\s*"
_EXTENSION = r"(?i)\s*(?:转|分机号?|ext\.?|#)[:\s]*(\d{1,6})$"
_LETTERS = r"[^\W\d_]"
_NOT_DIGITS = r"\D"
# 010 and 02x are area codes of three digits, all others have four; then seven or eight digits of the number.
_LANDLINE = r"(?a)(010|02\d|0[3-9]\d{2})(\d{7,8})"
_LANDLINE_WITH_EXTENSION = r"(?a)(\(?0\d{2,3}\)?[\s-]*\d{7,8})-(\d{1,6})"
_SERVICE = r"(?a)([48]00)(\d{3})(\d{4})"
_SPACED_DASH = r"\s*-\s*"


def read_phone(_box: Box, text: str, _label: str) -> Value:
    """A phone number, spelling made one. A text without digits, such as a name, stays as it is."""
    text = text.strip()
    if _MOBILE.fullmatch(text):
        return Value("read", text)
    if is_blank(text):
        return BLANK
    folded = re.sub(_KIND, "", re.sub(_DASHES, "-", compatible(text))).strip()
    numbers = [number for part in re.split(_SEVERAL, folded) for number in _of_part(part) if number]
    return Value("read", "、".join(numbers) if numbers else text)


def _of_part(part: str) -> list[str]:
    """The number, or the numbers, of a part without a sign between numbers.

    A line break or a blank parts two numbers only where each piece is a whole one.
    """
    whole = _number("".join(part.split("\n")))
    if whole is not None:
        return [whole]
    for pieces in (part.split("\n"), part.split()):
        numbers = [_number(piece) for piece in pieces]
        found = [number for number in numbers if number is not None]
        if len(found) == len(numbers) > 1:
            return found
    return [_as_typed(part)]


def _number(text: str) -> str | None:
    """One whole number of mainland China in its usual spelling; None where it is none."""
    text, extension = _without_extension(text.strip())
    country = re.search(_COUNTRY, text)
    if country:
        text = text[country.end():]
    if re.search(_LETTERS, text) or "@" in text or "*" in text:
        return None
    digits = re.sub(_NOT_DIGITS, "", text)
    if country and not digits.startswith("0") and not _MOBILE.fullmatch(digits):
        digits = f"0{digits}"  # +86 23 8815 2487 leaves out the trunk's 0
    number = _spelled(digits)
    return f"{number}转{extension}" if number and extension else number


def _spelled(digits: str) -> str | None:
    if _MOBILE.fullmatch(digits):
        return digits
    landline = re.fullmatch(_LANDLINE, digits)
    if landline:
        return f"{landline[1]}-{landline[2]}"
    service = re.fullmatch(_SERVICE, digits)
    return f"{service[1]}-{service[2]}-{service[3]}" if service else None


def _without_extension(text: str) -> tuple[str, str]:
    spelled = re.search(_EXTENSION, text)
    if spelled:
        return text[:spelled.start()], spelled[1]
    dashed = re.fullmatch(_LANDLINE_WITH_EXTENSION, text)
    return (dashed[1], dashed[2]) if dashed else (text, "")


def _as_typed(text: str) -> str:
    """What is no whole number: words with single blanks, digits without any."""
    if re.search(_LETTERS, text):
        return " ".join(text.split())
    return "".join(re.sub(_SPACED_DASH, "-", text).split())
