"""RAR archives of stored files, locked or not: no free program writes them."""

import hmac
import struct
import zlib
from collections.abc import Mapping
from hashlib import pbkdf2_hmac, sha256

import rarfile
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

Files = Mapping[str, bytes] | Mapping[bytes, bytes]
_SALT4, _SALT5, _VECTOR = b"salt4...", b"salt of 16 bytes", b"vector, 16 bytes"
_ROUNDS = 10


def rar4(files: Files, password: str = "", *, names: bool = False) -> bytes:
    """An archive as WinRAR 3 and 4 write it (technote.txt), locked where there is a password; names: these too.

    A name of bytes stands as it is, without a word on its encoding; WinRAR on a Chinese Windows writes it in GBK and adds
    the same in a code of its own, as `in_both` gives it.
    """
    key, vector = rarfile.rar3_s2k(password, _SALT4) if password else (b"", b"")
    blocks = []
    for name, content in files.items():
        raw, packed, flags, salt = _raw(name), content, 0x8000 | (0 if isinstance(name, bytes) and b"\0" not in name else 0x200), b""
        if password:
            flags, salt, packed = flags | 0x0404, _SALT4, _encrypted(key, vector, content)
        fields = struct.pack("<IIBIIBBHI", len(packed), len(content), 3, zlib.crc32(content), 0, 29, 0x30, len(raw), 0o100644)
        blocks.append((_block4(0x74, flags, fields + raw + salt), packed))
    blocks.append((_block4(0x7B, 0x4000, b""), b""))
    start = b"Rar!\x1a\x07\x00" + _block4(0x73, 0x80 if names else 0, bytes(6))
    if names:
        return start + b"".join(_SALT4 + _encrypted(key, vector, header) + packed for header, packed in blocks)
    return start + b"".join(header + packed for header, packed in blocks)


def rar5(files: Mapping[str, bytes], password: str = "", *, names: bool = False, keyed: bool = True, checked: bool = True) -> bytes:
    """An archive as WinRAR 5 and later write it. keyed: its checksums depend on the password. checked: it can be told."""
    keys = [pbkdf2_hmac("sha256", password.encode(), _SALT5, (1 << _ROUNDS) + more) for more in (0, 16, 32)]
    check = bytes(keys[2][at] ^ keys[2][at + 8] ^ keys[2][at + 16] ^ keys[2][at + 24] for at in range(8))
    check = check + sha256(check).digest()[:4] if checked else b""
    blocks = []
    for name, content in files.items():
        raw, packed, extra, crc = name.encode(), content, b"", zlib.crc32(content)
        if password:
            packed = _encrypted(keys[0], _VECTOR, content)
            record = bytes((1, 0, checked + 2 * keyed, _ROUNDS)) + _SALT5 + _VECTOR + check
            extra = bytes((len(record),)) + record
            crc = _keyed(keys[1], crc) if keyed else crc
        sizes = (_number(len(extra)) if extra else b"") + _number(len(packed))
        fields = bytes((4,)) + _number(len(content)) + _number(0o100644) + struct.pack("<I", crc) + bytes((0, 1)) + _number(len(raw)) + raw
        blocks.append((_block5(2, 3 if extra else 2, sizes + fields + extra), packed))
    blocks.append((_block5(5, 0, b"\0"), b""))
    blocks.insert(0, (_block5(1, 0, b"\0"), b""))
    if not names:
        return b"Rar!\x1a\x07\x01\x00" + b"".join(header + packed for header, packed in blocks)
    lock = _block5(4, 0, bytes((0, int(checked), _ROUNDS)) + _SALT5 + check)
    return b"Rar!\x1a\x07\x01\x00" + lock + b"".join(
        _VECTOR + _encrypted(keys[0], _VECTOR, header) + packed for header, packed in blocks
    )


def in_both(name: str) -> bytes:
    """A name in GBK, and after a zero in RAR's own code: a high byte, and a way for each character, here always both bytes."""
    parts = [character.encode("utf-16-le") for character in name]
    groups = [parts[at : at + 4] for at in range(0, len(parts), 4)]
    return name.encode("gbk") + b"\0\0" + b"".join(b"\xaa" + b"".join(group) for group in groups)


def _raw(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode()


def _block4(kind: int, flags: int, fields: bytes) -> bytes:
    header = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(header) & 0xFFFF) + header


def _block5(kind: int, flags: int, fields: bytes) -> bytes:
    header = bytes((kind, flags)) + fields
    header = _number(len(header)) + header
    return struct.pack("<I", zlib.crc32(header)) + header


def _number(value: int) -> bytes:
    head = b""
    while value > 0x7F:
        head += bytes((value & 0x7F | 0x80,))
        value >>= 7
    return head + bytes((value,))


def _keyed(key: bytes, crc: int) -> int:
    value = 0
    for (part,) in struct.iter_unpack("<I", hmac.digest(key, struct.pack("<I", crc), "sha256")):
        value ^= part
    return value


def _encrypted(key: bytes, vector: bytes, plain: bytes) -> bytes:
    cipher = Cipher(AES(key), CBC(vector)).encryptor()
    return cipher.update(plain + bytes(-len(plain) % 16)) + cipher.finalize()
