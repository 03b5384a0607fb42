"""PDF files: drawn in every way, broken over pages, and read back whole."""

import io
from itertools import pairwise
from typing import get_args

import pdfplumber
import pikepdf
import pytest

from extractors.read import read_contents
from samples import pdf
from samples.flow import wrap
from samples.forms import make_form
from samples.style import Labels, PdfStyle, Rules, Ticks, pdf_style
from schema.forms import FormType
from schema.limits import Limits
from schema.notice import load_notice
from tests.samples.support import differences, needs_font
from validators import verify

FORM_TYPES = get_args(FormType)
pytestmark = needs_font


def _pages(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_text() for page in document.pages]


@pytest.mark.parametrize("seed", range(12))
def test_forms_in_any_style_are_read_back(seed: int) -> None:
    """A form without faults, drawn in some way or other: every field comes back, and nothing is found."""
    filled = make_form(1000 + seed, FORM_TYPES[seed % 2])
    (record,) = read_contents(pdf.write(filled, pdf_style(1000 + seed)), "form.pdf", ("form.pdf",), load_notice(), Limits()).records
    assert differences(filled.form.model_dump(mode="json"), record.form.model_dump(mode="json")) == {}
    assert verify(record, load_notice()).findings == ()


@pytest.mark.parametrize("rules", list(Rules))
def test_rules_are_drawn_in_every_way(rules: Rules) -> None:
    """Each way of drawing gives lines or rectangles, and the same text."""
    filled = make_form(3, "training_institution")
    with pdfplumber.open(io.BytesIO(pdf.write(filled, PdfStyle(rules=rules)))) as document:
        page = document.pages[0]
        drawn = page.rects if rules in (Rules.RECTANGLES, Rules.DOUBLED) else page.lines
        assert len(drawn) > len("a table of many cells")
        assert str(filled.form.organisation.name) in page.extract_text()


def test_texts_go_on_over_the_page() -> None:
    """The last line of a page and the first of the next are one text."""
    filled = make_form(3, "training_institution")
    pages = _pages(pdf.write(filled, PdfStyle()))
    written = filled.form.model_dump_json().replace("\\n", "").replace(" ", "")
    cut = [before.split("\n")[-2][-8:] + after.split("\n")[0][:8] for before, after in pairwise(pages)]
    assert any(seam.replace(" ", "") in written for seam in cut)


def test_column_heads_stand_again_on_the_next_page() -> None:
    """Once on each page that the list stands on, where the style says so."""
    filled = make_form(4, "evaluation_institution", people=30)
    repeated = "".join(_pages(pdf.write(filled, PdfStyle(repeat_headers=True)))).count("命题专家姓名")
    assert repeated == "".join(_pages(pdf.write(filled, PdfStyle()))).count("命题专家姓名") + 1 == len("两次")


def test_answers_in_fields_are_not_on_the_page() -> None:
    """The page has the labels, the fields have the values."""
    filled = make_form(5, "training_institution")
    with pikepdf.open(io.BytesIO(pdf.write(filled, PdfStyle(fields=True)))) as document:
        values = [str(field.V) for field in document.Root.AcroForm.Fields]
        drawn = b"".join(page.Contents.read_bytes() for page in document.pages)
    assert filled.form.organisation.name in values
    assert filled.form.organisation.credit_code in values
    assert b" Do" not in drawn


def test_pages_can_be_stored_lying() -> None:
    """Shown upright all the same."""
    with pikepdf.open(io.BytesIO(pdf.write(make_form(5, "training_institution"), PdfStyle(rotated=True)))) as document:
        page = document.pages[0]
        assert page.Rotate == 90
        assert page.mediabox[2] > page.mediabox[3]


def test_ticks_without_glyphs_are_refused() -> None:
    """No PDF with a box that the font has not."""
    for ticks in (Ticks.CONTROL, Ticks.STRUCK, Ticks.CHECKED):
        with pytest.raises(ValueError, match="ticks"):
            pdf.write(make_form(5, "training_institution"), PdfStyle(ticks=ticks))


def test_lines_keep_to_their_room() -> None:
    """Nothing is lost in wrapping, no line begins with a full stop, Latin words stay whole."""
    text = "平台网址为learn.example.com，支持直播、点播和在线考试。"
    for room in range(40, 200):
        lines = wrap(text, room, 10)
        assert "".join(lines) == text
        assert all(line[0] not in "，。、" for line in lines)
    assert wrap("电话13800001234", 70, 10) == ["电话", "13800001234"]


def test_labels_break_with_the_page() -> None:
    """A label of several lines stays whole or goes on; none of its characters is lost."""
    pages = _pages(pdf.write(make_form(1, "evaluation_institution"), PdfStyle(labels=Labels.BROKEN, size=10.5)))
    assert "单位基" in "".join(pages)
