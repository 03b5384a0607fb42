"""Which of the notice's occupations a text names: by official name, code, short name, or nearly so.

Only what cannot mean anything else is matched. 人工智能训练师 and 物联网安装调试员 are occupations of their own,
互联网工程技术人员 could be two of the ten: none of these is taken for one of the ten.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from schema.folding import fold
from schema.notice import Notice, Occupation

_CODE = re.compile(r"\d-\d{2}-\d{2}-\d{2}")
_DASHES = re.compile(r"\s*[‐-―−—－_]+\s*")
# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_SEPARATORS = r"[、,;/|+&。]|以及|和|及|与"
# Words around a name that say nothing more of the occupation.
_NOISE = (
    r"数字技术工程师|拟|申报|开展|培训|评价|职业|专业|方向|领域|等级|名称|编码|代码|初级|中级|高级|培育|项目|[类的为]|[^\w]|[\d_]"
)
# How people shorten the end of a name.
_SHORT_ENDINGS = frozenset({"", "工程师", "工程技术", "技术人员", "工程人员", "工程技术师"})
_ENDING = "工程技术人员"
_LIKE_ENDING = 70  # of 100, by rapidfuzz.fuzz.ratio


class OccupationMatch(NamedTuple):
    """names: official names in the order of the text, each once; none where it names none of the notice's.

    exact: the text is an official name, a code or both, but for spaces, brackets and book marks.
    """

    names: tuple[str, ...]
    exact: bool


class _Terms(NamedTuple):
    by_name: dict[str, str]
    by_short: dict[str, str]
    by_code: dict[str, str]
    names: re.Pattern[str]
    names_or_shorts: re.Pattern[str]


def match_occupation(text: str, notice: Notice) -> OccupationMatch:
    """The occupations that a text names."""
    return _match(text, notice.occupations)


@lru_cache(maxsize=1024)
def _match(text: str, occupations: tuple[Occupation, ...]) -> OccupationMatch:
    terms = _terms(occupations)
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).lower()
    codes = tuple(dict.fromkeys(terms.by_code[code] for code in _CODE.findall(plain) if code in terms.by_code))
    words = _CODE.sub(" ", plain)
    folded = fold(words)
    if folded in terms.by_name or not folded:
        # A slip in a code beside the full name is no second occupation.
        names = (terms.by_name[folded],) if folded else codes
        return OccupationMatch(names, exact=len(names) == 1 and codes in ((), names))
    return OccupationMatch(_names_in(words, folded, terms) or codes, exact=False)


@lru_cache(maxsize=8)
def _terms(occupations: tuple[Occupation, ...]) -> _Terms:
    by_name = {fold(item.name): item.name for item in occupations}
    by_short = {fold(item.short): item.name for item in occupations}
    longest_first = sorted({*by_name, *by_short}, key=len, reverse=True)
    return _Terms(
        by_name=by_name,
        by_short=by_short,
        by_code={code: item.name for item in occupations for code in item.codes},
        names=re.compile("|".join(map(re.escape, sorted(by_name, key=len, reverse=True)))),
        names_or_shorts=re.compile("|".join(map(re.escape, longest_first))),
    )


def _names_in(words: str, folded: str, terms: _Terms) -> tuple[str, ...]:
    """Part by part, as the text separates them (a line break may stand inside a name).

    Where a part names nothing, the other parts count only if one of them is a full name; else the break may have cut
    a name apart, and the whole is tried at once.
    """
    parts = [part for part in map(fold, re.split(_SEPARATORS, words)) if re.sub(_NOISE, "", part)]
    by_part = [_names_of_part(part, terms) for part in parts]
    if all(by_part) or terms.names.search(folded):
        return tuple(dict.fromkeys(name for names in by_part for name in names))
    return _names_of_part(folded, terms)


def _names_of_part(part: str, terms: _Terms) -> tuple[str, ...]:
    hits = terms.names_or_shorts.findall(part)
    rest = re.sub(_NOISE, "", terms.names_or_shorts.sub("", part))
    if hits and (rest in _SHORT_ENDINGS or any(hit in terms.by_name for hit in hits)):
        return tuple(terms.by_name.get(hit) or terms.by_short[hit] for hit in hits)
    return _nearly(re.sub(_NOISE, "", part), terms)


def _nearly(part: str, terms: _Terms) -> tuple[str, ...]:
    """The one occupation whose name the text misses by a character, or by how it ends."""
    from rapidfuzz import fuzz  # 30 ms to import, and most forms name their occupation rightly
    from rapidfuzz.distance import Levenshtein

    distances = sorted((Levenshtein.distance(part, name, score_cutoff=2), name) for name in terms.by_name)
    (best, name), (second, _) = distances[0], distances[1] if len(distances) > 1 else (3, "")
    if best <= 1 and second > best + 1:
        return (terms.by_name[name],)
    starts = [short for short in terms.by_short if part.startswith(short)]
    if len(starts) == 1 and fuzz.ratio(part[len(starts[0]):], _ENDING) >= _LIKE_ENDING:
        return (terms.by_short[starts[0]],)
    return ()
