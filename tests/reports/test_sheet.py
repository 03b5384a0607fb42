"""The rendering has the paper's shape whatever was filled in, and every field has a place to link to."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.sheet import WHOLE_FORM, Sheet, anchor_of, draw
from schema.boxes import boxes
from schema.forms import FORMS, FormType
from schema.layout import COLUMNS, LAYOUTS
from schema.record import Record
from tests.reports.builder import CLEAN, faulty, make_record

FORM_TYPES: list[FormType] = list(FORMS)
LISTS = {
    "training_institution": ("training_history", "venues", "teachers"),
    "evaluation_institution": ("certificate_history", "venues", "experts"),
}


def widths(sheet: Sheet) -> Iterator[int]:
    """Columns that each drawn row covers, cells that reach down into it included."""
    reaching: list[list[int]] = []
    for row in sheet.rows:
        yield sum(cell.span for cell in row) + sum(span for span, _ in reaching)
        reaching += [[cell.span, cell.down] for cell in row]
        reaching = [[span, down - 1] for span, down in reaching if down > 1]


def with_entries(form_type: FormType, count: int, taxes: int) -> Record:
    data = CLEAN[form_type]
    foundation = {**data["foundation"], **{name: (data["foundation"][name] * count)[:count] for name in LISTS[form_type]}}
    organisation = {**data["organisation"], "tax_records": (data["organisation"]["tax_records"] * 2)[:taxes]}
    return make_record(form_type, data={**data, "foundation": foundation, "organisation": organisation})


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FORM_TYPES), st.integers(0, 9), st.integers(0, 6))
def test_the_grid_is_whole(form_type: FormType, count: int, taxes: int) -> None:
    """With any number of entries each row covers the twelve columns, and no cell reaches below the last row."""
    sheet = draw(with_entries(form_type, count, taxes))
    assert set(widths(sheet)) == {COLUMNS}


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_every_field_is_drawn(form_type: FormType) -> None:
    """Every value of the record has a cell or an answer of its own, and every printed label stands on the sheet."""
    record = make_record(form_type)
    sheet = draw(record)
    assert {anchor_of(path) for path in record.evidence} <= set(sheet.targets)
    for path in record.evidence:
        assert sheet.target(path) == anchor_of(path)
    printed = {slot.text for row in LAYOUTS[form_type] for slot in row.slots if slot.kind in ("label", "section")}
    assert printed <= {cell.text for row in sheet.rows for cell in row}


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_anchors_are_unique(form_type: FormType) -> None:
    """No two cells answer to one id."""
    sheet = draw(faulty(form_type)[0])
    anchors = [anchor for row in sheet.rows for cell in row
               for anchor in (cell.anchor, *(answer.anchor for answer in cell.answers)) if anchor]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_blank_rows_of_the_paper_stay(form_type: FormType) -> None:
    """A table without entries has as many rows as the paper, and says once that it was not filled."""
    record = make_record(form_type, {"organisation.tax_records": []})
    cells = [cell for row in draw(record).rows for cell in row if "tax_records." in cell.anchor]
    assert len(cells) == 3 * 3
    assert [cell.shown.gap for cell in cells if cell.shown and cell.shown.gap] == ["未填"]


def test_the_row_of_dots_gives_way_to_entries() -> None:
    """「……」 stands where there are no more entries than rows, and not below a longer list."""
    def dots(count: int) -> bool:
        sheet = draw(with_entries("training_institution", count, 3))
        return any(cell.text == "……" for row in sheet.rows for cell in row)

    assert dots(2)
    assert not dots(3)


@pytest.mark.parametrize(
    ("field", "anchor"),
    [
        ("foundation.teachers[1].phone", "field-foundation.teachers.1.phone"),
        ("foundation.teachers[1]", "field-foundation.teachers.1.name"),
        ("foundation.teachers", "field-foundation.teachers"),
        ("foundation.teachers[77].phone", "field-foundation.teachers"),
        ("foundation.training_history[0]", "field-foundation.training_history.0.year"),
        ("organisation.tax_records", "field-organisation.tax_records"),
        ("organisation.legal_representative", "field-organisation.legal_representative"),
        ("plan.fees", "field-plan.fees"),
        ("plan", "field-plan"),
        ("commitment", "field-commitment"),
        ("commitment.date", "field-commitment.date"),
        ("recommendation.contact", "field-recommendation.contact"),
        ("没有这一栏", WHOLE_FORM),
        (None, WHOLE_FORM),
    ],
)
def test_every_finding_has_a_place(field: str | None, anchor: str) -> None:
    """A box, a row, a table, a group, a section, or else the whole form."""
    sheet = draw(make_record("training_institution"))
    assert sheet.target(field) == anchor
    ids = {cell.anchor for row in sheet.rows for cell in row} | {
        answer.anchor for row in sheet.rows for cell in row for answer in cell.answers
    }
    assert anchor in ids | {WHOLE_FORM}


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_groups_and_tables_are_named_by_their_label(form_type: FormType) -> None:
    """Each table of rows has a visible label cell of its own."""
    sheet = draw(make_record(form_type))
    tables = {box.table.path for box in boxes(FORMS[form_type]) if box.table}
    for path in tables:
        cell = next(cell for row in sheet.rows for cell in row if cell.anchor == anchor_of(path))
        assert cell.kind == "label"
        assert cell.text
