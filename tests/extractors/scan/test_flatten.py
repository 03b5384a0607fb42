"""Skewed and curled pages come out straight, and every place is found again where it was."""

import cv2
import numpy as np
import pytest

from extractors.scan.flatten import Flat, skew, straightened, turned_by
from extractors.scan.ruled import find_rules

_UNIT = 2.0


def _table(height: int = 600, width: int = 800) -> np.ndarray:
    page = np.full((height, width), 255, np.uint8)
    for y in range(100, 501, 80):
        cv2.line(page, (100, y), (700, y), 0, 2)
    for x in range(100, 701, 150):
        cv2.line(page, (x, 100), (x, 500), 0, 2)
    return page


def _turned(page: np.ndarray, degrees: float) -> np.ndarray:
    """Lines fall to the right by so many degrees."""
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    return np.asarray(cv2.warpAffine(page, matrix, (width, height), borderValue=(255,)), np.uint8)


@pytest.mark.parametrize("degrees", [-5.0, -1.5, 0.0, 0.7, 4.0])
def test_the_skew_of_a_table_is_measured(degrees: float) -> None:
    """Within a tenth of a degree; lines that fall to the right count positive."""
    assert skew(_turned(_table(), degrees)) == pytest.approx(degrees, abs=0.15)


def test_the_skew_of_lines_of_text_is_measured() -> None:
    """A page without rules is turned by its lines of writing."""
    page = np.full((600, 800), 255, np.uint8)
    for y in range(80, 520, 30):
        for x in range(80, 700, 14):
            page[y : y + 10, x : x + 9] = 0
    assert skew(_turned(page, 3.0)) == pytest.approx(3.0, abs=0.5)


def test_turning_keeps_all_of_the_picture_and_knows_its_places() -> None:
    """A quarter turn changes the sides; each place of the flat picture says where it came from."""
    page = np.full((100, 200), 255, np.uint8)
    flat = turned_by(90, page.shape)
    assert flat.size == (100, 200)
    page[20:23, 150:153] = 0
    y, x = (int(np.median(places)) for places in np.nonzero(flat.of(page) < 128))
    assert flat.source(x, y) == pytest.approx((151, 21), abs=1.5)


def test_a_curled_page_comes_out_straight() -> None:
    """Rules bent by the curl of the paper are level afterwards, and a place is found again where it was."""
    height, width = 600, 800
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bent = 5 * ((x - width / 2) / (width / 2)) ** 2
    curled = np.asarray(cv2.remap(_table(), x, y - bent.astype(np.float32), cv2.INTER_LINEAR, borderValue=(255,)), np.uint8)
    plain = turned_by(0, curled.shape)
    rules = find_rules(curled, _UNIT)
    assert min(np.std(curve[:, 1]) for curve in rules.across) > 0.7
    flat = straightened(plain, rules.across, rules.down)
    after = find_rules(flat.of(curled), _UNIT)
    assert max(np.std(curve[:, 1]) for curve in after.across) < 0.4
    # The place between these rules came from somewhere as far up or down as the curl is at that x.
    _, middle = flat.source(400, 300)
    _, side = flat.source(150, 300)
    assert side - middle == pytest.approx(5 * (250 / 400) ** 2, abs=0.7)


def test_with_few_rules_nothing_is_bent() -> None:
    """Two strokes say nothing of the paper."""
    curve = np.column_stack([np.arange(100.0), 50 + np.arange(100.0) / 10])
    flat = straightened(Flat((200, 100), np.eye(2, 3)), [curve, curve], [])
    assert flat.bends == ()
