"""Sums of the form must come out: `totals.*`.

Clause: the applicant vouches that all numbers are true, accurate and reliable (推荐表“承诺”).

Every check says nothing where a number that it needs is missing: completeness reports that once.

Example: 培训总规模 18,620 where the five years add up to 18,520 gives 「培训总规模填报 18,620 人次，近5年培训人数合计
18,520 人次，相差 100 人次」.
"""

from collections.abc import Iterable, Iterator

from schema.evaluation import EvaluationForm
from schema.finding import Finding
from schema.training import TrainingForm
from validators.check import Case, check
from validators.lists import is_own_certificate
from validators.places import in_words, row_label


@check("totals.trained", form=TrainingForm)
def yearly_numbers_add_up(case: Case[TrainingForm]) -> Iterator[Finding]:
    """培训总规模 is the sum of the five years' 培训人数."""
    foundation = case.form.foundation
    summed = _sum(row.trained for row in foundation.training_history)
    yield from _unequal(case, "totals.trained", "foundation.trained_total", foundation.trained_total, summed, "人次")


@check("totals.independent", form=TrainingForm)
def yearly_independent_numbers_add_up(case: Case[TrainingForm]) -> Iterator[Finding]:
    """其中独立培训规模 is the sum of the five years' 独立培训人数."""
    foundation = case.form.foundation
    summed = _sum(row.independent for row in foundation.training_history)
    stated = foundation.independent_total
    yield from _unequal(case, "totals.independent", "foundation.independent_total", stated, summed, "人次")


@check("totals.year_split", form=TrainingForm)
def each_year_is_split(case: Case[TrainingForm]) -> Iterator[Finding]:
    """A year's 培训人数 is 独立培训人数 and 合作培训人数 together."""
    table = "foundation.training_history"
    for index, row in enumerate(case.form.foundation.training_history):
        if row.independent is None or row.cooperative is None:
            continue
        yield from _unequal(
            case, "totals.year_split", f"{table}[{index}].trained",
            row.trained, row.independent + row.cooperative, "人次",
            row=in_words(row_label(case.record, table, index)),
            independent=f"{row.independent:,}", cooperative=f"{row.cooperative:,}",
        )


@check("totals.independent_exceeds", form=TrainingForm)
def independent_is_a_part(case: Case[TrainingForm]) -> Iterator[Finding]:
    """独立培训规模 is at most 培训总规模."""
    part, whole = case.form.foundation.independent_total, case.form.foundation.trained_total
    yield from _exceeds(case, "totals.independent_exceeds", "foundation.independent_total", part, whole)


@check("totals.issued", form=EvaluationForm)
def certificates_add_up(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """总规模 is the sum of 颁证数量."""
    foundation = case.form.foundation
    summed = _sum(row.issued for row in foundation.certificate_history)
    yield from _unequal(case, "totals.issued", "foundation.issued_total", foundation.issued_total, summed, "人次")


@check("totals.own", form=EvaluationForm)
def own_certificates_add_up(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """其中自有证书规模 is the sum of 颁证数量 of 自有证书; not told where a row's 证书性质 is neither of the two."""
    foundation = case.form.foundation
    kinds = [(row, is_own_certificate(row.nature)) for row in foundation.certificate_history]
    if not kinds or any(is_own is None for _, is_own in kinds):
        return
    summed = _sum([0, *(row.issued for row, is_own in kinds if is_own)])
    yield from _unequal(case, "totals.own", "foundation.own_total", foundation.own_total, summed, "人次")


@check("totals.own_exceeds", form=EvaluationForm)
def own_certificates_are_a_part(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """自有证书规模 is at most 总规模."""
    part, whole = case.form.foundation.own_total, case.form.foundation.issued_total
    yield from _exceeds(case, "totals.own_exceeds", "foundation.own_total", part, whole)


@check("totals.faculty", form=TrainingForm)
def faculty_adds_up(case: Case[TrainingForm]) -> Iterator[Finding]:
    """师资团队总人数 is 专职 and 兼职 together."""
    foundation = case.form.foundation
    full_time, part_time = foundation.faculty_full_time, foundation.faculty_part_time
    if full_time is not None and part_time is not None:
        yield from _unequal(
            case, "totals.faculty", "foundation.faculty_total", foundation.faculty_total, full_time + part_time, "人",
            full_time=f"{full_time:,}", part_time=f"{part_time:,}",
        )


@check("totals.team", form=EvaluationForm)
def team_adds_up(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """考评团队总人数 is 考评员 and 督导员 together; only a warning, for one person may be both."""
    foundation = case.form.foundation
    examiners, supervisors = foundation.examiners, foundation.supervisors
    if examiners is not None and supervisors is not None:
        yield from _unequal(
            case, "totals.team", "foundation.team_total", foundation.team_total, examiners + supervisors, "人",
            examiners=f"{examiners:,}", supervisors=f"{supervisors:,}",
        )


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum of rows; None where there are no rows, or a row's number is missing."""
    known = list(numbers)
    present = [number for number in known if number is not None]
    return sum(present) if present and len(present) == len(known) else None


def _unequal(
    case: Case[TrainingForm] | Case[EvaluationForm], code: str, field: str,
    stated: int | None, summed: int | None, unit: str, **words: str,
) -> Iterator[Finding]:
    if stated is None or summed is None or stated == summed:
        return
    yield case.finding(
        code, field, found=f"{stated:,} {unit}", expected=f"{summed:,} {unit}",
        stated=f"{stated:,}", summed=f"{summed:,}", difference=f"{abs(stated - summed):,}", **words,
    )


def _exceeds(
    case: Case[TrainingForm] | Case[EvaluationForm], code: str, field: str, part: int | None, whole: int | None,
) -> Iterator[Finding]:
    if part is None or whole is None or part <= whole:
        return
    yield case.finding(
        code, field, found=f"{part:,} 人次", expected=f"不大于 {whole:,} 人次",
        part=f"{part:,}", whole=f"{whole:,}", difference=f"{part - whole:,}",
    )
