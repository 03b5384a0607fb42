"""The letter as a Word file, on the plain sheet and on an office's letterhead."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from reports.letter.document import letter_file
from reports.letter.letterhead import LetterheadError
from reports.letter.stationery import stationery
from tests.reports.builder import make_finding
from tests.reports.hostile import WORDS, hostile_finding
from tests.reports.letter.opening import document, lines, make_letter, rows

OFFICE = "样例区人力资源和社会保障局文件"


def letterhead(*paragraphs: str, in_a_cell: bool = False) -> bytes:
    """A letterhead of an invented office: a head, a red title, a red rule, and paragraphs."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "内部资料"
    made.sections[0].left_margin = Mm(40)
    title = made.add_paragraph().add_run(OFFICE)
    title.font.size, title.font.color.rgb = Pt(30), RGBColor(255, 0, 0)
    rule = parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="18" w:space="1" w:color="FF0000"/></w:pBdr>')
    made.add_paragraph()._p.get_or_add_pPr().append(rule)
    place: Any = made.add_table(1, 1).cell(0, 0) if in_a_cell else made
    for text in paragraphs:
        runs = place.add_paragraph()
        for part in (text[:3], text[3:]):  # Word cuts words into runs anywhere
            runs.add_run(part)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_what_stands_on_the_sheet() -> None:
    """Title, unit, opening, the parts with their numbers, how to answer, who signs; the office fills in the rest."""
    said = make_letter()
    told = lines(letter_file(said, None))
    assert told[:4] == ["补正通知", "", "重庆照母山数字技术研究院有限公司：", said.opening]
    assert told[4:6] == ["一、需要补正和核实的内容", "二、报送要求"]
    assert told[6:8] == list(said.closing)
    assert told[8].startswith("联系人：")
    assert told[-2:] == ["重庆市人力资源和社会保障局办公室", "　　　　年　　月　　日"]


def test_the_table() -> None:
    """Numbered in its order; its head stands on each page, and no row is cut."""
    findings = [make_finding(f"foundation.teachers[{number}].name", label=f"第{number}行") for number in range(25)]
    file = letter_file(make_letter(*findings), None)
    head, *told = rows(file)
    assert head == ["序号", "要求", "栏目及位置", "存在的问题", "如何更正", "依据"]
    assert [row[0] for row in told] == [str(number) for number in range(1, 26)]
    assert [row[2] for row in told] == [f"第{number}行（第2页，第1张表第4行第4列）" for number in range(25)]
    table = document(file).tables[0]._tbl
    assert [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.tr_lst] == [True] + [False] * 25
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in table.tr_lst)


def test_the_form_of_official_papers() -> None:
    """GB/T 9704: A4 and its margins, 小标宋 2号, 仿宋 3号 at 28 points, 「— 1 —」 outside on both sides."""
    made = document(letter_file(make_letter(), None))
    page = made.sections[0]
    assert [round(size.mm) for size in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)] == [37, 35, 28, 26]
    title, body = made.styles["公文标题"], made.styles["公文正文"]
    assert (title.font.name, title.font.size.pt, body.font.name, body.font.size.pt) == ("方正小标宋简体", 22, "仿宋_GB2312", 16)
    assert (body.paragraph_format.line_spacing.pt, body.element.pPr.ind.get(qn("w:firstLineChars"))) == (28, "200")
    assert [footer.paragraphs[0].text for footer in (page.footer, page.even_page_footer)] == ["—  —"] * 2
    assert b'w:instr="PAGE"' in page.footer.part.blob
    fonts = next(part for part in made.part.package.iter_parts() if part.partname.endswith("fontTable.xml")).blob.decode()
    assert '<w:altName w:val="仿宋"/>' in fonts


def test_headings_and_signature_stay_with_their_text() -> None:
    """No heading at a page's foot, and no page with a signature alone."""
    made = document(letter_file(make_letter(), None))
    assert made.styles["公文一级标题"].paragraph_format.keep_with_next
    assert made.styles["公文落款"].paragraph_format.keep_with_next
    assert [paragraph.paragraph_format.keep_with_next for paragraph in made.paragraphs[-5:-2]] == [True] * 3


