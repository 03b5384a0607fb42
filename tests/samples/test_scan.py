"""Scans: what was printed, signed and sealed, as a scanner or a camera sees it."""

import io
from random import Random

import numpy as np
import pdfplumber
import pytest
from PIL import Image, ImageSequence

from samples import scan
from samples.forms import make_form
from samples.printed import printed
from samples.style import Look, ScanStyle, Sheets
from samples.taken import taken
from tests.samples.support import needs_font

pytestmark = needs_font
_DOTS = 60  # an inch: quick to draw
_FILLED = make_form(1, "evaluation_institution", people=1)


def _style(sheets: Sheets = Sheets.PDF, sealed_by: str = "{name}", *, grey: bool = True) -> ScanStyle:
    return ScanStyle(unused_rows=False, look=Look(dots=_DOTS, grey=grey), sheets=sheets, sealed_by=sealed_by)


def _red(page: Image.Image) -> np.ndarray:
    pixels = np.asarray(page.convert("RGB")).astype(int)
    return np.asarray(pixels[:, :, 0] - pixels[:, :, 1] > 60)


@pytest.mark.parametrize("sheets", list(Sheets))
def test_a_seed_gives_the_same_bytes(sheets: Sheets) -> None:
    """Paper, signature, seal and noise are all drawn from it."""
    assert scan.write(_FILLED, _style(sheets)) == scan.write(_FILLED, _style(sheets))


def test_a_pdf_shows_pictures_and_has_no_text() -> None:
    """A picture over the whole of each page, or under a text that says nothing."""
    with pdfplumber.open(io.BytesIO(scan.write(_FILLED, _style()))) as document:
        for page in document.pages:
            (picture,) = page.images
            assert (picture["width"], picture["height"]) == (pytest.approx(float(page.width)), pytest.approx(float(page.height)))
            assert page.extract_text() == ""
    with pdfplumber.open(io.BytesIO(scan.write(_FILLED, _style(Sheets.GARBLED)))) as document:
        text = document.pages[0].extract_text()
        assert text
        assert text.isascii()


def test_a_tiff_has_a_grey_picture_a_page() -> None:
    """As many as the paper has pages, each as large as A4."""
    with Image.open(io.BytesIO(scan.write(_FILLED, _style(Sheets.TIFF)))) as file:
        sizes = [(frame.mode, frame.size) for frame in ImageSequence.Iterator(file)]
    assert len(sizes) == len(printed(_FILLED, _style()))
    assert {mode for mode, _ in sizes} == {"L"}
    assert all(size == pytest.approx((8.27 * _DOTS, 11.69 * _DOTS), abs=1) for _, size in sizes)


def test_the_seal_stands_at_the_pledge_of_the_last_page_only() -> None:
    """Forty-two millimetres wide; without a unit there is none."""
    pages = printed(_FILLED, _style(grey=False))
    assert [bool(_red(page).any()) for page in pages] == [False] * (len(pages) - 1) + [True]
    across = np.flatnonzero(_red(pages[-1]).any(axis=0))
    assert np.ptp(across) / _DOTS * 25.4 == pytest.approx(42, abs=4)
    assert not any(_red(page).any() for page in printed(_FILLED, _style(sealed_by="")))


def test_a_photo_shows_the_sheet_askew_on_a_dark_table() -> None:
    """With less light on one side; a scan is paper from edge to edge."""
    page = Image.new("RGB", (400, 566), "white")
    photo = np.asarray(taken(page, Look(photo=True, grey=False), Random(1)).convert("L"), float)
    assert photo[:8].max() < 90
    assert photo[:, :6].max() < 90
    lit = photo[200:400, 150:300]
    assert np.ptp([lit[:50].mean(), lit[-50:].mean(), lit[:, :50].mean(), lit[:, -50:].mean()]) > 5
    assert np.asarray(taken(page, Look(), Random(1))).mean() == pytest.approx(Look().paper, abs=3)
