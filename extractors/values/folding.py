"""Spellings of one character made one: full-width digits and signs, kinds of blanks, brackets and dashes.

NFKC is not used for numbers: it turns ① into 1 and ㎡ into m2, and so makes digits that nobody wrote.
"""

import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2004, 0x2005, 0x2007, 0x2009, 0x200A, 0x202F, 0x0009, 0x000D), " ")
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD))
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
