"""Circles are marks where they stand beside words, not in them; what was read for them gives way to their ink."""

import cv2
import numpy as np
import pytest

from extractors.page.content import Glyph
from extractors.page.lines import read_glyphs
from extractors.scan.recogniser import Character
from extractors.scan.text_lines import Line
from extractors.scan.ticked import with_outlines
from extractors.scan.unread import crossing_strokes
from tests.extractors.scan.drawn import prepared

_EM = 24
_LINE = Line(20, 30, 200, 54)
_LEFT = 13  # where the picture of the line begins


def _ink(*circles: tuple[int, bool]) -> np.ndarray:
    """Circles by their middles, full or not."""
    ink = np.zeros((100, 300), np.uint8)
    for x, is_full in circles:
        cv2.circle(ink, (x, 42), 9, 255, -1 if is_full else 1)
    return ink


def _read(ink: np.ndarray, *characters: tuple[str, int], confidence: float = 0.95) -> str:
    read = tuple(Character(text, x - _LEFT, confidence) for text, x in characters)
    (changed,) = with_outlines(prepared(ink, _LINE), [read], [], crossing_strokes(ink, _EM))
    return "".join(character.text for character in changed)


@pytest.mark.parametrize("lost", ["", "〇", "O", "●"])
def test_a_circle_beside_an_option_is_what_its_ink_says(lost: str) -> None:
    """Also where nothing was read, or something else."""
    ink = _ink((70, False), (150, True))
    between = [(lost, 71)] if lost else []
    assert _read(ink, ("是", 44), *between, ("否", 124)) == "是○否●"
    assert _read(ink, ("是", 44), *between, ("否", 124), ("○", 155)) == "是○否●"


@pytest.mark.parametrize(
    ("word", "said"), [("为OA", "为OA"), ("二〇三", "二〇三"), ("a0@", "a0@"), ("20人", "20人"), ("第①条", "第①条")],
)
def test_a_letter_figure_or_numeral_is_no_mark(word: str, said: str) -> None:
    """By what stands beside it, or was read there for certain."""
    assert _read(_ink((70, False)), *zip(word, (50, 70, 88), strict=True)) == said


def test_a_circle_without_a_word_beside_it_is_left() -> None:
    """It may be a nought written by hand."""
    assert _read(_ink((70, False)), ("0", 70)) == "0"


def test_a_circle_of_the_next_line_is_not_of_this_one() -> None:
    """Though a line is looked at with some room around it."""
    ink = np.zeros((100, 300), np.uint8)
    cv2.circle(ink, (70, 56), 6, 255, 1)
    assert _read(ink, ("是", 44), ("否", 124)) == "是否"


def test_a_stroke_of_a_pen_over_several_lines_makes_a_circle_unclear() -> None:
    """It is no tick for certain."""
    ink = _ink((70, False), (150, False))
    cv2.line(ink, (62, 5), (78, 90), 255, 2)
    assert _read(ink, ("是", 44), ("否", 124)) == "是⍰否○"


@pytest.mark.parametrize(("word", "confidence"), [("永区学", 0.95), ("简雨薇", 0.6), ("人口多", 0.95), ("的是么", 0.4)])
def test_a_character_with_four_sides_is_no_box(word: str, confidence: float) -> None:
    """Where the recogniser saw one that no box looks like, or is sure of it."""
    ink = _ink()
    cv2.rectangle(ink, (61, 33), (79, 51), 255, 2)
    cv2.line(ink, (61, 33), (79, 51), 255, 2)
    assert _read(ink, *zip(word, (48, 70, 92), strict=True), confidence=confidence) == word
    assert _read(ink, ("是", 45), ("区", 70), ("否", 100), confidence=0.6) == "是☑否"


def test_a_mark_in_a_text_is_a_doubt() -> None:
    """It may be a character; a box of a text file is what it is."""
    def doubts(confidence: float) -> list[int]:
        glyphs = [Glyph(text, 12.0 * at, 10, 12.0 * at + 12, 22, 12, confidence=confidence) for at, text in enumerate("☑○，")]
        text = read_glyphs(glyphs)
        return [doubt.start for doubt in text.doubts] if text else []

    assert doubts(0.5) == [0, 1]
    assert doubts(1.0) == []
