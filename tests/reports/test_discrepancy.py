"""The reviewer's page: complete, linked both ways, harmless, and the same each time."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from reports.discrepancy import render_report
from schema.finding import Report, report
from schema.forms import FORMS, FormType
from schema.notice import load_notice
from schema.record import Record
from schema.submission import Submission
from tests.reports.builder import faulty, make_finding, make_mail, make_record, make_submission
from tests.reports.hostile import WORDS, hostile

NOTICE = load_notice()
FORM_TYPES: list[FormType] = list(FORMS)
Page = Any  # lxml types every xpath as a union of all that an xpath may be


def page(record: Record, found: Report, submission: Submission | None = None) -> Page:
    return html.document_fromstring(render_report(record, found, NOTICE, submission.mail if submission else None))


def text(element: Page) -> str:
    return " ".join("".join(element.itertext()).split())


def clean_page(form_type: FormType = "training_institution") -> Page:
    record = make_record(form_type)
    return page(record, report(record.id, []))


@pytest.mark.parametrize("form_type", FORM_TYPES)
@pytest.mark.parametrize("case", [faulty, hostile])
def test_every_link_has_a_target(form_type: FormType, case: Callable[[FormType], tuple[Record, Report]]) -> None:
    """All links stay in the page, and lead to an id that is there, once."""
    tree = page(*case(form_type))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    links = [link.get("href") for link in tree.iter("a")]
    assert len(ids) == len(set(ids))
    assert links
    assert all(link.startswith("#") and unquote(link[1:]) in ids for link in links)


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_findings_and_cells_are_linked_both_ways(form_type: FormType) -> None:
    """Each finding leads to a marked cell, whose mark with the finding's number leads back to it."""
    record, found = faulty(form_type)
    tree = page(record, found)
    articles = tree.xpath("//article")
    assert len(articles) == len(found.findings)
    for number, article in enumerate(articles, 1):
        assert article.get("id") == f"finding-{number}"
        target = tree.get_element_by_id(article.xpath(".//h4/a")[0].get("href")[1:])
        severity = next(name for name in ("error", "warning", "info") if name in article.get("class").split())
        back = [mark for mark in target.xpath(".//a[contains(@class, 'mark')]") if mark.get("href") == f"#finding-{number}"]
        assert "marked" in target.get("class")
        assert len(back) == 1
        assert severity in back[0].get("class")
        assert text(back[0]).endswith(str(number))


def test_a_cell_takes_the_colour_of_its_gravest_finding() -> None:
    """An error beside an info makes the cell an error."""
    tree = page(*faulty("training_institution"))
    cell = tree.get_element_by_id("field-foundation.trained_total")
    assert "error" in cell.get("class").split()
    assert len(cell.xpath(".//sup/a")) == 2


def test_unmarked_cells_stay_plain() -> None:
    """Only cells with a finding are marked."""
    tree = page(*faulty("training_institution"))
    targets = {link.get("href")[1:] for link in tree.xpath("//h4/a")}
    assert {element.get("id") for element in tree.xpath("//*[contains(concat(' ', @class, ' '), ' marked ')]")} == targets
    assert not clean_page().xpath("//*[contains(concat(' ', @class, ' '), ' marked ')]")


def test_findings_stand_in_the_paper_s_order_by_section() -> None:
    """Groups follow the paper, what concerns the file comes last."""
    record = make_record("training_institution")
    fields = (None, "plan.text", "levels", "organisation.name", "occupation", "foundation.teachers[0].name")
    found = report(record.id, [make_finding(field, code="document.hidden_text" if field is None else "x") for field in fields])
    tree = page(record, found)
    assert [text(title) for title in tree.xpath("//h3")] == [
        "申报职业和等级", "申报单位基本情况", "已有基础", "下一步工作方案", "文件",
    ]
    assert [text(title) for title in tree.xpath("//h4")][:2] == ["栏目 levels", "栏目 occupation"]


