"""The unit of work: what becomes of one file. A pure function from its bytes, the same in one process and in a pool."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors.errors import DocumentError, NoTextError
from extractors.locks.passwords import Passwords
from extractors.locks.unlock import unlocked
from extractors.read import read_contents
from ingest import formats, sniff, triage
from ingest.loading import measured, too_large, too_much_memory
from ingest.recognition import paper_by_name, recognised
from ingest.sources import SourceFile
from schema.batch import FileEntry, Problem
from schema.finding import Report
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Record, Remark
from validators import verify

if TYPE_CHECKING:
    from extractors.parts import Part

NOT_A_FORM = "document.not_a_form"
UNLOCKED = "设有密码，已用给出的密码打开"
_NO_START = DocumentError(
    "document.unreadable", "页面是图片，没有认出推荐表，也没有认出规定的材料。",
    "如果是推荐表的各页照片，请放在同一个文件夹或邮件中，或合成一个 PDF 文件后重新提交；如果是其他材料，请人工核对。",
)
_NO_FORM = "文件中没有找到培训机构推荐表或评价机构推荐表。"


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form that was read, and what does not add up in it.

    texts: what its long texts are compared by, where it is one of a batch; as in FormRow.
    """

    record: Record
    report: Report
    texts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its line of the manifest, and its forms in the order in which they stand in it.

    `entry.records` holds the ids as the records say them; whoever writes them makes them unique in the batch.
    pictures: of scanned pages, by the names that the records give them. plain: the bytes without their password, None where
    they had none. part: of a scan that may hold a part of a form.
    """

    entry: FileEntry
    forms: tuple[CheckedForm, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    plain: bytes | None = None
    part: "Part | None" = None


def process(
    data: bytes, path: str, origin: tuple[str, ...], notice: Notice, limits: Limits, passwords: Passwords
) -> Outcome:
    """Read and verify the forms of a file.

    data: its bytes. path: relative to its INPUT, with `/`. origin: the chain of containers down to the file.
    passwords: tried where it is locked.
    Raises nothing for a file that cannot be read: that is an outcome.
    """
    entry = _entry(data, path, origin)
    note = triage.litter(path)
    if note:
        return _without_form(entry, triage.Settled("ignored", note))
    entry = entry.model_copy(update={"paper": paper_by_name(path)})
    cut_off = triage.cut_off(entry.media_type, data)
    if cut_off:
        return _without_form(entry, cut_off)
    try:
        plain = unlocked(data, passwords)
    except DocumentError as error:
        return _without_form(entry, _refused(error))
    except MemoryError:
        return _without_form(entry, _refused(too_much_memory(limits)))
    if plain is None:
        return _read(data, entry, notice, limits)
    outcome = _read(plain, entry.model_copy(update={"media_type": triage.kind_of(plain, path)}), notice, limits)
    return replace(outcome, entry=with_note(outcome.entry, UNLOCKED), plain=plain)


def _read(data: bytes, entry: FileEntry, notice: Notice, limits: Limits) -> Outcome:
    """data: without a password; entry: with the paper that it is by name."""
    paper = paper_by_name(entry.path)
    settled = triage.settle(entry.media_type, entry.path, paper)
    if settled:
        return _without_form(entry, settled)
    if len(data) > limits.file_size:
        return _without_form(entry, _refused(too_large(len(data), limits.file_size)))
    try:
        contents = read_contents(data, entry.path, entry.origin, notice, limits)
        records = (_remarked(record, formats.mismatch(entry.media_type, entry.path)) for record in contents.records)
        forms = tuple(CheckedForm(record, verify(record, notice)) for record in records)
    except NoTextError as error:
        return _without_form(entry, triage.scan(entry.path, paper) or _refused(error))
    except DocumentError as error:
        return _without_form(entry, _refused(error))
    except MemoryError:
        return _without_form(entry, _refused(too_much_memory(limits)))
    except RecursionError:
        return _without_form(entry, _refused(DocumentError(
            "document.unreadable", "文件内部层层嵌套过深，无法读取。", "请把内容复制到新文档，另存后重新提交。",
        )))
    if contents.part is not None and not forms:
        outcome = _without_form(entry, triage.scan(entry.path, paper) or _refused(_NO_START))
        return replace(outcome, pictures=contents.pictures, part=contents.part)
    paper = recognised(contents.paper, paper)
    entry = entry.model_copy(update={"paper": paper})
    if forms:
        entry = entry.model_copy(update={"records": tuple(form.record.id for form in forms)})
        return Outcome(entry, forms, contents.pictures, part=contents.part)
    return _without_form(entry, triage.material(paper, _NO_FORM))


def _remarked(record: Record, mismatch: str) -> Record:
    """The record with a remark on a wrong extension, where there is one."""
    if not mismatch:
        return record
    remark = Remark(code="document.type_mismatch", detail=f"{mismatch}，已按内容读取")
    return record.model_copy(update={"remarks": (*record.remarks, remark)})


def with_note(entry: FileEntry, note: str) -> FileEntry:
    """The entry with a further note."""
    return entry.model_copy(update={"note": "；".join(part for part in (entry.note.rstrip("。"), note) if part) if note else entry.note})


def ignored(source: SourceFile, data: bytes, note: str) -> Outcome:
    """The outcome of a file that nobody handed in. note: why."""
    return _without_form(_entry(data, source.path, source.origin), triage.Settled("ignored", note))


def failed(source: SourceFile, error: DocumentError) -> Outcome:
    """The outcome of a file on disk that could not be processed; its digest is taken piece by piece."""
    size, digest = measured(source)
    entry = FileEntry(
        path=source.path, origin=source.origin, size=size, sha256=digest, media_type=sniff.UNKNOWN, outcome="form",
        paper=paper_by_name(source.path),
    )
    return _without_form(entry, _refused(error))


def refused(entry: FileEntry, error: DocumentError) -> FileEntry:
    """The line of a file that cannot be read, with what is to be said of it."""
    return _without_form(entry, _refused(error)).entry


def _entry(data: bytes, path: str, origin: tuple[str, ...]) -> FileEntry:
    return FileEntry(
        path=path, origin=origin, size=len(data), sha256=hashlib.sha256(data).hexdigest(),
        media_type=triage.kind_of(data, path), outcome="form",
    )


def _refused(error: DocumentError) -> triage.Settled:
    return triage.Settled("problem", error.reason, error.code, error.advice)


def _without_form(entry: FileEntry, settled: triage.Settled) -> Outcome:
    if settled.outcome != "problem":
        entry = entry.model_copy(update={"outcome": settled.outcome, "note": settled.reason})
        return Outcome(with_note(entry, formats.mismatch(entry.media_type, entry.path)))
    problem = Problem(file=entry.path, code=settled.code, reason=settled.reason, advice=settled.advice)
    return Outcome(entry.model_copy(update={"outcome": "problem", "problem": problem}))
