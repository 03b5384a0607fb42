"""The conditions of the notice that the form itself can show to be unmet: `eligibility.*`.

Clauses: 通知第二条第3项 (as a rule registered on or before a day; a yearly scale, in training or evaluation), 第二条第1项
(no dishonesty on record), 第四条第（一）项 (units of the city). All but dishonesty are for the office to weigh: warnings.

Examples: founded 2019-05-06 where the notice says 2018-12-31; 1,850 person-times in 2020 where it says 2,000.
"""

from collections.abc import Iterator
from datetime import date

from schema.evaluation import EvaluationForm
from schema.finding import Finding
from schema.forms import Form
from schema.training import TrainingForm
from validators import credit_code
from validators.check import Case, check
from validators.places import row_label


@check("eligibility.established")
def unit_is_old_enough(case: Case[Form]) -> Iterator[Finding]:
    """单位成立时间 is not after the notice's day. A year or a month alone counts only if all of it is after."""
    value = case.form.organisation.established
    if value and earliest(value) > case.notice.founded_by:
        day = case.notice.founded_by.isoformat()
        yield case.finding("eligibility.established", "organisation.established", found=value, expected=day)


@check("eligibility.scale", form=TrainingForm)
def training_reaches_the_scale(case: Case[TrainingForm]) -> Iterator[Finding]:
    """Every year's 培训人数 reaches the notice's scale; a year without a number is left out."""
    totals: dict[int, int | None] = {}
    for row in case.form.foundation.training_history:
        _add(totals, row.year, row.trained)
    yield from _below_scale(case, "foundation.training_history", totals, "培训")


@check("eligibility.scale", form=EvaluationForm)
def evaluation_reaches_the_scale(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """Every year's 颁证数量, over all its certificates, reaches the notice's scale."""
    totals: dict[int, int | None] = {}
    for row in case.form.foundation.certificate_history:
        _add(totals, row.year, row.issued)
    yield from _below_scale(case, "foundation.certificate_history", totals, "颁证")


@check("eligibility.dishonest")
def no_dishonesty_is_declared(case: Case[Form]) -> Iterator[Finding]:
    """是否有失信行为 is 否 in every year."""
    for index, row in enumerate(case.form.organisation.tax_records):
        if row.dishonest:
            field = f"organisation.tax_records[{index}].dishonest"
            label = row_label(case.record, "organisation.tax_records", index)
            yield case.finding("eligibility.dishonest", field, found="是", expected="否", row=label)


@check("eligibility.region")
def unit_is_in_the_city(case: Case[Form]) -> Iterator[Finding]:
    """The credit code's division (positions 3 to 8) or the address is in the notice's city."""
    city = case.notice.city
    division = credit_code.compact(case.form.organisation.credit_code or "")[2:8]
    division = division if len(division) == len("500000") and division.isdecimal() else ""
    address = case.form.organisation.address or ""
    is_at_home = division.startswith(city.divisions) or any(name in address for name in city.names)
    if is_at_home or not (division or address):
        return
    said = [f"统一社会信用代码的登记机关行政区划为 {division}"] if division else []
    said += [f"单位地址为“{address}”"] if address else []
    field = "organisation.address" if address else "organisation.credit_code"
    found = address or division
    yield case.finding(
        "eligibility.region", field, found=found, expected=city.name, places="，".join(said), city=city.name,
    )


def earliest(value: str) -> date:
    """The first day that a date, as far as it was given, can mean: `2018-12` gives 2018-12-01."""
    return date.fromisoformat(value + "-01-01"[len(value) - len("2018"):])


def _add(totals: dict[int, int | None], year: int | None, number: int | None) -> None:
    """Add a row to its year; a year with a row that has no number has no total."""
    if year is not None:
        before = totals.get(year, 0)
        totals[year] = None if number is None or before is None else before + number


def _below_scale(
    case: Case[TrainingForm] | Case[EvaluationForm], field: str, totals: dict[int, int | None], what: str,
) -> Iterator[Finding]:
    scale = case.notice.yearly_scale
    low = [f"{year}年{what} {total:,} 人次" for year, total in sorted(totals.items()) if total is not None and total < scale]
    if low:
        said = "、".join(low)
        yield case.finding(
            "eligibility.scale", field, found=said, expected=f"每年 {scale:,} 人次以上", years=said, scale=f"{scale:,}",
        )