def test_what_came_with_the_form_is_a_group_of_its_own() -> None:
    """Missing papers, lateness and doubles stand behind the paper's sections; what names a box stands in its section."""
    record = make_record("training_institution")
    codes = (("document.hidden_text", None), ("materials.missing", None), ("timing.late", None), ("agreement.across_forms", None),
             ("duplicates.application", "occupation"), ("agreement.certificate", "organisation.name"))
    tree = page(record, report(record.id, [make_finding(field, code=code) for code, field in codes]))
    groups = {text(group.find("h3")): len(group.findall("article")) for group in tree.xpath("//section[@class='group']")}
    assert list(groups.items()) == [("申报单位基本情况", 1), ("来件与材料", 4), ("文件", 1)]


def test_a_form_that_is_right_but_came_late() -> None:
    """The head does not say that the form has errors where what came with it has; what was found is called 实际 there."""
    record = make_record("training_institution")
    late = make_finding(None, code="timing.late", found="2023年6月17日 00:21")
    tree = page(record, report(record.id, [late]))
    assert text(tree.xpath("//p[@class='outcome']")[0]) == "1 处错误。填报内容未发现错误，但来件或申报材料不符合要求。"
    assert [text(term) for term in tree.xpath("//article//dt")][:1] == ["实际"]
    both = page(record, report(record.id, [late, make_finding("occupation")]))
    assert "填报内容存在错误，应退回" in text(both.xpath("//p[@class='outcome']")[0])


def facts(submission: Submission | None) -> dict[str, str]:
    record = make_record("training_institution")
    rows = page(record, report(record.id, []), submission).xpath("//dl[@class='facts']/div")
    return {text(row.find("dt")): text(row.find("dd")) for row in rows}


def test_the_head_says_who_sent_it_and_when() -> None:
    """Of a form that came by mail: sender, subject, and when it was received, in China's time."""
    said = facts(make_submission())
    assert (said["发件人"], said["邮件主题"]) == ("傅庆 <fu@example.org.cn>", "第二批培训机构申报材料")
    assert said["收到时间"] == "2023年6月15日 16:21"
    assert "发送时间" not in said
    undated = facts(make_submission(mail=make_mail(received=None, sender="")))
    assert (undated["发件人"], undated["收到时间"], undated["发送时间"]) == ("（邮件未写明）", "（邮件未写明）", "2023年6月15日 16:20")
    assert "发件人" not in facts(None)
    assert facts(make_submission(mail=None, kind="folder")) == facts(None)


def test_a_hostile_mail_does_no_harm() -> None:
    """Sender and subject stay text."""
    record = make_record("training_institution")
    mail = make_mail(sender=WORDS, subject=WORDS)
    source = render_report(record, report(record.id, []), NOTICE, mail)
    assert not html.document_fromstring(source).xpath("//script | //img")
    assert not set(source) & set("\x00\x07\x1b\u202e\u2066\u2069")


def test_a_finding_tells_everything() -> None:
    """Severity in words, label, message, found, expected, how to put it right, clause, place and code."""
    record = make_record("training_institution")
    finding = make_finding("foundation.trained_total", suggestion="请核对后更正。", basis="通知第二条第3项", label="培训总规模")
    words = text(page(record, report(record.id, [finding])).get_element_by_id("finding-1"))
    for part in ("错误", "培训总规模", finding.message, "填报18,620", "应为18,520", "如何更正请核对后更正。", "依据通知第二条第3项",
                 "第2页", "第1张表第4行第4列", "totals.trained"):
        assert part in words.replace("填报 ", "填报")


def test_the_same_words_stand_at_the_field() -> None:
    """The message can be read at the cell as well."""
    record, found = faulty("training_institution")
    tree = page(record, found)
    for article, finding in zip(tree.xpath("//article"), sorted(found.findings, key=lambda f: f.field is None), strict=True):
        mark = tree.xpath(f"//sup/a[@href='#{article.get('id')}']")[0]
        assert finding.message in mark.get("title")


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_the_head_says_who_and_what(form_type: FormType) -> None:
    """Applicant, verdict, counts, kind of form, occupation, levels, file and id stand on top."""
    record, found = faulty(form_type)
    words = text(page(record, found).xpath("//header")[0])
    assert (record.form.organisation.name or "?") in words
    for part in ("退回", "5 处错误、8 处警告、2 条提示", record.form.occupation or "?", "、".join(record.form.levels), record.id,
                 "材料.zip", "渝人社办〔2023〕138号"):
        assert part in words


