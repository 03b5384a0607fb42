"""A single member of a zip through libarchive: one with a password, or packed by a rare method."""

import struct
from collections.abc import Iterator

from extractors.locks.passwords import Passwords
from ingest.unpack import library
from ingest.unpack.zip_directory import Entry, extra_fields

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 63
_UTF8_NAME = 0x800
_NAME = b"x"
_AES = 0x9901


def spellings(passwords: Passwords) -> tuple[bytes, ...]:
    """Passwords as bytes: a zip does not say in which encoding, and archivers in China take GBK or UTF-8."""
    return tuple(dict.fromkeys(word.encode(encoding) for word in passwords.tried for encoding in ("utf-8", "gb18030")))


def blocks(packed: memoryview, entry: Entry, password: bytes | None) -> Iterator[bytes]:
    """The unpacked bytes of a member, block by block; raises library.LibraryError.

    libarchive gets a zip of its own for the member: it never sees names and offsets, which it reads otherwise than
    zip_directory does.
    """
    if not entry.size:  # which libarchive takes for cut off where LZMA is the method
        return
    with library.opened(_alone(packed, entry), "zip", password) as items:
        for item in items:
            yield from item.blocks()


def _alone(packed: memoryview, entry: Entry) -> bytes:
    extra = b"".join(
        struct.pack("<2H", kind, len(value)) + value for kind, value in extra_fields(entry.extra) if kind == _AES
    )
    flags = entry.flags & ~_UTF8_NAME
    sizes = (entry.time, 0, entry.crc, entry.packed, entry.size, len(_NAME), len(extra))
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, entry.method, *sizes) + _NAME + extra
    central = _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, flags, entry.method, *sizes, 0, 0, 0, 0, 0) + _NAME + extra
    descriptor = struct.pack("<4s3L", b"PK\x07\x08", entry.crc, entry.packed, entry.size)
    start = len(local) + entry.packed + len(descriptor)
    end = _END.pack(b"PK\x05\x06", 0, 0, 1, 1, len(central), start, 0)
    return b"".join((local, packed, descriptor, central, end))
