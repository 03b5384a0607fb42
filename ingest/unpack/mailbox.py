"""A mailbox in one file: its mails are worked on where they lie, none is copied."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from extractors import progress
from ingest import sniff
from ingest.sources import SourceFile
from ingest.unpack.mbox import is_mbox, split
from schema.batch import FileEntry
from schema.limits import MB

_START = 4096
_BLOCK = 4 * MB


def is_mailbox(source: SourceFile) -> bool:
    """The file on the disk is an mbox. False where it cannot be read: reading it says why."""
    if source.length is not None or not source.file.is_file():
        return False
    try:
        with source.file.open("rb") as stream:
            return is_mbox(stream.read(_START))
    except OSError:
        return False


def open_mailbox(source: SourceFile) -> tuple[FileEntry, tuple[SourceFile, ...]]:
    """The mailbox's line of the manifest, and each of its mails; it is gone through once, by blocks, however large it is."""
    digest = hashlib.sha256()
    with source.file.open("rb") as stream:
        places = list(split(_blocks(stream, digest)))
        size = stream.tell()
    entry = FileEntry(
        path=source.path, origin=source.origin, size=size, sha256=digest.hexdigest(), media_type=sniff.MBOX, outcome="form",
        members=len(places), raw_name=source.raw_name,
    )
    width = len(str(len(places)))
    names = [f"{number:0{width}}.eml" for number in range(1, len(places) + 1)]
    mails = (
        SourceFile(f"{source.path}/{name}", source.file, start, length, inside=(*source.origin, name), root=source.root)
        for name, (start, length) in zip(names, places, strict=True)
    )
    return entry, tuple(mails)


def _blocks(stream: BinaryIO, digest: "hashlib._Hash") -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        digest.update(block)
        progress.made()
        yield block
