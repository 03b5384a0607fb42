"""Word files: the templates are the paper, and every style gives a file that is read back whole."""

import io
import zipfile
from typing import get_args

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from extractors.read import read_contents
from samples import word
from samples.forms import Filled, make_form
from samples.style import WordStyle, word_style
from schema.boxes import boxes
from schema.forms import FORMS, FormType
from schema.layout import COLUMNS, LAYOUTS, NOTES, PLEDGE
from schema.limits import Limits
from schema.notice import load_notice
from tests.samples.support import differences
from validators import verify

FORM_TYPES = get_args(FormType)


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_the_template_is_the_paper(form_type: FormType) -> None:
    """Title, every label, every prompt, the pledge and the notes stand on it; blank rows as many as printed."""
    document = docx.Document(io.BytesIO(word.template(form_type)))
    (table,) = document.tables
    text = "".join(node.text for node in document.element.body.iter(qn("w:t")))
    said = [FORMS[form_type].TITLE, FORMS[form_type].ANNEX, PLEDGE, *NOTES[form_type], "推荐单位联系人：", "（请打√）", "……"]
    said += [slot.text.replace("\n", "") for row in LAYOUTS[form_type] for slot in row.slots if slot.text]
    said += [f"（{box.prompt}）" for box in boxes(FORMS[form_type]) if box.prompt]
    assert [words for words in said if words not in text] == []
    # 推荐理由 and the line below it are two rows.
    assert len(table.rows) == sum(row.blanks if row.repeat else 1 for row in LAYOUTS[form_type]) + 1


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_rows_of_the_template_fill_the_grid_and_do_not_break(form_type: FormType) -> None:
    """Every row spans twelve columns, and none goes on over a page but the pledge and the recommendation."""
    (table,) = docx.Document(io.BytesIO(word.template(form_type))).tables
    for row in table._tbl.tr_lst:
        assert sum(cell.grid_span for cell in row.tc_lst) == COLUMNS
        assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    fonts = {node.get(qn("w:eastAsia")) for node in table._tbl.iter(qn("w:rFonts"))}
    assert fonts == {"仿宋_GB2312", "黑体"}


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_a_template_is_a_form_with_nothing_in_it(form_type: FormType) -> None:
    """The program takes it for the form that it is, and nothing in it for an answer."""
    (record,) = read_contents(word.template(form_type), "blank.docx", ("blank.docx",), load_notice(), Limits()).records
    assert record.form_type == form_type
    assert differences(FORMS[form_type]().model_dump(mode="json"), record.form.model_dump(mode="json")) == {}


@pytest.mark.parametrize("seed", range(24))
def test_forms_in_any_style_are_read_back(seed: int) -> None:
    """A form without faults, filled in some way or other: every field comes back, and nothing is found."""
    filled = make_form(1000 + seed, FORM_TYPES[seed % 2])
    assert _lost(filled, word_style(1000 + seed)) == ({}, [])


@pytest.mark.parametrize("style", [
    WordStyle(controls=True), WordStyle(text_box=True), WordStyle(sections=True), WordStyle(nested=True),
    WordStyle(cut_runs=True), WordStyle(strict=True), WordStyle(reordered=True), WordStyle(tracked=True), WordStyle(hidden=True),
])
def test_each_thing_that_word_can_do_is_read_back(style: WordStyle) -> None:
    """One at a time; tracked changes and hidden text are said, and nothing else is."""
    lost, found = _lost(make_form(7, "training_institution"), style)
    assert lost == {}
    assert found == list(style.faults)


def test_a_deletion_and_hidden_text_are_in_the_file() -> None:
    """Else their absence from the record would show nothing."""
    content = word.write(make_form(7, "training_institution"), WordStyle(tracked=True, hidden=True))
    document = docx.Document(io.BytesIO(content)).element
    assert len(list(document.iter(qn("w:delText")))) == len(list(document.iter(qn("w:ins")))) > 0
    assert list(document.iter(qn("w:vanish")))


def test_packages_hold_no_trace_of_when_and_where_they_were_made() -> None:
    """Times and system of every member are fixed, and every part is well-formed."""
    with zipfile.ZipFile(io.BytesIO(word.write(make_form(1, "training_institution"), WordStyle()))) as archive:
        assert {(member.date_time, member.create_system) for member in archive.infolist()} == {((2023, 6, 1, 9, 0, 0), 0)}
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def test_strict_files_use_the_strict_vocabulary() -> None:
    """No name of the transitional vocabularies is left, and none of its left and right."""
    with zipfile.ZipFile(io.BytesIO(word.write(make_form(1, "training_institution"), WordStyle(strict=True)))) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("word/"))
    assert b"schemas.openxmlformats.org/wordprocessingml" not in parts
    assert b'<w:jc w:val="right"' not in parts
    assert b"<w:left " not in parts


def test_several_forms_stand_in_one_file() -> None:
    """Two forms in, two records out."""
    one, other = make_form(1, "training_institution"), make_form(2, "evaluation_institution")
    records = read_contents(word.write(one, WordStyle(), other), "two.docx", ("two.docx",), load_notice(), Limits()).records
    assert [record.form.organisation.name for record in records] == [one.form.organisation.name, other.form.organisation.name]


def _lost(filled: Filled, style: WordStyle) -> tuple[dict[str, object], list[str]]:
    (record,) = read_contents(word.write(filled, style), "form.docx", ("form.docx",), load_notice(), Limits()).records
    lost = differences(filled.form.model_dump(mode="json"), record.form.model_dump(mode="json"))
    return dict(lost), [one.code for one in verify(record, load_notice()).findings]
