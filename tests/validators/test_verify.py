"""The report as a whole: order, verdict, determinism, and that no form, however odd, breaks a check."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.boxes import Kind
from schema.record import ReaderName, Remark, State
from tests.validators.records import CLEAN, EVALUATION, NOTICE, TRAINING, make_credit_code, make_record, seen
from validators import verify
from validators.places import fields

_ODD: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.INTEGER: st.none() | st.integers(0, 10**9), Kind.YEAR: st.none() | st.integers(0, 9999),
    Kind.YES_NO: st.none() | st.booleans(), Kind.AMOUNT: st.none() | st.floats(0, 1e9), Kind.AREA: st.none() | st.floats(0, 1e9),
    Kind.DATE: st.sampled_from([None, "1949", "2018-12", "2018-12-31", "2023-06-17", "9999-12-31"]),
    Kind.LEVELS: st.lists(st.sampled_from(["初级", "中级", "高级"]), unique=True),
}


def test_findings_stand_in_the_order_of_the_paper() -> None:
    """By box, in a table by row and then by column; what is said of the file comes last."""
    changes = {
        "occupation": "会计", "organisation.address": None, "organisation.established": "2020", "plan.text": None,
        "foundation.teachers[1].phone": "123", "foundation.teachers[0].engagement": "高级", "foundation.teachers[0].phone": "123",
        "foundation.trained_total": 5, "foundation.training_history[1].trained": 4000, "commitment.date": "2024",
    }
    remark = Remark(code="document.tracked_changes", detail="有修订")
    told = [finding.field for finding in verify(make_record(changes=changes, remarks=(remark,)), NOTICE).findings]
    assert told == [
        "occupation", "organisation.address", "organisation.established", "foundation.training_history[1].trained",
        "foundation.trained_total", "foundation.independent_total", "foundation.teachers[0].engagement",
        "foundation.teachers[0].phone", "foundation.teachers[1].phone", "plan.text", "commitment.date", None,
    ]


def test_verdict_follows_the_worst_finding() -> None:
    """退回 for an error, 待核 for a warning, 通过 for hints alone."""
    hint = {"commitment.signatory": "龚浩"}
    warning = hint | {"organisation.industry": "软件行业"}
    error = warning | {"organisation.address": None}
    verdicts = [verify(make_record(changes=changes), NOTICE).verdict for changes in (hint, warning, error)]
    assert verdicts == ["通过", "待核", "退回"]


def test_a_blank_form_is_told_once_for_each_box() -> None:
    """Every required box gives one finding, and no other check speaks of what is not there."""
    for form_type in (TRAINING, EVALUATION):
        report = verify(make_record(form_type, data={"organisation": {}}), NOTICE)
        assert {finding.code for finding in report.findings} == {"completeness.required", "catalogue.level", "marks.yes_no"}
        told = [finding.field for finding in report.findings]
        assert len(told) == len(set(told))
        assert not [field for field in told if field and field.startswith(("recommendation", "plan.fees", "plan.trainees"))]


def test_a_missing_answer_beside_boxes_is_told_once() -> None:
    """是□ 否□ without a tick is no blank box besides, nor are two ticks unreadable besides."""
    for evidence in (seen("是□ 否□", "blank", 是="off", 否="off"), seen("是☑ 否☑", 是="on", 否="on")):
        path = "organisation.national_base"
        report = verify(make_record(changes={path: None}, evidence={path: evidence}), NOTICE)
        assert [(finding.code, finding.field) for finding in report.findings] == [("marks.yes_no", path)]


def test_ticks_that_cannot_be_told_are_told_once() -> None:
    """A tick that may be one is unreadable; were it only blank to the reader, the box would still not go unsaid."""
    path = "organisation.national_base"
    told: tuple[tuple[State, str], ...] = (("unreadable", "completeness.unreadable"), ("blank", "completeness.required"))
    for state, code in told:
        evidence = seen("是? 否□", state, 是="unclear", 否="off")
        report = verify(make_record(changes={path: None}, evidence={path: evidence}), NOTICE)
        assert [(finding.code, finding.field) for finding in report.findings] == [(code, path)]


def test_a_yes_or_no_without_boxes_can_be_blank() -> None:
    """Where nothing is printed to tick, nothing filled in is a blank box."""
    report = verify(make_record(EVALUATION, {"foundation.conducts_evaluation": None}), NOTICE)
    assert [(finding.code, finding.field) for finding in report.findings] == [
        ("completeness.required", "foundation.conducts_evaluation"),
    ]


def test_a_required_plan_is_told_as_blank_and_as_missing() -> None:
    """A ticked level without plan and fee: the boxes are required, and the plan contradicts the tick."""
    report = verify(make_record(changes={"plan.trainees.junior": None, "plan.fees.junior": None}), NOTICE)
    assert {(finding.code, finding.field) for finding in report.findings} == {
        ("completeness.required", "plan.trainees.junior"), ("completeness.required", "plan.fees.junior"),
        ("consistency.levels", "plan.trainees.junior"),
    }


def test_tables_are_named_by_year_only_where_the_year_is_one_row() -> None:
    """Two rows of one year are told apart by their number."""
    changes = {"foundation.training_history[1].year": 2018, "foundation.training_history[1].cooperative": 5}
    labels = [finding.label for finding in verify(make_record(changes=changes), NOTICE).findings]
    assert "近5年培训规模（人次）第2行—培训人数" in labels


def test_long_excerpts_are_cut() -> None:
    """A finding quotes at most 80 characters of what stands there."""
    for length, excerpt in ((80, "字" * 80), (81, "字" * 79 + "…")):
        finding = verify(make_record(changes={"organisation.industry": "字" * length}), NOTICE).findings[0]
        assert finding.evidence.excerpt == excerpt


def test_the_same_record_gives_the_same_report() -> None:
    """Nothing depends on the day or on chance."""
    record = make_record(changes={"organisation.industry": "软件行业", "occupation": "人工智能、大数据", "levels": []})
    assert verify(record, NOTICE).model_dump_json() == verify(record, NOTICE).model_dump_json()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_form_breaks_a_check(data: st.DataObject) -> None:
    """Whatever stands in the boxes, or is missing there, every check comes to an end."""
    form_type = data.draw(st.sampled_from([TRAINING, EVALUATION]))
    clean = make_record(form_type, data=copy.deepcopy(CLEAN[form_type]()))
    changed = data.draw(st.lists(st.sampled_from(list(fields(clean.form))), max_size=12))
    changes = {
        field.path: data.draw(_ODD[field.box.kind] if field.box.kind in _ODD else st.text(max_size=20) | st.none())
        for field in changed if field.box.section != "recommendation"
    }
    report = verify(make_record(form_type, changes), NOTICE)
    assert all(finding.message and finding.label for finding in report.findings)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), min_size=1, max_size=5), st.integers(-3, 3))
def test_sums_are_told_exactly_where_they_differ(years: list[tuple[int, int]], slip: int) -> None:
    """A total is told if and only if it is not the sum of its rows, with the difference."""
    rows = [
        {"year": 2018 + index, "trained": own + joint, "independent": own, "cooperative": joint}
        for index, (own, joint) in enumerate(years)
    ]
    total = max(0, sum(own + joint for own, joint in years) + slip)
    own_total = sum(own for own, _ in years)
    changes = {
        "foundation.training_history": rows, "foundation.trained_total": total, "foundation.independent_total": own_total,
    }
    told = {finding.code: finding.message for finding in verify(make_record(changes=changes), NOTICE).findings}
    difference = abs(total - sum(own + joint for own, joint in years))
    assert ("totals.trained" in told) == bool(difference)
    assert f"相差 {difference:,} 人次" in told.get("totals.trained", f"相差 {difference:,} 人次")
    assert ("totals.independent_exceeds" in told) == (own_total > total)
    assert not {"totals.independent", "totals.year_split"} & set(told)


def test_an_id_number_is_expected_whole_only_where_its_length_is_wrong() -> None:
    """What should stand there is said where it can be: a digit of an ID number is not to be guessed."""
    path = "organisation.legal_representative.id_number"
    told = [verify(make_record(changes={path: number}), NOTICE).findings[0] for number in ("110105491231002", "110105194912310021")]
    assert [finding.expected for finding in told] == ["18位公民身份号码", None]


def test_years_may_not_be_missing_nor_others_stand_there() -> None:
    """Four of the five years are too few; a strange year is told even where another row has lost its year."""
    rows = CLEAN[TRAINING]()["foundation"]["training_history"]
    for changed in (rows[:4], [rows[0] | {"year": None}, rows[1] | {"year": 1999}, *rows[2:]]):
        report = verify(make_record(changes={"foundation.training_history": changed}), NOTICE)
        assert "periods.history_years" in {finding.code for finding in report.findings}


def test_the_founding_day_itself_is_early_enough() -> None:
    """Registered on the notice's day is in time, a day later is not."""
    told = [verify(make_record(changes={"organisation.established": day}), NOTICE).findings for day in ("2018-12-31", "2019-01-01")]
    assert [[finding.code for finding in findings] for findings in told] == [[], ["eligibility.established"]]


