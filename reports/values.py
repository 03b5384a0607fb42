"""How a value reads for a person: normalised, with what stood in the file where that says something else."""

import re
import unicodedata
from dataclasses import dataclass

from reports.text import clip
from schema.boxes import LEVEL_NAMES, Box, Kind
from schema.record import Evidence, State, Tick

RAW_LENGTH = 200
_GAPS: dict[State, str] = {
    "read": "未填",
    "blank": "未填",
    "placeholder": "未填，仅有模板提示语",
    "unreadable": "无法识别",
    "covered": "被印章遮盖",
}
NOT_FOUND = "原件中未找到此栏"
_INTEGERS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_NOT_IN_A_CODE = re.compile(r"[\s\-—–－_()（）]+")
_CODES = frozenset({Kind.CREDIT_CODE, Kind.ID_NUMBER, Kind.PHONE})
_NUMBERS = frozenset({Kind.INTEGER, Kind.AMOUNT, Kind.AREA})
# Ways of writing a unit that say no more than the unit, as NFKC leaves them.
_SAME_UNIT = {"m²": ("平方米", "平米", "m2"), "人次": ("人次", "人"), "人": ("人", "名"), "台套": ("台套", "台/套", "台", "套")}
# Answers to 「是否…」 that are as plain as 是 and 否.
_PLAIN_ANSWERS = frozenset({"是", "否", "有", "无", "没有"})
_TICK_SIGNS = {"on": "☑", "off": "☐", "unclear": "☐？"}


@dataclass(frozen=True, slots=True)
class Option:
    """One tick box: its sign, its word, and whether it is ticked."""

    sign: str
    word: str
    on: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a box of the rendering.

    text: the value, empty where there is none. unit: where the label does not say it.
    gap: why there is no value: 「未填」. raw: what stood in the file, where it reads differently.
    options: of a tick field. state: of the evidence, for the styling.
    """

    text: str = ""
    unit: str = ""
    gap: str = ""
    raw: str = ""
    options: tuple[Option, ...] = ()
    state: State | None = None


NOTHING = Shown()


def show(box: Box, value: object, evidence: Evidence | None) -> Shown:
    """A box as a person expects to read it.

    value: of the record, None or empty where there is none.
    """
    options = _options(box, value, evidence)
    state = evidence.state if evidence else None
    if value is None or value in ("", ()):
        return Shown(gap=_gap(evidence), raw=_raw(evidence), options=options, state=state)
    text = "" if options else value_text(box, value)
    raw = "" if options or evidence is None or _says_the_same(box, value, evidence.raw) else _raw(evidence)
    return Shown(text=text, unit=_unit(box), raw=raw, options=options, state=state)


def value_text(box: Box, value: object) -> str:
    """A value in words: 18,620 · 2,345.5 · 2005年12月20日 · 是 · 初级、中级; a year without separators."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if isinstance(value, int | float) and box.kind in _NUMBERS:
        return number_text(value)
    return date_text(str(value)) if box.kind is Kind.DATE else str(value)


def number_text(value: float) -> str:
    """A number with separators, and no more decimals than it has."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def date_text(value: str) -> str:
    """`2005-12-20`, `2005-12` or `2005` as 2005年12月20日, 2005年12月, 2005年."""
    parts = _INTEGERS.findall(value)
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False)) or value


def _gap(evidence: Evidence | None) -> str:
    if evidence is None:
        return NOT_FOUND
    if evidence.ticks:
        return "未勾选" if all(tick.state == "off" for tick in evidence.ticks) else "勾选不明"
    if evidence.state == "read" and evidence.raw.strip():
        return _GAPS["unreadable"]
    return _GAPS[evidence.state]


def _raw(evidence: Evidence | None) -> str:
    if evidence is None or evidence.state == "placeholder" or (evidence.ticks and evidence.state != "unreadable"):
        return ""
    return clip(evidence.raw.strip(), RAW_LENGTH)


def _options(box: Box, value: object, evidence: Evidence | None) -> tuple[Option, ...]:
    ticks = evidence.ticks if evidence else ()
    if not ticks and box.kind is Kind.LEVELS:
        chosen = value if isinstance(value, tuple) else ()
        ticks = tuple(Tick(option=name, state="on" if name in chosen else "off") for name in LEVEL_NAMES)
    return tuple(Option(_TICK_SIGNS[tick.state], tick.option, tick.state == "on") for tick in ticks)


def _unit(box: Box) -> str:
    """The unit of a number, unless the box's label or its group's says it already."""
    if box.kind not in _NUMBERS or not box.unit:
        return ""
    printed = (box.label, *(header.label for header in box.headers))
    return "" if any(box.unit in label for label in printed) else box.unit


def _says_the_same(box: Box, value: object, raw: str) -> bool:
    """Whether the file's own words add nothing to the value: only spaces, separators, the unit or a prompt."""
    words = unicodedata.normalize("NFKC", raw)
    if box.kind in _NUMBERS and isinstance(value, int | float):
        return _plain_number(words, box.unit) == number_text(value).replace(",", "")
    if box.kind in (Kind.DATE, Kind.YEAR):
        return [int(part) for part in _INTEGERS.findall(words)] == [int(p) for p in _INTEGERS.findall(str(value))]
    if box.kind is Kind.YES_NO:
        return words.strip() in _PLAIN_ANSWERS
    if box.kind in _CODES:
        return _NOT_IN_A_CODE.sub("", words) == _NOT_IN_A_CODE.sub("", str(value))
    wanted = _SPACE.sub("", unicodedata.normalize("NFKC", value_text(box, value)))
    return wanted in _SPACE.sub("", words)


def _plain_number(words: str, unit: str | None) -> str:
    digits = _SPACE.sub("", words).replace(",", "")
    for word in _SAME_UNIT.get(unit or "", (unit or "",)):
        digits = digits.removesuffix(word)
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
