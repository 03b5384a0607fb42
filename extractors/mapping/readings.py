"""What mapping finds out: a reading for each box, with its evidence."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.document import Doubt, Locator, Mark
from extractors.mapping.grid import Place
from extractors.marks import TICKS, find_marks
from extractors.values import Value, read_value, strip_prompt
from schema.boxes import Box, Kind
from schema.record import Evidence, Tick

_NUMBERS = frozenset({Kind.INTEGER, Kind.AMOUNT, Kind.AREA, Kind.YEAR})
_NUMBERS_APART = re.compile(r"(?<=\d)\s*\n\s*(?=\d)")
_SHORT = 40  # characters
# The confidence from which a scan's text is taken for what it says: of a short text by its least sure character, of a
# long one (True) by the mean of all. Chosen by the rate of wrong values that are shown as sure (`python -m benchmarks.scans`):
# of 868 short answers on 36 pages of 100 to 300 dots an inch, 0.5 shows 8 wrong ones, 0.8 5, 0.9 and 0.95 2; 0.9 takes 6
# right ones for unread, 0.95 7. Of 175 long texts, half of them on pages with further seals and strokes of a pen, 0.8 shows
# 19 in which more than one character of a hundred is wrong, 0.95 13, 0.98 6, 0.99 4; 0.99 takes 2 right ones for unread, 0.995 6.
TRUSTED = {False: 0.9, True: 0.99}
_LATIN = r"[A-Za-z]$"
_OPTIONS = {Kind.YES_NO: 2, Kind.LEVELS: 3}  # of a field to tick
_TRUSTED_OPTION = 0.6  # confidence in a character of an option
_LIKE_TICKS = frozenset("VvνYyレりハノ")  # what recognisers make of a tick beside a box


class Reading(NamedTuple):
    """One box as found: field path (rows by index), value, and the evidence of it."""

    path: str
    box: Box
    value: Value
    evidence: Evidence


def read(
    box: Box, path: str, label: str, text: str, where: Locator, *,
    marks: tuple[Mark, ...] = (), struck: tuple[tuple[int, int], ...] = (),
    placeholder: bool = False, doubts: tuple[Doubt, ...] = (), lines_are_wrapped: bool = False,
) -> Reading:
    """Read the text of one box.

    text: with offsets of marks and struck into it. lines_are_wrapped: its line breaks are the page's, not the writer's.
    """
    if lines_are_wrapped:
        value = read_value(box, unwrap(text) if box.kind is Kind.PROSE else text, marks, struck, label)
    else:
        # Where the writer broke the line, two numbers stand; only a page breaks one in two.
        typed = _NUMBERS_APART.sub("；", text) if box.kind in _NUMBERS else text
        value = read_value(box, typed, marks, struck, label)
    if box.kind in _OPTIONS and len(value.ticks) >= _OPTIONS[box.kind]:
        doubts = _beside_options(text, doubts, marks, value.ticks)
    answer, own_doubts = _answer(box, text, doubts)
    confidence = confidence_of(answer, own_doubts)
    if own_doubts and value.state in ("read", "blank", "unreadable") and confidence < TRUSTED[len(answer) > _SHORT]:
        covered = any(doubt.covered and doubt.confidence < TRUSTED[False] for doubt in own_doubts)
        value = Value("covered" if covered else "unreadable", () if box.kind is Kind.LEVELS else None, _unclear(value.ticks))
    state = "placeholder" if placeholder and value.state in ("read", "unreadable", "placeholder") else value.state
    evidence = Evidence(
        label=" ".join(label.split()), raw=text, state=state, page=where.page, bbox=where.bbox, cell=where.cell,
        confidence=confidence, ticks=value.ticks,
    )
    return Reading(path, box, value if state != "placeholder" else Value("placeholder", None), evidence)


def of_scan(reading: Reading) -> Reading:
    """The reading of a scan: where some options or their marks were found and others not, these were lost, not left out.

    Then nobody can say what is ticked, nor where something like a tick stands beside a box. A √ that stands alone needs no
    box beside the other options.
    """
    box, value, raw = reading.box, reading.value, reading.evidence.raw
    marks = find_marks(raw) if box.kind in _OPTIONS and value.state in ("read", "blank") else ()
    if all(raw[mark.start : mark.end] in TICKS for mark in marks):
        return reading
    may_be_ticked = any(_LIKE_TICKS.intersection((*raw[: mark.start][-1:], *raw[mark.end :][:1])) for mark in marks)
    if len(marks) >= len(value.ticks) >= _OPTIONS[box.kind] and not may_be_ticked:
        return reading
    ticks = _unclear(value.ticks)
    evidence = reading.evidence.model_copy(update={"state": "unreadable", "ticks": ticks})
    return reading._replace(value=Value("unreadable", () if box.kind is Kind.LEVELS else None, ticks), evidence=evidence)


def _beside_options(text: str, doubts: Sequence[Doubt], marks: Sequence[Mark], options: Sequence[Tick]) -> tuple[Doubt, ...]:
    """The doubts but for those in marks and in the words of options: where all of them stand there, less tells what they are."""
    words = frozenset("".join(tick.option for tick in options))
    return tuple(
        doubt for doubt in doubts
        if not any(mark.start <= doubt.start and doubt.end <= mark.end for mark in marks)
        and (doubt.confidence < _TRUSTED_OPTION or not words.issuperset(text[doubt.start : doubt.end]))
    )


def _unclear(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    return tuple(Tick(option=tick.option, state="unclear") for tick in ticks)


def read_place(box: Box, path: str, label: str, place: Place, lines_are_wrapped: bool) -> Reading:
    """Read a whole place, and take it."""
    place.taken = True
    return read(
        box, path, label, place.text, place.where, marks=place.marks, struck=place.struck,
        placeholder=place.placeholder, doubts=place.doubts, lines_are_wrapped=lines_are_wrapped,
    )


def cut_marks(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks inside a part of a text, with offsets into the part."""
    return tuple(
        Mark(mark.state, mark.start - start, mark.end - start) for mark in marks if start <= mark.start and mark.end <= end
    )


