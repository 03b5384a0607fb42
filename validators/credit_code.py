"""统一社会信用代码 (GB 32100—2015), the number of every legal entity in China.

18 characters of the digits and the capital letters without I, O, S, V and Z:

* position 1: the registering department, position 2: the class of entity in it,
* positions 3 to 8: the division (GB/T 2260) of the registering authority,
* positions 9 to 17: the organisation code (GB 11714—1997), whose last is its own check digit,
* position 18: the check digit of the whole.

Source: GB 32100—2015, chapters 4 and 5; GB 11714—1997, chapter 4. python-stdnum's `cn.uscc` computes the last
check digit in the same way (a test compares them), but neither knows the one inside nor takes the departments
A, N and Y, and costs 37 ms to import.

>>> diagnose("911522010783762860")
>>> diagnose("911522010783762868")
Fault(kind=None, found='8', expected='0')
>>> diagnose("91152201078376286")
Fault(kind='length', found='17', expected='18')
>>> diagnose("9115220107837628OO")
Fault(kind='alphabet', found='O', expected='')
>>> lookalike("9115220IO783762860")
'911522010783762860'
"""

import re
import unicodedata
from typing import Literal, NamedTuple

from schema.divisions import is_division
from validators.lookalikes import only_lookalike

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH = 18

_DIVISION = slice(2, 8)
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_ORGANISATION_VALUES = {character: value for value, character in enumerate(ORGANISATION_ALPHABET)}
# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_SEPARATORS = r"[\s\-‐-―－_.·]+"


class Fault(NamedTuple):
    """What is wrong with a number.

    kind: None for the last check digit; `length`, `alphabet`, `organisation` for the check digit inside,
        `both` where both check digits fail.
    found, expected: the digits, numbers of characters or characters in question.
    """

    kind: Literal["length", "alphabet", "organisation", "both"] | None
    found: str
    expected: str


def compact(number: str) -> str:
    """The number in half-width capitals, without spaces and dashes."""
    if number.isascii() and number.isalnum():
        return number.upper()
    return re.sub(_SEPARATORS, "", unicodedata.normalize("NFKC", number)).upper()


def calc_check_digit(number: str) -> str:
    """The 18th character, from the 17 before it."""
    total = sum(_VALUES[character] * weight for character, weight in zip(number, WEIGHTS, strict=False))
    return ALPHABET[-total % 31]


def calc_organisation_check_digit(number: str) -> str:
    """The check digit of an organisation code, from the 8 characters before it."""
    pairs = zip(number, ORGANISATION_WEIGHTS, strict=False)
    total = sum(_ORGANISATION_VALUES[character] * weight for character, weight in pairs)
    return "0123456789X"[-total % 11]


def diagnose(number: str) -> Fault | None:
    """The first thing that is wrong with a number; None for a valid one."""
    number = compact(number)
    if len(number) != LENGTH:
        return Fault("length", str(len(number)), str(LENGTH))
    illegal = "".join(dict.fromkeys(character for character in number if character not in _VALUES))
    if illegal:
        return Fault("alphabet", illegal, "")
    inner, outer = calc_organisation_check_digit(number[8:16]), calc_check_digit(number[:17])
    if number[16] != inner:
        return Fault("both" if number[17] != outer else "organisation", number[16], inner)
    return Fault(None, number[17], outer) if number[17] != outer else None


def lookalike(number: str, *, scanned: bool = False) -> str | None:
    """The one valid number that a wrong one can be read as, by characters that look alike; None for none or several.

    Illegal characters are read otherwise all at once. Where there are none, any one of the organisation code is, and
    only if that puts both check digits right: one check digit alone is met by chance too easily. scanned: a recogniser
    read it, which mistakes single characters: then any one of all is, whichever check digit fails, if the division is known.
    """
    number = compact(number)
    fault = diagnose(number)
    if fault is None or fault.kind == "length" or (fault.kind not in ("alphabet", "both") and not scanned):
        return None
    illegal = [place for place, character in enumerate(number) if character not in _VALUES]
    choices = [illegal] if illegal else [[place] for place in (range(LENGTH) if scanned else range(8, 16))]

    def is_likely(candidate: str) -> bool:
        return diagnose(candidate) is None and (not scanned or is_division(candidate[_DIVISION]))

    return only_lookalike(number, choices, ALPHABET, is_likely)
