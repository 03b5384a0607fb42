"""Glyphs of what was recognised: at their places; strokes and boxes by their ink."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.page.lines import UNREAD
from extractors.scan.ellipses import Rim
from extractors.scan.recogniser import Character
from extractors.scan.text_lines import Line
from extractors.scan.written import glyphs_of
from tests.extractors.scan.drawn import prepared

_SHAPE = (100, 300)


def _ink() -> np.ndarray:
    return np.zeros(_SHAPE, np.uint8)


def _read(character: str, confidence: float = 0.9) -> tuple[Character, ...]:
    return (Character(character, 19.0, confidence),)


def test_characters_stand_side_by_side() -> None:
    """In points, each reaching to the next, with what the recogniser is sure of."""
    ink = _ink()
    ink[20:44, 20:68] = 255
    read = (Character("申", 19.0, 0.99), Character("报", 43.0, 0.4))
    first, second = glyphs_of(prepared(ink, Line(20, 20, 68, 44)), [read])
    assert (first.text, second.text) == ("申", "报")
    assert (first.x0, first.x1, second.x1) == pytest.approx((10, 22, 34))
    assert first.x1 == second.x0
    assert (first.top, first.bottom) == (10, 22)
    assert (first.confidence, second.confidence) == (0.99, 0.4)


def test_ink_of_which_nothing_is_read_is_no_blank() -> None:
    """Writing without characters is a glyph that says so; dust is none."""
    ink = _ink()
    ink[20:44, 20:68] = 255
    (glyph,) = glyphs_of(prepared(ink, Line(20, 20, 68, 44)), [()])
    assert (glyph.text, glyph.confidence) == (UNREAD, 0.0)
    assert glyphs_of(prepared(ink, Line(20, 20, 68, 26)), [()]) == []


@pytest.mark.parametrize(
    ("start", "end", "read", "says"),
    [((20, 30), (60, 30), "1", "—"), ((32, 20), (22, 44), "1", "/"), ((26, 20), (26, 44), "1", "1"), ((26, 20), (26, 44), "A", "A")],
)
def test_a_lone_stroke_is_told_by_its_slope(start: tuple[int, int], end: tuple[int, int], read: str, says: str) -> None:
    """A dash lies, a slash leans, a one stands; a letter is left."""
    ink = _ink()
    cv2.line(ink, start, end, 255, 2)
    y, x = np.nonzero(ink)
    line = Line(int(x.min()), int(y.min()), int(x.max()) + 1, int(y.max()) + 1)
    (glyph,) = glyphs_of(prepared(ink, line), [_read(read)])
    assert glyph.text == says


def _box(tick: bool) -> np.ndarray:
    ink = _ink()
    cv2.rectangle(ink, (20, 20), (40, 40), 255, 2)
    if tick:
        cv2.polylines(ink, [np.array([[24, 30], [29, 36], [36, 24]])], False, 255, 2)
    return ink


@pytest.mark.parametrize(("tick", "read", "says"), [(False, "□", "☐"), (False, "日", "☐"), (True, "回", "☑"), (True, "口", "☑")])
def test_a_box_is_what_its_ink_says(tick: bool, read: str, says: str) -> None:
    """Whatever was read for it."""
    line = Line(19, 19, 42, 42)
    glyphs = glyphs_of(prepared(_box(tick), line), [_read(read, 0.8)])
    assert [glyph.text for glyph in glyphs if glyph.text != "�"] == [says]


@pytest.mark.parametrize("read", ["回", "四", "图", "目", "国"])
def test_a_character_with_four_sides_is_no_box_where_the_recogniser_is_certain(read: str) -> None:
    """回避 and 四、 in a text are no ticks."""
    (glyph,) = glyphs_of(prepared(_box(True), Line(19, 19, 42, 42)), [_read(read, 0.99)])
    assert glyph.text == read


def test_a_character_that_no_box_looks_like_is_none() -> None:
    """固 has four sides too."""
    (glyph,) = glyphs_of(prepared(_box(True), Line(19, 19, 42, 42)), [_read("固", 0.5)])
    assert glyph.text == "固"


def test_what_lies_under_a_seal_is_said() -> None:
    """By the red ink over it."""
    ink = _ink()
    ink[20:44, 20:44] = 255
    flat = np.full((*_SHAPE, 3), 255, np.uint8)
    flat[10:60, 10:36] = (40, 32, 205)
    line = Line(20, 20, 44, 44)
    (glyph,) = glyphs_of(prepared(ink, line, flat=flat), [_read("申")])
    assert glyph.under_seal
    (glyph,) = glyphs_of(prepared(ink, line), [_read("申")])
    assert not glyph.under_seal


def test_what_a_stroke_crosses_may_be_another_character() -> None:
    """Whatever the recogniser is sure of; the character beside it is not touched."""
    ink = _ink()
    for x in (20, 48):
        cv2.rectangle(ink, (x, 30), (x + 18, 50), 255, 2)
    read = (Character("申", 16.0, 0.99), Character("报", 44.0, 0.99))
    assert [glyph.confidence for glyph in glyphs_of(prepared(ink, Line(19, 29, 68, 52)), [read])] == [0.99, 0.99]
    cv2.line(ink, (24, 10), (32, 90), 255, 3)
    first, second = glyphs_of(prepared(ink, Line(19, 29, 68, 52)), [read])
    assert (first.confidence, second.confidence) == (0.5, 0.99)


def test_a_character_that_was_left_out_is_told() -> None:
    """By its ink, as writing of which nothing could be read."""
    ink = _ink()
    for x in range(20, 140, 24):
        ink[20:42, [x, x + 1, x + 8, x + 9, x + 17, x + 18]] = 255
    read = tuple(Character(text, 17.0 + 24 * number, 0.99) for number, text in enumerate("申报职业名"))
    line = Line(19, 19, 136, 44)
    assert "".join(glyph.text for glyph in glyphs_of(prepared(ink, line), [read])) == "申报职业名"
    glyphs = glyphs_of(prepared(ink, line), [(*read[:2], *read[3:])])
    assert [(glyph.text, glyph.confidence) for glyph in glyphs[1:4]] == [("报", 0.99), (UNREAD, 0.0), ("业", 0.99)]


def test_a_character_under_a_grey_seal_may_be_another() -> None:
    """Parts of it may have gone with the seal's ink; in colour the two are told apart."""
    ink = _ink()
    ink[20:44, 20:44] = 255
    seals = np.full(_SHAPE, 255, np.uint8)
    sealed = replace(prepared(ink, Line(20, 20, 44, 44)), seals=seals)
    [coloured] = glyphs_of(sealed, [_read("兼", 0.99)])
    [grey] = glyphs_of(replace(sealed, grey_rims=(Rim(30, 30, 60, 60, 0, 1),)), [_read("兼", 0.99)])
    assert (coloured.confidence, coloured.under_seal) == (0.99, True)
    assert (grey.confidence, grey.under_seal) == (0.5, True)
