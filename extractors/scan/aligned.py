"""The pages of one paper brought to one measure: their tables are as wide, and the columns stand at the same places.

Each page was scanned or photographed by itself, a little larger or smaller and shifted; mapping joins tables over pages
by their columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extractors.lattice import find_regions
from extractors.page.content import Glyph
from extractors.rulings import Ruling

_MOST_LARGER = 0.12  # of the width: a table that differs by more is another one
_SAME_COLUMN = 5.0  # points
# How much nearer the left side of a photographed page was than the right one; straight rules do not tell. Nearest to 1 first.
_SLANTS = (1.0, *(slant for off in range(1, 7) for slant in (1 - off / 100, 1 / (1 - off / 100))))


@dataclass(frozen=True, slots=True)
class Measure:
    """From x on a page to x on the paper: straight between the places that are known. theirs, ours: in points."""

    theirs: tuple[float, ...] = ()
    ours: tuple[float, ...] = ()

    def on_paper(self, x: float) -> float:
        """Of an x on the page."""
        return _between(x, self.theirs, self.ours)

    def on_page(self, x: float) -> float:
        """Of an x on the paper."""
        return _between(x, self.ours, self.theirs)

    def of_glyph(self, glyph: Glyph) -> Glyph:
        """The glyph at its place on the paper."""
        return glyph._replace(x0=self.on_paper(glyph.x0), x1=self.on_paper(glyph.x1)) if self.theirs else glyph

    def of_ruling(self, ruling: Ruling) -> Ruling:
        """The ruling at its place on the paper."""
        if not self.theirs:
            return ruling
        if ruling.horizontal:
            return ruling._replace(start=self.on_paper(ruling.start), end=self.on_paper(ruling.end))
        return ruling._replace(at=self.on_paper(ruling.at))


@dataclass(slots=True)
class Paper:
    """What is known of the columns of the paper so far, page by page."""

    columns: list[float] = field(default_factory=list)

    def measure(self, rulings: Sequence[Ruling]) -> Measure:
        """The measure of a further page, by its rules; its columns are known from then on."""
        regions, _ = find_regions(rulings)
        return self.measure_columns(max((region.xs for region in regions), key=_width, default=()))

    def measure_columns(self, xs: Sequence[float]) -> Measure:
        """The measure of a further page, by the columns of its widest table; they are known from then on."""
        if not xs or _width(xs) <= 0:
            return Measure()
        if not self.columns:
            self.columns = list(xs)
            return Measure()
        if abs(_width(self.columns) / _width(xs) - 1) > _MOST_LARGER:
            return Measure()
        # Most columns in common decide, then the least foreshortening.
        measure = max((self._matched(xs, slant) for slant in _SLANTS), key=lambda one: len(one.theirs))
        new = [measure.on_paper(x) for x in xs]
        self.columns = sorted({*self.columns, *(x for x in new if all(abs(x - known) > _SAME_COLUMN for known in self.columns))})
        return measure


    def _matched(self, xs: Sequence[float], slant: float) -> Measure:
        """The measure by the columns that a page has in common with the paper, if it is foreshortened so much."""
        theirs, ours = [xs[0]], [self.columns[0]]
        for x in xs[1:-1]:
            share = (x - xs[0]) / _width(xs)
            about = self.columns[0] + _width(self.columns) * share / (share + slant * (1 - share))
            near = min(self.columns[1:-1], key=lambda known: abs(known - about), default=None)
            if near is not None and abs(near - about) <= _SAME_COLUMN and near > ours[-1]:
                theirs.append(x)
                ours.append(near)
        return Measure((*theirs, xs[-1]), (*ours, self.columns[-1]))


def _width(xs: Sequence[float]) -> float:
    return xs[-1] - xs[0]


def _between(x: float, known: tuple[float, ...], wanted: tuple[float, ...]) -> float:
    """Linear between the known places, and on beyond the outer ones as between them all."""
    if not known:
        return x
    scale = (wanted[-1] - wanted[0]) / (known[-1] - known[0])
    if x <= known[0]:
        return wanted[0] + (x - known[0]) * scale
    if x >= known[-1]:
        return wanted[-1] + (x - known[-1]) * scale
    return float(np.interp(x, known, wanted))
