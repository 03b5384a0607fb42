"""Circles, and boxes that touch something, put in the place of what was read for them by what their ink says."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from extractors.marks import TICKS
from extractors.scan.ink import Picture
from extractors.scan.prepared import Place, Prepared
from extractors.scan.recogniser import Character
from extractors.scan.text_lines import Line
from extractors.scan.tick_boxes import BOX_LIKE, OFF, ON, UNCLEAR, Box, states
from extractors.scan.tick_outlines import Outline, Shape, outlines_in

_Read = Sequence[tuple[Character, ...]]

_SAID: dict[Shape, dict[str, str]] = {
    "circle": {OFF: "○", ON: "●", UNCLEAR: UNCLEAR}, "square": {OFF: OFF, ON: ON, UNCLEAR: UNCLEAR},
}
_ON = frozenset(said[ON] for said in _SAID.values())
_MARK_LIKE = frozenset("○●〇◯⊙◎⚪⚫□■☐☑☒█▇▣◼◻") | TICKS  # what recognisers make of a mark, and of nothing else …
_LIKE: dict[Shape, frozenset[str]] = {  # … and what may be one, or not
    "circle": frozenset("OoＯ0０QＱDＤCＣGcUu。.·•・口回囗日曰田"), "square": BOX_LIKE | frozenset("Vv/／丿"),
}
_UNSURE = 0.8  # confidence in anything else, and in a character with four sides
_IN_TEXT = 0.5  # confidence in a mark in a text without options: there it may be a character
_NUMERALS = frozenset("一二三四五六七八九十零百千")  # beside 〇
_ITS_OWN = 0.9  # of the diameter: what was read no further from a middle may be of the mark
_WORD, _OPTION = 1.25, 2.4  # diameters from its middle to that of a letter of its word, of a character of its option
_PART = 0.75  # diameters: what is so little left of the middle of a character is a part of it
_LONGEST = 14  # characters of a line with options
_ROOM = 1.15  # ems from the middle of a character to the next, in which there may be another
_LARGER = 1.35  # ems: a line with a tick that goes beyond its box is not higher
_SURE = 0.9  # confidence: what was read so is what it is


class _Found(NamedTuple):
    place: int
    outline: Outline


def with_outlines(prepared: Prepared, read: _Read, boxes: Sequence[Box], crossed: Picture) -> list[tuple[Character, ...]]:
    """The characters of each place of a page, with tick circles as ○, ● or ⍰ where their ink stands, boxes as ☐, ☑ or ⍰.

    boxes: that are shapes of their own, and found already. crossed: the ink of strokes that cross lines of text.
    """
    light = np.where(prepared.rules.ink > 0, np.uint8(255), prepared.dark)
    found = [
        _Found(number, outline)
        for number, (place, characters) in enumerate(zip(prepared.places, read, strict=True))
        if _may_hold_marks(place, characters, prepared.em)
        for outline in outlines_in(light, place.line, _size(place.line, prepared.em))
        if not any(outline.box.place.meets(box.place) for box in boxes) and _is_mark(outline, place, characters)
    ]
    changed = list(read)
    if not found:
        return changed
    said: dict[Outline, str] = {}
    for shape, signs in _SAID.items():
        alike = [one.outline for one in found if one.outline.shape == shape]
        for outline, state in zip(alike, states([one.box for one in alike]), strict=True):
            said[outline] = signs[UNCLEAR if _is_crossed(outline.box.place, crossed) else state]
    for number, group in groupby(found, key=lambda one: one.place):
        marks = [(one.outline.box.place, said[one.outline]) for one in group]
        changed[number] = _replaced(read[number], marks, prepared.places[number].left)
    return changed


def _size(line: Line, em: float) -> float:
    """The height of a character: of a line of larger ones its own, for parts of them are as large as marks beside smaller ones."""
    height = line.bottom - line.top
    return height if height > _LARGER * em else em


def _may_hold_marks(place: Place, characters: Sequence[Character], em: float) -> bool:
    """Whether something was read that may be one, or there is room for ink of which nothing was read."""
    if any(character.text in _MARK_LIKE for character in characters):
        return True
    if len(characters) > _LONGEST:
        return False
    middles = [character.at for character in characters if not character.text.isspace()]
    edges = [place.line.x0 - place.left - em / 2, *middles, place.line.x1 - place.left + em / 2]
    return any(other - one > _ROOM * em for one, other in pairwise(edges)) or any(
        one.confidence < _SURE or one.text in _LIKE["square"] for one in characters
    )


def _is_mark(outline: Outline, place: Place, characters: Sequence[Character]) -> bool:
    """Whether an outline stands in the line, and is no letter, figure or numeral: by what was read there, and beside it."""
    x0, top, x1, bottom = outline.box.place
    diameter, middle = x1 - x0, (x0 + x1) / 2 - place.left
    if not place.line.top < (top + bottom) / 2 < place.line.bottom:
        return False
    over = [one for one in characters if abs(one.at - middle) < diameter / 2 and not one.text.isspace()]
    part = [one for one in characters if 0 <= one.at - middle < _PART * diameter and _is_chinese(one.text)]
    if any(_is_other(one, outline.shape) for one in (*over, *part)):
        return False
    beside = [one for one in characters if one not in over and one.text not in _MARK_LIKE]
    word = [one.text for one in beside if abs(one.at - middle) < _WORD * diameter]
    if outline.shape == "circle" and any(_is_letter(text) or text in _NUMERALS for text in word):
        return False
    return any(_is_chinese(one.text) and abs(one.at - middle) < _OPTION * diameter for one in beside)


def _is_other(one: Character, shape: Shape) -> bool:
    """Whether something was read that is no mark."""
    if one.text in _MARK_LIKE:
        return False
    if one.text in _LIKE[shape]:
        return _is_chinese(one.text) and one.confidence >= _UNSURE
    return _is_chinese(one.text) or one.confidence >= _UNSURE


def _is_chinese(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


def _is_letter(text: str) -> bool:
    return text.isalnum() and (text < "\u2e80" or text >= "\uff00")


def _is_crossed(place: Line, crossed: Picture) -> bool:
    """Whether a stroke of a pen that goes on over other lines runs through it."""
    quarter = (place.x1 - place.x0) // 4
    return bool(crossed[place.top + quarter : place.bottom - quarter, place.x0 + quarter : place.x1 - quarter].any())


def _replaced(characters: Sequence[Character], marks: Sequence[tuple[Line, str]], left: int) -> tuple[Character, ...]:
    kept = list(characters)
    put: list[Character] = []
    for place, mark in marks:
        diameter, middle = place.x1 - place.x0, (place.x0 + place.x1) / 2 - left
        its_own = _MARK_LIKE - (frozenset() if mark in _ON else TICKS)  # a tick beside an empty box is a mark of its own
        kept = [one for one in kept if abs(one.at - middle) >= (_ITS_OWN if one.text in its_own else 0.5) * diameter]
        put.append(Character(mark, middle, _IN_TEXT))
    return tuple(sorted([*kept, *put], key=lambda character: character.at))
