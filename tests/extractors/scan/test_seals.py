"""Seals on drawn pages: found where they are, as large as they are, and read; and nothing else taken for one."""

import math
from collections.abc import Callable
from random import Random
from typing import Any

import cv2
import pytest
from PIL import ImageDraw, ImageFont

from extractors.scan.ink import Picture, evened
from extractors.scan.seals import Print as Found
from extractors.scan.seals import find_prints, picture_of
from samples.fonts import find_font
from samples.seals import Print, Seal
from schema.seal_names import reads_as
from tests.extractors.scan.pages import page, photographed, sealed, seen
from tests.samples.support import needs_font

pytestmark = needs_font

NAME = "重庆云岫软件有限公司"
RED = (205, 32, 40)


def prints(picture: Picture, dots: int = 150) -> list[Found]:
    """What is found in a picture as it came."""
    return find_prints(evened(picture), dots / 25.4)


def middle(found: Found, dots: int = 150) -> Any:
    """In mm."""
    x0, top, x1, bottom = found.box
    return (x0 + x1) / 2 / dots * 25.4, (top + bottom) / 2 / dots * 25.4


@pytest.mark.parametrize("dots", [100, 200])
def test_a_round_seal_is_found_and_read(dots: int) -> None:
    """At usual resolutions, over text and rules, turned as stamps are."""
    [found] = prints(sealed((Seal(NAME), (60, 50)), dots=dots, how=Print(turn=20, wear=0.05)), dots)
    assert found.kind == "round"
    assert found.diameter == pytest.approx(42, abs=2)
    assert middle(found, dots) == pytest.approx((60, 50), abs=1.5)
    assert reads_as(found.words.text, NAME)


def test_what_stands_in_the_middle_is_read() -> None:
    """Below the star, upright by the name along the arc."""
    [found] = prints(sealed((Seal(NAME, inner="合同专用章", code="5001080123456"), (60, 50)), how=Print(turn=-25, wear=0), dots=200), 200)
    assert found.words.text == NAME
    assert found.inner.text.endswith("专用章")
    assert found.words.confidence > 0.9


def test_an_oval_seal_and_a_name_chop_are_told_by_their_shape() -> None:
    """Of an oval the width, of a chop the side; a chop is read by columns from the right."""
    picture = sealed(
        (Seal(NAME, "oval", 45, star=False), (45, 40)), (Seal("李秀兰印", "square", 18), (115, 60)), dots=200, how=Print(wear=0.05),
    )
    oval, chop = prints(picture, 200)
    assert (oval.kind, chop.kind) == ("oval", "square")
    assert oval.diameter == pytest.approx(45, abs=2)
    assert chop.diameter == pytest.approx(18, abs=1)
    assert reads_as(oval.words.text, NAME)
    assert chop.words.text == "李秀兰印"


def test_characters_may_stand_close_to_the_rim() -> None:
    """As in a fresh oval with a long name."""
    [oval] = prints(sealed((Seal("重庆市渝北区栖梧职业培训学校", "oval", 45, star=False), (87, 40)), how=Print(turn=-5, wear=0.05)))
    assert (oval.kind, oval.words.text[:3]) == ("oval", "重庆市")


@pytest.mark.parametrize("how", [
    Print(strength=0.35), Print(wear=0.3), Print(missing=0.2, side=200), Print(turn=170),
], ids=["faint", "worn", "partly missing", "upside down"])
def test_a_bad_print_is_found(how: Print) -> None:
    """Whatever can be read of it."""
    [found] = prints(sealed((Seal(NAME), (60, 50)), how=how))
    assert found.kind == "round"
    assert middle(found) == pytest.approx((60, 50), abs=3)


def test_a_photo_is_read() -> None:
    """Aslant and in warm light."""
    [found] = prints(photographed(sealed((Seal(NAME), (60, 50)), dots=200)), 200)
    assert found.kind == "round"
    assert reads_as(found.words.text, NAME)


def test_two_seals_over_each_other_are_two() -> None:
    """Both found, from top to bottom."""
    found = prints(sealed((Seal(NAME), (50, 45)), (Seal("重庆市江北区某某局"), (76, 58)), how=Print(wear=0)))
    assert [one.kind for one in found] == ["round", "round"]
    assert [middle(one) for one in found] == [pytest.approx((50, 45), abs=2), pytest.approx((76, 58), abs=2)]


