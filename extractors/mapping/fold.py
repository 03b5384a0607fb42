"""Labels as they are compared: without spaces, breaks, brackets, numbering and width."""

import re
import unicodedata
from functools import lru_cache

# Words in brackets after a label are remarks on it: a unit, （盖章）, （仅填一项）.
_BRACKETED = re.compile(r"[（(【\[〔][^（()）]*[）)】\]〕]")
_NUMBERING = re.compile(r"^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]\s*")
_YEARS = re.compile(r"近([一二三四五六七八九])年")
# The last of these stands in a scan for writing of which nothing could be read.
_DROPPED = re.compile(r"[\s\u200b-\u200f\ufeff:：()（）【】\[\]〔〕《》<>“”\"'‘’、,，.．。;；*＊·…_＿\-—–~～|/\\\ufffd]+")
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九", start=1)}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    r"""A label in the one spelling in which labels are compared.

    「近五年 培训\n规模（人次）：」 gives 「近5年培训规模人次」.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _NUMBERING.sub("", plain)
    plain = _DROPPED.sub("", plain).lower()
    return _YEARS.sub(lambda match: f"近{_NUMERALS[match[1]]}年", plain)


@lru_cache(maxsize=8192)
def fold_bare(text: str) -> str:
    """The folded label without what stands in brackets; empty where nothing else stands there."""
    return fold(_BRACKETED.sub("", text))
