"""What came together, as overview, workbook and terminal show it: a submission with its forms and its files."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from schema.batch import OUTCOME_NAMES, Batch, FileEntry, FormRow
from schema.catalogue import ENTRIES
from schema.finding import Finding
from schema.moments import in_china, moment_text
from schema.submission import PAPER_NAMES, Submission

MISSING, SUPPLEMENT, _WHOSE = "materials.missing", "materials.supplement", "materials.whose"


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A submission. forms: that were read from it. files: in the order of the batch, containers left out.

    adds_to: forms that came another way, for which its papers count.
    """

    said: Submission
    forms: tuple[FormRow, ...]
    files: tuple[FileEntry, ...]
    adds_to: tuple[FormRow, ...] = ()

    @property
    def received(self) -> str:
        """When the mail was received, for people; empty where it does not say, and for what is no mail."""
        mail = self.said.mail
        return moment_text(mail.received) if mail and mail.received else ""

    @property
    def order(self) -> str:
        """What sorts submissions by when they were received."""
        mail = self.said.mail
        return in_china(mail.received).isoformat() if mail and mail.received else ""

    @property
    def sent(self) -> str:
        """When the mail was sent, for people; empty as for `received`."""
        mail = self.said.mail
        return moment_text(mail.date) if mail and mail.date else ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong; what is missing only where `missing` does not say it all: of several units, it says not whose."""
        is_said = bool(self.said.missing) and len({form.organisation for form in self.forms}) < 2
        return tuple(finding for finding in self.said.findings if finding.code != MISSING or not is_said)

    @property
    def titles(self) -> tuple[str, ...]:
        """What is wrong, in the catalogue's few words, each once."""
        codes = dict.fromkeys(finding.code for finding in self.said.findings)
        return tuple(ENTRIES[code].title if code in ENTRIES else code for code in codes)

    @property
    def materials(self) -> str:
        """Whether all is there that the notice wants: 「齐全」 or 「不全」; empty where nothing was handed in, as in a question.

        「补报」 of papers without a form, for one that came another way.
        """
        if self.said.missing:
            return "不全"
        if not self.forms and any(finding.code in (SUPPLEMENT, _WHOSE) for finding in self.said.findings):
            return "补报"
        return "齐全" if self.forms or any(entry.paper for entry in self.files) else ""

    @property
    def papers(self) -> tuple[tuple[str, int], ...]:
        """How many files there are of each kind of paper, and of those that are none, by what became of them."""
        counted = Counter(PAPER_NAMES[entry.paper.kind] if entry.paper else OUTCOME_NAMES[entry.outcome] for entry in self.files)
        names = dict.fromkeys((*PAPER_NAMES.values(), *OUTCOME_NAMES.values()))
        return tuple((name, counted[name]) for name in names if counted[name])

    def name_of(self, entry: FileEntry) -> str:
        """A file's name without what all files of the submission have in front of it."""
        if len(entry.origin) > 1:
            return " › ".join(entry.origin[1:])
        return entry.path.removeprefix(f"{self.said.title}/")


def submission_rows(batch: Batch) -> Iterator[SubmissionRow]:
    """The submissions of a batch in its order."""
    forms = {form.id: form for form in batch.forms}
    files: defaultdict[str, list[FileEntry]] = defaultdict(list)
    for entry in batch.documents:
        if entry.submission is not None:
            files[entry.submission].append(entry)
    for said in batch.submissions:
        of_it, adds_to = (tuple(forms[name] for name in names if name in forms) for names in (said.records, said.adds_to))
        yield SubmissionRow(said, of_it, tuple(files[said.id]), adds_to)
