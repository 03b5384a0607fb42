"""A form without faults agrees with itself, and the same call gives the same form."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_count import count_words

from samples.forms import make_form
from schema.boxes import LEVEL_KEYS, boxes
from schema.evaluation import EvaluationForm
from schema.forms import FORMS, FormType
from schema.record import value_at
from schema.training import TrainingForm

FORM_TYPES = get_args(FormType)


@given(st.integers(0, 100_000), st.sampled_from(FORM_TYPES))
@settings(max_examples=40, deadline=None)
def test_forms_agree_with_themselves(seed: int, form_type: FormType) -> None:
    """Totals are sums, years are in order, texts keep to their limits, levels and plans go together."""
    form = make_form(seed, form_type).form
    foundation = form.foundation
    if isinstance(form, TrainingForm):
        rows = form.foundation.training_history
        assert form.foundation.trained_total == sum(row.trained or 0 for row in rows)
        assert all(row.trained == (row.independent or 0) + (row.cooperative or 0) for row in rows)
        planned = form.plan.trainees
        people = [teacher.name for teacher in form.foundation.teachers]
        assert (form.foundation.faculty_full_time or 0) <= (form.organisation.employees or 0)
    else:
        assert isinstance(form, EvaluationForm)
        certificates = form.foundation.certificate_history
        assert form.foundation.issued_total == sum(row.issued or 0 for row in certificates)
        planned = form.plan.candidates
        people = [expert.name for expert in form.foundation.experts]
    assert len(people) == len(set(people))
    assert [value is not None for value in planned.model_dump().values()] == [name in form.levels for name in LEVEL_KEYS.values()]
    assert form.commitment.organisation == form.organisation.name
    assert foundation.platform
    for box in boxes(FORMS[form_type]):
        if box.limit:
            assert len(str(value_at(form, box.path))) <= box.limit, box.path


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_the_same_call_gives_the_same_form(form_type: FormType) -> None:
    """A seed is a form; another seed is another one."""
    assert make_form(5, form_type) == make_form(5, form_type)
    assert make_form(5, form_type).form != make_form(6, form_type).form


def test_long_texts_are_over_by_words_or_by_characters_alone() -> None:
    """The two ways of being too long differ in Word's 字数."""
    over, hint = (
        str(make_form(1, "training_institution", [f"{fault}@foundation.platform"]).form.foundation.platform)
        for fault in ("limits.characters", "limits.characters:characters_only")
    )
    assert count_words(over) > 300
    assert count_words(hint) <= 300 < len("".join(hint.split()))


def test_unknown_faults_are_refused() -> None:
    """A fault that there is not, or that the form cannot have, is a KeyError."""
    with pytest.raises(KeyError):
        make_form(1, "training_institution", ["totals.everything"])
    with pytest.raises(KeyError):
        make_form(1, "training_institution", ["totals.issued"])
