"""Unsure lines are looked at again: with other paper around them, and with the line that they go on from."""

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.scan import second_look as looks
from extractors.scan.ink import Picture
from extractors.scan.prepared import Place, prepare
from extractors.scan.recogniser import Character, recognise
from extractors.scan.second_look import second_look
from extractors.scan.text_lines import Line
from samples.fonts import find_font
from tests.extractors.scan.pages import seen
from tests.samples.support import needs_font

_EM = 24
_CELL = Line(0, 0, 4 * _EM, 200)
_Read = tuple[Character, ...]


def _line(text: str, *confidence: float) -> _Read:
    sure = confidence or (0.99,) * len(text)
    return tuple(Character(one, _EM * at, sure[at]) for at, one in enumerate(text))


def _place(row: int, width: float, area: Line = _CELL) -> Place:
    return Place(Line(2, 30 * row, round(2 + width * _EM), 30 * row + _EM), area, 0)


def _picture(width: float) -> Picture:
    return np.full((_EM + 8, round(width * _EM)), 255, np.uint8)


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[_Read]]]:
    """What the recogniser says, one list a call: of lines put together, then with more paper around, then with less."""
    said: list[list[_Read]] = []

    def scripted(lines: Sequence[Picture]) -> list[_Read]:
        answers = said.pop(0) if lines else []
        assert len(answers) == len(lines)
        return answers

    monkeypatch.setattr(looks, "recognise", scripted)
    yield said
    assert not said, "a look was not taken"


def _told(read: _Read) -> tuple[str, float]:
    return "".join(one.text for one in read), round(min(one.confidence for one in read), 3)


@pytest.mark.parametrize(("again", "confidence"), [
    ((_line("简雨薇", 0.9, 0.9, 0.7), _line("简雨薇", 0.9, 0.9, 0.8)), 0.976),  # 1 - 0.4 * 0.3 * 0.2
    ((_line("简雨薇", 0.9, 0.9, 0.99), _line("简雨微", 0.9, 0.9, 0.99)), 0.6),
    ((_line("简雨", 0.99, 0.99), _line("简雨薇", 0.9, 0.9, 0.99)), 0.6),
])
def test_what_comes_out_alike_each_time_is_surer(again: tuple[_Read, _Read], confidence: float, says: list[list[_Read]]) -> None:
    """As sure as all looks together; where one of them says another thing nothing is won."""
    says += [[one] for one in again]
    (read,) = second_look([_place(0, 3)], [_picture(3)], [_line("简雨薇", 0.99, 0.99, 0.6)], _EM)
    assert _told(read) == ("简雨薇", confidence)


@pytest.mark.parametrize(("read", "width"), [(_line("简雨薇"), 3), (_line("简", 0.2), 1), (_line("简" * 30, *[0.5] * 30), 30)])
def test_what_needs_no_second_look(read: _Read, width: float, says: list[list[_Read]]) -> None:
    """What is sure, what no look helps, and long lines."""
    assert second_look([_place(0, width)], [_picture(width)], [read], _EM) == [read]


def test_a_line_and_what_it_goes_on_from_are_read_together(says: list[list[_Read]]) -> None:
    """A figure that stands alone is a letter; behind others it is none."""
    says += [[_line("1120")]]
    first, second = second_look([_place(0, 3), _place(1, 1)], [_picture(3), _picture(1)], [_line("112"), _line("O", 0.5)], _EM)
    assert (_told(first), _told(second)) == (("112", 0.99), ("0", 0.99))


@pytest.mark.parametrize("together", [_line("11120"), _line("112O", 0.99, 0.99, 0.99, 0.4), _line("1128", 0.99, 0.99, 0.99, 0.7)])
def test_lines_that_together_say_no_more(together: _Read, says: list[list[_Read]]) -> None:
    """Another number of characters, or none that is surer of what else it says."""
    says += [[together], [()], [()]]
    read = [_line("112"), _line("O", 0.5)]
    assert second_look([_place(0, 3), _place(1, 1)], [_picture(3), _picture(1)], read, _EM) == read


@pytest.mark.parametrize("above", [_place(0, 1.5), _place(0, 3, Line(0, 0, 4 * _EM, 28)), _place(-2, 3)])
def test_lines_that_do_not_go_on(above: Place, says: list[list[_Read]]) -> None:
    """A line that leaves room, one of another cell, and one far above are not put together: dust is no figure."""
    says += [[()], [()]]
    read = [_line("7"), _line("9", 0.5)]
    assert second_look([above, _place(1, 1)], [_picture(3), _picture(1)], read, _EM) == read


@needs_font
@pytest.mark.parametrize("dots", [120, 150])
def test_a_number_that_its_cell_breaks(dots: int) -> None:
    """Its last figure, on a line of its own, is as sure as the others."""
    scale = dots / 25.4
    paper = Image.new("RGB", (round(210 * scale), round(297 * scale)), "white")
    pen, font = ImageDraw.Draw(paper), ImageFont.truetype(str(find_font()), round(3.7 * scale))
    for y in (10, 50):
        pen.line((10 * scale, y * scale, 110 * scale, y * scale), fill="black")
    for x in (10, 20, 110):
        pen.line((x * scale, 10 * scale, x * scale, 50 * scale), fill="black")
    for y, text in ((12, "1120"), (17, "0")):
        pen.text((11 * scale, y * scale), text, font=font, fill="black")
    page = prepare(seen(paper, Random(3)))
    once = recognise(page.crops())
    assert [_told(line)[0] for line in once] == ["1120", "0"]
    assert _told(once[1])[1] < 0.9
    twice = second_look(page.places, page.crops(), once, page.em)
    assert [_told(line)[0] for line in twice] == ["1120", "0"]
    assert _told(twice[1])[1] > 0.95
