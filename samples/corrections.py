"""Forms that were handed in and then corrected, with what must be said of every finding.

`make_pair(seed, kind)` gives the same pair for the same arguments. Nothing is drawn anew for the corrected form: what a
pair does not correct stays.
"""

from collections.abc import Mapping
from typing import NamedTuple

from samples.forms import Filled, make_form
from schema.forms import FormType

# What is wrong with the form first, and what after it was corrected.
_FAULTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fixed": (("total", "identity.email", "catalogue.industry"), ()),
    "half_fixed": (("total", "identity.email", "limits.characters@plan.text"), ("identity.email",)),
    "broken_anew": (("identity.email",), ("periods.tax_years", "total")),
    "renamed": (("catalogue.industry",), ()),
    "code_corrected": (("identity.credit_code",), ()),
    "occupation_changed": (("catalogue.industry", "identity.email"), ("identity.email",)),
}
KINDS = tuple(_FAULTS)
_TOTALS: Mapping[FormType, str] = {"training_institution": "totals.faculty", "evaluation_institution": "totals.issued"}
_OCCUPATIONS = ("人工智能工程技术人员", "物联网工程技术人员")
_SIGNS = "甲乙丙丁戊己庚辛壬癸"


class Pair(NamedTuple):
    """fixed, left, new: findings as `code@field` that must be 已改, 未改, 新增. changed: fields that nobody asked to change.

    is_told: somebody has to say which form it corrects.
    """

    original: Filled
    corrected: Filled
    fixed: frozenset[str]
    left: frozenset[str]
    new: frozenset[str]
    changed: frozenset[str]
    is_told: bool


def make_pair(seed: int, kind: str, form_type: FormType = "training_institution") -> Pair:
    """A pair of forms of one application. kind: one of KINDS."""
    before, after = ([_TOTALS[form_type] if fault == "total" else fault for fault in faults] for faults in _FAULTS[kind])
    original = make_form(seed, form_type, before, occupation=_OCCUPATIONS[0])
    corrected = make_form(seed, form_type, after, occupation=_OCCUPATIONS[kind == "occupation_changed"])
    changed: frozenset[str] = frozenset()
    if kind == "renamed":
        name = f"重庆更名{_SIGNS[seed // 10 % 10]}{_SIGNS[seed % 10]}数字科技有限公司"
        organisation = corrected.form.organisation.model_copy(update={"name": name})
        commitment = corrected.form.commitment.model_copy(update={"organisation": name})
        form = corrected.form.model_copy(update={"organisation": organisation, "commitment": commitment})
        corrected = Filled(form_type, form, corrected.faults, corrected.written, corrected.ticks)
        changed = frozenset(("organisation.name", "commitment.organisation"))
    if kind == "occupation_changed":
        changed = frozenset(("occupation",))
    found, left = frozenset(original.faults), frozenset(corrected.faults)
    return Pair(original, corrected, found - left, found & left, left - found, changed, kind == "occupation_changed")

