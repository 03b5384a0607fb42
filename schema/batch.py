"""A run as a whole: every file that came in, and every form that came out. What index, workbook and manifest show."""

from typing import Literal

from pydantic import ConfigDict, Field

from schema.finding import FindingEvidence, Report
from schema.forms import FormType
from schema.notice import Opening
from schema.record import Plain, ReaderName
from schema.submission import Mail, Paper, Submission

Outcome = Literal["form", "material", "ignored", "problem"]
OUTCOME_NAMES: dict[Outcome, str] = {"form": "推荐表", "material": "证明材料", "ignored": "忽略", "problem": "未能处理"}


PLACED = (
    "occupation", "organisation.name", "organisation.credit_code", "organisation.legal_representative.name", "organisation.established",
)


class Problem(Plain):
    """Why a file gave no record.

    file: as in FileEntry.path. code: `document.*` of the catalogue. reason: what is wrong, one sentence.
    advice: what to do about it.
    """

    file: str
    code: str
    reason: str
    advice: str


class FileEntry(Plain):
    """One file that came in, and what became of it.

    path: relative to its INPUT, with `/`; of a file inside a mail or an archive, or embedded in a document, below its path.
    origin: chain of containers down to the file, the file itself last. size: bytes.
    records: ids of the forms read from it, or from what is inside it. note: why it was ignored, or what material it is.
    members: how many files came out of it, None where it is no container (a document that has others
        embedded is none: it is told of by itself). The outcome of a container is the best that
        became of what is inside: form, problem, material, ignored.
    raw_name: its name as the bytes that the container gives, percent-encoded; None where the name is text.
    mail: what a mail says of itself. paper: what a document is, None where it is not one (litter, a container).
    submission: id of the submission that it belongs to, None where it belongs to none.
    corrected_by: path of the file whose form counts instead of those of this one; None where its own count.
    corrects: id of the application that somebody said it corrects or adds to; None where nobody did.
    """

    path: str
    origin: tuple[str, ...]
    size: int
    sha256: str
    media_type: str
    outcome: Outcome
    records: tuple[str, ...] = ()
    problem: Problem | None = None
    note: str = ""
    members: int | None = None
    raw_name: str | None = None
    mail: Mail | None = None
    paper: Paper | None = None
    submission: str | None = None
    corrected_by: str | None = Field(None, exclude_if=lambda path: path is None)
    corrects: str | None = Field(None, exclude_if=lambda name: name is None)


class FormRow(Plain):
    """What the overview shows of one form; the record itself is in `records/<id>.json`.

    recommended_by: the office whose seal is on it. sha256: of its file. reader: which read it. unsealed: it is a file of
    text that bears no seal. places: where the boxes stand in which it may differ from what came with it (PLACED).
    texts: what its long texts are compared by, by field path (`validators.texts.fingerprints`).
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    form_type: FormType
    path: str
    sha256: str
    reader: ReaderName
    unsealed: bool
    organisation: str | None
    credit_code: str | None
    occupation: str | None
    levels: tuple[str, ...]
    address: str | None
    legal_representative: str | None
    established: str | None
    contact: str | None
    contact_phone: str | None
    scale: int | None
    unit_type: str | None = None
    recommended_by: str | None = None
    places: dict[str, FindingEvidence]
    texts: dict[str, bytes] = Field(default_factory=dict)
    report: Report


class TextSpans(Plain):
    """Passages of a text: the record and the field in which it stands, and first character and end of each passage."""

    record: str
    field: str
    spans: tuple[tuple[int, int], ...]


class SharedText(Plain):
    """A text of a form that has passages in common with a text of another applicant's. The finding about it is in the report."""

    own: TextSpans
    other: TextSpans


class Batch(Plain):
    """One run, in the order of the files' paths.

    openings: what the notice opens, for the roster.
    shared: texts that are not one applicant's alone, of each record in the order of the findings about them.
    """

    notice: str
    notice_title: str
    forms: tuple[FormRow, ...]
    files: tuple[FileEntry, ...]
    submissions: tuple[Submission, ...] = ()
    shared: tuple[SharedText, ...] = ()
    openings: tuple[Opening, ...] = ()

    @property
    def documents(self) -> tuple[FileEntry, ...]:
        """The files that are no containers: each of them counts once, however it came."""
        return tuple(entry for entry in self.files if entry.members is None)
