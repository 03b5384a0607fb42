"""A page picture made ready for reading: flat, its rules found, its lines of text cut out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.lattice import Region, find_regions
from extractors.scan.ellipses import Rim
from extractors.scan.flatten import Flat, skew, straightened, turned_by
from extractors.scan.ink import Picture, black, evened, red, without_red
from extractors.scan.qr_codes import find_codes, under_codes
from extractors.scan.ruled import Rules, find_rules, rulings_of
from extractors.scan.seal_ink import grey_seals
from extractors.scan.text_lines import Line, lines_in, runs
from extractors.stamp_size import MM

A4 = 842.0  # points: the longer side of the paper that offices use
EM = 12.0  # points: the usual character of a form
_INK = 165  # of 255: darker is ink
_BESIDE_RULE = 1.2  # points: what is left of a rule beside a cell
_BEYOND_RULE = 0.8  # points: characters that stand too low or too near reach over the rule of their cell
_WORD_GAP, _STROKE_GAP = 1.5, 0.3  # ems between characters of a line, and between strokes of a character
_LARGE = 1.6  # ems: higher than a line of the usual size
_ABOVE, _BESIDE = 0.16, 0.3  # ems of paper around a line
_LARGEST_CODE = 110.0  # points: longer rules are of a table …
_RULES_OF_FORM = 10  # … and a page with as many is no certificate: codes take time to be looked for
_COMMA = 0.9  # of the em: a line lower than this is given the paper of a whole line, for a comma is no large character


@dataclass(frozen=True, slots=True)
class Place:
    """A line of text, and the area that it stands in: a cell, or the whole page. left: where its picture begins."""

    line: Line
    area: Line
    left: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page made flat.

    flat: the picture, of evened light. unit: its pixels a point. dark: its black ink as one channel; ink: where that is,
    255, without the rules. way: from its places to those of the picture that was prepared. codes: what its QR codes say.
    seals: where the ink of seals is, 255. grey_rims: of seals in a picture without colour.
    """

    flat: Picture
    unit: float
    dark: Picture
    ink: Picture
    rules: Rules
    way: Flat
    places: tuple[Place, ...]
    codes: tuple[str, ...]
    seals: Picture
    grey_rims: tuple[Rim, ...] = ()

    @property
    def em(self) -> float:
        """The usual character in pixels."""
        return EM * self.unit

    def crops(self) -> list[Picture]:
        """The pictures of the lines, each with some paper around it."""
        return [self._crop(place) for place in self.places]

    def _crop(self, place: Place) -> Picture:
        line, area = place.line, place.area
        missing = max(0.0, _COMMA * self.em - (line.bottom - line.top)) / 2
        above, beside = round(_ABOVE * self.em + missing), round(_BESIDE * self.em)
        top, bottom, right = line.top - above, line.bottom + above, min(area.x1, line.x1 + beside)
        inner_top, inner_bottom = max(top, area.top), min(bottom, area.bottom)
        part = self.dark[inner_top:inner_bottom, place.left : right].copy()
        part[self.rules.ink[inner_top:inner_bottom, place.left : right] > 0] = 255
        white = cv2.copyMakeBorder(part, inner_top - top, bottom - inner_bottom, 0, 0, cv2.BORDER_CONSTANT, value=(255,))
        return np.asarray(white, np.uint8)


def prepare(picture: Picture) -> Prepared:
    """Make the picture of a sheet flat, and find its rules and lines."""
    even = evened(picture)
    unit = max(picture.shape[:2]) / A4
    turned, slanting = _levelled(even, unit)
    codes = [] if _is_of_tables(slanting, unit) else find_codes(picture)
    if codes:  # their edges are rules, and their squares boxes and text
        even[under_codes(codes, picture.shape) == 0] = 255
        turned, slanting = _levelled(even, unit)
    way = straightened(turned, slanting.across, slanting.down)
    flat = way.of(even)
    rules = find_rules(flat, unit)
    regions, _ = find_regions(rulings_of(rules, unit))
    grey_rims, seals = grey_seals(flat, unit * MM, rules.ink)
    dark = np.where(seals > 0, np.uint8(255), black(flat))
    ink = np.where((dark < _INK) & (rules.ink == 0), np.uint8(255), np.uint8(0))
    said = dict.fromkeys(code.text for code in codes if code.text)
    return Prepared(
        flat, unit, dark, ink, rules, way, tuple(_places(ink, regions, unit)), tuple(said), cv2.max(seals, red(flat)), grey_rims,
    )


def _levelled(even: Picture, unit: float) -> tuple[Flat, Rules]:
    """How the picture is turned level, and its rules then."""
    turned = turned_by(skew(without_red(even)), even.shape)
    return turned, find_rules(turned.of(even), unit)


def _is_of_tables(rules: Rules, unit: float) -> bool:
    lengths = (curve[-1] - curve[0] for curve in (*rules.across, *rules.down))
    return sum(float(length.max()) > _LARGEST_CODE * unit for length in lengths) >= _RULES_OF_FORM


def _places(ink: Picture, regions: Sequence[Region], unit: float) -> Iterator[Place]:
    around = ink.copy()
    for region in regions:
        for box in region.boxes:
            edges = (box.x0 + _BESIDE_RULE, box.top - _BEYOND_RULE, box.x1 - _BESIDE_RULE, box.bottom + _BEYOND_RULE)
            x0, top, x1, bottom = (max(0, round(edge * unit)) for edge in edges)
            yield from _in_area(ink, Line(x0, top, x1, bottom), unit)
        left, right = round(region.xs[0] * unit), round(region.xs[-1] * unit)
        around[round(region.ys[0] * unit) : round(region.ys[-1] * unit), left:right] = 0
    yield from _around_tables(around, unit)


def _around_tables(ink: Picture, unit: float) -> Iterator[Place]:
    """Lines outside of tables: what hangs together when the gaps between characters are closed, in any size."""
    whole, em = Line(0, 0, ink.shape[1], ink.shape[0]), EM * unit
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_WORD_GAP * em)), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((round(_STROKE_GAP * em), 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for label in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[label])
        own = np.where(labels[y : y + height, x : x + width] == label, ink[y : y + height, x : x + width], np.uint8(0))
        for found in lines_in(own, em if height <= _LARGE * em else _size(own, em)):
            line = found.moved(x, y)
            yield Place(line, whole, max(0, line.x0 - round(_BESIDE * em)))


def _size(ink: Picture, em: float) -> float:
    """The height of characters in a part that is higher than a line: its own where no blank row parts it."""
    bands = runs(np.asarray(ink.any(axis=1)))
    return float(bands[0][1] - bands[0][0]) if len(bands) == 1 else em


def _in_area(ink: Picture, area: Line, unit: float) -> Iterator[Place]:
    part = ink[area.top : area.bottom, area.x0 : area.x1]
    if not part.size:
        return
    for found in lines_in(part, EM * unit):
        line = found.moved(area.x0, area.top)
        yield Place(line, area, max(area.x0, line.x0 - round(_BESIDE * EM * unit)))
