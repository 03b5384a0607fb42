"""Rules are found faint, broken or touched by characters; strokes of characters are none."""

import cv2
import numpy as np
import pytest

from extractors.scan.ruled import find_rules, rulings_of

_UNIT = 2.0  # pixels a point
_EDGES = (50.0, 150.0, 350.0)  # points
_ROWS = (40.0, 70.0, 100.0)
_RED = (40, 32, 205)  # BGR


def _page(shade: int = 0, width: int = 2) -> np.ndarray:
    page = np.full((300, 800), 255, np.uint8)
    for y in _ROWS:
        cv2.line(page, (100, int(y * _UNIT)), (700, int(y * _UNIT)), shade, width)
    for x in _EDGES:
        cv2.line(page, (int(x * _UNIT), 80), (int(x * _UNIT), 200), shade, width)
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


def test_strokes_that_touch_one_another_are_no_rules() -> None:
    """A signature has level strokes that are longer than a character's; a rule of the same length ends at another one."""
    page = _page()
    for y in (150, 158, 166):
        cv2.line(page, (420, y), (464, y), 0, 2)
    cv2.line(page, (464, 146), (464, 178), 0, 2)
    cv2.line(page, (420, 158), (490, 162), 0, 2)
    assert _found(page)[0] == pytest.approx(_ROWS, abs=1)
    cv2.line(page, (656, 170), (700, 170), 0, 2)
    assert _found(page)[0] == pytest.approx([*_ROWS[:2], 85, 100], abs=1)


def test_a_rule_goes_on_where_another_breaks_off() -> None:
    """A piece of it is no stroke, though it ends at no other."""
    page = _page()
    page[130:150, 500:530] = 255
    page[130:150, 610:] = 255
    ends = [one.end for one in rulings_of(find_rules(page, _UNIT), _UNIT) if one.horizontal and abs(one.at - _ROWS[1]) < 1]
    assert sorted(ends) == pytest.approx([250, 305], abs=1)


def test_the_ink_of_rules_leaves_out_what_crosses_them() -> None:
    """A stroke that crosses a rule keeps its ink there, that the character stays whole."""
    page = _page()
    cv2.line(page, (500, 128), (500, 152), 0, 3)
    ink = find_rules(page, _UNIT).ink
    assert ink[140, 600] == 255
    assert ink[140, 500] == 0


def _coloured(page: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.merge([page, page, page]), np.uint8)


def test_the_rim_of_a_seal_and_strokes_of_a_pen_are_no_rules() -> None:
    """A rim runs along the columns for a while, a stroke from rule to rule; neither is as straight and thin as rules are."""
    page = _page(width=1)
    cv2.circle(page, (386, 140), 114, 120, 5)
    cv2.line(page, (600, 140), (612, 200), 0, 3)
    cv2.line(page, (640, 80), (640, 140), 0, 4)
    across, down = _found(page)
    assert across == pytest.approx(_ROWS, abs=1)
    assert down == pytest.approx(_EDGES, abs=1)


def test_red_lines_are_no_rules_and_those_under_them_stay() -> None:
    """The sides of a chop are as straight as rules; faint rules are whole where its ink is full."""
    page = np.minimum(_coloured(_page(150)), 255)
    seal = np.full_like(page, 255)
    cv2.rectangle(seal, (420, 84), (540, 196), _RED, 3)
    cv2.rectangle(seal, (160, 120), (280, 160), _RED, -1)
    across, down = _found(cv2.multiply(page, seal, scale=1 / 255))
    assert across == pytest.approx(_ROWS, abs=1)
    assert down == pytest.approx(_EDGES, abs=1)
