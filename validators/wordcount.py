"""Word's 字数: 中文字符和朝鲜语单词 and 非中文单词 together, as Word shows it under 审阅—字数统计.

Each Han character and each full-width mark, letter or digit counts 1; a run of other characters without a space
counts 1, half-width punctuation inside it included. The package office-wordcount does that, but for two things that
are put right here: “ ” ‘ ’ — … · have no width of their own, and beside Chinese text Word sets and counts them as
Chinese; and an ideographic space is a space.

>>> count("Hello 世界"), count("共120课时，“工学一体”。"), count("甲　乙")
(Count(words=3, characters=7), Count(words=12, characters=14), Count(words=2, characters=2))
"""

import re
from typing import NamedTuple

# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_WITHOUT_WIDTH = "[“”‘’—…·]+"


class Count(NamedTuple):
    """words: 字数. characters: 字符数（不计空格）."""

    words: int
    characters: int


def count(text: str) -> Count:
    """Count a text as Word does. Both numbers are at most the length of the text."""
    # 40 ms to import, and only a text that is longer than its limit needs it.
    from word_count import count_characters, count_words
    from word_count.patterns import ASIANS

    text = text.replace("\u3000", " ")

    def as_chinese(match: re.Match[str]) -> str:
        start, end = match.span()
        beside_chinese = ASIANS.search(text[max(start - 1, 0):start] + text[end:end + 1])
        return "、" * (end - start) if beside_chinese else match[0]

    return Count(count_words(re.sub(_WITHOUT_WIDTH, as_chinese, text)), count_characters(text))
