"""Telephone numbers of mainland China: mobile, or landline with area code.

Ordinary numbers are told by their pattern (Numbering Plan for Public Telecommunication Networks); phonenumbers,
which costs 30 ms to import, decides only where the pattern does not.

>>> [diagnose(number) for number in ("19987896265", "+86 138-0000-1234", "(023) 8815 2487 转 801", "0851-8815248")]
[None, None, None, None]
>>> diagnose("88152487"), diagnose("400-800-1234"), diagnose("1380000123"), diagnose("023-88152487、86868884")
('area_code', 'service', 'invalid', None)
"""

import re
import unicodedata
from typing import Literal

Fault = Literal["invalid", "area_code", "service"]

# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_SEPARATORS = r"[、,;/|\n]|或者?|和|(?<=\d{7})\s+(?=\d{7})"
_EXTENSION_WORDS = r"(?i)转|分机号?|ext|[*#]+"
_NOT_A_NUMBER = r"[^\d+#-]"
_DASHES = r"[‐-―−_~]"
_RUNS = "-+"
_COUNTRY = r"(?:(?:\+|00)?86-?)?"
_LANDLINE = r"(?:(?:10|2[0-57-9])-?[2-8]\d{7}|[3-9]\d{2}-?[2-8]\d{6,7})"
_EXTENSION = r"(?:-?#\d{1,6}|-\d{1,6})?"
_ORDINARY = re.compile(
    rf"{_COUNTRY}0?1(?:[38]\d|4[5-9]|5[0-35-9]|6[25-7]|7[0-8]|9\d)\d{{8}}"
    rf"|(?:{_COUNTRY}0|(?:\+|00)86-?){_LANDLINE}{_EXTENSION}",
)
_LOCAL = rf"[2-8]\d{{6,7}}{_EXTENSION}"
_SERVICE = r"[48]00\d{7}"


def diagnose(text: str) -> Fault | None:
    """What is wrong with the number, or the first of several joined by 「、」 that is wrong; None where all are right.

    A second landline number may leave the area code out.
    """
    if _ORDINARY.fullmatch(text):
        return None
    numbers = [number for part in re.split(_SEPARATORS, unicodedata.normalize("NFKC", text)) if (number := _plain(part))]
    faults = [_diagnose_one(number) for number in numbers]
    area_code_is_known = any(fault is None and number.startswith("0") for fault, number in zip(faults, numbers, strict=True))
    wrong = [fault for fault in faults if fault and not (fault == "area_code" and area_code_is_known)]
    return wrong[0] if wrong else None if numbers else "invalid"


def _plain(part: str) -> str:
    """Digits, `+`, single `-`, and `#` before an extension; without words such as 手机 or （微信同号）."""
    digits = re.sub(_NOT_A_NUMBER, "", re.sub(_EXTENSION_WORDS, "#", re.sub(_DASHES, "-", part)))
    return re.sub(_RUNS, "-", digits).strip("-")


def _diagnose_one(number: str) -> Fault | None:
    joined = number.replace("-", "")
    if _ORDINARY.fullmatch(number) or _ORDINARY.fullmatch(joined):
        return None
    if re.fullmatch(_LOCAL, number) or re.fullmatch(_LOCAL, joined):
        return "area_code"
    if re.fullmatch(_SERVICE, joined):
        return "service"
    # Without the 0 of its area code, a landline number looks like a mobile number that lost a digit.
    is_short = joined == number and len(joined) < len("13800001234") and number[0] not in "0+"
    return None if not is_short and _is_mainland(joined) else "invalid"


def _is_mainland(number: str) -> bool:
    from phonenumbers import NumberParseException, PhoneNumberType, is_valid_number, number_type, parse

    try:
        parsed = parse(number, "CN")
    except NumberParseException:
        return False
    kinds = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return parsed.country_code == 86 and is_valid_number(parsed) and number_type(parsed) in kinds
