"""Whatever the spelling and the layout, every answer is found in its own box."""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Block, Table
from extractors.mapping.mapper import MappedForm, map_document
from schema.boxes import boxes, headers
from schema.forms import FORMS, FormType
from schema.layout import LAYOUTS, Row
from schema.record import ReaderName
from tests.extractors.mapping.paper import Answers, around, cut_row, document, pages, paper, sample_answers, wrapped

FORM_TYPES: tuple[FormType, ...] = tuple(FORMS)
seeds = st.integers(min_value=0, max_value=10**9)
both_forms = pytest.mark.parametrize("form_type", FORM_TYPES)


def bare(text: str) -> str:
    """A text without its spaces and line breaks."""
    return "".join(text.split())


def mapped(*blocks: Block, reader: ReaderName = "docx") -> MappedForm:
    """The one form in the blocks."""
    (form,) = map_document(document(*blocks, reader=reader))
    return form


def assert_reads(form: MappedForm, answers: Answers) -> None:
    """Every answer was found in its box, no other box was filled, and nothing is left over."""
    found = {reading.path: bare(reading.evidence.raw) for reading in form.readings}
    assert found == {path: bare(answer) for path, answer in answers.items()}
    assert form.unassigned == ()
    assert form.remarks == ()


def speller(form_type: FormType, rnd: random.Random) -> Callable[[str], str]:
    """Retypes labels the way applicants do: another word for it, spaces, breaks, other brackets, a colon."""
    form = FORMS[form_type]
    known: dict[str, list[set[str]]] = {}
    for labels in (*(box.labels for box in boxes(form)), *(header.labels for header in headers(form))):
        if labels:
            known.setdefault(bare(labels[0]), []).append(set(labels))

    def spell(label: str) -> str:
        same = known.get(bare(label))
        if same and rnd.random() < 0.6:
            label = rnd.choice(sorted(set.intersection(*same)) or [label])
        style = rnd.randrange(8)
        if style == 0 and len(label) <= 3:
            return "\u3000".join(label)
        if style == 1:
            return "\n".join(label)
        if style == 2:
            return label.replace("（", "(").replace("）", ")")
        return f"{label}：" if style == 3 else label

    return spell


def parts(form_type: FormType) -> list[list[Row]]:
    """The rows of the paper in runs that no label spans across."""
    runs: list[list[Row]] = []
    current: list[Row] = []
    left = 0
    for row in LAYOUTS[form_type]:
        current.append(row)
        left = max(left, max(slot.down for slot in row.slots)) - row.blanks
        if left <= 0 and not any(slot.text.endswith("姓名") for slot in row.slots) and not row.repeat.endswith(("teachers", "experts")):
            runs.append(current)
            current, left = [], 0
    return runs


@both_forms
def test_the_template_itself(form_type: FormType) -> None:
    """The paper as printed is read in full."""
    answers = sample_answers(form_type)
    assert_reads(mapped(*around(form_type, paper(form_type, answers))), answers)


@given(seed=seeds, form_type=st.sampled_from(FORM_TYPES))
@settings(max_examples=60)
def test_labels_in_any_spelling(seed: int, form_type: FormType) -> None:
    """Labels retyped, spaced, broken and replaced by synonyms lead to the same boxes."""
    rnd = random.Random(seed)
    answers = sample_answers(form_type, rnd.randint(1, 6))
    table = paper(form_type, answers, speller(form_type, rnd))
    assert_reads(mapped(*around(form_type, table)), answers)


@given(seed=seeds, form_type=st.sampled_from(FORM_TYPES))
@settings(max_examples=40)
def test_rows_in_any_order(seed: int, form_type: FormType) -> None:
    """The order of the boxes on the paper does not matter."""
    rnd = random.Random(seed)
    runs = parts(form_type)
    rnd.shuffle(runs)
    answers = sample_answers(form_type)
    table = paper(form_type, answers, rows=[row for run in runs for row in run])
    assert_reads(mapped(*around(form_type, table)), answers)


