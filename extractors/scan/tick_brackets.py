"""Brackets to tick, 是（√） 否（ ）: whether there is ink between the two, whatever a recogniser made of it."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

import numpy as np

from extractors.marks import TICKS
from extractors.scan.prepared import Place, Prepared
from extractors.scan.recogniser import Character
from extractors.scan.text_lines import runs
from extractors.scan.tick_boxes import OFF, UNCLEAR

# Options side by side, each with its brackets; in them nothing, or not what could be words of the text.
_OPTIONS = re.compile(r"(?:[\u4e00-\u9fff]{1,4} ?[（(] ?[^（()）]{0,2} ?[）)][、，,；; ]*){2,}")
_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]")
_TICK = "√"
_TICK_LIKE = TICKS | frozenset("VvνYyりリハレLlIi1|7フノ丿JjUuWwMNnhrγ/／\\^ˇ、,.")  # what recognisers make of a tick
_UNSURE = 0.7  # confidence: anything else may be a tick then
_LONGEST = 80  # characters of a cell in which an option may go on in the next line
_BEYOND = 0.3  # ems to the left and right of the brackets that are looked at
_BRACKET = 0.42  # ems: what is wider is a bracket and a tick that touches it
_EMPTY, _INKED = 0.008, 0.025  # square ems of ink


class _At(NamedTuple):
    """A character of a text: the place and its number there."""

    place: int
    number: int


def with_brackets(prepared: Prepared, read: Sequence[tuple[Character, ...]]) -> list[tuple[Character, ...]]:
    """The characters of each place of a page, with a √ or nothing in the brackets of options, as the ink is."""
    changed = [list(characters) for characters in read]
    for text, where in _texts(prepared.places, read):
        for start, end in reversed(list(_pairs(text, where, read))):
            _settle(prepared, changed, where[start:end])
    return [tuple(characters) for characters in changed]


def _texts(places: Sequence[Place], read: Sequence[tuple[Character, ...]]) -> Iterator[tuple[str, list[_At]]]:
    """What is read as one: a cell of a few lines, else a line."""
    numbers = range(len(places))
    for _, group in groupby(numbers, key=lambda number: places[number].area):
        cell = list(group)
        is_short = sum(len(read[number]) for number in cell) <= _LONGEST
        for lines in [cell] if is_short else [[number] for number in cell]:
            where = [_At(number, index) for number in lines for index in range(len(read[number]))]
            yield "".join(read[at.place][at.number].text[0] for at in where), where


def _pairs(text: str, where: Sequence[_At], read: Sequence[tuple[Character, ...]]) -> Iterator[tuple[int, int]]:
    """From where to where the brackets of options reach."""
    for options in _OPTIONS.finditer(text):
        pairs = [pair.span() for pair in _BRACKETS.finditer(text, *options.span())]
        if _are_for_ticks([[read[at.place][at.number] for at in where[start + 1 : end - 1]] for start, end in pairs]):
            yield from pairs


def _are_for_ticks(contents: Sequence[Sequence[Character]]) -> bool:
    read = [[one for one in content if not one.text.isspace()] for content in contents]
    is_one_plain = any(TICKS.issuperset(one.text for one in content) for content in read)
    return is_one_plain and all(one.text in _TICK_LIKE or one.confidence < _UNSURE for one in chain.from_iterable(read))


def _settle(prepared: Prepared, changed: list[list[Character]], where: Sequence[_At]) -> None:
    """Put what the ink says between two brackets in the place of what was read there.

    Brackets that the end of a line parts hold a box where they are empty: nothing else says that they belong together.
    """
    first, last = where[0], where[-1]
    opening, closing = changed[first.place][first.number], changed[last.place][last.number]
    is_cut = first.place != last.place
    if is_cut:
        inked = _inked(prepared, first.place, opening, None) + _inked(prepared, last.place, None, closing)
        middle = closing.at - _BEYOND * prepared.em
    else:
        inked = _inked(prepared, first.place, opening, closing)
        middle = (opening.at + closing.at) / 2
    is_read = any(not changed[at.place][at.number].text.isspace() for at in where[1:-1])
    mark = _TICK if inked > _INKED else UNCLEAR if inked > _EMPTY or is_read else OFF if is_cut else ""
    for at in reversed(where[1:-1]):
        del changed[at.place][at.number]
    if mark:
        line = changed[last.place]
        line.insert(line.index(closing), Character(mark, middle, 1.0))


def _inked(prepared: Prepared, number: int, opening: Character | None, closing: Character | None) -> float:
    """How much ink there is in a line behind an opening bracket and before a closing one, in square ems."""
    place, em = prepared.places[number], prepared.em
    line = place.line
    start = line.x0 if opening is None else place.left + opening.at - _BEYOND * em
    end = line.x1 if closing is None else place.left + closing.at + _BEYOND * em
    x0, x1 = max(line.x0, round(start)), min(line.x1, round(end))
    if x1 <= x0:
        return 0.0
    part = prepared.ink[line.top : line.bottom, x0:x1]
    strokes = runs(np.asarray(part.any(axis=0)))
    first = None if opening is None else _nearest(strokes, place.left + opening.at - x0)
    last = None if closing is None else _nearest(strokes, place.left + closing.at - x0)
    total = 0.0
    for index, (left, right) in enumerate(strokes):
        is_beyond = (first is not None and index < first) or (last is not None and index > last)
        is_bracket = index in (first, last) and right - left <= _BRACKET * em
        if not is_beyond and not is_bracket:
            total += np.count_nonzero(part[:, left:right])
    return total / em**2


def _nearest(strokes: Sequence[tuple[int, int]], at: float) -> int | None:
    """Which of the runs of ink stands at a place, or nearest to it."""
    apart = [max(left - at, at - right, 0.0) for left, right in strokes]
    return apart.index(min(apart)) if apart else None
