"""Archives for the tests, made on the spot."""

import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from extractors.locks.passwords import Passwords
from ingest import sniff
from ingest.unpack.archive import open_archive
from ingest.unpack.budget import Budget
from ingest.unpack.member import Member, Refusal
from schema.limits import Limits

_UTF8 = 0x800


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def zip_named(raw: bytes, content: bytes = b"x", *, utf8: bool = False, extra: bytes = b"") -> bytes:
    """A zip with one file, named by these bytes in both of its headers."""
    stand_in = "n" * len(raw)
    info = zipfile.ZipInfo(stand_in)
    info.extra = extra
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(info, content)
    data = bytearray(buffer.getvalue().replace(stand_in.encode(), raw))
    if utf8:
        for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            place = data.find(signature) + at
            flags = int.from_bytes(data[place : place + 2], "little") | _UTF8
            data[place : place + 2] = flags.to_bytes(2, "little")
    return bytes(data)


def unicode_path(raw: bytes, text: str, wrong: int = 0) -> bytes:
    """The extra field with the name in UTF-8 beside raw; wrong is added to its CRC."""
    value = b"\x01" + (zlib.crc32(raw) ^ wrong).to_bytes(4, "little") + text.encode()
    return (0x7075).to_bytes(2, "little") + len(value).to_bytes(2, "little") + value


def tarred(parts: Mapping[str, bytes], mode: str = "w", encoding: str = "utf-8", form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive of parts; mode `w:gz` and so on packs it."""
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, encoding=encoding, format=form) as archive:  # type: ignore[call-overload]
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return buffer.getvalue()


def by_library(parts: Mapping[str, bytes], kind: str, options: str = "", password: str | None = None) -> bytes:
    """An archive as libarchive writes it: a 7z, or a zip with a password."""
    from libarchive.write import custom_writer

    written: list[bytes] = []

    def write(block: bytes) -> int:
        written.append(bytes(block))
        return len(block)

    with custom_writer(write, kind, options=options, passphrase=password) as archive:
        for name, content in parts.items():
            archive.add_file_from_memory(name, len(content), content)
    return b"".join(written)


def opened(
    data: bytes, budget: Budget | None = None, passwords: tuple[str, ...] = (), name: str = "x"
) -> list[Member | Refusal]:
    """All that an archive gives."""
    return list(open_archive(data, sniff.media_type(data), budget or Budget(Limits()), Passwords(passwords), name=name))


def had(outcomes: list[Member | Refusal]) -> dict[str, bytes]:
    """The files among what an archive gave, by name."""
    return {one.name.text: one.data for one in outcomes if isinstance(one, Member)}


def refused(outcomes: list[Member | Refusal]) -> list[tuple[str, str]]:
    """The refusals among what an archive gave: name and code."""
    return [(one.name.text, one.code) for one in outcomes if isinstance(one, Refusal)]
