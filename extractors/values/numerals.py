"""Numbers as they are written: 18,620 · ３９３７ · 三千二百 · 叁仟 · 1.5万 · 2万3千 · 1亿2000万."""

import re
from decimal import Decimal
from functools import lru_cache

SCALE = "万亿|[十百千]?[万亿]|[十百千]"
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# Formal (banker's) and traditional characters, and the spellings of zero, by the everyday ones.
_SPELLINGS = {
    "零": "〇○◯", "一": "壹", "二": "贰貳兩两", "三": "叁參", "四": "肆", "五": "伍", "六": "陆陸", "七": "柒",
    "八": "捌", "九": "玖", "十": "拾", "百": "佰", "千": "仟", "万": "萬", "亿": "億",
}
_PLAIN = {ord(spelling): plain for plain, spellings in _SPELLINGS.items() for spelling in spellings}
DIGITS = "零一二三四五六七八九"
_POSITIONS = str.maketrans(DIGITS, "0123456789")

# Groups of three after one to three digits, divided by a comma, an apostrophe or a blank.
_GROUPS = r"\d{1,3}(?:\s*,\s*\d{3})+|\d{1,3}(?:'\d{3})+|\d{1,3}(?: \d{3})+|\d+"
# 「。」 and 「·」 between digits are a decimal point typed with a Chinese keyboard.
ARABIC = rf"(?:{_GROUPS})(?!\d)(?:\s*\.\s*\d+|[。·]\d{{1,2}}(?!\d))?"
CHINESE = rf"[{''.join(_SPELLINGS)}{''.join(_SPELLINGS.values())}点]+"

# Patterns that only rarer spellings need are strings: `re` compiles each on first use, and keeps it.
_WRAPPED = r"([\d,.]*\d[,.]?)[ ]*\n[ ]*([,.]?\d+)(?![\d,.])"
_TERM = rf"(\d+(?:\.\d+)?)({SCALE})"
_UNDIVIDED = r"[\s,']"
_BY_POSITION = rf"[{DIGITS}]{{3,}}"
# From how many digits on a line below with fewer than so many more is the rest of the same number: a narrow cell
# is filled first, and no second number on these forms is so short beside such a first one.
_WRAPS = ((3, 2), (5, 3), (7, 7))


def join_wrapped(text: str) -> str:
    r"""Folded text with the line breaks taken out that a narrow cell put into a number: `18,\n620`, `114\n9`.

    A break between two digits stays where the lines may be two numbers, as in `1200\n800`.
    """
    if "\n" not in text:
        return text
    previous = None
    while previous != text:
        previous = text
        text = re.sub(_WRAPPED, lambda match: _joined(match[1], match[2]), text)
    return re.sub(r"(?<!\d)\s*\n\s*|\s*\n\s*(?!\d)", "", text)


def _joined(first: str, rest: str) -> str:
    decimals = first.partition(".")[2]
    belongs = (
        first[-1] in ",." or rest[0] in ",."
        or (bool(decimals) and len(decimals) + len(rest) == len("00"))
        or any(len(first) >= enough and len(rest) < fewer for enough, fewer in _WRAPS)
    )
    return first + rest if belongs else f"{first}\n{rest}"


def arabic(number: str) -> Decimal:
    """The number of a text that matches ARABIC."""
    return Decimal(re.sub(_UNDIVIDED, "", number).replace("。", ".").replace("·", "."))


def scaled(text: str) -> Decimal | None:
    """The number of digits mixed with 十 百 千 万 亿, such as 1.5万, 2万3千, 1亿2000万, 12万3456.

    None where it cannot be told: 1万2 (12,000 or 10,002), 3千5万.
    """
    terms = re.findall(_TERM, text)
    tail = text[sum(len(number) + len(scale) for number, scale in terms):]
    if not terms or re.sub(_TERM, "", text) != tail:
        return None
    total, room = Decimal(0), Decimal("Infinity")
    for position, (number, scale) in enumerate(terms):
        amount = Decimal(number) * scale_of(scale)
        if (position and amount >= room) or ("." in number and len(terms) > 1):
            return None
        total, room = total + amount, scale_of(scale)
    if tail:
        # A number after the last 万 counts only where it fills its places.
        if not tail.isdecimal() or Decimal(10) ** len(tail) != room or "." in terms[0][0]:
            return None
        total += Decimal(tail)
    return total


def scale_of(characters: str) -> Decimal:
    """What 十, 百, 千, 万, 亿 or several of them (百万) multiply by; 1 where there is none."""
    scale = 1
    for character in characters:
        scale *= _SCALES[character]
    return Decimal(scale)


@lru_cache(maxsize=512)
def chinese(text: str) -> Decimal | None:
    """The number of Chinese numerals, everyday or formal: 三千二百, 叁仟, 两百, 三点五万, 二〇二〇. None for a guess.

    一百五 and 一万二 are left out: who writes so may have forgotten a 零 or a 千.
    """
    if text in "○◯":
        return None  # alone it is a circle
    plain = text.translate(_PLAIN)
    if re.fullmatch(_BY_POSITION, plain):
        return Decimal(plain.translate(_POSITIONS))
    if "点" in plain:
        return _with_point(plain)
    return _integer(plain)


def _with_point(plain: str) -> Decimal | None:
    whole, _, rest = plain.partition("点")
    decimals = rest.rstrip("十百千万亿")
    number = _integer(whole) if whole else None
    if number is None or not decimals or any(character not in DIGITS for character in decimals):
        return None
    return Decimal(f"{number}.{decimals.translate(_POSITIONS)}") * scale_of(rest[len(decimals):])


def _integer(plain: str) -> Decimal | None:
    # Imported here: cn2an takes 0.1 s to load, and few forms are filled with Chinese numerals.
    import cn2an

    # The strict mode refuses 一万五百 (one 零 too few), the normal one also reads 一百五 as 150.
    mode = "normal" if plain[-1] in _SCALES else "strict"
    try:
        return Decimal(int(cn2an.cn2an(plain, mode)))
    except ValueError:
        return None