def test_a_unit_without_address_is_judged_by_its_code() -> None:
    """The division of the credit code is what is found, and the field."""
    changes = {"organisation.credit_code": make_credit_code(division="510104"), "organisation.address": None}
    finding = next(item for item in verify(make_record(changes=changes), NOTICE).findings if item.code == "eligibility.region")
    assert (finding.field, finding.found) == ("organisation.credit_code", "510104")
    neither = {"organisation.credit_code": None, "organisation.address": None}
    assert "eligibility.region" not in {item.code for item in verify(make_record(changes=neither), NOTICE).findings}


def test_long_tables_and_texts_are_told_in_short() -> None:
    """Of many rows with blank cells eight are named, and of a long text that cannot be read 40 characters."""
    teacher = CLEAN[TRAINING]()["foundation"]["teachers"][1] | {"specialty": None}
    for count, ending in ((8, "第8行的专业"), (9, "第8行的专业等共 9 行")):
        people = [teacher | {"name": f"教师{index}"} for index in range(count)]
        findings = verify(make_record(changes={"foundation.teachers": people}), NOTICE).findings
        assert next(item.message for item in findings if item.code == "completeness.required").endswith(ending)
    path = "organisation.employees"
    for raw, shown in (("约" * 40, "约" * 40), ("约" * 41, "约" * 40 + "…")):
        finding = verify(make_record(changes={path: None}, evidence={path: seen(raw)}), NOTICE).findings[0]
        assert f"“{shown}”" in finding.message


@pytest.mark.parametrize(("reader", "words"), [("docx", "不要删改"), ("scan", "可能缺页")])
def test_what_is_missing_in_a_scan_may_stand_on_another_page(reader: ReaderName, words: str) -> None:
    """Nobody is told to leave the form as it is whose last page was not scanned."""
    record = make_record(remarks=(Remark(code="document.template_altered", detail="“承诺”"),))
    read = record.model_copy(update={"source": record.source.model_copy(update={"reader": reader})})
    told = next(finding for finding in verify(read, NOTICE).findings if finding.code == "document.template_altered")
    assert words in told.suggestion
