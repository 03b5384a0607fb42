"""Credit codes, ID numbers and e-mail addresses: spelling made one, no character corrected.

Whether such a code holds is not judged here; an O typed for a 0 stays, so that the check can say so.
"""

import re

from extractors.values.folding import compatible
from extractors.values.value import BLANK, UNREADABLE, Value, is_blank
from schema.boxes import Box

_PLAIN = re.compile(r"[0-9A-Z]{18}")
# Patterns that only rarer spellings need are strings: `re` compiles each on first use, and keeps it.
_DIVIDERS = r"[\s\-‐‑–—―−_·.]"
# The box's own label, typed in front of the answer, and a remark behind it.
_LABEL = r"(?i)^[^\W\d_]*(?:代码|证号|号码|证件号|身份证|邮箱|信箱|邮件|e-?mail)[号码]*(?:\([^()]*\))?:"
_REMARK = r"(?i)\([^()0-9a-z]*[^\x00-\x7f][^()0-9a-z]*\)$"

_MAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_BETWEEN_MAILS = r"[、,;/\s或]+"
_MAIL_END = ".,;:、，。；："


def read_code(_box: Box, text: str, _label: str) -> Value:
    """A credit code or an ID number: upper case, half width, without blanks, dashes and line breaks."""
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return Value("read", text)
    if is_blank(text):
        return BLANK
    folded = "".join(compatible(text).split())
    code = re.sub(_DIVIDERS, "", re.sub(_REMARK, "", re.sub(_LABEL, "", folded))).upper()
    return Value("read", code) if code else UNREADABLE


def read_email(_box: Box, text: str, _label: str) -> Value:
    """An e-mail address as typed, half width, without blanks and what stands around it; several joined by 「、」."""
    text = text.strip()
    if _MAIL.fullmatch(text):
        return Value("read", text)
    if is_blank(text):
        return BLANK
    folded = compatible(text)
    addresses = _addresses(folded) if folded.count("@") > 1 else [folded]
    cleaned = [address for address in map(_cleaned, addresses) if address]
    return Value("read", "、".join(cleaned)) if cleaned else UNREADABLE


def _addresses(folded: str) -> list[str]:
    """Several addresses apart; a line break parts them only where each line is one."""
    parts = [part for part in re.split(_BETWEEN_MAILS, folded) if part]
    if all("@" in part for part in parts):
        return parts
    return [part for part in re.split(_BETWEEN_MAILS, folded.replace("\n", "")) if part]


def _cleaned(address: str) -> str:
    unspaced = re.sub(_LABEL, "", "".join(address.split()))
    if unspaced.lower().startswith("mailto:"):
        unspaced = unspaced[len("mailto:"):]
    return unspaced.strip("<>").rstrip(_MAIL_END)
