"""Rules are found faint, broken or touched by characters; strokes of characters are none."""

import cv2
import numpy as np
import pytest

from extractors.scan.ruled import find_rules, rulings_of

_UNIT = 2.0  # pixels a point
_EDGES = (50.0, 150.0, 350.0)  # points
_ROWS = (40.0, 70.0, 100.0)


def _page(shade: int = 0) -> np.ndarray:
    page = np.full((300, 800), 255, np.uint8)
    for y in _ROWS:
        cv2.line(page, (100, int(y * _UNIT)), (700, int(y * _UNIT)), shade, 2)
    for x in _EDGES:
        cv2.line(page, (int(x * _UNIT), 80), (int(x * _UNIT), 200), shade, 2)
    return page


def _found(page: np.ndarray) -> tuple[list[float], list[float]]:
    rulings = rulings_of(find_rules(page, _UNIT), _UNIT)
    return (
        sorted(one.at for one in rulings if one.horizontal), sorted(one.at for one in rulings if not one.horizontal),
    )


@pytest.mark.parametrize("shade", [0, 120, 200])
def test_a_table_gives_its_rules_however_faint(shade: int) -> None:
    """Level and plumb ones, at their places."""
    across, down = _found(_page(shade))
    assert across == pytest.approx(_ROWS, abs=1)
    assert down == pytest.approx(_EDGES, abs=1)


def test_small_gaps_are_closed() -> None:
    """A rule that the scanner left a pixel out of is one rule."""
    page = _page()
    page[:, 300:301] = 255
    across, _ = _found(page)
    assert across == pytest.approx(_ROWS, abs=1)


def test_characters_are_no_rules() -> None:
    """Strokes of a character, as long as they may be, and an underlined word's characters stay writing."""
    page = np.full((300, 800), 255, np.uint8)
    for x in range(100, 600, 30):
        cv2.rectangle(page, (x, 100), (x + 22, 122), 0, 2)
    assert _found(page) == ([], [])


def test_a_short_rule_counts_only_between_others() -> None:
    """The rule of a narrow column ends at others at both ends; a stroke of the same length in the open does not."""
    page = _page()
    cv2.line(page, (400, 140), (400, 170), 0, 2)  # ends at one rule only
    _, down = _found(page)
    assert down == pytest.approx(_EDGES, abs=1)
    page = _page()
    cv2.line(page, (100, 170), (300, 170), 0, 2)
    cv2.line(page, (200, 140), (200, 170), 0, 2)  # fifteen points, from rule to rule
    _, down = _found(page)
    assert down == pytest.approx([50, 100, 150, 350], abs=1)


def test_the_ink_of_rules_leaves_out_what_crosses_them() -> None:
    """A stroke that crosses a rule keeps its ink there, that the character stays whole."""
    page = _page()
    cv2.line(page, (500, 128), (500, 152), 0, 3)
    ink = find_rules(page, _UNIT).ink
    assert ink[140, 600] == 255
    assert ink[140, 500] == 0
