"""Characters that were left out are told by the ink that nobody read; strokes over lines by their height."""

import cv2
import numpy as np
import pytest

from extractors.scan.ink import Picture
from extractors.scan.recogniser import Character
from extractors.scan.unread import crossing_strokes, with_lost

_EM = 24


def _line(text: str, *, widths: dict[str, int] | None = None) -> tuple[list[Character], Picture]:
    """Characters of a line with their ink: squares of 20 pixels, others half as wide."""
    ink, at, read = np.zeros((24, 600), np.uint8), 8, []
    for text_of_one in text:
        width = (widths or {}).get(text_of_one, 20 if text_of_one >= "\u2e80" else 11)
        cv2.rectangle(ink, (at + 2, 4), (at + width - 3, 20), (255,), 2)
        read.append(Character(text_of_one, at + width / 2, 0.99))
        at += width
    return read, ink[:, :at]


def _told(characters: list[Character], ink: Picture) -> str:
    return "".join(one.text for one in with_lost(characters, ink, _EM))


@pytest.mark.parametrize(("text", "lost", "told"), [
    ("从业人员持续开展", (3,), "从业人\ufffd持续开展"), ("专业能力考核评价", (0, 1), "\ufffd\ufffd能力考核评价"),
    ("教学管理制度", (5,), "教学管理制\ufffd"), ("13800138000", (4,), "1380\ufffd138000"), ("人员2020年度", (), "人员2020年度"),
])
def test_ink_without_a_character_is_a_lost_one(text: str, lost: tuple[int, ...], told: str) -> None:
    """In the middle, and at either end; where all were read nothing is."""
    characters, ink = _line(text)
    assert _told([one for at, one in enumerate(characters) if at not in lost], ink) == told


def test_a_gap_without_ink_is_a_gap() -> None:
    """Words stand apart."""
    characters, ink = _line("姓　　名称")
    ink[:, 28:68] = 0
    assert _told([one for one in characters if one.text != "　"], ink) == "姓名称"


def test_wide_letters_are_not_two() -> None:
    """Nor are figures beside Chinese characters."""
    characters, ink = _line("moulin@example.com", widths=dict.fromkeys("m@", 20))
    assert _told(characters, ink) == "moulin@example.com"


def test_characters_written_larger_than_the_print_beside_them_are_whole() -> None:
    """As a signature behind its label."""
    characters, ink = _line("法定代表人施明舟", widths=dict.fromkeys("施明舟", 33))
    assert _told(characters, ink) == "法定代表人施明舟"


def test_nothing_is_lost_where_nothing_was_read() -> None:
    """The whole line is unread then."""
    _, ink = _line("单位名称")
    assert with_lost([], ink, _EM) == ()


def test_strokes_over_lines_are_told_by_their_height() -> None:
    """With the character that they touch, and without the others."""
    ink = np.zeros((200, 400), np.uint8)
    for x in (20, 60, 100):
        cv2.rectangle(ink, (x, 90), (x + 20, 110), (255,), 2)
    cv2.line(ink, (10, 60), (60, 160), (255,), 3)
    crossed = crossing_strokes(ink, _EM)
    assert crossed[61, 11] == 255
    assert crossed[90, 30] == 255
    assert not crossed[90:111, 60:].any()
