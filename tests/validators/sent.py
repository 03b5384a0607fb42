"""Submissions of invented units for the tests of what is judged beside the form itself."""

from typing import Any

from ingest.process import CheckedForm
from ingest.rows import form_row
from schema.batch import FileEntry, FormRow, Problem
from schema.forms import FormType
from schema.sent import Sent, Share
from schema.submission import Mail, Paper, PaperKind
from tests.validators.records import NOTICE, TRAINING, Changes, make_record
from validators import verify
from validators.texts.fingerprints import fingerprints

DATE, RECEIVED = "2023-06-15T16:20:00+08:00", "2023-06-15T08:21:03+00:00"


def form(
    record_id: str, changes: Changes | None = None, form_type: FormType = TRAINING, path: str = "", *, unsealed: bool = False,
) -> FormRow:
    """A form of the unit of `records`, changed. unsealed: it is a file of text that bears no seal."""
    record = make_record(form_type, changes).model_copy(update={"id": record_id})
    source = record.source.model_copy(update={"path": path or f"{record_id}.docx", "sha256": record_id})
    record = record.model_copy(update={"source": source})
    row = form_row(CheckedForm(record, verify(record, NOTICE), fingerprints(record.form)))
    return row.model_copy(update={"unsealed": unsealed})


def file(
    path: str, kind: PaperKind = "other", *also: PaperKind, names: tuple[str, ...] = (), codes: tuple[str, ...] = (),
    qr: tuple[str, ...] = (), by: Any = "content", problem: bool = False, records: tuple[str, ...] = (),
) -> FileEntry:
    """A document. problem: it could not be read."""
    wrong = Problem(file=path, code="document.unreadable", reason="这是图片。", advice="请重发。") if problem else None
    return FileEntry(
        path=path, origin=(path,), size=1, sha256="", media_type="", outcome="problem" if problem else "material", problem=wrong,
        paper=Paper(kind=kind, by=by, also=also, names=names, credit_codes=codes, qr_credit_codes=qr), records=records,
    )


def of_form(row: FormRow) -> FileEntry:
    """The file of a form."""
    return file(row.path, "form", records=(row.id,)).model_copy(update={"outcome": "form"})


def mail(date: str | None = DATE, received: str | None = RECEIVED) -> Mail:
    """A mail of that time."""
    return Mail(sender="zhang@example.com", to="", subject="申报材料", date=date, received=received, message_id=None, in_reply_to=None)


def sent(*shares: Share, by: Mail | None = None, others: tuple[FileEntry, ...] = ()) -> Sent:
    """A submission of these shares. others: files that are nobody's."""
    files = tuple(dict.fromkeys(entry.path for share in shares for entry in share.files))
    known = {entry.path: entry for share in shares for entry in share.files}
    return Sent("邮件-1", "mail", "申报材料", "来信.eml", by, (*(known[path] for path in files), *others), shares)


def share(row: FormRow, *files: FileEntry) -> Share:
    """What one applicant sent: its form and other files."""
    return Share((row,), (of_form(row), *files))
