"""Word's 字数."""

import csv
import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators import wordcount
from validators.wordcount import Count, count

COMPARED = Path(__file__).parents[2].parent / "shared" / "facts" / "wordcount-against-word.csv"


def test_docstring_tells_the_truth() -> None:
    """The examples of the specification hold."""
    assert doctest.testmod(wordcount).failed == 0


@pytest.mark.skipif(not COMPARED.is_file(), reason="../shared is not here")
def test_counts_are_those_of_word() -> None:
    """Strings that were compared with Word count as Word counts them."""
    with COMPARED.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert count(row["text"]) == Count(int(row["word_字数"]), int(row["chars_no_space"])), row["text"]


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("", 0, 0), ("甲乙", 2, 2), ("甲　乙 丙\n丁", 4, 4), ("120课时", 3, 5), ("满意度96.5%，", 5, 9), ("GPU/CPU 各2台", 4, 10),
        ("“工学一体”", 6, 6), ("推广“AI+”行动——成效…", 12, 14), ("“AI” tools", 2, 9), ("3—5年", 2, 4), ("阿卜·买买提", 6, 6), ("don’t stop", 2, 9),
    ],
)
def test_marks_without_width_count_as_what_they_stand_beside(text: str, words: int, characters: int) -> None:
    """Quotation marks, dashes and dots count like Chinese beside Chinese text, else with their word."""
    assert count(text) == Count(words, characters)


@given(st.text("甲乙，。ａ１“”—…· 　\nabc1%", max_size=60))
def test_no_text_counts_more_than_its_length(text: str) -> None:
    """So a text that is shorter than its limit need not be counted; and there are at least as many characters as 字."""
    counted = count(text)
    assert counted.words <= counted.characters <= len(text)
