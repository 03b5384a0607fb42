"""Two applicants' texts side by side in the report: the passages marked, nothing of them at work, numbers masked."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from lxml import html

from reports.discrepancy import render_report
from reports.masking import mask_record, mask_shared
from schema.batch import SharedText, TextSpans
from schema.finding import report
from schema.notice import load_notice
from schema.record import Record
from tests.reports.builder import make_finding, make_record
from tests.reports.hostile import WORDS

NOTICE = load_notice()
PROFILE = "organisation.profile"
Page = Any  # lxml types every xpath as a union of all that an xpath may be


def form(name: str, text: str, field: str = PROFILE) -> Record:
    return make_record("training_institution", {field: text, "organisation.name": name}).model_copy(update={"id": f"{name[:2]} #1"})


def shared(own: Record, spans: Sequence[tuple[int, int]], other: Record, others: Sequence[tuple[int, int]], field: str = PROFILE) -> SharedText:
    return SharedText(
        own=TextSpans(record=own.id, field=PROFILE, spans=tuple(spans)), other=TextSpans(record=other.id, field=field, spans=tuple(others)),
    )


def page(record: Record, *beside: tuple[SharedText, Record]) -> Page:
    findings = [make_finding("occupation"), *(make_finding(PROFILE, code="duplicates.text") for _ in beside)]
    return html.document_fromstring(render_report(record, report(record.id, findings), NOTICE, beside=beside))


def test_both_texts_stand_side_by_side_with_their_passages_marked() -> None:
    """Own text first; each with its unit, form and box, the other's name leading to the place in its report."""
    own, other = form("甲校", "甲一二三四乙"), form("乙社", "丙丙一二三四", "plan.text")
    tree = page(own, (shared(own, [(1, 5)], other, [(2, 6)], "plan.text"), other))
    [article] = [one for one in tree.xpath("//article") if one.xpath(".//figure")]
    figures = article.xpath(".//figure")
    assert ["".join(figure.find("blockquote").itertext()) for figure in figures] == ["甲一二三四乙", "丙丙一二三四"]
    assert [mark.text for mark in article.xpath(".//mark")] == ["一二三四", "一二三四"]
    assert [figure.xpath(".//a")[0].text for figure in figures] == ["甲校", "乙社"]
    assert figures[0].xpath(".//a")[0].get("href") == f"#field-{PROFILE}"
    assert unquote(figures[1].xpath(".//a")[0].get("href")) == "乙社 #1.html#field-plan.text"
    assert figures[1].xpath(".//span")[0].text == "培训机构推荐表　下步培训工作规划"
    assert "填报" not in [term.text for term in article.xpath(".//dt")]


def test_each_finding_has_its_own_comparison() -> None:
    """In the order of the findings; a finding of another kind has none."""
    own, others = form("甲校", "一二三四"), [form("乙社", "一二乙"), form("丙院", "丙三四")]
    tree = page(own, (shared(own, [(0, 2)], others[0], [(0, 2)]), others[0]), (shared(own, [(2, 4)], others[1], [(1, 3)]), others[1]))
    marked = [[mark.text for mark in article.xpath(".//mark")] for article in tree.xpath("//article")]
    assert marked == [[], ["一二", "一二"], ["三四", "三四"]]


def test_texts_are_harmless() -> None:
    """Markup in a text, cut anywhere by the passages, and in a unit's name stays text; nothing may be fetched or run."""
    calm = form("甲校", "甲一二"), form("乙社", "一二乙")
    plain = page(calm[0], (shared(calm[0], [(1, 3)], calm[1], [(0, 2)]), calm[1]))
    own, other = form(WORDS, WORDS * 2), form(WORDS, WORDS)
    cuts = [(place, place + 3) for place in range(0, len(WORDS), 7)]
    tree = page(own, (shared(own, cuts, other, cuts), other))
    assert {element.tag for element in tree.iter()} == {element.tag for element in plain.iter()}
    assert not tree.xpath("//script | //img")
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]")[0].get("content")
    assert WORDS.partition("\u202e")[0] in "".join(tree.xpath("//blockquote")[1].itertext())


def test_numbers_are_masked_in_both() -> None:
    """Also one that a passage cuts; where the text is shorter masked, the places are not known and nothing is marked."""
    number, spaced = "电话13812345678", "电话138 1234 5678"
    own, other = form("甲校", f"{number}一二三四"), form("乙社", f"{spaced}一二三四")
    beside = shared(own, [(2, 8), (13, 17)], other, [(2, 9), (15, 19)])
    tree = page(mask_record(own), (mask_shared(beside, own, other), mask_record(other)))
    texts = ["".join(quoted.itertext()) for quoted in tree.xpath("//blockquote")]
    assert all("138****5678" in text for text in texts)
    assert [mark.text for mark in tree.xpath("//mark")] == ["138***", "一二三四"]
