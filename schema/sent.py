"""What came together, before anything is said of it: what the checks of submissions judge."""

from typing import NamedTuple

from schema.batch import FileEntry, FormRow
from schema.submission import Mail, SubmissionKind


class Share(NamedTuple):
    """What of a submission is one applicant's.

    forms: none where nobody's form came. files: that hold its forms, and all other documents that count for it.
    """

    forms: tuple[FormRow, ...]
    files: tuple[FileEntry, ...]


class Sent(NamedTuple):
    """A submission as it came; id, kind, title and mail as in `Submission`.

    place: path of the mail or the folder, or of a form where the files are loose: what is pointed to where the whole is
    meant. files: its documents, in the order of the batch. shares: one for each applicant, at least one.
    """

    id: str
    kind: SubmissionKind
    title: str
    place: str
    mail: Mail | None
    files: tuple[FileEntry, ...]
    shares: tuple[Share, ...]

    @property
    def forms(self) -> tuple[FormRow, ...]:
        """The forms of all applicants."""
        return tuple(row for share in self.shares for row in share.forms)
