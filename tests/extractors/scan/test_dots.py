"""Rows of dots: what ink says of them, whatever the recogniser made of it."""

import cv2
import numpy as np
import pytest

from extractors.scan.ink import Picture
from extractors.scan.prepared import prepare
from extractors.scan.recogniser import Character
from extractors.scan.written import glyphs_of

_LETTERS = (Character("m", 10.0, 0.5), Character("m", 50.0, 0.2))


def _page_with_cell() -> Picture:
    page = np.full((2200, 1600, 3), 255, np.uint8)
    for y in (400, 460, 520):
        cv2.line(page, (200, y), (1400, y), (0, 0, 0), 3)
    for x in (200, 800, 1400):
        cv2.line(page, (x, 400), (x, 520), (0, 0, 0), 3)
    return page


def _read_as_letters(page: Picture) -> str:
    prepared = prepare(page)
    return "".join(glyph.text for glyph in glyphs_of(prepared, [_LETTERS] * len(prepared.places)))


@pytest.mark.parametrize("dots", [3, 6])
def test_row_of_dots_is_an_ellipsis(dots: int) -> None:
    """The row under the last entry says that it goes on, and is nobody's name."""
    page = _page_with_cell()
    for number in range(dots):
        cv2.circle(page, (230 + 11 * number, 430), 2, (0, 0, 0), -1)
    assert _read_as_letters(page) == "……"


def test_what_is_no_row_of_dots() -> None:
    """Two dots, a dash and letters stay what the recogniser read."""
    page = _page_with_cell()
    for number in range(2):
        cv2.circle(page, (230 + 11 * number, 430), 2, (0, 0, 0), -1)
    cv2.line(page, (860, 430), (900, 430), (0, 0, 0), 2)
    cv2.putText(page, "mmm", (230, 500), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    assert "…" not in _read_as_letters(page)