def cut_doubts(doubts: Sequence[Doubt], start: int, end: int) -> tuple[Doubt, ...]:
    """The doubts inside a part of a text, with offsets into the part."""
    return tuple(doubt.moved(-start) for doubt in doubts if start <= doubt.start and doubt.end <= end)


def confidence_of(text: str, doubts: Sequence[Doubt]) -> float:
    """How sure a text is, 0 to 1: as its least sure character; a long one as its characters are on the average."""
    if not doubts:
        return 1.0
    if len(text) <= _SHORT:
        return min(doubt.confidence for doubt in doubts)
    return round(1 - sum(1 - doubt.confidence for doubt in doubts) / len(text), 4)


def what_is_sure(text: str, doubts: Sequence[Doubt]) -> str:
    """The characters of a text that can be trusted."""
    unsure = {at for doubt in doubts if doubt.confidence < TRUSTED[False] for at in range(doubt.start, doubt.end)}
    return "".join(character for at, character in enumerate(text) if at not in unsure).strip()


def _answer(box: Box, text: str, doubts: tuple[Doubt, ...]) -> tuple[str, tuple[Doubt, ...]]:
    """The text, and its doubts, without what the template itself says there: how surely that was read matters to nobody."""
    answer = strip_prompt(text, box.prompt) if box.prompt and doubts else text
    start = text.find(answer)
    return answer, cut_doubts(doubts, start, start + len(answer))


def unwrap(text: str) -> str:
    """Text as its writer typed it: lines that the page's width broke are one again.

    A line that ends a sentence well before the widest line ends a paragraph.
    """
    lines = [line.strip() for line in text.split("\n")]
    widest = max(map(len, lines), default=0)
    joined = ""
    for index, line in enumerate(lines):
        joined += line
        if index + 1 == len(lines) or not line:
            continue
        if line[-1] in "。！？；：!?" and len(line) < widest - 2:
            joined += "\n"
        elif re.search(_LATIN, line) and lines[index + 1][:1].isascii() and lines[index + 1][:1].isalpha():
            joined += " "
    return joined
