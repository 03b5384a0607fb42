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
        scale = _width(self.columns) / _width(xs)
        if abs(scale - 1) > _MOST_LARGER:
            return Measure()
        theirs, ours = [xs[0]], [self.columns[0]]
        for x in xs[1:-1]:
            about = self.columns[0] + (x - xs[0]) * scale
            near = min(self.columns[1:-1], key=lambda known: abs(known - about), default=None)
            if near is not None and abs(near - about) <= _SAME_COLUMN and near > ours[-1]:
                theirs.append(x)
                ours.append(near)
        measure = Measure((*theirs, xs[-1]), (*ours, self.columns[-1]))
        new = [measure.on_paper(x) for x in xs]
        self.columns = sorted({*self.columns, *(x for x in new if all(abs(x - known) > _SAME_COLUMN for known in self.columns))})
        return measure


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
