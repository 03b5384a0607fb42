"""The roster: who applied for what, how it stands with them, and how many the notice lets through."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.words import VERDICTS
from schema.batch import Batch, FormRow
from schema.boxes import LEVEL_NAMES
from schema.finding import Verdict
from schema.folding import fold
from schema.forms import FORM_NAMES, FORMS, FormType

OTHERS = "其他（未填或者不在职业目录内）"
CLOSED = "本批不遴选"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """An occupation on one kind of form. forms: that apply for it. quota: units that may be chosen, None for any number."""

    form_type: FormType
    occupation: str
    closed: bool
    quota: int | None
    forms: tuple[FormRow, ...]

    @property
    def form(self) -> str:
        """The kind of form by its name."""
        return FORM_NAMES[self.form_type]

    @property
    def applicants(self) -> int:
        """How many units apply."""
        return _units(self.forms)

    @property
    def passed(self) -> int:
        """How many units have a form that passed."""
        return _units([row for row in self.forms if row.report.verdict == "通过"])

    @property
    def verdicts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many forms have which verdict, 通过 first."""
        counted = Counter(row.report.verdict for row in self.forms)
        return tuple((verdict, counted[verdict]) for verdict in reversed(VERDICTS))

    @property
    def revised(self) -> int:
        """How many forms were handed in again."""
        return sum(bool(row.report.earlier) for row in self.forms)

    @property
    def levels(self) -> tuple[tuple[str, int], ...]:
        """On how many forms each level is ticked."""
        counted = Counter(level for row in self.forms for level in row.levels)
        return tuple((level, counted[level]) for level in LEVEL_NAMES)

    @property
    def allowed(self) -> str:
        """The quota in words; empty where there is none."""
        if self.closed:
            return CLOSED
        return "" if self.quota is None else f"≤ {self.quota} 家"

    @property
    def remark(self) -> str:
        """What is to be decided: applications for what is closed, more that passed than may be chosen."""
        if self.closed and self.forms:
            return f"有 {len(self.forms)} 份申报"
        if self.quota is not None and self.passed > self.quota:
            return f"通过 {self.passed} 家，超出名额 {self.passed - self.quota} 家"
        return ""


def roster(batch: Batch) -> dict[FormType, tuple[RosterRow, ...]]:
    """The roster by kind of form, without kinds that nobody handed in; what the notice does not open comes last."""
    kinds = {form_type: [row for row in batch.forms if row.form_type == form_type] for form_type in FORMS}
    return {form_type: tuple(_rows(batch, form_type, forms)) for form_type, forms in kinds.items() if forms}


def _rows(batch: Batch, form_type: FormType, forms: Sequence[FormRow]) -> Iterator[RosterRow]:
    opened = [opening for opening in batch.openings if opening.form_type == form_type]
    for opening in opened:
        of_it = tuple(row for row in forms if row.occupation == opening.occupation)
        yield RosterRow(form_type, opening.occupation, opening.closed, opening.quota, of_it)
    known = {opening.occupation for opening in opened}
    if others := tuple(row for row in forms if row.occupation not in known):
        yield RosterRow(form_type, OTHERS, closed=False, quota=None, forms=others)


def _units(forms: Sequence[FormRow]) -> int:
    return len({row.credit_code or fold(row.organisation or "") or row.id for row in forms})


def recommended(batch: Batch) -> list[tuple[int, FormRow]]:
    """The forms that passed, numbered through: by kind of form, occupation in the order of the notice, and unit."""
    in_order = (row for rows in roster(batch).values() for of_it in rows for row in sorted(of_it.forms, key=_by_unit))
    return list(enumerate((row for row in in_order if row.report.verdict == "通过"), 1))


def _by_unit(row: FormRow) -> tuple[str, str]:
    return row.organisation or "", row.id
