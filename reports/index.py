"""`index.html`: the whole batch on one page. Readable without script; with it, the tables sort and filter."""

from collections import Counter

from reports.letter.due import due
from reports.pages import environment
from reports.roster import roster
from reports.submissions import submission_rows
from reports.words import VERDICTS
from schema.batch import OUTCOME_NAMES, Batch
from schema.finding import SEVERITY_NAMES
from schema.forms import FORM_NAMES
from schema.submission import PAPER_NAMES, RECOGNISED_BY_NAMES, SUBMISSION_NAMES

_FILES_SHOWN = 200  # more of them are folded up: whoever looks for one opens the list


def render_index(batch: Batch) -> str:
    """The page of one run: self-contained HTML, the same bytes for the same batch. Links are relative to its folder."""
    verdicts = Counter(row.report.verdict for row in batch.forms)
    outcomes = Counter(entry.outcome for entry in batch.documents)
    submissions = tuple(submission_rows(batch))
    by_form = roster(batch)
    letters = due(batch)
    return environment().get_template("index.html.j2").render(
        batch=batch,
        problems=[entry for entry in batch.files if entry.problem is not None],
        verdicts=[(verdict, verdicts[verdict]) for verdict in VERDICTS],
        outcomes=[(name, outcomes[outcome]) for outcome, name in OUTCOME_NAMES.items()],
        occupations=sorted({row.occupation for row in batch.forms if row.occupation}),
        roster=by_form,
        roster_scale=max((max(len(row.forms), row.quota or 0) for rows in by_form.values() for row in rows), default=1),
        submissions=submissions,
        incomplete=sum(bool(row.said.missing) for row in submissions),
        problem_titles=dict.fromkeys(title for row in submissions for title in row.titles),
        letters=letters.of_forms.keys() | letters.of_submissions.keys(),
        known_ids={row.id for row in batch.forms},
        files_open=len(batch.files) <= _FILES_SHOWN,
        form_names=FORM_NAMES, outcome_names=OUTCOME_NAMES, severity_names=SEVERITY_NAMES, paper_names=PAPER_NAMES,
        recognised_by_names=RECOGNISED_BY_NAMES, submission_names=SUBMISSION_NAMES,
    )
