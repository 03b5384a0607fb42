"""What a run comes to in numbers, as the terminal and the exit code tell it."""

from collections import Counter
from collections.abc import Iterable

from schema.batch import Batch, Outcome, Problem
from schema.finding import SEVERITIES, Counts, Report, Verdict
from schema.forms import FORMS, FormType
from schema.record import Plain


class Tally(Plain):
    """How many forms there are, of each verdict, and findings of each severity about them."""

    forms: int
    verdicts: dict[Verdict, int]
    counts: Counts


class Totals(Plain):
    """A batch in numbers.

    of_forms: by kind of form; together: of all kinds. incomplete: submissions to which materials are missing.
    outcomes: of the documents. containers: mails and archives. problems: of all files, in their order.
    """

    of_forms: dict[FormType, Tally]
    together: Tally
    submissions: int
    incomplete: int
    outcomes: dict[Outcome, int]
    containers: int
    problems: tuple[Problem, ...]


def totals_of(batch: Batch) -> Totals:
    """The totals of a run."""
    documents = batch.documents
    return Totals(
        of_forms={form_type: _tally(row.report for row in batch.forms if row.form_type == form_type) for form_type in FORMS},
        together=_tally(row.report for row in batch.forms),
        submissions=len(batch.submissions), incomplete=sum(bool(said.missing) for said in batch.submissions),
        outcomes=Counter(entry.outcome for entry in documents), containers=len(batch.files) - len(documents),
        problems=tuple(entry.problem for entry in batch.files if entry.problem is not None),
    )


def _tally(reports: Iterable[Report]) -> Tally:
    found = list(reports)
    counts = {severity: sum(getattr(report.counts, severity) for report in found) for severity in SEVERITIES}
    return Tally(forms=len(found), verdicts=Counter(report.verdict for report in found), counts=Counts(**counts))
