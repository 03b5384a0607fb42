"""Seals of the samples."""

from random import Random

import numpy as np
import pytest
from PIL import Image

from samples.seals import Print, Seal, drawn, stamped
from tests.samples.support import needs_font

_DOTS = 100
_SCALE = _DOTS / 25.4

pytestmark = needs_font


@pytest.mark.parametrize(("shape", "height"), [("round", 42.0), ("oval", 28.0), ("square", 42.0)])
def test_a_seal_is_as_large_as_it_says(shape: str, height: float) -> None:
    """Width and height of the ink, in mm."""
    ink = np.asarray(drawn(Seal("重庆云岫软件有限公司", shape, star=False), 8)) > 128  # type: ignore[arg-type]
    across, down = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    assert np.ptp(across) / 8 == pytest.approx(42, abs=0.5)
    assert np.ptp(down) / 8 == pytest.approx(height, abs=0.5)


def test_black_stays_black_under_a_seal_and_paper_reddens() -> None:
    """Ink is laid over ink, at the place that was asked for."""
    page = Image.new("RGB", (400, 400), "white")
    page.paste("black", (0, 0, 400, 200))
    pixels = np.asarray(stamped(page, Seal("重庆云岫软件有限公司"), (50, 51), Print(wear=0), Random(1), _DOTS)).astype(int)
    assert not pixels[:200].any()
    red = pixels[:, :, 0] - pixels[:, :, 1] > 60
    assert np.flatnonzero(red.any(axis=0)).mean() == pytest.approx(50 * _SCALE, abs=3)
    assert np.flatnonzero(red.any(axis=1)).max() == pytest.approx((51 + 21) * _SCALE, abs=3)


def test_a_seed_gives_the_same_print_and_wear_takes_ink() -> None:
    """Seeded wear; a part that did not touch the paper has no ink at all."""
    page = Image.new("RGB", (300, 300), "white")

    def ink(how: Print, seed: int = 1) -> np.ndarray:
        return 255 - np.asarray(stamped(page, Seal("重庆云岫软件有限公司"), (38, 38), how, Random(seed), _DOTS))[:, :, 1]

    worn = ink(Print(wear=0.4))
    assert (worn == ink(Print(wear=0.4))).all()
    assert (worn != ink(Print(wear=0.4), seed=2)).any()
    assert worn.sum() < 0.8 * ink(Print(wear=0)).sum()
    right = ink(Print(wear=0, missing=0.5))[:, round(40 * _SCALE):]
    assert not right.any()
