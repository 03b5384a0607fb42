"""Text cut into words, by a dictionary of the forms' own terms; what it does not know is cut into single characters."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

_TERMS = Path(__file__).parent / "data" / "terms.txt"


def words(folded: str) -> list[str]:
    """The words of a folded text, in order; put together they are the text."""
    return list(_cutter().cut(folded, HMM=False))


@cache
def _cutter() -> "jieba.Tokenizer":
    """Jieba's default dictionary costs a second at start."""
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer(dictionary=str(_TERMS))
