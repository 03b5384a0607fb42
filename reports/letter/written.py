"""A letter as it lies in the output folder: the Word file and the draft of the mail that it goes with."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.letter.document import letter_file
from reports.letter.draft import draft
from reports.letter.due import unread
from reports.letter.manner import Manner
from reports.letter.words import Unread, form_letter, submission_letter
from reports.submissions import SubmissionRow
from schema.finding import Report
from schema.notice import Notice
from schema.record import Record
from schema.submission import Mail


@dataclass(frozen=True, slots=True)
class Drafted:
    """`notices/<id>.docx` and `notices/<id>.eml`."""

    docx: bytes
    eml: bytes


def about_form(
    record: Record, report: Report, notice: Notice, mail: Mail | None, files: Sequence[Unread], manner: Manner,
) -> Drafted:
    """The letter about one form. mail: by which it came, None where by none. files: that could not be read."""
    letter = form_letter(record, report, notice, mail, files, manner.reply_by)
    file = letter_file(letter, manner.head)
    organisation = record.form.organisation
    return Drafted(file, draft(letter, file, mail, organisation.contact.email or organisation.applicant.email))


def about_submission(row: SubmissionRow, notice: Notice, manner: Manner) -> Drafted:
    """The letter about what came together without a form that could be read."""
    letter = submission_letter(row, unread(row), notice, manner.reply_by)
    file = letter_file(letter, manner.head)
    return Drafted(file, draft(letter, file, row.said.mail, None))
