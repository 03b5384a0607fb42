"""A RAR archive with a password, as one without: decrypted here, so that libarchive can unpack it.

rarfile reads the headers, locked ones too; the archive is put together anew from what they say, in its order, as in a
solid archive each file needs those before it. Formats: technote.txt of RAR 4, "RAR 5.0 archive format".
"""

import hmac
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from hashlib import pbkdf2_hmac
from io import BytesIO
from itertools import islice
from operator import xor
from typing import Any, Final

import rarfile
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from extractors import progress
from extractors.locks.passwords import Passwords
from ingest.unpack import library
from ingest.unpack.library import Format, LibraryError

_STORED: Final = 0x30
_BLOCK: Final = 16
_MAIN4, _FILE4, _END4 = 0x73, 0x74, 0x7B
_SOLID4, _KEPT4, _UNICODE4, _LARGE4, _DATA4 = 0x0008, 0x00F0, 0x0200, 0x0100, 0x8000
_OLDEST: Final = 29  # the version of RAR 3; what was before it has ciphers of its own
_MAIN5, _FILE5, _END5 = 1, 2, 5
_SOLID5, _DATA5, _EXTRA5, _KEPT5, _CRC5 = 0x04, 0x02, 0x01, 0x09, 0x04
_LINK5: Final = 5
_LAST_BLOCK: Final = 0x40
_CHECKED, _TWEAKED = 0x01, 0x02
_ENOUGH: Final = 16 * 1024 * 1024  # bytes of a file that came out well: the password is the right one
_MOST_ROUNDS: Final = 24  # the logarithm to base 2, by the format's own limit
# What damage makes rarfile raise, besides its own errors.
_DAMAGED = (rarfile.Error, struct.error, ValueError, LookupError, OverflowError, OSError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Plain:
    """An archive without its password.

    checksums: of each entry that has one, the key, empty where it depends on none, and the value: libarchive does not
        look at those of stored files. first: the first entry with content that was locked. complete: the archive does not
        end too early.
    """

    data: bytes
    checksums: Mapping[int, tuple[bytes, int]]
    first: int | None
    complete: bool

    def is_sound(self, number: int, content: bytes) -> bool:
        """Whether the content of an entry has its checksum."""
        if number not in self.checksums:
            return True
        key, checksum = self.checksums[number]
        found = zlib.crc32(content)
        if key:
            digest = hmac.digest(key, struct.pack("<I", found), "sha256")
            found = reduce(xor, (word for word, in struct.iter_unpack("<I", digest)))
        return found == checksum


def locked_entries(data: bytes) -> frozenset[int]:
    """The numbers of the entries whose content needs a password, which libarchive does not see in RAR 5."""
    _, entries, _ = _entries(data)
    return frozenset(number for number, entry in enumerate(entries) if entry.needs_password())


def unlocked(data: bytes, kind: Format, passwords: Passwords) -> Plain | None:
    """An archive of which something is locked without its password; None where that is none of these, or as before RAR 3."""
    try:
        found = (_decrypted(data, password) for password in passwords.tried)
        return next((plain for plain in found if plain is not None and _comes_out(plain, kind)), None)
    except (*_DAMAGED, NotImplementedError):
        return None


def _decrypted(data: bytes, password: str) -> Plain | None:
    """The archive; None where it is another password, as far as can be told without unpacking."""
    archive, entries, complete = _entries(data, password)
    if not entries:
        return None
    build = _Archive5(password) if hasattr(entries[0], "file_compress_flags") else _Archive4(password)
    parts = [build.start(archive.is_solid())]
    first = None
    for number, entry in enumerate(entries):
        packed = data[entry.data_offset : entry.data_offset + entry.compress_size]
        size = entry.compress_size
        if entry.needs_password():
            opened = build.decrypted(number, entry, packed)
            progress.made()
            if opened is None:
                return None
            size -= len(packed) - len(opened)  # what is cut off at the end of the archive stays missing
            packed = opened
            first = number if first is None and entry.file_size else first
        parts += (build.header(entry, size), packed)
    return Plain(b"".join((*parts, build.end)), build.checksums, first, complete)


def _entries(data: bytes, password: str | None = None) -> tuple[Any, list[Any], bool]:
    """The archive, its entries, and whether these are all; none where it is another password.

    Of RAR 3, only nonsense in the headers tells that it is; so does damage.
    """
    seen: list[Any] = []
    archive, complete = None, False
    try:
        archive = rarfile.RarFile(BytesIO(data), info_callback=seen.append)
        if password is not None:
            archive.setpassword(password)
        complete = archive.strerror() is None
    except _DAMAGED:
        pass
    # Locked headers are gone through by the second step only, so that no entry comes twice.
    return archive, [entry for entry in seen if entry.type == rarfile.RAR_BLOCK_FILE], complete


def _comes_out(plain: Plain, kind: Format) -> bool:
    """Whether the first file that was locked is sound: of RAR 3 and 4, that alone tells whether the password was right."""
    if plain.first is None:
        return True
    try:
        with library.opened(plain.data, kind) as items:
            for item in islice(items, plain.first, None):
                kept = bytearray()
                for block in item.blocks():
                    kept += block
                    if len(kept) > _ENOUGH:
                        return True
                return plain.is_sound(plain.first, bytes(kept))
    except LibraryError:
        return False
    return True


def _decrypt(key: bytes, vector: bytes, packed: bytes) -> bytes:
    cipher = Cipher(AES(key), CBC(vector)).decryptor()
    return cipher.update(packed[: len(packed) // _BLOCK * _BLOCK]) + cipher.finalize()


class _Archive4:
    """An archive of RAR 3 and 4."""

    end = struct.pack("<HBHH", 0x3DC4, _END4, 0x4000, 7)

    def __init__(self, password: str) -> None:
        self.checksums: dict[int, tuple[bytes, int]] = {}
        self._password = password
        self._keys: dict[bytes, tuple[bytes, bytes]] = {}  # half a second each, and all files may have the same salt

    def start(self, solid: bool) -> bytes:
        return b"Rar!\x1a\x07\x00" + self._block(_MAIN4, _SOLID4 if solid else 0, bytes(6))

    def decrypted(self, number: int, entry: Any, packed: bytes) -> bytes | None:
        """The content of an entry; None where a stored file shows that it is another password."""
        if entry.extract_version < _OLDEST:
            raise NotImplementedError
        salt = entry.salt or b""
        if salt not in self._keys:
            self._keys[salt] = rarfile.rar3_s2k(self._password, salt)
        self.checksums[number] = b"", entry.CRC
        opened = _decrypt(*self._keys[salt], packed)
        return opened[: entry.file_size] if entry.compress_type == _STORED else opened

    def header(self, entry: Any, packed: int) -> bytes:
        flags = _DATA4 | (entry.flags & _KEPT4)
        name = entry.orig_filename
        if entry.flags & _UNICODE4:
            flags, name = flags | _UNICODE4, entry.filename.rstrip("/").encode()
        high = b""
        if max(packed, entry.file_size) >> 32:
            flags, high = flags | _LARGE4, struct.pack("<II", packed >> 32, entry.file_size >> 32)
        fields = struct.pack(
            "<IIBIIBBHI", packed & 0xFFFFFFFF, entry.file_size & 0xFFFFFFFF, entry.host_os, entry.CRC, 0, entry.extract_version,
            entry.compress_type, len(name), entry.mode,
        )
        return self._block(_FILE4, flags, fields + high + name)

    @staticmethod
    def _block(kind: int, flags: int, fields: bytes) -> bytes:
        header = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
        return struct.pack("<H", zlib.crc32(header) & 0xFFFF) + header


class _Archive5:
    """An archive of RAR 5 and later."""

    def __init__(self, password: str) -> None:
        self.checksums: dict[int, tuple[bytes, int]] = {}
        self._password = password.encode()
        self._keys: dict[tuple[bytes, int], bytes] = {}
        self.end = self._block(_END5, 0, _number(0))

    def start(self, solid: bool) -> bytes:
        return b"Rar!\x1a\x07\x01\x00" + self._block(_MAIN5, 0, _number(_SOLID5 if solid else 0))

    def decrypted(self, number: int, entry: Any, packed: bytes) -> bytes | None:
        """The content of an entry; None where its check value says that it is another password."""
        cipher, flags, rounds, salt, vector, check = entry.file_encryption
        if cipher or rounds > _MOST_ROUNDS:
            raise NotImplementedError
        if flags & _CHECKED and check[:8] != _folded(self._key(salt, rounds, 32)):
            return None
        if entry.CRC is not None:
            self.checksums[number] = self._key(salt, rounds, 16) if flags & _TWEAKED else b"", entry.CRC
        opened = _decrypt(self._key(salt, rounds, 0), vector, packed)
        return opened[: entry.file_size if entry.compress_type == _STORED else _end_of_blocks(opened)]

    def header(self, entry: Any, packed: int) -> bytes:
        tweaked = bool(entry.file_encryption[1] & _TWEAKED)
        checked = entry.CRC is not None and not tweaked
        extra = self._link(entry)
        fields = b"".join((
            _number(entry.file_flags & _KEPT5 | (_CRC5 if checked else 0)), _number(entry.file_size), _number(entry.mode),
            struct.pack("<I", entry.CRC) if checked else b"", _number(entry.file_compress_flags), _number(entry.file_host_os),
            _number(len(entry.orig_filename)), entry.orig_filename,
        ))
        sizes = (_number(len(extra)) if extra else b"") + _number(packed)
        return self._block(_FILE5, _DATA5 | (_EXTRA5 if extra else 0), sizes + fields + extra)

    def _link(self, entry: Any) -> bytes:
        """What makes an entry a link, which is then refused as one."""
        if not entry.file_redir:
            return b""
        kind, flags, target = entry.file_redir
        raw = target.encode()
        record = b"".join((_number(_LINK5), _number(kind), _number(flags), _number(len(raw)), raw))
        return _number(len(record)) + record

    def _key(self, salt: bytes, rounds: int, more: int) -> bytes:
        times = (1 << rounds) + more
        if (salt, times) not in self._keys:
            self._keys[salt, times] = pbkdf2_hmac("sha256", self._password, salt, times)
        return self._keys[salt, times]

    @staticmethod
    def _block(kind: int, flags: int, fields: bytes) -> bytes:
        header = _number(kind) + _number(flags) + fields
        header = _number(len(header)) + header
        return struct.pack("<I", zlib.crc32(header)) + header


def _number(value: int) -> bytes:
    """A number of RAR 5, seven bits a byte."""
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*parts, value))


def _end_of_blocks(packed: bytes) -> int:
    """Where the last block of compressed data ends, before what fills the cipher's last block: libarchive would read on."""
    at = 0
    while at + 2 < len(packed):
        flags = packed[at]
        start = at + 3 + (flags >> 3 & 3)
        at = start + int.from_bytes(packed[at + 2 : start], "little")
        if flags & _LAST_BLOCK:
            return at
    return len(packed)


def _folded(key: bytes) -> bytes:
    """The 8 bytes of a key by which a password is known."""
    return bytes(key[at] ^ key[at + 8] ^ key[at + 16] ^ key[at + 24] for at in range(8))
