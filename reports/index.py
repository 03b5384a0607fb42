"""`index.html`: the whole batch on one page. Readable without script; with it, the table sorts and filters."""

from collections import Counter

from reports.pages import environment
from reports.words import VERDICTS
from schema.batch import OUTCOME_NAMES, Batch
from schema.forms import FORM_NAMES


def render_index(batch: Batch) -> str:
    """The page of one run: self-contained HTML, the same bytes for the same batch. Links are relative to its folder."""
    verdicts = Counter(row.report.verdict for row in batch.forms)
    outcomes = Counter(entry.outcome for entry in batch.documents)
    return environment().get_template("index.html.j2").render(
        batch=batch,
        problems=[entry for entry in batch.files if entry.problem is not None],
        verdicts=[(verdict, verdicts[verdict]) for verdict in VERDICTS],
        outcomes=[(name, outcomes[outcome]) for outcome, name in OUTCOME_NAMES.items()],
        occupations=sorted({row.occupation for row in batch.forms if row.occupation}),
        known_ids={row.id for row in batch.forms},
        form_names=FORM_NAMES, outcome_names=OUTCOME_NAMES,
    )
