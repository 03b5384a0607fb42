"""A picture of a page -> what stands on it, as a PDF page says it: glyphs and rules, in points."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.page.content import Glyph
from extractors.rulings import Ruling
from extractors.scan.ellipses import Rim
from extractors.scan.flatten import Flat
from extractors.scan.ink import Picture
from extractors.scan.prepared import Prepared, prepare
from extractors.scan.recogniser import Character, recognise
from extractors.scan.ruled import rulings_of
from extractors.scan.second_look import second_look
from extractors.scan.sheet import cut_out
from extractors.scan.written import glyphs_of
from schema.record import BBox

_LONGEST = 2800  # pixels of the longer side: 240 dots an inch, more says nothing more
_DIRECTIONS = (0, 2, 1, 3)  # quarter turns, the likely ones first
_SAMPLE = 12  # lines by which a further direction is judged
_LEGIBLE = 0.75
_USUAL_LINE = 2  # characters: a page in a wrong direction gives fewer


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as read, upright.

    flat: the flat picture, of evened light. unit: its pixels a point. glyphs, rulings: in points of it.
    turns: quarter turns counterclockwise that brought the picture upright. way: from places of the flat picture to those
    of the sheet. corner, scale: where the sheet lies in the upright picture, and how much smaller it was made.
    shape: height and width of the picture as it came. codes: what its QR codes say.
    grey_rims: of the seals on a page without colour.
    """

    flat: Picture
    unit: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    turns: int
    way: Flat
    corner: tuple[int, int]
    scale: float
    shape: tuple[int, int]
    codes: tuple[str, ...] = ()
    grey_rims: tuple[Rim, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.flat.shape[1] / self.unit, self.flat.shape[0] / self.unit

    def came_from(self, box: BBox) -> BBox:
        """Where a box of the flat page, in points, lies in the picture as it came, as shares of its width and height."""
        x0, top, x1, bottom = (edge * self.unit for edge in box)
        corners = [self.way.source(x, y) for x, y in ((x0, top), (x1, top), (x0, bottom), (x1, bottom))]
        height, width = self.shape if self.turns % 2 == 0 else self.shape[::-1]
        across = [(x / self.scale + self.corner[0]) / width for x, _ in corners]
        down = [(y / self.scale + self.corner[1]) / height for _, y in corners]
        left, above, right, below = min(across), min(down), max(across), max(down)
        for _ in range(self.turns):  # clockwise, back to how it came
            left, above, right, below = 1 - below, left, 1 - above, right
        left, above, right, below = (min(max(share, 0.0), 1.0) for share in (left, above, right, below))
        return left, above, right, below


@dataclass(frozen=True, slots=True)
class _Try:
    """What comes of reading a page in one direction."""

    turns: int
    prepared: Prepared
    corner: tuple[int, int]
    scale: float
    crops: list[Picture]
    read: list[tuple[Character, ...]]

    @property
    def legible(self) -> float:
        """How well its lines could be read, 0 to 1."""
        return _legible(self.read)


def read_page(picture: Picture) -> ReadPage:
    """Read the picture of a page: a scan or a photo, in any of the four directions."""
    best: _Try | None = None
    for turns in _DIRECTIONS:
        tried = _try(picture, turns, best)
        if best is None or tried.legible > best.legible:
            best = tried
        if best.legible >= _LEGIBLE or not best.read:
            break
    return _page(picture, best) if best else _page(picture, _try(picture, 0, None))


def _try(picture: Picture, turns: int, best: _Try | None) -> _Try:
    """Read in one direction; only a sample of the lines where that shows that another direction was better."""
    sheet, corner = cut_out(np.ascontiguousarray(np.rot90(picture, turns)))
    scale = min(1.0, _LONGEST / max(sheet.shape[:2]))
    if scale < 1:
        sheet = np.asarray(cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    prepared = prepare(sheet)
    crops = prepared.crops()
    if best is not None:
        longest = sorted(crops, key=lambda crop: -crop.shape[1])[:_SAMPLE]
        sample = recognise(longest)
        if _legible(sample) <= best.legible:
            return _Try(turns, prepared, corner, scale, crops, sample)
    return _Try(turns, prepared, corner, scale, crops, recognise(crops))


def _legible(read: Sequence[Sequence[Character]]) -> float:
    sure = [character.confidence for characters in read for character in characters]
    return sum(sure) / max(len(sure), _USUAL_LINE * len(read), 1)


def _page(picture: Picture, tried: _Try) -> ReadPage:
    prepared = tried.prepared
    read = second_look(prepared.places, tried.crops, tried.read, prepared.em)
    return ReadPage(
        prepared.flat, prepared.unit, tuple(glyphs_of(prepared, read)),
        rulings_of(prepared.rules, prepared.unit), tried.turns, prepared.way, tried.corner, tried.scale,
        (picture.shape[0], picture.shape[1]), prepared.codes, prepared.grey_rims,
    )
