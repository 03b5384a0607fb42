"""Where the lines of text are, inside a cell or on a page without rules: bands of ink with paper between them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.scan.ink import Picture

_APART = 0.12  # of the em: bands nearer than this are parts of one line (the strokes of 二, the dots of 六)
_THIN = 0.5  # of the em: a band lower than this is part of the line beside it …
_NEAR = 0.4  # … when it is as near as this
_HIGHEST = 1.3  # ems of a line
_TOUCHING = 1.75  # ems; what is higher is several lines that touch
_WIDE_GAP = 2.2  # ems: what stands so far apart is read apart
_LEAST_INK = 0.02  # of a square em: less is dust


class Line(NamedTuple):
    """A stretch of text on one line: x0, top, x1, bottom of its ink in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int

    def moved(self, x: int, y: int) -> "Line":
        """The line in a larger picture, in which this one begins at x, y."""
        return Line(self.x0 + x, self.top + y, self.x1 + x, self.bottom + y)

    def meets(self, other: "Line") -> bool:
        """Whether some place lies in both."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.top < other.bottom and other.top < self.bottom


def lines_in(ink: Picture, em: float) -> list[Line]:
    """The lines of a picture of ink (255 where there is some) from top to bottom, each from left to right.

    em: about the height of a character in pixels.
    """
    return [
        line
        for top, bottom in _bands(ink, em)
        for line in _stretches(ink[top:bottom], top, em)
        if np.count_nonzero(ink[line.top : line.bottom, line.x0 : line.x1]) >= _LEAST_INK * em * em
    ]


def runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open ranges in which the flags are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _bands(ink: Picture, em: float) -> list[tuple[int, int]]:
    """Rows of ink that belong to one line: top and bottom of each."""
    profile = np.count_nonzero(ink, axis=1)
    bands = _merged(runs(profile > 0), em)
    return [part for band in bands for part in _cut(band, profile, em)]


def _merged(runs: Sequence[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    close: list[tuple[int, int]] = []
    for top, bottom in runs:
        if close and top - close[-1][1] <= _APART * em and bottom - close[-1][0] <= _HIGHEST * em:
            close[-1] = (close[-1][0], bottom)
        else:
            close.append((top, bottom))
    whole: list[tuple[int, int]] = []
    for top, bottom in close:
        if whole:
            above_top, above_bottom = whole[-1]
            thin = min(bottom - top, above_bottom - above_top) < _THIN * em
            if thin and top - above_bottom < _NEAR * em and bottom - above_top <= _HIGHEST * em:
                whole[-1] = (above_top, bottom)
                continue
        whole.append((top, bottom))
    return whole


def _cut(band: tuple[int, int], profile: npt.NDArray[np.intp], em: float) -> Iterator[tuple[int, int]]:
    """Lines that touch each other are cut where there is least ink."""
    top, bottom = band
    if bottom - top <= _TOUCHING * em:
        yield band
        return
    count = max(2, round((bottom - top) / (1.35 * em)))
    start = top
    for number in range(1, count):
        about = top + (bottom - top) * number / count
        low, high = max(start + 3, round(about - 0.35 * em)), round(about + 0.35 * em)
        if high <= low:
            continue
        cut = low + int(np.argmin(profile[low:high]))
        yield start, cut
        start = cut
    yield start, bottom


def _stretches(ink: Picture, top: int, em: float) -> Iterator[Line]:
    """A line cut where it leaves wide gaps; each stretch only as high as its own ink."""
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return
    gaps = np.flatnonzero(np.diff(columns) > _WIDE_GAP * em)
    starts, ends = [0, *(gaps + 1)], [*gaps, len(columns) - 1]
    for start, end in zip(starts, ends, strict=True):
        x0, x1 = int(columns[start]), int(columns[end]) + 1
        rows = np.flatnonzero(ink[:, x0:x1].any(axis=1))
        yield Line(x0, top + int(rows[0]), x1, top + int(rows[-1]) + 1)
