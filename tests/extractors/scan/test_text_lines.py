"""Bands of ink are lines of text: touching ones are cut, parts of characters are not."""

import numpy as np

from extractors.scan.text_lines import Line, lines_in

_EM = 20.0


def _ink(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    ink = np.zeros((200, 400), np.uint8)
    for x0, top, x1, bottom in boxes:
        ink[top:bottom, x0:x1] = 255
    return ink


def test_lines_come_from_top_to_bottom_and_are_as_large_as_their_ink() -> None:
    """Two lines, the second shorter."""
    assert lines_in(_ink((10, 20, 300, 38), (10, 50, 90, 69)), _EM) == [Line(10, 20, 300, 38), Line(10, 50, 90, 69)]


def test_the_strokes_of_a_character_are_one_line() -> None:
    """The two strokes of 二 and the dot of 六 stay together."""
    assert lines_in(_ink((10, 20, 28, 23), (8, 30, 30, 34)), _EM) == [Line(8, 20, 30, 34)]


def test_lines_that_touch_are_cut_where_there_is_least_ink() -> None:
    """A band of two lines that one descender joins."""
    first, second = lines_in(_ink((10, 20, 300, 40), (40, 40, 43, 46), (10, 46, 300, 66)), _EM)
    assert 40 <= first.bottom <= 46
    assert first.bottom <= second.top


def test_what_stands_far_apart_is_read_apart() -> None:
    """A wide gap parts a line, a word's gap does not."""
    assert lines_in(_ink((10, 20, 60, 38), (80, 20, 130, 38)), _EM) == [Line(10, 20, 130, 38)]
    assert lines_in(_ink((10, 20, 60, 38), (120, 22, 180, 36)), _EM) == [Line(10, 20, 60, 38), Line(120, 22, 180, 36)]


def test_dust_is_no_line() -> None:
    """Two pixels are dust, a full stop is not."""
    assert lines_in(_ink((50, 50, 52, 51)), _EM) == []
    assert len(lines_in(_ink((50, 50, 55, 55)), _EM)) == 1


def test_a_line_in_a_part_of_a_page_is_moved_to_its_place() -> None:
    """By where the part begins."""
    assert Line(1, 2, 3, 4).moved(10, 20) == Line(11, 22, 13, 24)
