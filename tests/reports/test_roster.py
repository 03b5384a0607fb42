"""The roster: units, verdicts and levels by occupation, against what the notice lets through."""

from typing import Any

import pytest
from lxml import html

from reports.index import render_index
from reports.roster import OTHERS, RosterRow, recommended, roster
from schema.batch import Batch
from schema.finding import Severity, report
from schema.notice import load_notice
from schema.revision import Revision
from tests.reports.builder import make_batch, make_finding, make_record

NOTICE = load_notice()
CLOUD, CHAIN = "云计算工程技术人员", "区块链工程技术人员"


def batch(*forms: tuple[str, str, str | None, Severity | None]) -> Batch:
    """Forms: kind, unit's credit code, occupation, severity of what was found."""
    results = []
    for number, (kind, code, occupation, severity) in enumerate(forms):
        record = make_record(
            "training_institution" if kind == "培训" else "evaluation_institution",
            {"organisation.credit_code": code, "organisation.name": f"单位{code}", "occupation": occupation},
        ).model_copy(update={"id": f"{number}"})
        results.append((record, report(record.id, [make_finding("occupation", severity)] if severity else [])))
    return make_batch(results).model_copy(update={"openings": NOTICE.openings})


def row(shown: Batch, kind: str, occupation: str) -> RosterRow:
    [found] = [one for rows in roster(shown).values() for one in rows if one.form.startswith(kind) and one.occupation == occupation]
    return found


def test_units_and_forms_are_counted_each_by_itself() -> None:
    """A unit that sent two forms for one occupation is one unit with two forms."""
    shown = batch(("培训", "1", CLOUD, None), ("培训", "1", CLOUD, "warning"), ("培训", "2", CLOUD, "error"), ("评价", "3", CLOUD, None))
    found = row(shown, "培训", CLOUD)
    assert (found.applicants, found.passed) == (2, 1)
    assert found.verdicts == (("通过", 1), ("待核", 1), ("退回", 1))
    assert found.levels == (("初级", 0), ("中级", 3), ("高级", 3))


def test_forms_that_came_again_are_counted() -> None:
    """Once, however often they came."""
    shown = batch(("培训", "1", CLOUD, None), ("培训", "2", CLOUD, None))
    earlier = (Revision(number=1, path="1", sha256=""), Revision(number=2, path="2", sha256=""))
    corrected = shown.forms[0].model_copy(update={"report": shown.forms[0].report.model_copy(update={"earlier": earlier})})
    assert row(shown, "培训", CLOUD).revised == 0
    assert row(shown.model_copy(update={"forms": (corrected, shown.forms[1])}), "培训", CLOUD).revised == 1


@pytest.mark.parametrize(("passed", "told"), [(5, ""), (6, "通过 6 家，超出名额 1 家")])
def test_more_than_may_be_chosen_is_said(passed: int, told: str) -> None:
    """By units that passed; what is sent back takes no place."""
    shown = batch(*(("培训", str(number), CLOUD, None) for number in range(passed)), ("培训", "0", CLOUD, None), ("培训", "9", CLOUD, "error"))
    assert row(shown, "培训", CLOUD).remark == told


def test_what_is_closed_is_said() -> None:
    """For the form for which it is closed, with how many applied all the same."""
    shown = batch(("评价", "1", CHAIN, "error"), ("培训", "2", CHAIN, None))
    assert (row(shown, "评价", CHAIN).allowed, row(shown, "评价", CHAIN).remark) == ("本批不遴选", "有 1 份申报")
    assert (row(shown, "培训", CHAIN).allowed, row(shown, "培训", CHAIN).remark) == ("≤ 5 家", "")
    assert row(shown, "评价", CLOUD).allowed == ""


def test_what_the_notice_does_not_open_comes_last() -> None:
    """Forms without an occupation, or with another, are not lost."""
    rows = roster(batch(("培训", "1", None, "error"), ("培训", "2", "水产养殖员", "error")))["training_institution"]
    assert (rows[-1].occupation, len(rows[-1].forms)) == (OTHERS, 2)
    assert sum(len(one.forms) for one in rows) == 2


def test_what_passed_is_numbered_in_the_order_of_the_notice() -> None:
    """Training before evaluation, then by occupation and unit; the others are left out."""
    shown = batch(
        ("评价", "1", CLOUD, None), ("培训", "3", CHAIN, None), ("培训", "2", CLOUD, None), ("培训", "4", CLOUD, "warning"),
        ("培训", "1", CLOUD, None),
    )
    assert [(number, one.id) for number, one in recommended(shown)] == [(1, "4"), (2, "2"), (3, "1"), (4, "0")]


def test_the_index_shows_it_as_bars() -> None:
    """As long as there are forms, with the quota as a line, said in words for who cannot see; none without forms."""
    tree: Any = html.document_fromstring(render_index(batch(("培训", "1", CLOUD, None), ("培训", "2", CLOUD, "error"))))
    [bar] = tree.xpath("//table[@class='roster']//*[local-name()='svg']")
    assert bar.get("aria-label") == "通过 1 份，待核 0 份，退回 1 份"
    assert [(part.get("class"), part.get("x"), part.get("width")) for part in bar.xpath("./*[local-name()='rect']")] == [
        ("pass", "0", "1"), ("error", "1", "1"),
    ]
    assert [line.get("x1") for line in bar.xpath("./*[local-name()='line']")] == ["5"]
    assert not html.document_fromstring(render_index(make_batch([]))).xpath("//*[@id='roster']")
