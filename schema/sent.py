"""What came together, before anything is said of it: what the checks of submissions judge."""

from typing import NamedTuple

from schema.batch import FileEntry, FormRow
from schema.submission import Mail, SubmissionKind


class Share(NamedTuple):
    """What of a submission is one applicant's.

    forms: none where nobody's form came. files: that hold its forms, and all other documents that count for it.
    earlier: documents that came with earlier versions of its forms. first: the mail that brought the first version, where
    that is another.
    """

    forms: tuple[FormRow, ...]
    files: tuple[FileEntry, ...]
    earlier: tuple[FileEntry, ...] = ()
    first: Mail | None = None

    @property
    def documents(self) -> tuple[FileEntry, ...]:
        """All that count for it."""
        return (*self.files, *self.earlier)


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
