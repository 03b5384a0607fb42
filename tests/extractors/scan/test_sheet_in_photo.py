"""The sheet in a photo: on a dark or a wooden table, in the shadow of a hand, or from edge to edge."""

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from extractors.scan.ink import Picture
from extractors.scan.sheet import cut_out

HEIGHT, WIDTH = 1500, 1100
CORNERS = np.array([[230, 150], [900, 210], [1000, 1380], [110, 1340]], np.int32)  # pulled in by more than a tenth of the width
DARK, LIGHT_WOOD, DARK_WOOD = (50, 55, 60), (190, 208, 220), (80, 120, 160)


def _table(colour: tuple[int, int, int]) -> Picture:
    grain = np.sin(np.arange(HEIGHT) / 9)[:, None, None] * 6
    return np.asarray(np.clip(np.array(colour, float) + grain + np.zeros((HEIGHT, WIDTH, 1)), 0, 255), np.uint8)


def _with_sheet(table: Picture, corners: npt.NDArray[np.int32]) -> Picture:
    photo = cv2.fillConvexPoly(table.copy(), corners, (236, 237, 238))
    for line in range(300, 1250, 40):
        cv2.putText(photo, "abcdefghijklmnopqrstuvw", (300, line), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (30, 30, 30), 3)
    return cv2.GaussianBlur(photo, (0, 0), 1.2)


def _in_shadow(photo: Picture) -> Picture:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    light = 0.5 + 0.5 / (1 + np.exp(-(x + 0.5 * y - 900) / 25))
    return np.asarray(photo * light[:, :, None], np.uint8)


@pytest.mark.parametrize("shadow", [False, True], ids=["light", "shadow"])
@pytest.mark.parametrize("colour", [DARK, LIGHT_WOOD, DARK_WOOD], ids=["dark", "light wood", "dark wood"])
def test_a_sheet_on_a_table(colour: tuple[int, int, int], shadow: bool) -> None:
    """All of the sheet is cut out, and nothing of the table, whatever the light."""
    photo = _with_sheet(_table(colour), CORNERS)
    part, (x, y) = cut_out(_in_shadow(photo) if shadow else photo)
    assert max(abs(x - 110), abs(y - 150)) < 25
    assert abs(x + part.shape[1] - 1000) < 25
    assert abs(y + part.shape[0] - 1380) < 25


def test_a_sheet_that_the_picture_cuts() -> None:
    """Its right side lies outside of the photo: what is there is kept."""
    photo = _with_sheet(_table(DARK), CORNERS)[:, :880]
    part, (x, _) = cut_out(np.ascontiguousarray(photo))
    assert abs(x - 110) < 25
    assert x + part.shape[1] > 860


@pytest.mark.parametrize("shadow", [False, True], ids=["light", "shadow"])
def test_a_sheet_from_edge_to_edge(shadow: bool) -> None:
    """A shadow across it is not its edge."""
    corners = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.int32)
    page = _with_sheet(_table(DARK), corners)
    part, corner = cut_out(_in_shadow(page) if shadow else page)
    assert (part.shape, corner) == (page.shape, (0, 0))
