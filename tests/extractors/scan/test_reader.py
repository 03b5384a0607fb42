"""Pictures become documents, in any of the four directions; every box is found again on the page as it came."""

import io
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.document import Document, Table
from extractors.errors import DocumentError
from extractors.scan.reader import read_scan
from samples.fonts import find_font
from schema.limits import Limits
from tests.samples.support import needs_font

pytestmark = needs_font
_SIZE = (827, 1169)  # A4, 100 dots an inch
_ROWS = (("单位名称", "重庆云岫软件有限公司"), ("正式员工数", "128"))


def _page(rows: Sequence[tuple[str, str]] = _ROWS) -> Image.Image:
    page = Image.new("L", _SIZE, 250)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(find_font()), 20)
    for number, (label, answer) in enumerate(rows):
        top = 150 + 60 * number
        for left, right, text in ((90, 300, label), (300, 740, answer)):
            pen.rectangle((left, top, right, top + 60), outline=0, width=2)
            pen.text(((left + right) / 2, top + 30), text, fill=0, font=font, anchor="mm")
    return page


def _file(*pages: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(out, kind, **more)
    return out.getvalue()


def _cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_read_however_it_lies(turns: int) -> None:
    """The same cells; and the place of an answer, as a share of the page as it came, holds its ink."""
    picture = _page().rotate(90 * turns, expand=True)
    document = read_scan(_file(picture), "image/png", Limits())
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.cells] == [text for row in _ROWS for text in row]
    where = table.cells[1].where
    assert where.page == 1
    assert where.bbox is not None
    image = document.images[0]
    x0, top, x1, bottom = (
        round(edge * scale) for edge, scale in zip(
            where.bbox, (picture.width / image.width, picture.height / image.height) * 2, strict=True,
        )
    )
    upright = np.asarray(picture.crop((x0, top, x1, bottom)).rotate(-90 * turns, expand=True))
    assert sorted(upright.shape) == [pytest.approx(60, abs=8), pytest.approx(440, abs=12)]
    assert (upright[15:-15, 60:-60] < 128).mean() > 0.05


def test_every_page_of_a_file_is_read() -> None:
    """A TIFF of two pages: tables and pictures of both."""
    second = _page((("统一社会信用代码", "91500000MA5U000000"),))
    document = read_scan(_file(_page(), second, kind="TIFF"), "image/tiff", Limits())
    assert document.pages == 2
    assert [image.page for image in document.images] == [1, 2]
    texts = [text for cells in _cells(document) for text in cells]
    assert texts[-1] == "91500000MA5U000000"


def test_a_damaged_picture_is_a_clear_problem() -> None:
    """Half a PNG."""
    whole = _file(_page())
    with pytest.raises(DocumentError) as raised:
        read_scan(whole[: len(whole) // 2], "image/png", Limits())
    assert raised.value.code == "document.unreadable"
