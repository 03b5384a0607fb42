"""Light is evened out, and red ink told from black."""

import numpy as np
import pytest

from extractors.scan.ink import black, evened, red, without_red, without_seals

_SEAL = (40, 32, 205)  # BGR


def _page() -> np.ndarray:
    page = np.full((120, 200, 3), 255, np.uint8)
    page[20:100, 20:120] = _SEAL
    page[50:54, 10:190] = 0
    return page


def test_a_shadow_goes_and_ink_stays() -> None:
    """Paper is white in the light and in the shadow; writing is dark in both."""
    page = np.full((400, 400), 240, np.uint8)
    page[:, 200:] = 110
    page[100:104, 40:360] //= 5
    even = evened(page)
    assert even[300, 60] > 240
    assert even[300, 340] > 240
    assert even[102, 60] < 90
    assert even[102, 340] < 90


def test_of_a_seal_over_writing_the_writing_is_left() -> None:
    """In black ink the seal is paper, and the line that runs under it is whole."""
    dark = black(_page())
    assert (dark[51:53, 10:190] == 0).all()
    assert dark[30, 60] == 255
    assert dark[80, 150] == 255


def test_rules_under_a_seal_are_whole() -> None:
    """Without red the seal is much lighter than the rule under it."""
    light = without_red(_page())
    assert light[30, 60] > 180
    assert light[52, 60] == 0


def test_red_is_found_where_it_is_and_nowhere_in_grey() -> None:
    """Black, white and blue are not red; a picture without colour has none."""
    page = _page()
    page[80:90, 150:180] = (150, 40, 30)
    found = red(page) > 0
    assert found[30, 60]
    assert not found[52, 150]
    assert not found[85, 160]
    assert not found[10, 10]
    assert not red(page[:, :, 1]).any()


def test_of_a_seal_no_line_is_left_and_of_rules_under_it_all() -> None:
    """As light as paper, also where the ink is thin; a faint rule is as dark under the seal as beside it."""
    page = _page()
    page[50:54, 10:190] = 102
    page[50:54, 20:120] = (np.array(_SEAL) * 0.4).astype(np.uint8)
    page[80:90, 130:180] = (205, 200, 243)
    light = without_seals(page)
    assert light[30, 60] > 245
    assert light[85, 150] > 235
    assert light[52, 60] == pytest.approx(102, abs=12)
    assert (without_seals(page[:, :, 1]) == page[:, :, 1]).all()


def test_a_stroke_of_red_on_a_page_with_a_brown_picture_is_no_hole() -> None:
    """Brown is much darker than it is red; taken for the ink of seals it would say so of the stroke."""
    page = np.full((120, 200, 3), 255, np.uint8)
    page[20:100, 20:120] = (96, 96, 126)
    page[106:109, 30:40] = (20, 20, 195)
    assert without_seals(page)[107, 35] > 195
