"""Nobody stands twice in one list: `consistency.duplicate_person`.

Clause: the applicant vouches that the lists are true (推荐表“承诺”). Two rows are one person where the names are the
same, unless both the telephone numbers and the employers are known and differ: then they are two people of one name.

Example: 培训教师 第4行 repeats the name and number of 第1行.
"""

from collections.abc import Iterator, Sequence

from schema.evaluation import EvaluationForm, Expert
from schema.finding import Finding
from schema.folding import fold
from schema.training import Teacher, TrainingForm
from validators.check import Case, check


@check("consistency.duplicate_person", form=TrainingForm)
def teachers_stand_once(case: Case[TrainingForm]) -> Iterator[Finding]:
    """No teacher is listed twice."""
    yield from _repeated(case, "foundation.teachers", "培训教师名单", case.form.foundation.teachers)


@check("consistency.duplicate_person", form=EvaluationForm)
def experts_stand_once(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """No expert is listed twice."""
    yield from _repeated(case, "foundation.experts", "命题专家名单", case.form.foundation.experts)


def _repeated(
    case: Case[TrainingForm] | Case[EvaluationForm], path: str, table: str, people: Sequence[Teacher | Expert],
) -> Iterator[Finding]:
    seen: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        name = fold(person.name or "")
        if not name:
            continue
        earlier = next((other for other in seen.get(name, ()) if _is_one_person(person, people[other])), None)
        seen.setdefault(name, []).append(index)
        if earlier is not None:
            yield case.finding(
                "consistency.duplicate_person", f"{path}[{index}].name", found=person.name,
                table=table, row=index + 1, earlier=earlier + 1, name=person.name,
            )


def _is_one_person(one: Teacher | Expert, other: Teacher | Expert) -> bool:
    """Of two people with one name."""
    return not (_differ(one.phone, other.phone) and _differ(one.employer, other.employer))


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one) and bool(other) and fold(one or "") != fold(other or "")
