"""What lies in the mailbox: forms, papers, litter, mails and archives with more of it, and what was handed in together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Union

from samples import pdf, scan, word
from samples.forms import Filled
from samples.style import PdfStyle, ScanStyle, WordStyle
from schema.batch import Outcome
from schema.submission import PaperKind, RecognisedBy, SubmissionKind

SEVERAL_FORMS = "document.several_forms"
MISSING = "materials.missing"
UNSEALED = "seal.missing@commitment.organisation"  # of files without a paper that is sealed


@dataclass(frozen=True, slots=True)
class Sample:
    """A file with filled forms.

    path: below the mailbox or the container that it is in, `{name}` for the applicant's. purpose: what it is there for.
    beside: findings that each of its forms must lead to because of what else was handed in.
    on_paper: what stands on a paper that says otherwise than the Word file beside it, which gives the record.
    of_seal: findings about the seal. corrected_by: place of the sample that counts in its stead.
    """

    path: str
    purpose: str
    forms: tuple[Filled, ...]
    style: WordStyle | PdfStyle
    beside: tuple[str, ...] = ()
    on_paper: Filled | None = None
    of_seal: tuple[str, ...] = (UNSEALED,)
    corrected_by: str | None = None

    @property
    def place(self) -> str:
        """The path with the applicant's name in it."""
        return self.path.format(name=self.forms[0].form.organisation.name)

    def faults(self, form: Filled) -> tuple[str, ...]:
        """Every finding that one of the forms must lead to, those about the file and about other files last."""
        several = (SEVERAL_FORMS,) if len(self.forms) > 1 else ()
        return (*form.faults, *self.style.faults, *several, *self.beside, *self.of_seal)

    def write(self) -> bytes:
        """The file."""
        if isinstance(self.style, WordStyle):
            return word.write(self.forms[0], self.style, *self.forms[1:])
        if isinstance(self.style, ScanStyle):
            return scan.write(self.on_paper or self.forms[0], self.style, *self.forms[1:])
        return pdf.write(self.forms[0], self.style, *self.forms[1:])


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper beside the form. kind: what it is; by: what the program must recognise it by."""

    place: str
    purpose: str
    kind: PaperKind
    by: RecognisedBy
    write: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Litter:
    """A file that gives no form and is no paper. outcome: what becomes of it; code: why, of a problem."""

    place: str
    purpose: str
    write: Callable[[], bytes]
    outcome: Outcome = "problem"
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """A mail, a mailbox or an archive. pack: makes it of the names and bytes of its members."""

    place: str
    purpose: str
    members: tuple["Item", ...]
    pack: Callable[[Sequence[tuple[str, bytes]]], bytes]

    def write(self) -> bytes:
        """The file."""
        return self.pack([(member.place, member.write()) for member in self.members])


Item = Union[Sample, PaperFile, Litter, Container]  # noqa: UP007 - a string inside


@dataclass(frozen=True, slots=True)
class Handed:
    """What came together, as one submission; kind is None for files that belong to none.

    title: as the submission must have it. missing: materials of the notice that are not there.
    findings: codes that must be raised about the submission as a whole. inside: the mailbox in one file that the mail
    is in, which is another one's item. is_shared: by several applicants, so that what is missing is one's alone.
    """

    kind: SubmissionKind | None
    title: str
    items: tuple[Item, ...]
    missing: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    inside: str = ""
    is_shared: bool = False

    @property
    def of_forms(self) -> tuple[str, ...]:
        """The findings about the submission that each of its forms must have, but for those that a Sample says itself."""
        return () if self.is_shared else self.findings

    def files(self) -> Iterator[tuple[str, Item]]:
        """Every file and its path in the mailbox, each container before what is in it."""
        yield from _files(self.items, f"{self.inside}/" if self.inside else "")


def _files(items: Sequence[Item], above: str) -> Iterator[tuple[str, Item]]:
    for item in items:
        yield above + item.place, item
        if isinstance(item, Container):
            yield from _files(item.members, f"{above}{item.place}/")
