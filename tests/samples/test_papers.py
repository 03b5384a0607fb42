"""Certificates, credit reports and pledges: they say what they must, and that they are samples."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from PIL import Image

from samples.forms import make_form
from samples.papers.certificate import certificate, certificate_name
from samples.papers.page import MARK, STAMP, Page
from samples.papers.registration import Registration, registration
from samples.papers.trust import commitment, credit_report
from samples.papers.writers import as_jpeg, as_pdf, as_png, as_site_pdf, as_word
from tests.samples.support import comparable, needs_font

ENTRY = Registration(
    name="重庆样例数字科技有限公司", credit_code="91500103MA00000000", representative="施景澄", established=date(2016, 4, 4),
    address="重庆市渝中区样例路1号", capital=1200, industry="软件开发",
)
PAGES = [certificate(ENTRY), credit_report(ENTRY), commitment(ENTRY)]


def word_text(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def pdf_text(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join(page.extract_text() for page in pdf.pages)


@needs_font
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize(("write", "read"), [(as_word, word_text), (as_pdf, pdf_text), (as_site_pdf, pdf_text)])
def test_papers_say_whose_they_are(page: Page, write: Callable[[Page], bytes], read: Callable[[bytes], str]) -> None:
    """Title, unit, code and representative are in the text of the file, and the words that make it a sample."""
    text = comparable(read(write(page)))
    for said in (page.title, ENTRY.name, ENTRY.credit_code, ENTRY.representative, MARK, STAMP):
        assert comparable(said) in text


@needs_font
@pytest.mark.parametrize("write", [as_png, as_jpeg])
def test_scans_are_gray_pictures_of_a_whole_page(write: Callable[[Page], bytes]) -> None:
    """A4 at 150 dots an inch, with letters on it."""
    with Image.open(io.BytesIO(write(PAGES[1]))) as picture:
        assert (picture.mode, picture.size) == ("L", (1240, 1754))
        assert [round(float(dots)) for dots in picture.info["dpi"]] == [150, 150]
        dark = sum(picture.histogram()[:100])
    assert dark > 10_000


@pytest.mark.parametrize(("prefix", "title", "labels"), [
    ("91", "营业执照", ("名称", "类型", "法定代表人", "经营范围", "注册资本", "成立日期", "住所")),
    ("12", "事业单位法人证书", ("名称", "宗旨和业务范围", "住所", "法定代表人", "经费来源", "开办资金", "举办单位")),
    ("51", "社会团体法人登记证书", ("统一社会信用代码", "名称", "法定代表人", "注册资金", "住所", "业务主管单位")),
    ("52", "民办非企业单位登记证书", ("统一社会信用代码", "名称", "法定代表人", "开办资金", "住所", "业务主管单位")),
])
def test_each_kind_of_unit_has_its_certificate(prefix: str, title: str, labels: tuple[str, ...]) -> None:
    """By the first two characters of its code, with the boxes that such a certificate has."""
    code = prefix + ENTRY.credit_code[2:]
    page = certificate(Registration(ENTRY.name, code, ENTRY.representative, ENTRY.established, ENTRY.address, 1200, "软件开发"))
    assert page.title == certificate_name(code) == title
    said = [comparable(label) for column in page.columns for label, _ in column]
    assert said[:len(labels)] == list(labels)
    assert "壹仟贰佰万元整" in {text for column in page.columns for _, text in column}


def test_a_register_says_what_the_form_says() -> None:
    """A form without a fault and its certificate agree."""
    filled = make_form(3, "training_institution")
    entry, said = registration(filled), filled.form.organisation
    assert (entry.name, entry.credit_code, str(entry.established)) == (said.name, said.credit_code, said.established)
    with pytest.raises(ValueError, match="what unit"):
        registration(make_form(3, "training_institution", ["completeness.required@organisation.name"]))
