"""A form against the version before it."""

from typing import Any

import pytest

from samples.forms import make_form
from schema.finding import report
from schema.record import Record, Source
from schema.revision import Revision
from schema.training import TrainingForm
from validators.revisions import Told, against

FIRST = Revision(number=1, path="a.docx", sha256="")


def told(form: TrainingForm) -> Told:
    """A form without findings."""
    source = Source(path="a.docx", origin=("a.docx",), sha256="", media_type="", reader="docx")
    return Told(Record(id="甲", form_type="training_institution", notice="", source=source, form=form), report("甲", ()))


def form_with(**foundation: Any) -> TrainingForm:
    """A training form with these boxes of its foundation."""
    form = make_form(41, "training_institution").form
    assert isinstance(form, TrainingForm)
    return form.model_copy(update={"foundation": form.foundation.model_copy(update=foundation)})


def changes(before: TrainingForm, after: TrainingForm) -> list[tuple[str, str | None, str | None]]:
    """What changed: box, before, after."""
    return [(one.label, one.before, one.after) for one in against(told(before), told(after), [FIRST]).changes]


def test_a_row_put_in_between_changes_no_other() -> None:
    """Rows are told apart by what stands in them, not by their number."""
    teachers = form_with().foundation.teachers
    new = teachers[0].model_copy(update={"name": "新来的"})
    found = changes(form_with(), form_with(teachers=(teachers[0], new, *teachers[1:])))
    assert [(label, before) for label, before, _ in found] == [("培训教师第2行", None)]
    assert str(found[0][2]).startswith("新来的，")


def test_a_row_taken_out() -> None:
    """It is told as a whole, under its old number."""
    teachers = form_with().foundation.teachers
    [(label, before, after)] = changes(form_with(), form_with(teachers=teachers[1:]))
    assert (label, after) == ("培训教师第1行", None)
    assert str(before).startswith(str(teachers[0].name))


def test_a_box_of_a_row() -> None:
    """Only the box that is another."""
    teachers = form_with().foundation.teachers
    other = teachers[1].model_copy(update={"phone": "13800001111"})
    assert changes(form_with(), form_with(teachers=(teachers[0], other, *teachers[2:]))) == [
        ("培训教师第2行—联系电话", teachers[1].phone, "13800001111"),
    ]


@pytest.mark.parametrize(("before", "after", "told_before", "told_after"), [
    ("甲" * 200 + "旧" + "乙" * 200, "甲" * 200 + "新的" + "乙" * 200, f"…{'甲' * 12}旧{'乙' * 12}…", f"…{'甲' * 12}新的{'乙' * 12}…"),
    ("甲" * 100, "甲" * 101, None, None),
    ("短", "长", "短", "长"),
    (None, "有了", None, "有了"),
])
def test_of_long_texts_what_differs(before: str | None, after: str, told_before: str | None, told_after: str | None) -> None:
    """With some words around it, also where the texts repeat themselves."""
    [(label, one, other)] = changes(form_with(platform=before), form_with(platform=after))
    assert label == "信息化平台建设情况"
    if told_after is not None:
        assert (one, other) == (told_before, told_after)
    else:
        assert one != other


def test_nothing_changed() -> None:
    """Then there is nothing to tell but what it was compared with."""
    compared = against(told(form_with()), told(form_with()), [FIRST])
    assert (compared.changes, compared.resolved, compared.earlier) == ((), (), (FIRST,))
