"""公民身份号码 (GB 11643—1999), the number of every Chinese citizen.

18 characters: 6 digits for the division (GB/T 2260) of the first registration, 8 for the day of birth, 3 for the
order on that day, and a check character by ISO 7064 MOD 11-2 over the 17 digits before it.

Source: GB 11643—1999, chapters 4 to 6. Numbers of 15 digits were issued until 1999 and are no longer valid.
python-stdnum's `cn.ric` takes a birth in the future, refuses divisions that were valid when the number was issued,
and costs 100 ms at the first number.

>>> diagnose("11010519491231002X", latest_birth=date(2023, 6, 16))
>>> diagnose("１１０１０５ 19491231 002x", latest_birth=date(2023, 6, 16))
>>> diagnose("110105194912310021", latest_birth=date(2023, 6, 16))
Fault(kind=None, detail='1')
>>> diagnose("11010519490229002X", latest_birth=date(2023, 6, 16))
Fault(kind='birth', detail='1949-02-29')
>>> diagnose("110105491231002", latest_birth=date(2023, 6, 16))
Fault(kind='old', detail='15')
"""

import re
import unicodedata
from datetime import date
from typing import Literal, NamedTuple

from schema.divisions import is_division
from validators.lookalikes import only_lookalike

LENGTH = 18
OLD_LENGTH = 15

# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_SEPARATORS = r"[\s\-‐-―－_.·]+"
_DIGITS, _LAST = "0123456789", "0123456789X"


class Fault(NamedTuple):
    """What is wrong with a number.

    kind: None for the check digit; `length`, `old` (15 digits), `alphabet`, `birth` (no such day), `future`,
        `region` (no such division, which is only a doubt).
    detail: the digits, number of characters or characters in question; a day as YYYY-MM-DD.
    """

    kind: Literal["length", "old", "alphabet", "birth", "future", "region"] | None
    detail: str


def compact(number: str) -> str:
    """The number in half-width characters, without spaces and dashes, with a capital X."""
    if number.isascii() and number.isalnum():
        return number.upper()
    return re.sub(_SEPARATORS, "", unicodedata.normalize("NFKC", number)).upper()


def calc_check_digit(number: str) -> str:
    """The 18th character, from the 17 digits before it."""
    total = sum(int(digit) * pow(2, LENGTH - 1 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11]


def birth_date(number: str) -> date | None:
    """The day of birth in a compact number; None where there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def diagnose(number: str, *, latest_birth: date) -> Fault | None:
    """The first thing that is wrong with a number; None for a valid one.

    latest_birth: the last day on which its owner can have been born.
    """
    number = compact(number)
    if len(number) != LENGTH:
        is_old = len(number) == OLD_LENGTH and number.isdecimal()
        return Fault("old" if is_old else "length", str(len(number)))
    illegal = "".join(dict.fromkeys(number[place] for place in _illegal(number)))
    if illegal:
        return Fault("alphabet", illegal)
    return _diagnose_digits(number, latest_birth)


def lookalike(number: str, *, latest_birth: date) -> str | None:
    """The one valid number that a wrong one of a scan can be read as, by characters that look alike; None for none or several.

    What is no digit is read otherwise all at once; where all are, any single one.
    """
    number = compact(number)
    fault = diagnose(number, latest_birth=latest_birth)
    if fault is None or fault.kind in ("length", "old", "region"):
        return None
    illegal = _illegal(number)
    choices = [illegal] if illegal else [[place] for place in range(LENGTH)]
    return only_lookalike(number, choices, _DIGITS, lambda other: diagnose(other, latest_birth=latest_birth) is None)


def _illegal(number: str) -> list[int]:
    """The places of characters that cannot stand there."""
    return [place for place, character in enumerate(number) if character not in (_LAST if place == LENGTH - 1 else _DIGITS)]


def _diagnose_digits(number: str, latest_birth: date) -> Fault | None:
    birth = birth_date(number)
    if birth is None:
        return Fault("birth", f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    if birth > latest_birth:
        return Fault("future", birth.isoformat())
    if number[17] != calc_check_digit(number):
        return Fault(None, number[17])
    return None if is_division(number[:6]) else Fault("region", number[:6])
