"""Seals in the reviewer's page: the picture, what it says, where it stands; of a signature that nothing was verified."""

from typing import Any

from lxml import html

from reports.discrepancy import render_report
from schema.finding import report
from schema.notice import load_notice
from schema.record import Seal
from tests.reports.builder import make_record

NAME = "重庆云岭数字科技有限公司"
SEAL = Seal(
    kind="round", page=3, bbox=(1, 2, 3, 4), diameter=41.7, text=NAME, inner="合同专用章", confidence=0.987, places=("commitment",),
    owner="applicant", picture="pages/a-seal-1.jpg", paper="单位/盖章版.pdf",
)
SIGNATURE = Seal(kind="electronic", text=NAME, confidence=1.0, signed="2023-06-10T10:20:30+08:00")


def page(*seals: Seal) -> str:
    record = make_record("training_institution", seals=seals)
    return render_report(record, report(record.id, []), load_notice(), jpegs={"pages/a-seal-1.jpg": b"\xff\xd8jpeg"})


def test_a_seal_is_shown() -> None:
    """With its picture, which the page's policy allows."""
    written = page(SEAL)
    page_of: Any = html.document_fromstring(written)
    [section] = page_of.xpath("//section[@class='seals']")
    told = dict(zip(section.xpath(".//dt/text()"), section.xpath(".//dd/text()"), strict=True))
    assert told == {
        "印文": f"{NAME}（识别把握 99%）", "中间文字": "合同专用章", "尺寸": "约 42 毫米", "位置": "“盖章版.pdf”，第3页，承诺处", "归属": "申报单位",
    }
    assert section.xpath(".//img/@src")[0].startswith("data:image/jpeg;base64,")
    assert "img-src data:" in written


def test_a_signature_claims_nothing() -> None:
    """Whose, when by its own word, and that nobody verified it; no picture, and none allowed."""
    written = page(SIGNATURE)
    assert "2023年6月10日 10:20（签名自称）" in written
    assert "未验证签名和证书是否有效" in written
    assert "img-src" not in written


def test_a_form_without_seals_has_no_such_section() -> None:
    """Nor one of which nothing is known."""
    page_of: Any = html.document_fromstring(page())
    assert "seals" not in page_of.xpath("//section/@class")
