"""What a worker does with one file: open it where it is a mail or an archive; else read it, and open what is embedded in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import DocumentError
from extractors.locks.passwords import Passwords
from ingest import formats, sniff
from ingest.decoration import is_decoration
from ingest.loading import load, too_much_memory
from ingest.process import UNLOCKED, CheckedForm, Outcome, failed, ignored, process, refused, with_note
from ingest.sources import SourceFile
from ingest.triage import DOCUMENT_SUFFIXES
from ingest.unpack.budget import Budget
from ingest.unpack.embedded import open_embedded
from ingest.unpack.mailbox import is_mailbox, open_mailbox
from ingest.unpack.opening import CONTAINERS, open_container
from ingest.unpack.spool import spool
from schema.batch import FileEntry
from schema.limits import Limits
from schema.notice import Notice
from validators.texts.fingerprints import fingerprints

if TYPE_CHECKING:
    from extractors.parts import Part


@dataclass(frozen=True, slots=True)
class Work:
    """All that comes of one file.

    pictures: of scanned pages, by the names that the records of the forms give them. part: of a scan that may hold a part
    of a form.
    files: what came out of it where it is a container, or is embedded in it, to be worked on in their turn. refused: what
    could not be had.
    """

    entry: FileEntry
    forms: tuple[CheckedForm, ...] = ()
    files: tuple[SourceFile, ...] = ()
    refused: tuple[FileEntry, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    part: "Part | None" = None


def work(source: SourceFile, notice: Notice, limits: Limits, passwords: Passwords, folder: Path) -> Work:
    """Open a container into a folder, or read and verify the forms of a file."""
    if is_mailbox(source):
        entry, mails = open_mailbox(source)
        return Work(entry, files=mails)
    try:
        data = load(source, limits)
    except DocumentError as error:
        return Work(failed(source, error).entry)
    if source.inline and is_decoration(data):
        return Work(ignored(source, data, "邮件正文中的小图片（签名、图标等）").entry)
    outcome = process(data, source.path, source.origin, notice, limits, passwords)
    if _is_container(outcome):
        return _unpack(source, data, outcome.entry, limits, passwords, folder)
    forms = tuple(replace(form, texts=fingerprints(form.record.form)) for form in outcome.forms)
    entry = outcome.entry.model_copy(update={"raw_name": source.raw_name})
    done = Work(entry, forms, pictures=outcome.pictures, part=outcome.part)
    return _with_embedded(done, source, outcome.plain or data, limits, folder)


def _with_embedded(done: Work, source: SourceFile, data: bytes, limits: Limits, folder: Path) -> Work:
    """The work on a document, and what is embedded in it. data: without a password."""
    if done.entry.outcome == "ignored":
        return done
    spooled = spool(source, open_embedded(data, done.entry.media_type, partial(_budget, source, data, limits), limits), folder)
    number = len(spooled.files) + len(spooled.refused)
    entry = with_note(done.entry, f"内嵌 {number} 个文件" if number else "")
    return replace(done, entry=entry, files=spooled.files, refused=spooled.refused)


def _is_container(outcome: Outcome) -> bool:
    """A mail or an archive, whatever it is called; not a Word file that was cut off."""
    entry = outcome.entry
    if entry.media_type not in CONTAINERS or entry.problem is None:
        return False
    return entry.media_type != sniff.BROKEN_ZIP or Path(entry.path).suffix.lower() not in DOCUMENT_SUFFIXES


def _unpack(source: SourceFile, data: bytes, entry: FileEntry, limits: Limits, passwords: Passwords, folder: Path) -> Work:
    try:
        opened = open_container(data, entry.media_type, source.origin[-1], _budget(source, data, limits), passwords)
        spooled = spool(source, opened.members, folder)
    except DocumentError as error:
        return Work(refused(entry, error))
    except MemoryError:
        return Work(refused(entry, too_much_memory(limits)))
    members = len(spooled.files) + len(spooled.refused)
    container = entry.model_copy(update={
        "problem": None, "paper": None, "members": members, "raw_name": source.raw_name, "mail": opened.mail,
    })
    container = with_note(container, formats.mismatch(entry.media_type, entry.path))
    return Work(with_note(container, UNLOCKED if spooled.unlocked else ""), files=spooled.files, refused=spooled.refused)


def _budget(source: SourceFile, data: bytes, limits: Limits) -> Budget:
    """What a container may unpack to, by how deep it lies. What all of a mail's containers may bring is counted later."""
    budget = Budget(limits, len(data))
    for _ in source.inside[1:]:
        budget = budget.deeper()
    return budget
