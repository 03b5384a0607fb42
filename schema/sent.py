"""What came together, before anything is said of it: what the checks of submissions judge."""

from typing import NamedTuple

from schema.batch import FileEntry, FormRow
from schema.submission import Mail, Sign, SubmissionKind


class Supplement(NamedTuple):
    """Documents that came without a form and count for forms that came another way.

    title, mail: of the submission that brought them, as in `Submission`. by: what shows whose they are. forms: of the one
    applicant whose they are, or of all whose they may be; those that count. is_sure: they are of one.
    """

    files: tuple[FileEntry, ...]
    title: str
    mail: Mail | None
    by: Sign
    forms: tuple[FormRow, ...]
    is_sure: bool


class Share(NamedTuple):
    """What of a submission is one applicant's.

    forms: none where nobody's form came. files: that hold its forms, and all other documents that count for it.
    earlier: documents that came with earlier versions of its forms. first: the mail that brought the first version, where
    that is another. supplements: what came by itself for its forms, or may have.
    """

    forms: tuple[FormRow, ...]
    files: tuple[FileEntry, ...]
    earlier: tuple[FileEntry, ...] = ()
    first: Mail | None = None
    supplements: tuple[Supplement, ...] = ()

    @property
    def documents(self) -> tuple[FileEntry, ...]:
        """All that count for it."""
        return (*self.files, *self.earlier, *(entry for one in self.supplements if one.is_sure for entry in one.files))


class Sent(NamedTuple):
    """A submission as it came; id, kind, title and mail as in `Submission`.

    place: path of the mail or the folder, or of a form where the files are loose: what is pointed to where the whole is
    meant. files: its documents, in the order of the batch. shares: one for each applicant; none where all that came is for
    forms that came another way. supplements: what of it is.
    """

    id: str
    kind: SubmissionKind
    title: str
    place: str
    mail: Mail | None
    files: tuple[FileEntry, ...]
    shares: tuple[Share, ...]
    supplements: tuple[Supplement, ...] = ()

    @property
    def forms(self) -> tuple[FormRow, ...]:
        """The forms of all applicants."""
        return tuple(row for share in self.shares for row in share.forms)
