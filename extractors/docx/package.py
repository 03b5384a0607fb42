"""The zip file around a Word document, opened within limits that are counted from what really comes out of it."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from typing import Final

from extractors.docx.foreign import not_a_package, other_package
from extractors.docx.xml import DocumentTypeError, parse
from extractors.errors import DocumentError
from extractors.locks.passwords import unknown_lock

MAX_MEMBERS: Final = 2_000
MAX_PART: Final = 60 * 1024 * 1024
MAX_RATIO: Final = 200
RATIO_FROM: Final = 1024 * 1024

_MOST_ENTRIES = 10 * MAX_MEMBERS  # with those of packages that lie inside this one
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_OTHER_PROGRAMS = ("xl/", "ppt/", "visio/")
_RESEND = "请用 Word 打开后另存为新的 .docx 文件，再重新报送。"
_SHRINK = "请删去与推荐表无关的内容，用 Word 另存后重新报送。"


class Package:
    """The parts of a .docx file by their names, in lower case and without a leading slash."""

    def __init__(self, data: bytes) -> None:
        """Raises DocumentError where the file is no zip file, is damaged, or has too many members."""
        refusal = not_a_package(data)
        if refusal is not None:
            raise refusal
        self._data = data
        self._members = _members(data)

    @property
    def names(self) -> tuple[str, ...]:
        """Of all parts."""
        return tuple(self._members)

    @property
    def has_macros(self) -> bool:
        """Whether a macro project lies in the package, whatever the file is called."""
        return any(name.endswith("vbaproject.bin") for name in self._members)

    def main(self) -> bytes:
        """The main document: by content type, else by relationship, else by its usual name.

        Raises DocumentError: `document.type_mismatch` where the package holds no Word document, and as `read`.
        """
        name = self._main
        if name is None:
            raise self.no_document()
        return self.read(name)

    def pictures(self) -> dict[str, str]:
        """The pictures that the main document shows: names of parts by the ids that it calls them by."""
        folder, name = posixpath.split(self._main or "")
        data = self._optional(f"{folder}/_rels/{name}.rels")
        if not data:
            return {}
        try:
            root = parse(data)
        except DocumentError:  # damaged: no picture is found, but the text can be read
            return {}
        found = {
            entry.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/").lower()
            for entry in root if entry.get("Type", "").endswith("/image") and entry.get("TargetMode") != "External"
        }
        return {name: part for name, part in found.items() if part in self._members}

    def styles(self) -> bytes:
        """The styles; nothing where they are missing or damaged, for the text can be read without them."""
        names = (name for name in self._members if posixpath.basename(name) == "styles.xml")
        return self._optional(next(names, ""))

    def no_document(self) -> DocumentError:
        """What to say of a package without a Word document."""
        if any(member.flag_bits & _ENCRYPTED for member in self._members.values()):
            return unknown_lock()
        return other_package(tuple(self._members), self._optional("mimetype"))

    def read(self, name: str) -> bytes:
        """A part in full.

        Raises DocumentError: `document.encrypted`, `document.unreadable` (missing, damaged, cut off, wrong checksum),
        `document.too_large` (over MAX_PART bytes, or over RATIO_FROM bytes and MAX_RATIO times its packed size).
        """
        member = self._members.get(name)
        if member is None:
            raise _damaged()
        if member.flag_bits & _ENCRYPTED:
            raise unknown_lock()
        header = self._data[member.header_offset : member.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise _damaged()
        name_length, extra_length = struct.unpack_from("<HH", header, 26)
        start = member.header_offset + _LOCAL_HEADER + name_length + extra_length
        content = _unpacked(self._data[start : start + member.compress_size], member)
        if zlib.crc32(content) != member.CRC:
            raise _damaged()
        return content

    @cached_property
    def _main(self) -> str | None:
        return next((name for name in self._candidates() if name in self._members), None)

    def _candidates(self) -> tuple[str, ...]:
        typed = self._listed("[content_types].xml", "ContentType", "PartName", lambda kind: "word" in kind and "main+xml" in kind)
        if typed:
            return typed
        related = self._listed("_rels/.rels", "Type", "Target", lambda kind: kind.endswith("/officeDocument"))
        return (*(name for name in related if not name.startswith(_OTHER_PROGRAMS)), "word/document.xml")

    def _listed(self, part: str, kind: str, target: str, wanted: Callable[[str], bool]) -> tuple[str, ...]:
        """The existing parts that a listing names for a wanted kind; none where the listing is missing or damaged."""
        data = self._optional(part)
        if not data:
            return ()
        try:
            root = parse(data)
        except DocumentTypeError:
            raise
        except DocumentError:  # a damaged listing: the next way to find the document is tried
            return ()
        names = (
            posixpath.normpath("/" + entry.get(target, "").replace("\\", "/")).lstrip("/").lower()
            for entry in root
            if wanted(entry.get(kind, ""))
        )
        return tuple(name for name in names if name in self._members)

    def _optional(self, name: str) -> bytes:
        """A part that can be done without; nothing where it is missing or damaged."""
        if name not in self._members:
            return b""
        try:
            return self.read(name)
        except DocumentError as error:
            if error.code == "document.unreadable":
                return b""
            raise


def _members(data: bytes) -> dict[str, zipfile.ZipInfo]:
    # zipfile reads the whole directory before it can be counted; a hundred thousand entries would take a second.
    entries = data.count(b"PK\x01\x02")
    if entries > _MOST_ENTRIES:
        raise _too_many(entries)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise _damaged() from error
    if len(members) > MAX_MEMBERS:
        raise _too_many(len(members))
    return {member.filename.replace("\\", "/").lstrip("/").lower(): member for member in members}


def _unpacked(packed: bytes, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type == _STORED:
        content, used = packed, len(packed)
    elif member.compress_type == _DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(packed, MAX_PART + 1)
        except zlib.error as error:
            raise _damaged() from error
        used = len(packed) - len(stream.unconsumed_tail) - len(stream.unused_data)
    else:
        raise DocumentError("document.unreadable", "文件内部使用了不支持的压缩方式。", _RESEND)
    if len(content) > MAX_PART:
        reason = f"文件解压后超过 {MAX_PART // 1024**2} MB 的上限（文件标称 {member.file_size / 1024**2:,.1f} MB）。"
        raise DocumentError("document.too_large", reason, _SHRINK)
    if len(content) > RATIO_FROM and len(content) > MAX_RATIO * used:
        reason = f"文件内部的压缩比为 {len(content) // max(used, 1):,} 倍，超过 {MAX_RATIO} 倍的上限，不是正常的 Word 文档。"
        raise DocumentError("document.too_large", reason, _SHRINK)
    return content


def _too_many(members: int) -> DocumentError:
    reason = f"文件内部有 {members:,} 个部件，超过 {MAX_MEMBERS:,} 个的上限。"
    return DocumentError("document.too_large", reason, _SHRINK)


def _damaged() -> DocumentError:
    return DocumentError("document.unreadable", "文件已损坏或不完整，无法打开。", _RESEND)
