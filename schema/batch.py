"""A run as a whole: every file that came in, and every form that came out. What index, workbook and manifest show."""

from typing import Literal

from schema.finding import Report
from schema.forms import FormType
from schema.record import Plain

Outcome = Literal["form", "material", "ignored", "problem"]
OUTCOME_NAMES: dict[Outcome, str] = {"form": "推荐表", "material": "证明材料", "ignored": "忽略", "problem": "未能处理"}


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

    path: relative to its INPUT, with `/`. origin: chain of containers down to the file. size: bytes.
    records: ids of the forms read from it. note: why it was ignored, or what material it is.
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


class FormRow(Plain):
    """What the overview shows of one form; the record itself is in `records/<id>.json`."""

    id: str
    form_type: FormType
    path: str
    organisation: str | None
    credit_code: str | None
    occupation: str | None
    levels: tuple[str, ...]
    address: str | None
    contact: str | None
    contact_phone: str | None
    scale: int | None
    report: Report


class Batch(Plain):
    """One run, in the order of the files' paths."""

    notice: str
    notice_title: str
    forms: tuple[FormRow, ...]
    files: tuple[FileEntry, ...]
