"""The main header of a RAR archive: what libarchive does not tell apart."""

import struct

from ingest.unpack import refusals

_RAR5 = b"Rar!\x1a\x07\x01\x00"
_RAR4_MAIN = struct.Struct("<HBHH")
_RAR4_AT = 7
_RAR4_VOLUME = 0x0001
_RAR4_LOCKED = 0x0080
_RAR5_MAIN = 1
_RAR5_LOCKED = 4
_RAR5_HAS_EXTRA = 0x0001
_RAR5_VOLUME = 0x0001
_LONGEST_NUMBER = 10


def names_are_locked(data: bytes) -> bool:
    """Whether the names of an archive need a password; raises DocumentError where it is one volume of several.

    RAR 5.0 archive format, "Main archive header" and "Archive encryption header"; RAR 4: technote.txt, MAIN_HEAD.
    """
    volume, locked = _rar5(data) if data.startswith(_RAR5) else _rar4(data)
    if volume:
        raise refusals.one_of_several()
    return locked


def _rar4(data: bytes) -> tuple[bool, bool]:
    if len(data) < _RAR4_AT + _RAR4_MAIN.size:
        raise refusals.unusable()
    flags = _RAR4_MAIN.unpack_from(data, _RAR4_AT)[2]
    return bool(flags & _RAR4_VOLUME), bool(flags & _RAR4_LOCKED)


def _rar5(data: bytes) -> tuple[bool, bool]:
    at = len(_RAR5) + 4  # behind the CRC of the header
    _, at = _number(data, at)
    kind, at = _number(data, at)
    if kind == _RAR5_LOCKED:
        return False, True
    flags, at = _number(data, at)
    if flags & _RAR5_HAS_EXTRA:
        _, at = _number(data, at)
    archive_flags, _ = _number(data, at)
    return kind == _RAR5_MAIN and bool(archive_flags & _RAR5_VOLUME), False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of RAR 5, seven bits a byte, and where the next begins."""
    value = 0
    for place, byte in enumerate(data[at : at + _LONGEST_NUMBER]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    raise refusals.unusable()
