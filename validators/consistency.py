"""Boxes that must agree with each other: `consistency.*` but for persons and the commitment.

Clause: the applicant vouches that all is true (推荐表“承诺”). GB 32100—2015 for what the first two characters of a
credit code say: the department that registers, and the class of entity.

Examples: 是否颁发证书 「否」 beside 颁证数量 1,200; 单位类型 「事业单位」 beside a credit code that begins 91.
"""

from collections import Counter
from collections.abc import Iterator

from schema.boxes import LEVEL_KEYS
from schema.evaluation import EvaluationForm
from schema.finding import Finding
from schema.forms import Form
from schema.training import TrainingForm
from validators import credit_code
from validators.check import Case, check
from validators.lists import listed

# Department and class: what they register, and the unit types of the notes that this can be.
_REGISTERED = {
    "12": ("事业单位", ("事业单位",)),
    "51": ("社会团体", ("行业协会等社团组织",)),
    "52": ("民办非企业单位", ("民办非企业单位",)),
    "91": ("企业", ("企业", "集体企业", "民营企业")),
}


@check("consistency.certificates", form=EvaluationForm)
def certificates_are_issued(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """Who issues no certificates counts none."""
    foundation = case.form.foundation
    if foundation.issues_certificates is not False:
        return
    rows = sum(row.issued or 0 for row in foundation.certificate_history)
    said = [("近5年颁证数量合计", rows), ("总规模填报", foundation.issued_total), ("其中自有证书规模填报", foundation.own_total)]
    counted = [f"{label} {number:,} 人次" for label, number in said if number]
    if counted:
        field = "foundation.issues_certificates"
        yield case.finding("consistency.certificates", field, found="否", expected="是", counted="、".join(counted))


@check("consistency.teachers", form=TrainingForm)
def teachers_are_of_the_team(case: Case[TrainingForm]) -> Iterator[Finding]:
    """No more teachers of a kind are listed than the team has."""
    foundation = case.form.foundation
    kinds = Counter(listed(case.notice, "engagement", row.engagement or "") for row in foundation.teachers)
    for engagement, name in (("专职师资", "faculty_full_time"), ("兼职师资", "faculty_part_time")):
        stated = foundation.faculty_full_time if name == "faculty_full_time" else foundation.faculty_part_time
        if stated is not None and kinds[engagement] > stated:
            yield case.finding(
                "consistency.teachers", f"foundation.{name}", found=f"{stated:,} 人", expected=f"不少于 {kinds[engagement]:,} 人",
                engagement=engagement, listed=f"{kinds[engagement]:,}", stated=f"{stated:,}",
            )


@check("consistency.employees", form=TrainingForm)
def teachers_are_employees(case: Case[TrainingForm]) -> Iterator[Finding]:
    """专职师资 are employees, so there are at least as many of these."""
    full_time, employees = case.form.foundation.faculty_full_time, case.form.organisation.employees
    if full_time is not None and employees is not None and full_time > employees:
        yield case.finding(
            "consistency.employees", "foundation.faculty_full_time",
            found=f"{full_time:,} 人", expected=f"不多于 {employees:,} 人", full_time=f"{full_time:,}", employees=f"{employees:,}",
        )


@check("consistency.unit_type")
def unit_type_is_as_registered(case: Case[Form]) -> Iterator[Finding]:
    """The department and class of a valid credit code do not contradict 单位类型, where that is one of the list."""
    number, value = case.form.organisation.credit_code, case.form.organisation.type
    unit_type = listed(case.notice, "unit_type", value or "")
    if not number or unit_type is None or credit_code.diagnose(number):
        return
    prefix = credit_code.compact(number)[:2]
    registered, possible = _REGISTERED.get(prefix, ("", ()))
    if possible and unit_type not in possible:
        yield case.finding(
            "consistency.unit_type", "organisation.type", found=value, expected="、".join(possible),
            prefix=prefix, registered=registered,
        )


@check("consistency.levels")
def plans_are_for_the_levels(case: Case[Form]) -> Iterator[Finding]:
    """A level has a plan if and only if it is ticked; not told where none is ticked."""
    form = case.form
    plan, group = (form.plan.trainees, "trainees") if isinstance(form, TrainingForm) else (form.plan.candidates, "candidates")
    for key, level in LEVEL_KEYS.items() if form.levels else ():
        field, number = f"plan.{group}.{key}", getattr(plan, key)
        if level in form.levels and not number and not case.is_unreadable(field):
            yield case.finding("consistency.levels", field, variant="missing", expected="计划人数", level=level)
        elif level not in form.levels and number:
            yield case.finding("consistency.levels", field, found=f"{number:,}", level=level)
