"""Words as they are compared: without spaces, punctuation, brackets, width and case."""

import re
import unicodedata

_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The letters, digits and Han characters of a text, in one width and case.

    >>> fold("重庆某某（集团） 有限公司")
    '重庆某某集团有限公司'
    """
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).lower()
