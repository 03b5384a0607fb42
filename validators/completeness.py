"""What the applicant must fill is filled, and can be read: `completeness.*`.

Clause: the form itself. Not to be filled by the applicant: 推荐理由 and the line below it. Not required either: plan and
fee of a level that is not ticked; certificates, where 是否颁发证书 is 否. 是□ 否□ without a tick and the levels are told
by `marks.yes_no` and `catalogue.level`.

Of a scan, `document.template_altered` alone tells of a box or a table whose label was not found: what stands there could not
be read, and need not be blank.

A field is told once, and a repeated table counts as one field: 「培训教师有未填写的栏目：第2行的联系电话」.
"""

from collections.abc import Iterator
from itertools import groupby

from schema.boxes import LEVEL_KEYS, Header, Kind
from schema.evaluation import EvaluationForm
from schema.finding import Finding
from schema.forms import Form
from schema.record import value_at
from validators.check import Case, check
from validators.marks import is_contradictory
from validators.places import Field, row_name, tables

_ROWS_TOLD = 8
_RAW = 40
_CERTIFICATES = frozenset(
    f"foundation.{name}" for name in ("certificate_history", "issued_total", "own_total", "certificate_category")
)
_KIND_NAMES = {
    Kind.INTEGER: "整数", Kind.AMOUNT: "金额", Kind.AREA: "面积", Kind.YEAR: "年份", Kind.DATE: "日期",
    Kind.YES_NO: "“是”或“否”", Kind.CREDIT_CODE: "统一社会信用代码", Kind.ID_NUMBER: "身份证号",
    Kind.PHONE: "电话号码", Kind.EMAIL: "邮箱地址",
}


@check("completeness.required")
def required_boxes_are_filled(case: Case[Form]) -> Iterator[Finding]:
    """Every required box outside of tables has a value, or something that cannot be read."""
    for field in case.fields:
        if field.box.table is None and _is_missing(case, field) and not _is_excused(case.form, field.path):
            evidence = case.record.evidence.get(field.path)
            is_prompt = evidence is not None and evidence.state == "placeholder"
            yield case.finding("completeness.required", field.path, variant="placeholder" if is_prompt else None)


@check("completeness.required")
def required_tables_are_filled(case: Case[Form]) -> Iterator[Finding]:
    """Every required table has a row, and no row lacks a cell; one finding for a table."""
    for table in tables(type(case.form)):
        if not table.required or _is_excused(case.form, table.path):
            continue
        if not value_at(case.form, table.path):
            if not _is_lost(case, table.path):
                yield case.finding("completeness.required", table.path, variant="table")
            continue
        missing = [field for field in case.fields if field.box.table is table and _is_missing(case, field)]
        if missing:
            cells = _cells(case, table, missing)
            yield case.finding("completeness.required", table.path, variant="cells", at=missing[0].path, cells=cells)


@check("completeness.unreadable")
def what_is_filled_can_be_read(case: Case[Form]) -> Iterator[Finding]:
    """Nothing stands in a box that is no value of its kind, or that a seal covers."""
    for field in case.fields:
        evidence = case.record.evidence.get(field.path)
        if evidence is None or not case.is_unreadable(field.path):
            continue
        if field.box.kind is Kind.YES_NO and is_contradictory(evidence):
            continue
        raw = " ".join(evidence.raw.split())
        variant = "covered" if evidence.state == "covered" else "ticks" if evidence.ticks else None
        yield case.finding(
            "completeness.unreadable", field.path, variant=variant, found=raw or None,
            raw=raw if len(raw) <= _RAW else raw[:_RAW] + "…", kind=_KIND_NAMES.get(field.box.kind, "文字"),
        )


def _is_missing(case: Case[Form], field: Field) -> bool:
    if not field.box.required or field.value not in (None, "") or field.box.kind is Kind.LEVELS or _is_lost(case, field.path):
        return False
    evidence = case.record.evidence.get(field.path)
    is_told_by_its_marks = field.box.kind is Kind.YES_NO and evidence is not None and is_contradictory(evidence)
    return not is_told_by_its_marks and not case.is_unreadable(field.path)


def _is_lost(case: Case[Form], path: str) -> bool:
    """Whether a box or table of a scan was not found at all."""
    return bool(case.record.pictures) and path not in case.record.evidence


def _is_excused(form: Form, path: str) -> bool:
    """Whether what the applicant says elsewhere makes a required field needless."""
    if isinstance(form, EvaluationForm) and form.foundation.issues_certificates is False and path in _CERTIFICATES:
        return True
    level = LEVEL_KEYS.get(path.rpartition(".")[2]) if path.startswith("plan.") else None
    return level is not None and level not in form.levels


def _cells(case: Case[Form], table: Header, missing: list[Field]) -> str:
    """「第2行的职称、联系电话；第3行的专业」, cut after a few rows."""
    by_row = groupby(missing, key=lambda field: int(field.path[len(table.path) + 1:].partition("]")[0]))
    told = [
        f"{row_name(case.record, table.path, index)}的" + "、".join(field.box.label.partition("（")[0] for field in row)
        for index, row in by_row
    ]
    return "；".join(told[:_ROWS_TOLD]) + (f"等共 {len(told)} 行" if len(told) > _ROWS_TOLD else "")
