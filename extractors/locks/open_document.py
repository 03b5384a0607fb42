"""Locked OpenDocument files (ODF 1.2 part 3, 3.8 and 4.8): every part is packed, then encrypted with a key of its own."""

import base64
import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final, NamedTuple

from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from lxml import etree

from extractors import progress
from extractors.docx.package import MAX_PART, Package
from extractors.docx.xml import Element, child, normalised, parse
from extractors.errors import DocumentError
from extractors.locks.passwords import Passwords, unknown_lock

_TYPE: Final = "mimetype"
_MANIFEST: Final = "META-INF/manifest.xml"
_CONTENT: Final = "content.xml"
_SPACE: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_LOCK: Final = f"{_SPACE}encryption-data"
_MOST_ITERATIONS: Final = 10_000_000  # 5 s; programs take a hundredth of that
_BLOWFISH_KEY: Final = "16"  # bytes, where nothing else is said
_CHECKED: Final = 1024  # bytes of a packed part that its checksum covers


class _Lock(NamedTuple):
    """How a part is locked.

    start, digest: the hash functions of the password and of the checksum, which tells whether a key is the right one.
    """

    cipher: str
    vector: bytes
    start: str
    salt: bytes
    iterations: int
    length: int
    digest: str
    checksum: bytes


def unlocked(data: bytes, passwords: Passwords) -> bytes | None:
    """The file without its password, and without its pictures, which nobody reads; None where it has none.

    Raises DocumentError as `unlock.unlocked` does.
    """
    try:
        package = Package(data)
        manifest = parse(normalised(package.read(_MANIFEST.lower()))) if _MANIFEST.lower() in package.names else None
    except DocumentError:
        return None  # whoever reads it says what is wrong with it
    entries = {} if manifest is None else {entry.get(f"{_SPACE}full-path", ""): entry for entry in manifest}
    locked = {name: lock for name, entry in entries.items() if (lock := child(entry, _LOCK)) is not None}
    if not locked or manifest is None:
        return None
    locks = {name: _read(lock) for name, lock in locked.items() if name.endswith(".xml") and name.lower() in package.names}
    if _CONTENT not in locks:
        raise unknown_lock()
    for password in passwords.tried:
        if _part(package, _CONTENT, locks[_CONTENT], password) is not None:
            parts = {name: _part(package, name, lock, password) for name, lock in locks.items()}
            return _packed(package, manifest, parts)
    raise passwords.refusal("文件设有打开密码")


def _read(lock: Element) -> _Lock:
    """Raises DocumentError where it is a way that is not known, such as that of LibreOffice from 24.8 on."""
    algorithm, derivation, start = (_said(lock, name) for name in ("algorithm", "key-derivation", "start-key-generation"))
    try:
        found = _Lock(
            cipher=_last(algorithm["algorithm-name"]), vector=base64.b64decode(algorithm["initialisation-vector"]),
            start=_hash(start.get("start-key-generation-name", "")), salt=base64.b64decode(derivation["salt"]),
            iterations=int(derivation["iteration-count"]), length=int(derivation.get("key-size", _BLOWFISH_KEY)),
            digest=_hash(lock.get(f"{_SPACE}checksum-type", "")), checksum=base64.b64decode(lock.get(f"{_SPACE}checksum", "")),
        )
    except (KeyError, ValueError) as error:
        raise unknown_lock() from error
    known = found.cipher in _CIPHERS and _last(derivation.get("key-derivation-name", "")) == "pbkdf2"
    if not known or not 0 < found.iterations <= _MOST_ITERATIONS:
        raise unknown_lock()
    return found


def _said(lock: Element, name: str) -> dict[str, str]:
    """The attributes of an element of a lock."""
    part = child(lock, _SPACE + name)
    return {} if part is None else {str(key).removeprefix(_SPACE): str(value) for key, value in part.attrib.items()}


def _last(uri: str) -> str:
    return uri.rpartition("#")[2].lower()


def _hash(uri: str) -> str:
    return "sha256" if "sha256" in uri.lower() else "sha1"


def _part(package: Package, name: str, lock: _Lock, password: str) -> bytes | None:
    """A part as it was before it was locked; None where it is another password, or the part is damaged."""
    progress.made()
    start = hashlib.new(lock.start, password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.iterations, lock.length)
    try:
        packed = _CIPHERS[lock.cipher](key, lock.vector, package.read(name.lower()))
        if hashlib.new(lock.digest, packed[:_CHECKED]).digest() != lock.checksum:
            return None
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        content = stream.decompress(packed, MAX_PART)
    except (ValueError, zlib.error):  # a key or text of a wrong length, or nonsense
        return None
    return content if stream.eof else None


def _aes(key: bytes, vector: bytes, locked: bytes) -> bytes:
    cipher = Cipher(AES(key), CBC(vector)).decryptor()
    plain = cipher.update(locked) + cipher.finalize()
    return plain[: -plain[-1]] if plain else plain  # XML Encryption 1.1, 5.2.1: the last byte says how many were added


def _blowfish(key: bytes, vector: bytes, locked: bytes) -> bytes:
    cipher = Cipher(Blowfish(key), CFB(vector)).decryptor()
    return cipher.update(locked) + cipher.finalize()


_CIPHERS: Final = {"aes256-cbc": _aes, "aes192-cbc": _aes, "aes128-cbc": _aes, "blowfish cfb": _blowfish}


def _packed(package: Package, manifest: Element, parts: Mapping[str, bytes | None]) -> bytes:
    for entry in list(manifest):
        lock = child(entry, _LOCK)
        if lock is not None and parts.get(entry.get(f"{_SPACE}full-path", "")) is None:
            manifest.remove(entry)
        elif lock is not None:
            entry.remove(lock)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_TYPE, package.read(_TYPE))
        archive.writestr(_MANIFEST, etree.tostring(manifest))
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return buffer.getvalue()
