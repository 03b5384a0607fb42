"""Where there is no colour the ink of seals is told from writing by its brightness, inside of rims alone."""


from random import Random

import cv2
import numpy as np

from extractors.scan.ink import Picture, evened
from extractors.scan.prepared import prepare
from extractors.scan.seal_ink import grey_seals
from samples.seals import Print, Seal
from tests.extractors.scan.pages import page, sealed, seen
from tests.samples.support import needs_font

pytestmark = needs_font

DOTS = 150
SEAL = Seal("重庆云岫软件有限公司")


def _grey(picture: Picture) -> Picture:
    return evened(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))


def test_the_ink_of_a_grey_seal_is_found_and_the_writing_under_it_is_not() -> None:
    """Of the seal nearly all, of the characters and rules that it lies on nearly nothing."""
    before, after = _grey(seen(page(DOTS), Random(1))), _grey(sealed((SEAL, (60, 50)), how=Print(wear=0.05)))
    rims, ink = grey_seals(after, DOTS / 25.4, np.zeros_like(after))
    own, writing = (before > 230) & (after < 190), before < 120
    assert len(rims) == 1
    assert np.mean(ink[own] > 0) > 0.7
    assert np.mean(ink[writing] > 0) < 0.01


def test_a_page_without_a_seal_keeps_its_ink() -> None:
    """Faint writing, and print that gets lighter over the page."""
    written = _grey(seen(page(DOTS), Random(1))).astype(float)
    for lighter in (np.full(written.shape[1], 0.45), np.linspace(0.2, 1.0, written.shape[1])):
        rims, ink = grey_seals(np.asarray(255 - (255 - written) * lighter, np.uint8), DOTS / 25.4, np.zeros(written.shape, np.uint8))
        assert rims == ()
        assert not ink.any()


def test_writing_as_light_as_the_seal_is_kept_with_it() -> None:
    """Nothing tells the two apart."""
    dark = _grey(sealed((SEAL, (60, 50)), how=Print(wear=0.05, strength=0.9)))
    rims, ink = grey_seals(np.maximum(dark, 80), DOTS / 25.4, np.zeros_like(dark))
    assert len(rims) == 1
    assert not ink.any()


def test_lines_are_cut_out_without_the_seal() -> None:
    """What stands in the middle of it, in an empty cell, is no line of text."""
    part = cv2.cvtColor(sealed((SEAL, (118, 50)), how=Print(wear=0.05)), cv2.COLOR_BGR2GRAY)
    whole = np.full((1754, 1240), 255, np.uint8)
    whole[200 : 200 + part.shape[0], 150 : 150 + part.shape[1]] = part
    prepared = prepare(whole)
    middle = [place for place in prepared.places if place.line.x0 > 150 + 102 / 25.4 * DOTS]
    assert len(prepared.grey_rims) == 1
    assert middle == []
