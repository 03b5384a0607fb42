"""Circles and boxes are found by an edge all around, whatever they touch; how much of the inside is ink is measured."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from extractors.scan.text_lines import Line
from extractors.scan.tick_outlines import outlines_in

_EM = 24.0
_WHOLE = Line(40, 24, 360, 56)
_MIDDLE = (200, 40)
_Draw = Callable[[np.ndarray], object]


def _page(*draw: _Draw) -> np.ndarray:
    page = np.full((80, 400), 255, np.uint8)
    for one in draw:
        one(page)
    return np.asarray(cv2.GaussianBlur(page, (3, 3), 0), np.uint8)


def _ring(page: np.ndarray) -> None:
    cv2.circle(page, _MIDDLE, 9, 0, 1, cv2.LINE_AA)


def _disc(page: np.ndarray) -> None:
    cv2.circle(page, _MIDDLE, 9, 0, -1, cv2.LINE_AA)


def _dot(page: np.ndarray) -> None:
    cv2.circle(page, _MIDDLE, 3, 0, -1, cv2.LINE_AA)


def _square(page: np.ndarray) -> None:
    cv2.rectangle(page, (191, 31), (209, 49), 0, 1)


def _word(page: np.ndarray) -> None:
    """Strokes that end at its left side."""
    for y in (32, 40, 48):
        cv2.line(page, (165, y), (191, y), 0, 2)


def _tick(page: np.ndarray) -> None:
    """Of a pen, from inside to far beyond."""
    cv2.polylines(page, [np.array([[193, 35], [199, 45], [219, 17]])], False, 0, 2, cv2.LINE_AA)


def _diamond(page: np.ndarray) -> None:
    """With round corners, so that it is nearly round."""
    full = np.zeros_like(page)
    cv2.fillConvexPoly(full, np.array([[200, 31], [209, 40], [200, 49], [191, 40]]), 255)
    full = cv2.dilate(full, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    page[cv2.morphologyEx(full, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0] = 0


def _gap(page: np.ndarray) -> None:
    page[29:33, 202:207] = 255


@pytest.mark.parametrize(
    ("draw", "shape", "least", "most"),
    [
        ((_ring,), "circle", 0.0, 0.03), ((_disc,), "circle", 0.97, 1.0), ((_ring, _dot), "circle", 0.3, 0.9),
        ((_ring, _gap), "circle", 0.0, 0.03), ((_ring, _word), "circle", 0.0, 0.05), ((_disc, _word), "circle", 0.97, 1.0),
        ((_ring, _tick), "circle", 0.15, 0.9), ((_square, _tick), "square", 0.15, 0.9), ((_square, _word), "square", 0.0, 0.05),
    ],
)
def test_what_an_outline_holds(draw: tuple[_Draw, ...], shape: str, least: float, most: float) -> None:
    """A ring with gaps, one that touches a word, a tick that goes beyond the sides."""
    (outline,) = (one for one in outlines_in(_page(*draw), _WHOLE, _EM) if one.box.place.x0 < 200 < one.box.place.x1)
    assert outline.shape == shape
    assert outline.box.place.x0 == pytest.approx(191, abs=2)
    assert outline.box.place.bottom == pytest.approx(49, abs=2)
    assert least <= outline.box.filled <= most


@pytest.mark.parametrize(
    "draw",
    [
        lambda page: cv2.ellipse(page, _MIDDLE, (7, 10), 0, 0, 360, 0, 1),  # 0
        lambda page: cv2.ellipse(page, _MIDDLE, (9, 9), 0, 50, 310, 0, 2),  # C
        lambda page: cv2.circle(page, _MIDDLE, 3, 0, 1),  # 。
        lambda page: cv2.circle(page, _MIDDLE, 30, 0, 2),  # a seal
        _word, _tick, _diamond,
    ],
)
def test_what_is_not_round_or_not_as_large_as_a_character_is_no_outline(draw: _Draw) -> None:
    """A nought, a C, a full stop, a seal, the strokes of characters, what has corners elsewhere than a box."""
    assert outlines_in(_page(draw), _WHOLE, _EM) == []