def test_a_clean_record_says_so() -> None:
    """No findings: 未发现问题, and 通过."""
    words = text(clean_page())
    assert "未发现问题" in words
    assert "通过" in words
    assert not clean_page().xpath("//article")


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_every_value_can_be_read(form_type: FormType) -> None:
    """Texts stand in the rendering as they are, in the cell of their field."""
    record = make_record(form_type)
    tree = page(record, report(record.id, []))
    for path in record.evidence:
        value = record.value(path)
        cell = tree.get_element_by_id("field-" + path.replace("[", ".").replace("]", ""))
        if isinstance(value, str) and not path.endswith(("established", "date")):
            assert value in text(cell)
    assert "☑ 中级" in text(tree.get_element_by_id("field-levels"))
    assert "2012年2月5日" in text(tree.get_element_by_id("field-organisation.established"))


def test_states_are_told_apart() -> None:
    """Blank, placeholder and unreadable read differently, and the raw text stands beside."""
    tree = page(*faulty("training_institution"))
    words = {path: text(tree.get_element_by_id(f"field-{path}").xpath(".//*[contains(@class, 'gap')]")[0]) for path in (
        "organisation.employees", "organisation.profile", "organisation.contact.email", "organisation.national_base",
    )}
    assert list(words.values()) == ["（无法识别）", "（未填，仅有模板提示语）", "（未填）", "（勾选不明）"]
    assert "原文：约四百余" in text(tree.get_element_by_id("field-organisation.employees"))


def test_leftover_text_is_shown() -> None:
    """Text that no field took is listed with its place; without any there is no such part."""
    words = text(page(*faulty("training_institution")))
    assert "未归入任何栏目的文字" in words
    assert "（附件：办学许可证复印件） 第3页" in words
    assert "此处盖章 第12段" in words
    assert "未归入任何栏目的文字" not in text(clean_page())


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_hostile_words_do_no_harm(form_type: FormType) -> None:
    """Whatever an applicant writes stays text: no element, no attribute, no address, no control character."""
    source = render_report(*hostile(form_type), NOTICE)
    tree: Page = html.document_fromstring(source)
    source.encode("utf-8")
    assert not tree.xpath("//script | //img | //iframe | //object | //form | //link")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name in ("style", "src")]
    assert not set(source) & set("\x00\x07\x1b\u202e\u2066\u2069")
    assert "49" not in text(tree.get_element_by_id("field-organisation.name"))
    assert len(tree.xpath("//style")) == len(tree.xpath("//table")) == 1
    assert "<script>alert(1)</script>" in text(tree.get_element_by_id("field-organisation.name"))


def test_the_page_is_self_contained() -> None:
    """The policy forbids everything but the page's own style, by its hash, and nothing refers to another address."""
    source = render_report(*faulty("training_institution"), NOTICE)
    tree: Page = html.document_fromstring(source)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    digest = base64.b64encode(hashlib.sha256(tree.xpath("//style")[0].text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "http:" not in source
    assert "https:" not in source
    assert "url(" not in source


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_the_same_record_gives_the_same_bytes(form_type: FormType) -> None:
    """Two renderings are equal."""
    assert render_report(*faulty(form_type), NOTICE) == render_report(*faulty(form_type), NOTICE)


def test_the_letter_is_linked() -> None:
    """Where there is one; the addresses are those of the output folder."""
    record, found = faulty("training_institution")
    page: Any = html.document_fromstring(render_report(record, found, NOTICE, has_letter=True))
    links = page.xpath("//header//a/@href")
    assert [unquote(link) for link in links] == [f"../notices/{record.id}.docx", f"../notices/{record.id}.eml"]
    assert "补正通知" not in render_report(record, found, NOTICE)
