"""Numbers that are valid but belong to nobody: credit codes and identity numbers with their check digits.

Written from the standards, apart from the checks in `validators`, so that the two can disagree.
"""

from datetime import date
from random import Random

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, table 1
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997
_IDENTITY_CHECKS = "10X98765432"  # GB 11643-1999, by the remainder of the weighted sum


def credit_code(rng: Random, prefix: str, division: str, recent: bool) -> str:
    """A 统一社会信用代码 of 18 characters.

    prefix: registering department and class, `91`; division: of GB/T 2260, six digits.
    recent: registered since the autumn of 2015, whose organisation codes begin with MA.
    """
    head, letters = ("MA", _CREDIT_ALPHABET) if recent else ("", _CREDIT_ALPHABET[:10])
    organisation = head + "".join(rng.choice(letters) for _ in range(8 - len(head)))
    body = prefix + division + organisation + organisation_check(organisation)
    return body + credit_check(body)


def organisation_check(organisation: str) -> str:
    """The check digit of an organisation code, from its 8 characters."""
    total = sum(int(character, 36) * weight for character, weight in zip(organisation, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[(11 - total % 11) % 11]


def credit_check(body: str) -> str:
    """The 18th character of a credit code, from the 17 before it."""
    total = sum(_CREDIT_ALPHABET.index(character) * weight for character, weight in zip(body, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31]


def id_number(rng: Random, region: str, born: date, woman: bool) -> str:
    """A 公民身份号码: region of six digits, birth date, order number (odd for men), check digit."""
    order = 2 * rng.randrange(5, 499) + (0 if woman else 1)
    body = f"{region}{born:%Y%m%d}{order:03d}"
    return body + identity_check(body)


def identity_check(body: str) -> str:
    """The 18th character of an identity number, from the 17 before it (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return _IDENTITY_CHECKS[total % 11]
