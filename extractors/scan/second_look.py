"""Lines of which the recogniser is not sure, read again: what comes out alike each time is surer than it was once.

A line of one or two characters says little to a recogniser; together with the line that it goes on from it says more.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from extractors.scan.ink import Picture
from extractors.scan.prepared import Place
from extractors.scan.recogniser import Character, recognise

_SURE = 0.9  # surer lines are not looked at again
_DOUBTFUL = 0.3  # less sure ones are no better for it
_LONGEST = 24.0  # ems of a line, or of two together: long ones are judged by the mean of their characters
_FULL = 1.9  # ems at most that a line leaves free of its cell where it goes on below
_BELOW = 1.2  # ems at most between it and the line below
_GAP = 0.08  # ems between the two, put together
_MORE = 1 / 8, 1 / 4  # of the height: paper added above and below, and beside
_LESS = 1 / 12  # of the height: paper cut off above and below

_Line = tuple[Character, ...]


def second_look(places: Sequence[Place], crops: Sequence[Picture], read: Sequence[_Line], em: float) -> list[_Line]:
    """What was read, where another look made it surer. crops: the pictures of the places. em: a usual character in pixels."""
    lines = list(read)
    _look_together(places, crops, lines, em)
    _look_again(crops, lines, em)
    return lines


def _look_together(places: Sequence[Place], crops: Sequence[Picture], lines: list[_Line], em: float) -> None:
    pairs = [
        (one, other) for one, other in pairwise(range(len(places)))
        if lines[one] and lines[other] and not (_is_sure(lines[one]) and _is_sure(lines[other]))
        and _goes_on(places[one], places[other], em)
    ]
    strips = [_strip(places[one], crops[one], places[other], crops[other], em) for one, other in pairs]
    for (one, other), together in zip(pairs, recognise(strips), strict=True):
        here = len(lines[one])
        if len(together) == here + len(lines[other]):
            lines[one], lines[other] = _surer(lines[one], together[:here]), _surer(lines[other], together[here:])


def _goes_on(one: Place, other: Place, em: float) -> bool:
    """The line fills its cell, and the other stands below it."""
    width = one.line.x1 - one.line.x0
    return (
        one.area == other.area
        and width + other.line.x1 - other.line.x0 <= _LONGEST * em
        and width >= one.area.x1 - one.area.x0 - _FULL * em
        and 0 <= other.line.top - one.line.bottom <= _BELOW * em
    )


def _strip(one: Place, above: Picture, other: Place, below: Picture, em: float) -> Picture:
    """Two lines as one."""
    gap, height = round(_GAP * em), max(above.shape[0], below.shape[0])
    first = above[:, : one.line.x1 - one.left + gap]
    second = below[:, max(0, other.line.x0 - other.left - gap):]
    return np.hstack([_as_high(first, height), _as_high(second, height)])


def _as_high(picture: Picture, height: int) -> Picture:
    missing = height - picture.shape[0]
    return _on_paper(picture, missing // 2, missing - missing // 2, 0)


def _on_paper(picture: Picture, above: int, below: int, beside: int) -> Picture:
    return cv2.copyMakeBorder(picture, above, below, beside, beside, cv2.BORDER_CONSTANT, value=(255,))


def _surer(line: _Line, again: _Line) -> _Line:
    return tuple(
        one._replace(text=other.text, confidence=other.confidence)
        if other.confidence > one.confidence and (other.text == one.text or other.confidence >= _SURE) else one
        for one, other in zip(line, again, strict=True)
    )


def _look_again(crops: Sequence[Picture], lines: list[_Line], em: float) -> None:
    unsure = [
        number for number, (crop, line) in enumerate(zip(crops, lines, strict=True))
        if crop.shape[1] <= _LONGEST * em and line and not _is_sure(line) and _least(line) >= _DOUBTFUL
    ]
    looks = (recognise([way(crops[number]) for number in unsure]) for way in (_wider, _tighter))
    for number, *again in zip(unsure, *looks, strict=True):
        line = lines[number]
        if all(_text(look) == _text(line) for look in again):
            lines[number] = tuple(_together(characters) for characters in zip(line, *again, strict=True))


def _wider(picture: Picture) -> Picture:
    above, beside = (round(share * picture.shape[0]) for share in _MORE)
    return _on_paper(picture, above, above, beside)


def _tighter(picture: Picture) -> Picture:
    off = round(_LESS * picture.shape[0])
    return picture[off : picture.shape[0] - off]


def _together(looks: Sequence[Character]) -> Character:
    """As sure as all looks together: wrong only where each of them is."""
    return looks[0]._replace(confidence=1 - math.prod(1 - look.confidence for look in looks))


def _is_sure(line: _Line) -> bool:
    return _least(line) >= _SURE


def _least(line: _Line) -> float:
    return min(character.confidence for character in line)


def _text(line: _Line) -> str:
    return "".join(character.text for character in line)
