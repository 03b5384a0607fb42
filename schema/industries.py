"""GB/T 4754—2017 国民经济行业分类: whether a text names categories of it, and which name is nearest.

The table is schema/data/gbt4754-2017.csv: 20 sections (门类), 97 divisions (大类), 473 groups (中类), 1381 classes (小类).
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from schema.folding import fold

_TABLE = Path(__file__).parent / "data" / "gbt4754-2017.csv"
_ENDINGS = ("行业", "业")
# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_CODE = r"([a-t])?(\d{2,4})|(?<![a-z0-9])([a-t])(?![a-z0-9])"
_LEVEL_WORDS = r"门类|大类|中类|小类|行业代码|代码|编码|类别"
_ALIKE = 55  # of 100, by rapidfuzz.fuzz.ratio: below, a suggestion would be a guess


class _Table(NamedTuple):
    """names: as printed, in the order of the standard. sections: section letter of each code."""

    names: frozenset[str]
    ordered: tuple[str, ...]
    sections: dict[str, str]


def is_industry(text: str) -> bool:
    """Whether a text is nothing but categories of any level, by name or code: 「I65 软件和信息技术服务业」,
    「信息传输、软件和信息技术服务业—软件开发」. A name may lack its final 业.
    """
    return text.strip() in _table().names or _is_made_of_categories(text)


def nearest_industry(text: str) -> str | None:
    """The name most like a text; None where none is much like it."""
    from rapidfuzz import fuzz, process  # 30 ms to import, and most forms name their industry rightly

    wanted = _stem(fold(re.sub(_LEVEL_WORDS, "", text)))
    found = process.extractOne(wanted, _stems(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _table().ordered[found[2]] if found else None


@cache
def _table() -> _Table:
    lines = _TABLE.read_text("utf-8").splitlines()[1:]
    cells = [line.split(",") for line in lines]
    return _Table(
        names=frozenset(name for _, _, name, _ in cells),
        ordered=tuple(name for _, _, name, _ in cells),
        sections={code: section for _, code, _, section in cells},
    )


@cache
def _stems() -> tuple[str, ...]:
    return tuple(_stem(fold(name)) for name in _table().ordered)


@cache
def _spellings() -> frozenset[str]:
    """Every folded name with and without its ending."""
    stems = _stems()
    return frozenset([*stems, *(stem + ending for stem in stems for ending in _ENDINGS), *map(fold, _table().ordered)])


def _stem(name: str) -> str:
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)


def _is_made_of_categories(text: str) -> bool:
    """Whether codes and names, one after the other, make up the whole text."""
    words = re.sub(_LEVEL_WORDS, " ", unicodedata.normalize("NFKC", text).lower())
    if not all(_is_code(match) for match in re.finditer(_CODE, words)):
        return False
    names = fold(re.sub(_CODE, " ", words))
    reached = {0}
    for end in range(1, len(names) + 1):
        if any(names[start:end] in _spellings() for start in reached):
            reached.add(end)
    return len(names) in reached and bool(fold(words))


def _is_code(match: re.Match[str]) -> bool:
    section, number, alone = match.groups()
    if alone:
        return True
    known = _table().sections.get(number)
    return known is not None and section in (None, known.lower())
