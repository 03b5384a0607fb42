"""Ink that no character accounts for: characters that a recogniser left out, and strokes that cross lines of text."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.lines import UNREAD
from extractors.scan.ink import Picture
from extractors.scan.recogniser import Character

_TALL = 1.8  # ems: what hangs together and is higher is no character
_LEAST_LOST, _LEAST_LETTER = 0.6, 0.9  # of the width of the character beside it: a gap in which one may be missing
_NEAR = 0.12  # of that: how far a character may reach beyond its width
_INKED = 0.06  # of a gap: less ink is dust, or a comma
_NARROW = 0.53  # of a square: the width of a letter or figure
_NARROWEST, _BROADEST = 0.42, 0.7  # of a square: letters and figures, of which places are known by steps only
_LARGER = 0.3  # of a square: how far a character written by hand may reach beyond its width
_FEWEST = 2  # distances between characters that tell their width
_WIDE_LETTERS, _WIDER = frozenset("mwMW@%—…"), 1.6
_STOPS, _STOP = frozenset("、。，；：！？（）“”《》"), 1.4  # a stop's ink stands at one side of its square


def crossing_strokes(ink: Picture, em: float) -> Picture:
    """What of the ink, without rules, hangs together and is higher than a character: 255, else 0.

    A signature over several lines, a stroke of a pen, the rim of a seal in a scan without colour; with the characters that touch it.
    em: about the height of a character in pixels.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = stats[:, cv2.CC_STAT_HEIGHT] > _TALL * em
    tall[0] = False
    return np.where(tall[labels], np.uint8(255), np.uint8(0))


def with_lost(characters: Sequence[Character], ink: Picture, em: float) -> tuple[Character, ...]:
    """The characters of a line, and UNREAD for each that is likely missing where ink stands between or beside them.

    ink: of the line, from where the places of its characters are counted. em: about the height of a character in pixels.
    """
    if not characters:
        return ()
    lost = [
        Character(UNREAD, start + (end - start) * (number + 0.5) / count, 0.0)
        for start, end, count in _gaps(characters, ink, em) for number in range(count)
    ]
    return tuple(sorted([*characters, *lost], key=lambda character: character.at))


def _gaps(characters: Sequence[Character], ink: Picture, em: float) -> Iterator[tuple[float, float, int]]:
    """Where characters are missing, and about how many."""
    square, narrow = _widths(characters, em)
    inked = np.count_nonzero(ink, axis=0)
    columns = np.flatnonzero(inked)
    widths = [_width(character, square, narrow) for character in characters]
    reach = _LARGER * square
    starts = [_going_on(inked, character.at - width / 2, -reach) for character, width in zip(characters, widths, strict=True)]
    ends = [_going_on(inked, character.at + width / 2, reach) for character, width in zip(characters, widths, strict=True)]
    for number, (one, other) in enumerate(pairwise(characters)):
        end, start = ends[number], starts[number + 1]
        both = _is_square(one) and _is_square(other)
        width, least = (square, _LEAST_LOST) if both else (narrow, _LEAST_LETTER)
        if start - end >= least * width and _is_inked(inked, end + _NEAR * width, start - _NEAR * width, em):
            yield end, start, max(1, round((start - end) / width))
    if len(columns):
        for start, end in ((float(columns[0]), starts[0]), (ends[-1], float(columns[-1]) + 1)):
            if end - start >= _LEAST_LOST * square and _is_inked(inked, start, end, em):
                yield start, end, max(1, round((end - start) / square))


def _going_on(inked: npt.NDArray[np.intp], edge: float, reach: float) -> float:
    """The edge of a character, moved on as far as its ink hangs together, but not further than it may reach."""
    at, step = round(edge), 1 if reach > 0 else -1
    while abs(at - edge) < abs(reach) and 0 <= at < len(inked) and inked[at]:
        at += step
    return max(edge, at) if reach > 0 else min(edge, at)


def _is_inked(inked: npt.NDArray[np.intp], start: float, end: float, em: float) -> bool:
    part = inked[max(0, round(start)) : round(end)]
    return bool(part.size) and float(part.mean()) > _INKED * em


def _widths(characters: Sequence[Character], em: float) -> tuple[float, float]:
    """Of a character that fills a square, and of a letter or figure, in pixels."""
    apart: dict[bool, list[float]] = {True: [], False: []}
    for one, other in pairwise(characters):
        if _is_square(one) == _is_square(other):
            apart[_is_square(one)].append(other.at - one.at)
    square, narrow = (float(np.median(apart[kind])) if len(apart[kind]) >= _FEWEST else None for kind in (True, False))
    square = square or (narrow / _NARROW if narrow else em)
    return square, min(max(narrow or _NARROW * square, _NARROWEST * square), _BROADEST * square)


def _width(character: Character, square: float, narrow: float) -> float:
    if character.text in _WIDE_LETTERS:
        return _WIDER * narrow
    return (square * _STOP if character.text in _STOPS else square) if _is_square(character) else narrow


def _is_square(character: Character) -> bool:
    return character.text >= "\u2e80"
