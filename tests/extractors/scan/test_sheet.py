"""The sheet is cut out of a photo; a scan stays as it is."""

import numpy as np

from extractors.scan.sheet import cut_out


def test_the_table_around_a_sheet_goes() -> None:
    """What is left is the sheet, and the corner says where it lay."""
    photo = np.full((900, 700), 40, np.uint8)
    photo[100:800, 80:600] = 230
    sheet, (x, y) = cut_out(photo)
    assert 80 <= x <= 100
    assert 100 <= y <= 120
    assert 660 <= sheet.shape[0] <= 700
    assert 480 <= sheet.shape[1] <= 520
    assert sheet.min() > 200


def test_a_scan_and_a_dark_bar_on_it_stay() -> None:
    """A page from edge to edge has no table around it, even where there is a black bar on it."""
    scan = np.full((900, 700, 3), 240, np.uint8)
    scan[300:310, 50:650] = 0
    sheet, corner = cut_out(scan)
    assert corner == (0, 0)
    assert sheet is scan


def test_dark_writing_near_the_edge_of_a_sheet_stays() -> None:
    """Ink on the sheet is no hole in it."""
    photo = np.full((900, 700), 40, np.uint8)
    photo[100:800, 80:600] = 230
    photo[300:340, 140:220] = 0
    sheet, (x, y) = cut_out(photo)
    assert sheet[320 - y, 180 - x] == 0
