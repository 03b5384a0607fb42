"""A page made ready: its lines of text are cut out of their cells, without the rules, with paper around them."""

import cv2
import numpy as np
import pytest

from extractors.scan.prepared import prepare

_SIDE = 1684  # pixels: two a point


def _page() -> np.ndarray:
    page = np.full((_SIDE, 1190), 250, np.uint8)
    for y in (400, 480, 560):
        cv2.line(page, (200, y), (1000, y), 0, 2)
    for x in (200, 600, 1000):
        cv2.line(page, (x, 400), (x, 560), 0, 2)
    return page


def _write(page: np.ndarray, x: int, y: int, count: int = 4) -> None:
    """Characters of a kind, upper left at a place."""
    for number in range(count):
        left = x + 26 * number
        cv2.rectangle(page, (left, y), (left + 18, y + 20), 0, 2)
        cv2.line(page, (left, y + 10), (left + 18, y + 10), 0, 2)


def test_lines_stand_in_their_cells() -> None:
    """Each with the cell as its area; an empty cell gives none, what stands around the table has the page."""
    page = _page()
    _write(page, 240, 430)
    _write(page, 640, 510)
    _write(page, 240, 700)
    prepared = prepare(page)
    assert prepared.unit == pytest.approx(2.0)
    lines = [(place.line.x0, place.line.top) for place in prepared.places]
    assert np.array(lines) == pytest.approx(np.array([(240, 430), (640, 510), (240, 700)]), abs=4)
    cell = prepared.places[0].area
    assert (cell.x0, cell.x1) == pytest.approx((202, 598), abs=4)
    assert prepared.places[2].area.x1 == prepared.flat.shape[1]


def test_a_skewed_page_is_made_level() -> None:
    """The lines of one row come out at one height, and know where they were."""
    page = _page()
    _write(page, 240, 430)
    _write(page, 840, 430)
    matrix = cv2.getRotationMatrix2D((595, 842), -2.0, 1)
    skewed = np.asarray(cv2.warpAffine(page, matrix, (1190, _SIDE), borderValue=(250,)), np.uint8)
    prepared = prepare(skewed)
    first, second = prepared.places
    assert first.line.top == pytest.approx(second.line.top, abs=3)
    x, y = prepared.way.source(first.line.x0, first.line.top)
    assert (x, y) == pytest.approx(tuple(matrix @ np.array([240, 430, 1])), abs=5)


def test_a_line_is_cut_out_with_paper_around_and_without_rules() -> None:
    """Characters that touch the rule of their cell are read without it."""
    page = _page()
    for x in (240, 270, 300):
        cv2.line(page, (x, 458), (x + 18, 480), 0, 2)
        cv2.line(page, (x + 18, 458), (x, 480), 0, 2)
    (crop,) = prepare(page).crops()
    assert crop.dtype == np.uint8
    assert crop[:2].min() > 200
    assert crop[:, :4].min() > 200
    assert crop[-3:].min() > 200
    assert crop.min() < 60


def test_what_is_as_low_as_a_comma_is_given_the_height_of_a_line() -> None:
    """Else the recogniser would see a large character."""
    page = _page()
    page[440:446, 240:300] = 0
    prepared = prepare(page)
    (crop,) = prepared.crops()
    assert crop.shape[0] >= 0.9 * prepared.em


def test_a_title_is_read_in_its_own_size() -> None:
    """Where closing the gaps between its strokes takes in a row above or below it, it is no two lines."""
    page = np.full((1768, 1250), 250, np.uint8)  # where the gaps that are closed are an even number of pixels
    for left in range(400, 720, 80):
        cv2.rectangle(page, (left, 300), (left + 56, 352), 0, 4)
        cv2.line(page, (left + 28, 300), (left + 28, 352), 0, 4)
    [place] = prepare(page).places
    assert (place.line.top, place.line.bottom) == pytest.approx((298, 355), abs=3)
