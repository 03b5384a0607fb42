"""Boxes that contradict each other: `consistency.*`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samples.draft import Draft
from schema.boxes import LEVEL_KEYS

_OTHER_TYPE = {"9": "事业单位", "1": "民营企业", "5": "企业"}  # by the registering department of the credit code


def _certificates(draft: Draft, _: str) -> list[str]:
    draft.foundation["issues_certificates"] = False
    return ["consistency.certificates@foundation.issues_certificates"]


def _teachers(draft: Draft, _: str) -> list[str]:
    foundation = draft.foundation
    listed = sum(teacher["engagement"] == "专职师资" for teacher in foundation["teachers"])
    foundation["faculty_full_time"] = listed - 1
    foundation["faculty_total"] = foundation["faculty_full_time"] + foundation["faculty_part_time"]
    return ["consistency.teachers@foundation.faculty_full_time"]


def _employees(draft: Draft, _: str) -> list[str]:
    draft.organisation["employees"] = draft.foundation["faculty_full_time"] - 3
    return ["consistency.employees@foundation.faculty_full_time"]


def _unit_type(draft: Draft, _: str) -> list[str]:
    draft.organisation["type"] = _OTHER_TYPE[draft.organisation["credit_code"][0]]
    return ["consistency.unit_type@organisation.type"]


def _levels(draft: Draft, _: str) -> list[str]:
    """A number of people is planned for a level that is not ticked."""
    if len(draft.data["levels"]) == len(LEVEL_KEYS):
        draft.data["levels"] = draft.data["levels"][:-1]
        untouched = list(LEVEL_KEYS)[-1]
        return [f"consistency.levels@{_people(draft)}.{untouched}"]
    key = next(key for key, name in LEVEL_KEYS.items() if name not in draft.data["levels"])
    draft.plan[_people(draft).rpartition(".")[2]][key] = 120
    return [f"consistency.levels@{_people(draft)}.{key}"]


def _levels_missing(draft: Draft, _: str) -> list[str]:
    """A level is ticked and nobody is planned for it."""
    key = next(key for key, name in LEVEL_KEYS.items() if name == draft.data["levels"][-1])
    draft.plan[_people(draft).rpartition(".")[2]][key] = None
    path = f"{_people(draft)}.{key}"
    return [f"completeness.required@{path}", f"consistency.levels@{path}"]


def _people(draft: Draft) -> str:
    return "plan.trainees" if draft.form_type == "training_institution" else "plan.candidates"


def _duplicate_person(draft: Draft, _: str) -> list[str]:
    """The last row is the first one again."""
    name = "teachers" if draft.form_type == "training_institution" else "experts"
    people = draft.foundation[name]
    people[-1] = dict(people[0])
    return [f"consistency.duplicate_person@foundation.{name}[{len(people) - 1}].name"]


def _commitment(draft: Draft, _: str) -> list[str]:
    """The pledge was copied from another unit's form."""
    draft.data["commitment"]["organisation"] = "重庆墨舟软件有限公司"
    return ["consistency.commitment@commitment.organisation"]


def _commitment_date(draft: Draft, _: str) -> list[str]:
    draft.data["commitment"]["date"] = "2023-06-20"
    return ["consistency.commitment@commitment.date"]


def _commitment_signatory(draft: Draft, _: str) -> list[str]:
    draft.data["commitment"]["signatory"] = draft.organisation["applicant"]["name"]
    return ["consistency.commitment@commitment.signatory"]


LINKS: Mapping[str, Callable[[Draft, str], list[str]]] = MappingProxyType({
    "consistency.certificates": _certificates,
    "consistency.teachers": _teachers,
    "consistency.employees": _employees,
    "consistency.unit_type": _unit_type,
    "consistency.levels": _levels,
    "consistency.levels:missing": _levels_missing,
    "consistency.duplicate_person": _duplicate_person,
    "consistency.commitment": _commitment,
    "consistency.commitment:date": _commitment_date,
    "consistency.commitment:signatory": _commitment_signatory,
})
