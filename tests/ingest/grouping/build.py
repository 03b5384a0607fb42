"""Batches of invented units: files by their paths, mails and archives told by their extensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.grouping.submissions import Grouped, group
from ingest.recognition import paper_by_name
from schema.batch import FileEntry, FormRow, Problem
from schema.finding import report
from schema.submission import Mail, Paper
from tests.validators.records import make_credit_code

MAIL = Mail(sender="", to="", subject="", date=None, received=None, message_id=None, in_reply_to=None)
CONTAINERS = (".eml", ".msg", ".zip", ".mbox")


@dataclass(frozen=True)
class Unit:
    """An applicant. name, code: as its forms say them; None where they do not."""

    name: str | None
    code: str | None = None


def unit(number: int, name: str | None = None) -> Unit:
    """A unit with a code of its own."""
    return Unit(name or f"重庆样例第{number}职业培训学校", make_credit_code("52", organisation=f"MJ{number:06}"))


JIA, YI, BING = (unit(number, f"重庆{word}职业培训学校") for number, word in enumerate(("云岭", "青枫", "听涛"), start=1))


@dataclass(frozen=True)
class File:
    """A file that came in. forms: the units of the forms in it. names: of units that a paper says. problem: not read."""

    path: str
    forms: tuple[Unit, ...] = ()
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    problem: bool = False
    litter: bool = False


@dataclass(frozen=True)
class Batch:
    """Files and forms as the first half of a run leaves them."""

    files: tuple[FileEntry, ...]
    forms: tuple[FormRow, ...]

    @property
    def grouped(self) -> Grouped:
        """Its submissions."""
        return group(self.files, self.forms)


def batch(*files: File | str) -> Batch:
    """A batch of these files, and of the containers that their paths lead through; what is embedded in a file comes behind it."""
    entries: list[FileEntry] = []
    rows: list[FormRow] = []
    opened: list[str] = []
    for file in (File(one) if isinstance(one, str) else one for one in files):
        parts = file.path.split("/")
        around = ["/".join(parts[: at + 1]) for at, part in enumerate(parts) if part.endswith(CONTAINERS)]
        opened = [path for path in opened if path in around or file.path.startswith(f"{path}/")]
        for path in (path for path in around if path not in opened):
            entries.append(_entry(path, opened, members=1, mail=MAIL if path.endswith((".eml", ".msg")) else None))
            opened.append(path)
        if file.path in around:
            continue
        own = [_row(f"{file.path}#{number}", file.path, who) for number, who in enumerate(file.forms)]
        rows += own
        entries.append(_document(file, opened, tuple(row.id for row in own)))
        opened.append(file.path)
    return Batch(tuple(entries), tuple(rows))


def _entry(path: str, around: Sequence[str], **more: Any) -> FileEntry:
    inside = path.removeprefix(f"{around[-1]}/") if around else path.rpartition("/")[2]
    chain = [path.rpartition("/")[2] for path in around[:1]]
    chain += [one.removeprefix(f"{before}/") for before, one in pairwise(around)]
    return FileEntry(**{
        "path": path, "origin": (*chain, inside), "size": 1, "sha256": "", "media_type": "", "outcome": "form", **more,
    })


def _document(file: File, around: Sequence[str], records: tuple[str, ...]) -> FileEntry:
    if file.litter:
        return _entry(file.path, around, outcome="ignored")
    if file.problem:
        wrong = Problem(file=file.path, code="document.unreadable", reason="。", advice="。")
        return _entry(file.path, around, outcome="problem", problem=wrong, paper=paper_by_name(file.path))
    paper = Paper(kind="form", by="content") if records else paper_by_name(file.path)
    if file.names or file.codes:
        paper = paper.model_copy(update={"by": "content", "names": file.names, "credit_codes": file.codes})
    return _entry(file.path, around, outcome="form" if records else "material", records=records, paper=paper)


def _row(record_id: str, path: str, who: Unit) -> FormRow:
    return FormRow(
        id=record_id, form_type="training_institution", path=path, sha256="", reader="docx", unsealed=False,
        organisation=who.name, credit_code=who.code, occupation=None,
        levels=(), address=None, legal_representative=None, established=None, contact=None,
        contact_phone=None, scale=None, places={}, report=report(record_id, ()),
    )


def together(*files: File | str) -> list[list[str]]:
    """The files of each submission of a batch of these."""
    return [[entry.path for entry in sent.files] for sent in batch(*files).grouped.submissions]