@pytest.mark.parametrize("head", [None, letterhead("{{正文}}")])
def test_the_same_bytes(head: bytes | None) -> None:
    """No clock is read: neither in the zip file nor in the properties."""
    first = letter_file(make_letter(), head)
    stationery.cache_clear()
    assert letter_file(make_letter(), head) == first
    with ZipFile(BytesIO(first)) as file:
        assert {member.date_time[0] for member in file.infolist()} == {2023}
    said = document(first).core_properties
    assert (said.title, said.modified.year) == ("补正通知", 2023)


def test_in_a_letterhead() -> None:
    """In the place of 「{{正文}}」, also where it is cut or in full-width brackets; what stands around it stays."""
    for place in ("{{正文}}", " ｛｛ 正文 ｝｝ "):
        file = letter_file(make_letter(), letterhead("前文", place, "抄送：样例单位"))
        told = lines(file)
        assert (told[0], told[2:4], told[-1]) == (OFFICE, ["前文", "补正通知"], "抄送：样例单位")
        made = document(file)
        assert made.sections[0].header.paragraphs[0].text == "内部资料"
        assert round(made.sections[0].left_margin.mm) == 40
        assert "FF0000" in made.element.xml
        width = sum(int(column.get(qn("w:w"))) for column in made.tables[0]._tbl.tblGrid)
        assert abs(width - made.sections[0].page_width.twips + (made.sections[0].left_margin + made.sections[0].right_margin) // 635) < 20


def test_in_a_letterhead_without_a_place() -> None:
    """Behind all that stands there."""
    told = lines(letter_file(make_letter(), letterhead("前文")))
    assert (told[0], told[2:4], told[-1]) == (OFFICE, ["前文", "补正通知"], "　　　　年　　月　　日")


def test_in_a_cell_of_a_letterhead() -> None:
    """Red heads are often laid out by tables."""
    file = letter_file(make_letter(), letterhead("{{正文}}", in_a_cell=True))
    assert "补正通知" in [paragraph.text for paragraph in document(file).tables[0].cell(0, 0).paragraphs]


def test_a_letterhead_keeps_its_styles() -> None:
    """An office that has 公文正文 of its own writes in that."""
    made = docx.Document()
    made.styles.add_style("公文正文", 1).font.size = Pt(15)
    saved = BytesIO()
    made.save(saved)
    assert document(letter_file(make_letter(), saved.getvalue())).styles["公文正文"].font.size.pt == 15


def damaged() -> bytes:
    """A Word file whose main part is cut off."""
    out = BytesIO()
    with ZipFile(BytesIO(letterhead())) as whole, ZipFile(out, "w") as cut:
        for name in whole.namelist():
            cut.writestr(name, whole.read(name)[: 200 if name == "word/document.xml" else None])
    return out.getvalue()


@pytest.mark.parametrize("head", [b"", b"%PDF-1.7", b"PK\x05\x06" + b"\0" * 18, letterhead()[:5000], damaged()])
def test_no_letterhead(head: bytes) -> None:
    """What is no Word file, or a damaged one, is said to be none."""
    with pytest.raises(LetterheadError, match="不是可以打开的 Word 文件"):
        stationery(head)


def test_words_beside_the_place() -> None:
    """They would be lost, so they are asked about."""
    with pytest.raises(LetterheadError, match="单独成段"):
        stationery(letterhead("关于{{正文}}"))


def test_hostile_words() -> None:
    """Nothing that an applicant writes becomes markup, and no control character gets in."""
    file = letter_file(make_letter(hostile_finding("organisation.name"), organisation__name=WORDS, occupation=WORDS), None)
    with ZipFile(BytesIO(file)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                etree.fromstring(package.read(name))
    shown = "".join(lines(file)) + "".join(map("".join, rows(file)))
    assert "<script>alert(1)</script>" in shown
    assert not {"\u202e", "\x1b", "\u2066"} & set(shown)
