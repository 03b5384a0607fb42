"""What was recognised -> glyphs at their places; what ink says better than a recogniser: boxes, dashes, slashes, dots."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extractors.page.content import Glyph
from extractors.page.lines import UNREAD
from extractors.scan.ink import Picture
from extractors.scan.prepared import EM, Place, Prepared
from extractors.scan.recogniser import Character
from extractors.scan.text_lines import runs
from extractors.scan.tick_boxes import BOX_LIKE, Box, boxes_in, states
from extractors.scan.tick_brackets import with_brackets
from extractors.scan.ticked import with_outlines
from extractors.scan.unread import crossing_strokes, with_lost

_HALF_WIDTH = 0.62  # of the em: what stands further from the next character is apart from it
_SIZES = 0.75, 1.2  # of the usual em; a line is higher where commas hang down or a stamp is near
_LARGE = 1.6  # of the usual em: a title
_OUTLINED = frozenset("回国图囚四因日曰田目")  # characters with ink along all four sides, as a box has
_CERTAIN = 0.97  # confidence in one of them: of boxes with ticks in them recognisers are not so sure
_SEALED, _GREY_SEALED = 12, 40  # of 255: share of the ink of seals over a character; of grey ink, with which parts of it may have gone
_CROSSED = 0.1  # share of the ink of a character that is of a stroke across lines, or touches one
_MAY_BE_ANOTHER = 0.5  # confidence in a character under such a stroke, with which it was read, or under a grey seal
_LEAST_WRITING = 0.5  # of the em: what is lower and cannot be read is dust
_STROKES = frozenset("1Il|丨丿ノ/／J一—-－ー_~")
_FLAT = 2.5  # times as wide as high: a dash
_SLANTED = -0.12  # pixels to the right a pixel down: seven degrees from upright, leaning as a slash does
_DOT = 0.3  # of the em: a dot is not larger
_LEAST_DOTS = 3
_ELLIPSIS = "……"


def glyphs_of(prepared: Prepared, read: Sequence[tuple[Character, ...]]) -> list[Glyph]:
    """The glyphs of a page, in points of its flat picture. read: the characters of each of its places."""
    crossed = crossing_strokes(prepared.ink, prepared.em)
    areas = dict.fromkeys(place.area for place in prepared.places)
    boxes = [box for area in areas for box in boxes_in(prepared.ink, area, prepared.em)]
    marked = with_brackets(prepared, with_outlines(prepared, read, boxes, crossed))
    glyphs: list[Glyph] = []
    for place, before, characters in zip(prepared.places, read, marked, strict=True):
        line = place.line
        ink = prepared.ink[line.top : line.bottom, line.x0 : line.x1]
        found = _row_of_dots(place, ink, prepared.em) or _lone_stroke(characters, ink)
        if not found and line.bottom - line.top >= _LEAST_WRITING * prepared.em:
            found = (Character(UNREAD, (line.x0 + line.x1) / 2 - place.left, 0.0),)
        if found == before and not any(line.meets(box.place) for box in boxes):
            found = with_lost(found, prepared.ink[line.top : line.bottom, place.left : line.x1], prepared.em)
        glyphs += _placed(found, place, prepared, crossed)
    return _with_boxes(glyphs, boxes, prepared.unit)


def _row_of_dots(place: Place, ink: Picture, em: float) -> tuple[Character, ...]:
    """The ellipsis of a row that goes on as it began, of which a recogniser makes letters; nothing for other ink."""
    dots = runs(np.asarray(ink.any(axis=0)))
    if len(dots) < _LEAST_DOTS or ink.shape[0] > _DOT * em or any(end - start > _DOT * em for start, end in dots):
        return ()
    left = place.line.x0 - place.left
    middles = np.linspace(left, left + ink.shape[1], 2 * len(_ELLIPSIS) + 1)[1::2]
    return tuple(Character(text, float(at), 1.0) for text, at in zip(_ELLIPSIS, middles, strict=True))


def _lone_stroke(characters: tuple[Character, ...], ink: Picture) -> tuple[Character, ...]:
    """A stroke that stands alone says nothing of what it is but by its slope: a dash, a slash, or a one."""
    if len(characters) != 1 or characters[0].text not in _STROKES:
        return characters
    rows, columns = np.nonzero(ink)
    if len(rows) < 3:
        return characters
    if np.ptp(columns) + 1 > _FLAT * (np.ptp(rows) + 1):
        return (characters[0]._replace(text="—"),)
    slope = float(np.polyfit(rows, columns, 1)[0])
    return (characters[0]._replace(text="/"),) if slope < _SLANTED else characters


def _placed(characters: Sequence[Character], place: Place, prepared: Prepared, crossed: Picture) -> Iterator[Glyph]:
    """The characters at their places; each reaches as far as a near one, so that no blank is seen that was not read."""
    line, unit = place.line, prepared.unit
    top, bottom = line.top / unit, line.bottom / unit
    size = max(bottom - top, _SIZES[0] * EM)
    if size < _LARGE * EM:
        size = min(size, _SIZES[1] * EM)
    middles = [(place.left + character.at) / unit for character in characters]
    edges = [line.x0 / unit, *((one + other) / 2 for one, other in pairwise(middles)), line.x1 / unit]
    for number, (character, middle) in enumerate(zip(characters, middles, strict=True)):
        x0 = max(min(edges[number], middle), middle - _HALF_WIDTH * size)
        x1 = min(max(edges[number + 1], middle), middle + _HALF_WIDTH * size)
        own = np.s_[line.top : line.bottom, round(x0 * unit) : round(x1 * unit) + 1]
        sealed = float(prepared.seals[own].mean()) if prepared.seals[own].size else 0.0
        is_crossed = np.count_nonzero(crossed[own]) > _CROSSED * np.count_nonzero(prepared.ink[own])
        may_be_another = is_crossed or (sealed > _GREY_SEALED and bool(prepared.grey_rims))
        confidence = min(character.confidence, _MAY_BE_ANOTHER) if may_be_another else character.confidence
        yield Glyph(character.text, x0, top, x1, bottom, size, confidence=confidence, under_seal=sealed > _SEALED)


def _with_boxes(glyphs: Sequence[Glyph], boxes: Sequence[Box], unit: float) -> list[Glyph]:
    """The glyphs, with what was read for a box replaced by what its ink says."""
    left = list(glyphs)
    for box, state in zip(boxes, states(boxes), strict=True):
        place = box.place
        x0, top, x1, bottom = place.x0 / unit, place.top / unit, place.x1 / unit, place.bottom / unit
        over = [glyph for glyph in left if _covers(glyph, x0, top, x1, bottom)]
        read = [glyph for glyph in over if not glyph.text.isspace()]
        if any(glyph.text not in BOX_LIKE or (glyph.text in _OUTLINED and glyph.confidence >= _CERTAIN) for glyph in read):
            continue  # a character that looks like a box
        left = [glyph for glyph in left if glyph not in over]
        left.append(Glyph(state, x0, top, x1, bottom, bottom - top))
    return left


def _covers(glyph: Glyph, x0: float, top: float, x1: float, bottom: float) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return x0 - 1 <= x <= x1 + 1 and top - 2 <= y <= bottom + 2
