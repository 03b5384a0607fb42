"""Boxes are found by their sides, and their filling is measured against the emptiest of the page."""

import cv2
import numpy as np
import pytest

from extractors.scan.text_lines import Line
from extractors.scan.tick_boxes import OFF, ON, UNCLEAR, Box, boxes_in, states

_EM = 24.0
_WHOLE = Line(0, 0, 400, 60)


def _ink(*squares: int, open_at: int | None = None) -> np.ndarray:
    """Boxes with their left sides at these places; one may lack its right side."""
    ink = np.zeros((60, 400), np.uint8)
    for x in squares:
        cv2.rectangle(ink, (x, 20), (x + 22, 42), 255, 2)
        if x == open_at:
            ink[15:47, x + 8 : x + 30] = 0
    return ink


def _tick(ink: np.ndarray, x: int) -> None:
    cv2.polylines(ink, [np.array([[x + 5, 30], [x + 10, 37], [x + 19, 24]])], False, 255, 2)


def test_empty_and_ticked_boxes() -> None:
    """The one with a tick in it is on."""
    ink = _ink(20, 80, 140, 200)
    _tick(ink, 80)
    boxes = sorted(boxes_in(ink, _WHOLE, _EM), key=lambda box: box.place.x0)
    assert [round(box.place.x0 / 60) for box in boxes] == [0, 1, 2, 3]
    assert list(states(boxes)) == [OFF, ON, OFF, OFF]


def test_a_black_box_is_on() -> None:
    """■ instead of □."""
    ink = _ink(20, 80)
    ink[20:42, 80:102] = 255
    boxes = sorted(boxes_in(ink, _WHOLE, _EM), key=lambda box: box.place.x0)
    assert list(states(boxes)) == [OFF, ON]


@pytest.mark.parametrize(("width", "height"), [(60, 22), (8, 8), (50, 50)])
def test_what_is_not_square_or_not_as_large_as_a_character_is_no_box(width: int, height: int) -> None:
    """A cell, a full stop, a picture."""
    ink = np.zeros((60, 400), np.uint8)
    cv2.rectangle(ink, (20, 5), (20 + width, 5 + height), 255, 2)
    assert boxes_in(ink, _WHOLE, _EM) == []


def test_a_side_must_not_be_missing() -> None:
    """匚 is a character."""
    assert boxes_in(_ink(20, open_at=20), _WHOLE, _EM) == []


def test_a_box_lies_where_it_is_on_the_page() -> None:
    """Not where it is in the area that was looked at."""
    (box,) = boxes_in(_ink(200), Line(150, 10, 300, 50), _EM)
    assert box.place.x0 == pytest.approx(199, abs=1)
    assert box.place.top == pytest.approx(19, abs=1)


def test_the_measure_is_the_page() -> None:
    """Boxes that a printer drew thick are empty; a little more ink than they have is unclear."""
    place = Line(0, 0, 20, 20)
    assert list(states([Box(place, filled) for filled in (0.04, 0.04, 0.05, 0.13, 0.25)])) == [OFF, OFF, OFF, UNCLEAR, ON]
    assert list(states([])) == []
