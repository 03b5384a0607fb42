"""A mailbox in one file: its mails are worked on where they lie, none is copied."""

import hashlib

from ingest import sniff
from ingest.sources import SourceFile
from ingest.unpack.mbox import is_mbox, split
from schema.batch import FileEntry

_START = 4096


def is_mailbox(source: SourceFile) -> bool:
    """The file on the disk is an mbox. False where it cannot be read: reading it says why."""
    if source.inside or not source.file.is_file():
        return False
    try:
        with source.file.open("rb") as stream:
            return is_mbox(stream.read(_START))
    except OSError:
        return False


def open_mailbox(source: SourceFile) -> tuple[FileEntry, tuple[SourceFile, ...]]:
    """The mailbox's line of the manifest, and each of its mails; it is gone through by blocks, however large it is."""
    with source.file.open("rb") as stream:
        places = list(split(stream))
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    entry = FileEntry(
        path=source.path, origin=source.origin, size=source.file.stat().st_size, sha256=digest, media_type=sniff.MBOX,
        outcome="form", members=len(places),
    )
    width = len(str(len(places)))
    names = [f"{number:0{width}}.eml" for number in range(1, len(places) + 1)]
    mails = (
        SourceFile(f"{source.path}/{name}", source.file, start, length, inside=(*source.origin, name))
        for name, (start, length) in zip(names, places, strict=True)
    )
    return entry, tuple(mails)
