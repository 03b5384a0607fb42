"""The unit of work: what becomes of one file. A pure function from its bytes, the same in one process and in a pool."""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.errors import DocumentError, NoTextError
from extractors.locks.passwords import Passwords
from extractors.locks.unlock import unlocked
from extractors.read import read_contents
from ingest import sniff, triage
from ingest.recognition import paper_by_name, recognised
from ingest.sources import SourceFile
from schema.batch import FileEntry, Problem
from schema.finding import Report
from schema.limits import MB, Limits, size_text
from schema.notice import Notice
from schema.record import Record
from validators import verify

NOT_A_FORM = "document.not_a_form"
UNLOCKED = "设有密码，已用给出的密码打开"
_NO_FORM = "文件中没有找到培训机构推荐表或评价机构推荐表。"


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form that was read, and what does not add up in it."""

    record: Record
    report: Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its line of the manifest, and its forms in the order in which they stand in it.

    `entry.records` holds the ids as the records say them; whoever writes them makes them unique in the batch.
    pictures: of scanned pages, by the names that the records give them.
    """

    entry: FileEntry
    forms: tuple[CheckedForm, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


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
    return Outcome(with_note(outcome.entry, UNLOCKED), outcome.forms, outcome.pictures)


def _read(data: bytes, entry: FileEntry, notice: Notice, limits: Limits) -> Outcome:
    """data: without a password; entry: with the paper that it is by name."""
    paper = paper_by_name(entry.path)
    settled = triage.settle(entry.media_type, entry.path, paper)
    if settled:
        return _without_form(entry, settled)
    if len(data) > limits.file_size:
        return _without_form(entry, _refused(_too_large(len(data), limits.file_size)))
    try:
        contents = read_contents(data, entry.path, entry.origin, notice, limits)
        forms = tuple(CheckedForm(record, verify(record, notice)) for record in contents.records)
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
    paper = recognised(contents.paper, paper)
    entry = entry.model_copy(update={"paper": paper})
    if not forms:
        return _without_form(entry, triage.material(paper, _NO_FORM))
    return Outcome(entry.model_copy(update={"records": tuple(form.record.id for form in forms)}), forms, contents.pictures)


def with_note(entry: FileEntry, note: str) -> FileEntry:
    """The entry with a further note."""
    return entry.model_copy(update={"note": "；".join(part for part in (entry.note.rstrip("。"), note) if part)})


def ignored(source: SourceFile, data: bytes, note: str) -> Outcome:
    """The outcome of a file that nobody handed in. note: why."""
    return _without_form(_entry(data, source.path, source.origin), triage.Settled("ignored", note))


def process_file(source: SourceFile, notice: Notice, limits: Limits, passwords: Passwords) -> Outcome:
    """Read and verify the forms of a file on disk, which is not opened where it is no file or larger than the limit."""
    try:
        data = load(source, limits)
    except DocumentError as error:
        return failed(source, error)
    return process(data, source.path, source.origin, notice, limits, passwords)


def failed(source: SourceFile, error: DocumentError) -> Outcome:
    """The outcome of a file on disk that could not be processed; its digest is taken piece by piece."""
    size, digest = 0, ""
    try:
        if source.file.is_file():
            size = source.file.stat().st_size
            with source.file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        pass  # the problem itself says that the file cannot be opened
    entry = FileEntry(
        path=source.path, origin=source.origin, size=size, sha256=digest, media_type=sniff.UNKNOWN, outcome="form",
        paper=paper_by_name(source.path),
    )
    return _without_form(entry, _refused(error))


def refused(entry: FileEntry, error: DocumentError) -> FileEntry:
    """The line of a file that cannot be read, with what is to be said of it."""
    return _without_form(entry, _refused(error)).entry


def too_much_memory(limits: Limits) -> DocumentError:
    """Reading the file takes more memory than one file may take."""
    return DocumentError(
        "document.too_large", f"读取这个文件所需的内存超过上限 {size_text(limits.memory)}。",
        "请删去大图片和无关内容，另存后重新提交。",
    )


def load(source: SourceFile, limits: Limits) -> bytes:
    """The bytes of a file on disk. Raises DocumentError where it cannot be read, or is larger than anything may be."""
    try:
        found = source.file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError("document.unreadable", "不是普通文件，或是没有权限进入的文件夹，没有读取。", "请放入文件本身。")
        size = found.st_size if source.length is None else source.length
        if size > limits.total_size:
            raise _too_large(size, limits.total_size)
        if source.length is None:
            return source.file.read_bytes()
        from ingest.unpack.mbox import read_mail  # mailboxes are rare, and `check` must start at once

        with source.file.open("rb") as mailbox:
            return read_mail(mailbox, source.start, source.length)
    except FileNotFoundError as error:
        raise DocumentError("document.unreadable", "文件不存在，或者是指向别处的失效链接。", "请放入文件本身。") from error
    except PermissionError as error:
        raise DocumentError("document.unreadable", "没有读取这个文件的权限。", "请修改文件权限后再处理。") from error
    except OSError as error:
        raise DocumentError(
            "document.unreadable", f"无法读取文件（系统错误 {error.errno}）。", "请检查磁盘或网络后再处理。",
        ) from error


def _too_large(size: int, limit: int) -> DocumentError:
    return DocumentError(
        "document.too_large", f"文件大小为 {size / MB:,.1f} MB，超过上限 {size_text(limit)}。",
        "请删去大图片和附件，只保留推荐表，另存后重新提交。",
    )


def _entry(data: bytes, path: str, origin: tuple[str, ...]) -> FileEntry:
    return FileEntry(
        path=path, origin=origin, size=len(data), sha256=hashlib.sha256(data).hexdigest(),
        media_type=triage.kind_of(data, path), outcome="form",
    )


def _refused(error: DocumentError) -> triage.Settled:
    return triage.Settled("problem", error.reason, error.code, error.advice)


def _without_form(entry: FileEntry, settled: triage.Settled) -> Outcome:
    if settled.outcome != "problem":
        return Outcome(entry.model_copy(update={"outcome": settled.outcome, "note": settled.reason}))
    problem = Problem(file=entry.path, code=settled.code, reason=settled.reason, advice=settled.advice)
    return Outcome(entry.model_copy(update={"outcome": "problem", "problem": problem}))
