"""Between the brackets of options is what their ink says, whatever was read there."""

import cv2
import numpy as np
import pytest

from extractors.scan.recogniser import Character
from extractors.scan.text_lines import Line
from extractors.scan.tick_brackets import with_brackets
from tests.extractors.scan.drawn import prepared

_LINE, _SECOND = Line(20, 30, 220, 54), Line(20, 64, 80, 88)
_PLACES = {"是": 32, "（": 54, "）": 90, "否": 120, "(": 142, ")": 178}


def _ink(*ticks: int) -> np.ndarray:
    """Two options with brackets, and a tick between some, by its middle."""
    ink = np.zeros((100, 300), np.uint8)
    for x in (20, 108):
        cv2.rectangle(ink, (x, 32), (x + 20, 52), 255, 3)
    for x, start in ((58, 90), (86, 270), (146, 90), (174, 270)):
        cv2.ellipse(ink, (x, 42), (5, 11), 0, start, start + 180, 255, 2)
    for x in ticks:
        cv2.polylines(ink, [np.array([[x - 6, 42], [x - 2, 49], [x + 6, 34]])], False, 255, 2)
    return ink


def _read(ink: np.ndarray, text: str, confidence: float = 0.95) -> str:
    """What is made of a line read so; what stands between brackets is put in their middle."""
    characters: list[Character] = []
    for number, one in enumerate(text):
        at = _PLACES[one] if one in _PLACES else _PLACES[text[number - 1]] + 18
        characters.append(Character(one, at - 13, confidence))
    (changed,) = with_brackets(prepared(ink, _LINE), [tuple(characters)])
    return "".join(character.text for character in changed)


@pytest.mark.parametrize("read", ["是（）否(√)", "是（）否(V)", "是（）否(り)", "是（）否()"])
def test_ink_between_brackets_is_a_tick(read: str) -> None:
    """Whatever was read there, or nothing."""
    assert _read(_ink(160), read) == "是（）否(√)"


def test_brackets_around_nothing_stay_empty() -> None:
    """And what was read between them without ink is not clear."""
    assert _read(_ink(), "是（）否()") == "是（）否()"
    assert _read(_ink(), "是（√）否()") == "是（⍰）否()"


def test_a_tick_that_touches_its_bracket_is_one() -> None:
    """A pen goes beyond what is printed."""
    ink = _ink()
    cv2.polylines(ink, [np.array([[150, 42], [158, 50], [188, 26]])], False, 255, 2)
    assert _read(ink, "是（）否(V)") == "是（）否(√)"


@pytest.mark.parametrize("read", ["是（7）否(8)", "是（甲）否(√)", "（V）否()", "是（V）否(V)"])
def test_brackets_with_words_or_figures_are_left(read: str) -> None:
    """An enumeration, a unit; and V everywhere may be volts."""
    assert _read(_ink(72, 160), read) == read


@pytest.mark.parametrize(("tick", "said"), [(True, "√"), (False, "☐")])
def test_brackets_that_a_line_parts_belong_together(tick: bool, said: str) -> None:
    """The tick stands at the head of the next line."""
    ink = _ink()
    ink[30:54, 164:200] = 0
    cv2.ellipse(ink, (60, 76), (5, 11), 0, 270, 450, 255, 2)
    if tick:
        cv2.polylines(ink, [np.array([[28, 76], [34, 84], [46, 66]])], False, 255, 2)
    first = tuple(Character(one, _PLACES[one] - 13, 0.95) for one in "是（）否(")
    second = (*((Character("V", 24, 0.5),) if tick else ()), Character(")", 50, 0.9))
    one, other = with_brackets(prepared(ink, Line(20, 30, 152, 54), _SECOND), [first, second])
    assert "".join(character.text for character in (*one, *other)) == f"是（）否({said})"
