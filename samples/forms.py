"""Filled forms: data that agree with each other, and on demand faults that a check must find.

`make_form(seed, form_type, faults)` gives the same form for the same arguments. A fault is a finding code, where
needed with a variant and a field: `totals.trained`, `identity.credit_code:length`, `limits.characters@plan.text`
(`samples.faults.FAULTS` lists them).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType

from samples import prose
from samples.draft import Draft, draw
from samples.faults import spoil
from samples.units import Unit
from schema.forms import FORMS, Form, FormType


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody put on paper.

    form: what a reader should find.
    faults: what a check should find, all of it: `code@field`, rows by index as in `foundation.teachers[0].phone`,
        `code` alone where the finding is about the file.
    written: what stands in a box in place of its value's usual spelling, by field path.
    ticks: the options ticked in a box where they do not follow from its value, by field path.
    """

    form_type: FormType
    form: Form
    faults: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def make_form(
    seed: int, form_type: FormType, faults: Sequence[str] = (), *,
    unit: Unit | None = None, occupation: str | None = None, people: int | None = None, beside: Filled | None = None,
    copied: bool = False,
) -> Filled:
    """A filled form.

    seed: which one of the many. faults: what is wrong with it, nothing by default.
    unit, occupation, people: the applicant, what it applies for, how many teachers or experts it lists; drawn where
    they are not given. beside: another form of the same unit, which says the same of itself there. copied: its
    profile is one that other units have as well.
    Raises KeyError for a fault that there is not, ValueError for one that the form cannot have.
    """
    rng = Random(f"{form_type} {seed}")
    draft = draw(rng, form_type, unit, occupation, people, beside.form.organisation if beside else None)
    if copied:
        draft.organisation["profile"] = prose.copied(draft.words)
    found = [expected for fault in faults for expected in spoil(draft, fault)]
    return filled(draft, found)


def filled(draft: Draft, faults: Sequence[str] = ()) -> Filled:
    """A draft as it was handed in."""
    form = FORMS[draft.form_type].model_validate(draft.data)
    return Filled(
        form_type=draft.form_type, form=form, faults=tuple(dict.fromkeys(faults)),
        written=MappingProxyType(dict(draft.written)), ticks=MappingProxyType(dict(draft.ticks)),
    )


def blank(form_type: FormType) -> Filled:
    """The form as an office sends it out, with nothing in its boxes."""
    return Filled(form_type=form_type, form=FORMS[form_type]())
