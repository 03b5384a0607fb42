"""QR codes of certificates: drawn, found, and what is taken of them."""

import cv2
import numpy as np
import pytest

from extractors.document import Document, Locator, PageImage, Paragraph
from extractors.papers import paper_in
from extractors.scan.ink import Picture
from extractors.scan.prepared import Prepared, prepare
from extractors.scan.qr_codes import find_codes, under_codes

CODE, NAME = "91500105MA5U3K7RX6", "重庆云岭数字科技有限公司"
ADDRESS = f"http://www.gsxt.gov.cn/index/scan.html?uniscid={CODE}&t=1"
LINES = f"统一社会信用代码:{CODE};名称:{NAME}"


def _page_with(text: str) -> Picture:
    page = np.full((1600, 1100, 3), 255, np.uint8)
    code = cv2.resize(cv2.QRCodeEncoder.create().encode(text), None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    page[200 : 200 + code.shape[0], 700 : 700 + code.shape[1]] = code[:, :, None]
    return page


@pytest.mark.parametrize("turns", range(4))
def test_a_code_is_read_in_any_direction(turns: int) -> None:
    """The page may lie as it likes."""
    [code] = find_codes(np.ascontiguousarray(np.rot90(_page_with(ADDRESS), turns)))
    assert code.text == ADDRESS


def test_a_page_without_a_code() -> None:
    """White paper says nothing, and what only looks like the corner of a code neither."""
    page = np.full((1600, 1100), 255, np.uint8)
    assert find_codes(page) == []
    cv2.rectangle(page, (300, 300), (370, 370), 0, -1)
    cv2.rectangle(page, (310, 310), (360, 360), 255, -1)
    cv2.rectangle(page, (320, 320), (350, 350), 0, -1)
    assert find_codes(page) == []


def test_all_of_a_code_lies_under_it() -> None:
    """And hardly anything beside it."""
    page = _page_with(ADDRESS)
    left = under_codes(find_codes(page), page.shape) > 0
    assert page[left].min() == 255
    assert np.count_nonzero(~left) < 1.35 * np.count_nonzero((page < 255).any(axis=2)) * 2


def _beside_title(page: Picture) -> Prepared:
    """The page with the title of a certificate beside its code, made ready."""
    for number in range(4):
        left = 300 + 80 * number
        cv2.rectangle(page, (left, 220), (left + 56, 290), (0, 0, 0), 6)
        cv2.line(page, (left, 255), (left + 56, 255), (0, 0, 0), 6)
    return prepare(page)


def test_a_code_is_no_part_of_the_title_beside_it() -> None:
    """What lies under a code is no text, and what it says goes along with the page."""
    prepared = _beside_title(_page_with(ADDRESS))
    assert prepared.codes == (ADDRESS,)
    [place] = prepared.places
    assert (place.line.x0, place.line.x1) == pytest.approx((300, 599), abs=6)


def test_a_code_that_cannot_be_read_is_no_text_either() -> None:
    """As where it was packed too strongly."""
    page = _page_with(ADDRESS)
    page[280:330, 780:840] = 255
    prepared = _beside_title(page)
    assert prepared.codes == ()
    [place] = prepared.places
    assert place.line.x1 == pytest.approx(599, abs=6)


@pytest.mark.parametrize(("says", "codes", "names"), [
    (ADDRESS, (CODE,), ()), (LINES, (CODE,), (NAME,)), ("https://example.com/91500105MA5U3K7RX62023", (), ()), ("", (), ()),
])
def test_what_is_taken_of_a_code(says: str, codes: tuple[str, ...], names: tuple[str, ...]) -> None:
    """A credit code in an address or a line, and the name in a line; nothing of anything else."""
    lines = ("营业执照", "名称", "类型 有限责任公司", "法定代表人 周庆霞", "住所 重庆市", "经营范围 软件开发")
    blocks = tuple(Paragraph(line, Locator(1, None, f"P{number}")) for number, line in enumerate(lines, start=1))
    image = PageImage(1, 595.0, 842.0, 0, b"", False, (says,))
    paper = paper_in(Document("scan", "image/jpeg", blocks, 1, images=(image,)))
    assert paper is not None
    assert (paper.kind, paper.qr_credit_codes, paper.names) == ("certificate", codes, names)
