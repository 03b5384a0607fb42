"""The members of a zip by its central directory, as bytes: APPNOTE.TXT 6.3.10, 4.3 and 4.5.

The standard library's reader decodes names before anybody can look at them, and gives a whole archive up for one name
that claims to be UTF-8 and is not; so names stay bytes here.
"""

import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.unpack.refusals import one_of_several

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR = struct.Struct("<4s3L")
_EXTRA = struct.Struct("<2H")
_LONGEST_DESCRIPTOR = 24
_LONGEST_COMMENT = 0xFFFF
_ZIP64 = 0x0001
_ELSEWHERE = 0xFFFFFFFF  # the value stands in the Zip64 extra field
_ENCRYPTED = 0x1
_SIZE_FOLLOWS = 0x8
_UNIX = 3
_DOS_FOLDER = 0x10


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a zip.

    raw_name, extra: bytes of the directory. packed, size: bytes, before and after unpacking. header: where its local
    header begins. mode: Unix file type and rights, 0 where the archive has none.
    """

    raw_name: bytes
    extra: bytes
    flags: int
    method: int
    time: int
    crc: int
    packed: int
    size: int
    header: int
    mode: int = 0

    @property
    def encrypted(self) -> bool:
        """Whether it needs a password."""
        return bool(self.flags & _ENCRYPTED)


@dataclass(frozen=True, slots=True)
class Directory:
    """The files of a zip, folders left out. complete: the directory is whole, and so is the archive."""

    entries: tuple[Entry, ...]
    complete: bool


def read(data: bytes, most: int) -> Directory:
    """The first files of a zip, at most so many; without a directory, those that stand before it is cut off.

    Raises DocumentError where it is one volume of several.
    """
    end = _find_end(data)
    if end is None:
        return Directory(tuple(islice(_local(data), most)), complete=False)
    start, shift, count = end
    entries = []
    for entry in _central(data, start, shift):
        count -= 1
        if entry is not None:
            entries.append(entry)
        if len(entries) >= most:
            return Directory(tuple(entries), complete=True)
    return Directory(tuple(entries), complete=count <= 0)


def content(data: bytes, entry: Entry) -> memoryview | None:
    """The packed bytes of a member; None where no local header is at its place, or the archive ends before its end."""
    start = content_start(data, entry)
    if start is None or start + entry.packed > len(data):
        return None
    return memoryview(data)[start : start + entry.packed]


def content_start(data: bytes, entry: Entry) -> int | None:
    """Where the packed bytes of a member begin, None where no local header is at its place."""
    if entry.header + _LOCAL.size > len(data):
        return None
    signature, *_, name, extra = _LOCAL.unpack_from(data, entry.header)
    return entry.header + _LOCAL.size + name + extra if signature == b"PK\x03\x04" else None


def overlapping(data: bytes, entries: tuple[Entry, ...]) -> frozenset[int]:
    """Places of the local headers of members that share bytes with another: that is how a small file holds terabytes."""
    found: set[int] = set()
    last_end, last = -1, -1
    for entry in sorted(entries, key=lambda entry: entry.header):
        if entry.header < last_end:
            found |= {last, entry.header}
        end = (content_start(data, entry) or entry.header) + entry.packed
        if end > last_end:
            last_end, last = end, entry.header
    return frozenset(found)


def extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of an entry: id and bytes; what does not fit is left out."""
    at = 0
    while at + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size
        yield kind, extra[at : at + length]
        at += length


def _find_end(data: bytes) -> tuple[int, int, int] | None:
    """Where the directory begins, how far everything is moved by what stands before the zip, the number of entries."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        return None
    _, disk, first_disk, _, count, size, offset, _ = _END.unpack_from(data, at)
    if disk not in {0, 0xFFFF} or first_disk not in {0, 0xFFFF}:
        raise one_of_several()
    stop = at
    locator = at - _END64_LOCATOR.size
    if locator >= 0 and data.startswith(b"PK\x06\x07", locator):
        stop = data.rfind(b"PK\x06\x06", 0, locator)
        if stop < 0 or stop + _END64.size > len(data):
            return None
        count, size, offset = _END64.unpack_from(data, stop)[-3:]
    start = stop - size
    return None if start < 0 or start < offset else (start, start - offset, count)


def _central(data: bytes, start: int, shift: int) -> Iterator[Entry | None]:
    """The entries of the directory in its order, None for a folder; ends where the directory does, or is damaged."""
    while start + _CENTRAL.size <= len(data) and data.startswith(b"PK\x01\x02", start):
        made, _, flags, method, time, _, crc, packed, size, name, extra, comment, _, _, attributes, header = (
            _CENTRAL.unpack_from(data, start)[1:]
        )
        at = start + _CENTRAL.size
        raw_name, raw_extra = data[at : at + name], data[at + name : at + name + extra]
        start = at + name + extra + comment
        size, packed, header = _zip64(raw_extra, size, packed, header)
        mode = attributes >> 16 if made >> 8 == _UNIX else 0
        folder = raw_name.endswith(b"/") or stat.S_ISDIR(mode) or (attributes & _DOS_FOLDER and not size)
        yield None if folder else Entry(
            raw_name, raw_extra, flags, method, time, crc, packed, size, header + shift, mode,
        )


def _local(data: bytes) -> Iterator[Entry]:
    """The files of a zip without a directory, by their local headers, one behind the other."""
    start = data.find(b"PK\x03\x04")
    while 0 <= start <= len(data) - _LOCAL.size and data.startswith(b"PK\x03\x04", start):
        _, flags, method, time, _, crc, packed, size, name, extra = _LOCAL.unpack_from(data, start)[1:]
        at = start + _LOCAL.size
        raw_name, raw_extra = data[at : at + name], data[at + name : at + name + extra]
        size, packed, _ = _zip64(raw_extra, size, packed, 0)
        at += name + extra
        after = at + packed
        if flags & _SIZE_FOLLOWS and not packed:
            found = _descriptor(data, at)
            if found is None:
                return
            crc, packed, size, after = found
        if after > len(data):
            return
        if not raw_name.endswith(b"/"):
            yield Entry(raw_name, raw_extra, flags, method, time, crc, packed, size, start)
        start = data.find(b"PK\x03\x04", after, after + _LONGEST_DESCRIPTOR + 4)


def _descriptor(data: bytes, start: int) -> tuple[int, int, int, int] | None:
    """The data descriptor that closes a member beginning at start: CRC, packed, size, end of the member."""
    at = data.find(b"PK\x07\x08", start)
    while 0 <= at <= len(data) - _DESCRIPTOR.size:
        _, crc, packed, size = _DESCRIPTOR.unpack_from(data, at)
        if packed == at - start:
            return crc, packed, size, at
        at = data.find(b"PK\x07\x08", at + 1)
    return None


def _zip64(extra: bytes, size: int, packed: int, header: int) -> tuple[int, int, int]:
    field = next((value for kind, value in extra_fields(extra) if kind == _ZIP64), b"")
    wide = iter([int.from_bytes(field[at : at + 8], "little") for at in range(0, len(field) - 7, 8)])
    size, packed, header = (next(wide, value) if value == _ELSEWHERE else value for value in (size, packed, header))
    return size, packed, header
