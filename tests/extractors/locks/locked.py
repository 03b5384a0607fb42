"""Locked files, made on the spot, and two that LibreOffice has locked."""

import struct
from hashlib import md5, sha1
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pikepdf
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from msoffcrypto.format.ooxml import OOXMLFile

from samples.envelopes.ole import ole

PASSWORD = "Suanpan2023"  # noqa: S105 - of files that are made for the tests
# A letter of one sentence, 此致敬礼, saved by LibreOffice 7.4 with that password: RC4, and AES by PBKDF2.
DATA = Path(__file__).with_name("data")
Strength = Literal[2, 3, 4, 6]


def agile(package: bytes, password: str = PASSWORD) -> bytes:
    """An Office file as Word 2013 and later lock it."""
    locked = BytesIO()
    OOXMLFile(BytesIO(package)).encrypt(password, locked)
    return locked.getvalue()


def standard(package: bytes, password: str = PASSWORD) -> bytes:
    """An Office file as Word 2007 locks it: [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9."""
    salt, verifier = b"salt of 16 bytes", b"some 16 bytes..."
    digest = sha1(salt + password.encode("utf-16-le")).digest()  # noqa: S324 - the format has it so
    for number in range(50_000):
        digest = sha1(struct.pack("<I", number) + digest).digest()  # noqa: S324
    digest = sha1(digest + bytes(4)).digest()  # noqa: S324
    key = sha1(bytes(a ^ b for a, b in zip(digest.ljust(64, b"\0"), b"\x36" * 64, strict=True))).digest()[:16]  # noqa: S324
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16-le")
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + salt + _aes(key, verifier)
    info += struct.pack("<I", 20) + _aes(key, sha1(verifier).digest().ljust(32, b"\0"))  # noqa: S324
    return ole({"EncryptionInfo": info, "EncryptedPackage": struct.pack("<Q", len(package)) + _aes(key, package)})


def workbook(password: str | None) -> bytes:
    """An .xls of a single record, locked by RC4 where there is a password: [MS-OFFCRYPTO] 2.3.6, [MS-XLS] 2.4.117."""
    begin, end = struct.pack("<HHHH12x", 0x809, 16, 0x600, 5), struct.pack("<HH", 0x0A, 0)
    if password is None:
        return ole({"Workbook": begin + bytes(5000) + end})
    salt, verifier = b"salt of 16 bytes", b"some 16 bytes..."
    start = md5(password.encode("utf-16-le")).digest()[:5]  # noqa: S324
    key = md5(md5((start + salt) * 16).digest()[:5] + bytes(4)).digest()  # noqa: S324
    stream = Cipher(ARC4(key), None).encryptor()
    check = stream.update(verifier) + stream.update(md5(verifier).digest())  # noqa: S324
    lock = struct.pack("<HHHHH", 0x2F, 6 + 48, 1, 1, 1) + salt + check
    return ole({"Workbook": begin + lock + end})


def pdf(user: str = PASSWORD, owner: str = PASSWORD, strength: Strength = 6) -> bytes:
    """A PDF of one blank page."""
    locked = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(locked, encryption=pikepdf.Encryption(user=user, owner=owner, R=strength, aes=strength >= 4, metadata=False))
    return locked.getvalue()


def is_package(data: bytes | None, name: str) -> bool:
    """Whether it is a zip file with such a part."""
    return data is not None and name in ZipFile(BytesIO(data)).namelist()


def _aes(key: bytes, plain: bytes) -> bytes:
    cipher = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 - the format has it so
    return cipher.update(plain + bytes(-len(plain) % 16)) + cipher.finalize()