def _letterhead(pen: ImageDraw.ImageDraw, mm: float) -> None:
    pen.text((10 * mm, 3 * mm), "重庆市江北区文件", font=ImageFont.truetype(str(find_font()), round(14 * mm)), fill=RED)
    pen.line((5 * mm, 22 * mm, 143 * mm, 22 * mm), fill=RED, width=round(mm))


def _stars(pen: ImageDraw.ImageDraw, mm: float) -> None:
    for x, far in ((40, 18), (90, 9)):
        corners = [(math.radians(36 * n - 90), far * (1 if n % 2 == 0 else 0.38)) for n in range(10)]
        pen.polygon([((x + r * math.cos(a)) * mm, (50 + r * math.sin(a)) * mm) for a, r in corners], fill=RED)


def _table(pen: ImageDraw.ImageDraw, mm: float) -> None:
    for at in range(10, 100, 8):
        pen.line((8 * mm, at * mm, 140 * mm, at * mm), fill=RED, width=round(0.5 * mm))
        pen.line((1.3 * at * mm, 10 * mm, 1.3 * at * mm, 91 * mm), fill=RED, width=round(0.5 * mm))


def _logo_and_pen(pen: ImageDraw.ImageDraw, mm: float) -> None:
    pen.ellipse((10 * mm, 5 * mm, 24 * mm, 19 * mm), outline=RED, width=round(mm))
    pen.ellipse((40 * mm, 30 * mm, 82 * mm, 70 * mm), outline=RED, width=round(0.7 * mm))  # drawn around something
    pen.rounded_rectangle((90 * mm, 60 * mm, 140 * mm, 84 * mm), radius=5 * mm, outline=RED, width=round(mm))
    pen.rectangle((10 * mm, 60 * mm, 28 * mm, 78 * mm), outline=RED, width=round(0.6 * mm))
    pen.rectangle((10 * mm, 84 * mm, 25 * mm, 99 * mm), fill=RED)


@pytest.mark.parametrize("draw", [_letterhead, _stars, _table, _logo_and_pen])
def test_other_red_things_are_no_seals(draw: Callable[[ImageDraw.ImageDraw, float], None]) -> None:
    """Letterheads, stars, rules, logos, circles of a pen."""
    picture = page(150).copy()
    draw(ImageDraw.Draw(picture), 150 / 25.4)
    marked = seen(picture, Random(2))
    assert prints(marked) == []
    assert prints(cv2.cvtColor(marked, cv2.COLOR_BGR2GRAY)) == []


@pytest.mark.parametrize("channels", [1, 3])
def test_a_seal_without_colour_is_told_by_its_shape(channels: int) -> None:
    """Where it is lighter than the writing; one channel, or three that say the same."""
    grey = cv2.cvtColor(sealed((Seal(NAME), (60, 50)), dots=200, how=Print(turn=10, wear=0.05)), cv2.COLOR_BGR2GRAY)
    [found] = prints(grey if channels == 1 else cv2.merge([grey] * 3), 200)
    assert found.kind == "round"
    assert found.diameter == pytest.approx(42, abs=2)
    assert middle(found, 200) == pytest.approx((60, 50), abs=1.5)
    assert reads_as(found.words.text, NAME)


def test_a_page_without_colour_or_seal_has_none() -> None:
    """Text and rules alone; and a chop cannot be told from a box."""
    assert prints(cv2.cvtColor(seen(page(150), Random(1)), cv2.COLOR_BGR2GRAY)) == []
    assert prints(cv2.cvtColor(sealed((Seal("李秀兰印", "square", 18), (115, 60))), cv2.COLOR_BGR2GRAY)) == []


def test_the_picture_of_a_seal_is_small() -> None:
    """A JPEG of a few kilobytes, also at the edge of the page."""
    picture = evened(sealed((Seal(NAME), (10, 50)), how=Print(wear=0)))
    jpeg = picture_of(picture, (-60.0, 170.0, 184.0, 420.0))
    assert jpeg.startswith(b"\xff\xd8")
    assert len(jpeg) < 30_000
