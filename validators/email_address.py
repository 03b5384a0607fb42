"""Electronic mail addresses (RFC 5321, RFC 5322) as the mail services of China give them out.

Ordinary addresses are told by their pattern; email-validator, which costs 40 ms to import, decides only where the
pattern does not. Nothing is looked up: whether the mailbox exists nobody can tell from the form.

>>> [is_valid(text) for text in ("zhaomin@126.com", "a.b@cqu.edu.cn、c-d@qq.com", "ｚｍ＠qq.com")]
[True, True, True]
>>> [is_valid(text) for text in ("zhaomin126.com", "zm@qq。com", "zm@qq,com", "z m@qq.com", "赵敏@qq.com")]
[False, False, False, False, False]
"""

import re
import unicodedata

_LONGEST = 254
# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_SEPARATORS = r"[、,;/|\n]|或者?|和"
_ORDINARY = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}", re.IGNORECASE)
# A library for all languages reads this as the dot of a domain; no mail program in use does.
_IDEOGRAPHIC_STOP = "。"


def is_valid(text: str) -> bool:
    """Whether a text is an address, or several joined by 「、」 that all are."""
    if len(text) <= _LONGEST and _ORDINARY.fullmatch(text):
        return True
    parts = [part.strip() for part in re.split(_SEPARATORS, unicodedata.normalize("NFKC", text)) if part.strip()]
    return bool(parts) and all(map(_is_address, parts))


def _is_address(text: str) -> bool:
    if len(text) <= _LONGEST and _ORDINARY.fullmatch(text):
        return True
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return _IDEOGRAPHIC_STOP not in text
