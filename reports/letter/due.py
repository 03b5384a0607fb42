"""Which letters a batch asks for: one for each form with something to put right, and one for what came without a form."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.letter.words import Unread, asks
from reports.submissions import SubmissionRow, submission_rows
from schema.batch import Batch


@dataclass(frozen=True, slots=True)
class Due:
    """The letters of a batch. of_forms: by record id, with the files to be named in them. of_submissions: by the submission's."""

    of_forms: Mapping[str, tuple[Unread, ...]]
    of_submissions: Mapping[str, SubmissionRow]


def due(batch: Batch) -> Due:
    """The letters that a batch asks for.

    Files that could not be read are named in the letters about the forms that came with them, or to which what came with them
    was added, where these are all of one unit and ask for letters; else in a letter of their own.
    """
    of_forms: dict[str, tuple[Unread, ...]] = {form.id: () for form in batch.forms if asks(form.report)}
    of_submissions: dict[str, SubmissionRow] = {}
    for row in submission_rows(batch):
        files = unread(row)
        forms = (*row.forms, *row.adds_to)
        asking = [form.id for form in forms if form.id in of_forms]
        if asking and len({form.organisation for form in forms}) == 1:
            of_forms |= {name: of_forms[name] + files for name in asking}
        elif files or (row.said.missing and not row.forms):
            of_submissions[row.said.id] = row
    return Due(of_forms, of_submissions)


def unread(row: SubmissionRow) -> tuple[Unread, ...]:
    """The files of a submission that could not be read."""
    return tuple(Unread(row.name_of(entry), entry.problem.reason, entry.problem.code) for entry in row.files if entry.problem)
