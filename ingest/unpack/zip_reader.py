"""The files of a zip archive."""

import bz2
import stat
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from extractors.locks.passwords import Passwords
from ingest.unpack import names, refusals, zip_directory, zip_locked
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.library import LibraryError, LibraryMissingError
from ingest.unpack.member import Member, Members, Refusal
from ingest.unpack.zip_directory import Entry
from ingest.unpack.zip_names import name_bytes, name_of
from schema.limits import KB

_BLOCK = 64 * KB


def read_zip(data: bytes, budget: Budget, passwords: Passwords) -> Members:
    """The files of a zip in the order of its directory, each unpacked when it is asked for.

    What zlib and bz2 can unpack needs nothing else; other methods, and members with a password, go to libarchive.
    Raises DocumentError where nothing can be had.
    """
    directory = zip_directory.read(data, budget.members_left + 1)
    if not directory.entries and not directory.complete:
        raise refusals.unusable()
    overlapping = zip_directory.overlapping(data, directory.entries)
    meter = Meter(budget, len(data))
    for entry in directory.entries:
        try:
            meter.start(entry.packed, entry.size)
            yield _refused(entry, overlapping) or _member(data, entry, meter, passwords)
        except OverLimitError as error:
            yield refusals.over_limit(name_of(entry), error)
            if error.ends:
                return
    if not directory.complete:
        yield refusals.cut_off()


def _refused(entry: Entry, overlapping: frozenset[int]) -> Refusal | None:
    """Why a member is not even looked into."""
    name = name_of(entry)
    if refusals.is_unsafe(names.printable(names.text(name_bytes(entry)))):
        return refusals.unsafe(name)
    if stat.S_ISLNK(entry.mode):
        return refusals.link(name)
    if stat.S_IFMT(entry.mode) not in {0, stat.S_IFREG}:
        return refusals.no_file(name)
    if entry.header in overlapping:
        return refusals.overlap(name)
    return None


def _member(data: bytes, entry: Entry, meter: Meter, passwords: Passwords) -> Member | Refusal:
    name = name_of(entry)
    packed = zip_directory.content(data, entry)
    if packed is None:
        return refusals.damaged(name)
    try:
        if entry.encrypted:
            return _locked(packed, entry, meter, passwords)
        unpack = _UNPACK.get(entry.method)
        blocks = zip_locked.blocks(packed, entry, None) if unpack is None else unpack(packed)
        return Member(name, _collected(blocks, entry, meter))
    except LibraryMissingError as error:
        return Refusal(name, error.code, error.reason, error.advice)
    except LibraryError as error:
        return refusals.unsupported(name) if error.unsupported else refusals.damaged(name)
    except _DAMAGED:
        return refusals.damaged(name)


def _locked(packed: memoryview, entry: Entry, meter: Meter, passwords: Passwords) -> Member | Refusal:
    """A member with a password. A wrong one, and damage, show in what comes out only."""
    for word in zip_locked.spellings(passwords):
        try:
            return Member(name_of(entry), _collected(zip_locked.blocks(packed, entry, word), entry, meter), unlocked=True)
        except LibraryError as error:
            if error.unsupported:
                raise
        except _DAMAGED:
            pass
        meter.again()
    return refusals.locked(name_of(entry), passwords)


def _collected(blocks: Iterator[bytes], entry: Entry, meter: Meter) -> bytes:
    kept = BytesIO()
    crc = 0
    for block in blocks:
        meter.count(len(block))
        crc = zlib.crc32(block, crc)
        kept.write(block)
    # WinZip's AES (AE-2) keeps no CRC; libarchive has checked its authentication code by now.
    if crc != entry.crc and not (entry.encrypted and entry.crc == 0):
        raise EOFError
    return kept.getvalue()


def _stored(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), _BLOCK):
        yield bytes(packed[at : at + _BLOCK])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in _stored(packed):
        while chunk and not stream.eof:
            yield stream.decompress(chunk, _BLOCK)
            chunk = stream.unconsumed_tail
    yield stream.flush()
    if not stream.eof:
        raise EOFError


def _bunzipped(packed: memoryview) -> Iterator[bytes]:
    stream = bz2.BZ2Decompressor()
    for chunk in _stored(packed):
        if not stream.eof:
            yield stream.decompress(chunk, _BLOCK)
        while not stream.eof and not stream.needs_input:
            yield stream.decompress(b"", _BLOCK)
    if not stream.eof:
        raise EOFError


# What zlib and bz2 raise for damaged data, and _collected for a wrong CRC.
_DAMAGED = (zlib.error, EOFError, OSError)
_UNPACK: dict[int, Callable[[memoryview], Iterator[bytes]]] = {0: _stored, 8: _inflated, 12: _bunzipped}