@given(seed=seeds, form_type=st.sampled_from(FORM_TYPES))
@settings(max_examples=40)
def test_several_tables(seed: int, form_type: FormType) -> None:
    """A form that is spread over several tables is one form."""
    rnd = random.Random(seed)
    answers = sample_answers(form_type)
    runs = parts(form_type)
    at = sorted(rnd.sample(range(1, len(runs)), 3))
    cut = [runs[start:end] for start, end in zip([0, *at], [*at, len(runs)], strict=True)]
    tables = [paper(form_type, answers, rows=[row for run in some for row in run]) for some in cut]
    before, _, *after = _split(around(form_type, tables[0]))
    assert_reads(mapped(*before, *tables, *after), answers)


def _split(blocks: Sequence[Block]) -> tuple[list[Block], Block, *tuple[Block, ...]]:
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Table))
    return [*blocks[:at]], blocks[at], *blocks[at + 1:]


@given(seed=seeds, form_type=st.sampled_from(FORM_TYPES))
@settings(max_examples=60)
def test_page_breaks_between_rows(seed: int, form_type: FormType) -> None:
    """A table goes on over pages, broken between any rows, with lines as narrow as the columns."""
    rnd = random.Random(seed)
    answers = sample_answers(form_type, rnd.randint(1, 6))
    table = wrapped(paper(form_type, answers, speller(form_type, rnd)))
    cuts = sorted(rnd.sample(range(1, table.rows), 3))
    before, _, *after = _split(around(form_type, table))
    assert_reads(mapped(*before, *pages(table, cuts), *after, reader="pdf"), answers)


@given(seed=seeds, form_type=st.sampled_from(FORM_TYPES))
@settings(max_examples=60)
def test_page_breaks_inside_rows(seed: int, form_type: FormType) -> None:
    """A row that the page break cuts, its label too, is one row again."""
    rnd = random.Random(seed)
    answers = sample_answers(form_type, rnd.randint(1, 5))
    table = wrapped(paper(form_type, answers, speller(form_type, rnd)))
    lines = rnd.randint(1, 2)
    tall = [cell.row for cell in table.cells if cell.text.count("\n") >= lines]
    upper, lower = cut_row(table, rnd.choice(tall), lines)
    before, _, *after = _split(around(form_type, table))
    form = mapped(*before, upper, lower, *after, reader="pdf")
    assert_reads(form, answers)


@both_forms
def test_rows_without_rules_at_the_page_break(form_type: FormType) -> None:
    """Cells that no rule closes at the page break are one cell, though both parts are full of text."""
    answers = sample_answers(form_type)
    answers["organisation.profile"] = "第一行文字\n第二行文字\n第三行文字"
    table = paper(form_type, answers)
    row = next(cell.row for cell in table.cells if cell.text.startswith("第一行"))
    upper, lower = cut_row(table, row)
    upper = upper._replace(cells=tuple(cell._replace(open_bottom=cell.row == row) for cell in upper.cells))
    lower = lower._replace(cells=tuple(cell._replace(open_top=cell.row == 0) for cell in lower.cells))
    before, _, *after = _split(around(form_type, table))
    assert_reads(mapped(*before, upper, lower, *after, reader="pdf"), answers)


@pytest.mark.parametrize(("reader", "state"), [("pdf", "blank"), ("scan", "unreadable")])
def test_only_on_paper_a_mark_can_be_lost(reader: ReaderName, state: str) -> None:
    """One box for two options: in a text so it was written, on a page that was scanned the other may be ticked."""
    form_type: FormType = "training_institution"
    answers = sample_answers(form_type) | {"organisation.national_base": "是○ 否", "organisation.industry_base": "是○ 否○"}
    before, table, *after = _split(around(form_type, paper(form_type, answers)))
    assert isinstance(table, Table)
    form = mapped(*before, *pages(table, [9]), *after, reader=reader)
    states = {reading.path: reading.evidence.state for reading in form.readings}
    assert states["organisation.national_base"] == state
    assert states["organisation.industry_base"] == "blank"
