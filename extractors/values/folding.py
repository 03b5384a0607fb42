"""Spellings of one character made one: full-width digits and signs, kinds of blanks, brackets and dashes.

NFKC is not used for numbers: it turns ① into 1 and ㎡ into m2, and so makes digits that nobody wrote.
"""

import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2004\u2005\u2007\u2009\u200a\u202f\t\r"), " ")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_SIGNS = str.maketrans({
    "￥": "¥", "−": "-", "﹣": "-", "’": "'", "‘": "'", "′": "'", "﹐": ",", "﹒": ".", "∕": "/",
    "【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")", "［": "(", "］": ")", "{": "(", "}": ")",
    "㎡": "m²", "㎢": "km²", "㏊": "公顷", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n",
})
_FOLD = _WIDE | _BLANKS | _UNSEEN | _SIGNS


def fold(text: str) -> str:
    """The text with half-width digits and signs, plain blanks and round brackets; line breaks stay."""
    return text.translate(_FOLD)


def compatible(text: str) -> str:
    """The text by NFKC, without characters that nobody sees: for codes, numbers of persons and addresses."""
    return unicodedata.normalize("NFKC", text).translate(_UNSEEN)
