"""The files of a 7z archive with a password, by py7zr: libarchive does not decrypt them."""

import lzma
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import py7zr
from py7zr.exceptions import ArchiveError, PasswordRequired

from extractors import progress
from extractors.locks.passwords import Passwords
from ingest.unpack import names, refusals
from ingest.unpack.budget import Meter, OverLimitError
from ingest.unpack.member import Member, Members, Name, Refusal

_BLOCK: Final = 64 * 1024
_ENOUGH: Final = 16 * 1024 * 1024  # bytes of a file that came out well: the password is the right one
# What damage, and a wrong password, make py7zr raise besides its own errors; the content alone tells one from the other.
_WRONG = (
    ArchiveError, PasswordRequired, lzma.LZMAError, zlib.error, struct.error, OSError, ValueError, LookupError, TypeError,
    AttributeError, AssertionError, ArithmeticError, EOFError, SystemError,  # the last by its decoder of PPMd
)


def is_locked(data: bytes) -> bool:
    """Whether an archive, or a part of it, needs a password; False where that cannot be told."""
    try:
        return bool(py7zr.SevenZipFile(BytesIO(data)).needs_password())
    except PasswordRequired:
        return True  # for the names, too
    except _WRONG:
        return False


def read_locked(data: bytes, meter: Meter, passwords: Passwords) -> Members | None:
    """The files of a locked archive, each unpacked when it is asked for; None where no password opens it."""
    archive = next((found for password in passwords.tried if (found := _opened(data, password))), None)
    return None if archive is None else _Reader(archive, meter).members()


def _opened(data: bytes, password: str) -> Any:
    """The archive; None where it is another password: the names, or the first file, are nonsense."""
    progress.made()
    try:
        archive = py7zr.SevenZipFile(BytesIO(data), password=password)
        first: Any = next((entry for entry in archive.files if not entry.emptystream), None)
        if first is not None:
            archive.fp.seek(_start(archive, first.folder))
            crc, came = 0, 0
            for block in _blocks(archive, first):
                crc, came = zlib.crc32(block, crc), came + len(block)
                if came > _ENOUGH:
                    break
            if came <= _ENOUGH and first.crc32 not in {None, crc}:
                return None
            first.folder.get_decompressor(first.compressed, reset=True)
    except _WRONG:
        return None
    return archive


def _start(archive: Any, folder: Any) -> int:
    """Where a folder begins, as the format calls the packed bytes of one file or several."""
    streams = archive.header.main_streams
    number = next(number for number, one in enumerate(streams.unpackinfo.folders) if one is folder)
    return int(archive.afterheader + streams.packinfo.packpositions[number])


def _blocks(archive: Any, entry: Any) -> Iterator[bytes]:
    """The bytes of the file at which the archive has arrived; raises one of _WRONG where they are damaged."""
    decompressor = entry.folder.get_decompressor(entry.compressed)
    left = entry.uncompressed
    while left:
        before = archive.fp.tell()
        block = decompressor.decompress(archive.fp, min(left, _BLOCK))
        if not block and archive.fp.tell() == before:
            raise EOFError
        left -= len(block)
        yield block


class _Reader:
    """Goes through an archive, from file to file."""

    def __init__(self, archive: Any, meter: Meter) -> None:
        self._archive = archive
        self._meter = meter
        self._folder: Any = None  # that it has arrived at
        self._broken = False  # nothing more can be had of the folder
        self._left: Iterator[bytes] = iter(())  # of the file that it has arrived at

    def members(self) -> Members:
        """Its files, folders in the other sense of the word left out."""
        try:
            for entry in self._archive.files:
                if not entry.is_directory:
                    yield self._one(entry, names.clean(entry.filename, folders=True))
        except OverLimitError as error:
            yield refusals.over_limit(refusals.REST, error)

    def _one(self, entry: Any, name: Name) -> Member | Refusal:
        """A file, or why it is not to be had; raises OverLimitError where that ends the archive."""
        self._arrive(entry)
        try:
            self._meter.start(said=entry.uncompressed or 0)
            return self._member(entry, name)
        except OverLimitError as error:
            if error.ends:
                raise
            self._skip()
            return refusals.over_limit(name, error)

    def _member(self, entry: Any, name: Name) -> Member | Refusal:
        refused = _refused(entry, name)
        if refused is not None:
            self._skip()
            return refused
        kept = BytesIO()
        try:
            for block in self._left:
                self._meter.count(len(block))
                kept.write(block)
        except _WRONG:
            self._broken = True
        content = kept.getvalue()
        if self._broken or (entry.crc32 is not None and zlib.crc32(content) != entry.crc32):
            return refusals.damaged(name)
        return Member(name, content, unlocked=True)

    def _arrive(self, entry: Any) -> None:
        if not entry.emptystream and entry.folder is not self._folder:
            self._folder, self._broken = entry.folder, False
            self._archive.fp.seek(_start(self._archive, entry.folder))
        self._left = iter(()) if entry.emptystream or self._broken else _blocks(self._archive, entry)

    def _skip(self) -> None:
        # What is left of a file is unpacked all the same: those behind it are packed with it.
        try:
            for block in self._left:
                self._meter.skip(len(block))
        except _WRONG:
            self._broken = True


def _refused(entry: Any, name: Name) -> Refusal | None:
    if refusals.is_unsafe(names.printable(entry.filename)):
        return refusals.unsafe(name)
    if entry.is_symlink or entry.is_junction:
        return refusals.link(name)
    return refusals.no_file(name) if entry.is_socket else None
