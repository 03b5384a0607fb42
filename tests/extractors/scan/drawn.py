"""A page made ready for reading, of drawn ink alone."""

import numpy as np

from extractors.scan.flatten import Flat
from extractors.scan.ink import red
from extractors.scan.prepared import Place, Prepared
from extractors.scan.ruled import Rules
from extractors.scan.text_lines import Line

UNIT = 2.0  # pixels a point


def prepared(ink: np.ndarray, *lines: Line, flat: np.ndarray | None = None) -> Prepared:
    """The page with these lines of text, all in one area. flat: its picture in colour, where it matters."""
    height, width = ink.shape
    whole, flat = Line(0, 0, width, height), 255 - ink if flat is None else flat
    return Prepared(
        flat, UNIT, 255 - ink, ink, Rules((), (), np.zeros_like(ink)), Flat((width, height), np.eye(2, 3)),
        tuple(Place(line, whole, max(0, line.x0 - 7)) for line in lines), (), red(flat),
    )
