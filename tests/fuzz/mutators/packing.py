"""Zip files: their members, and the fields of their headers."""

import struct
import warnings
import zipfile
import zlib
from io import BytesIO
from random import Random

from tests.fuzz.mutators import raw
from tests.fuzz.mutators.mutator import InapplicableError, Mutator
from tests.fuzz.mutators.numbers import edge

# PKWARE's APPNOTE 4.3: signature, and offset and width of each field behind it.
_FIELDS = (
    (b"PK\x03\x04", ((4, 2), (6, 2), (8, 2), (10, 4), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))),
    (b"PK\x01\x02", ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (34, 2), (38, 4), (42, 4))),
    (b"PK\x05\x06", ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))),
)
_METHODS = (0, 1, 6, 8, 9, 12, 14, 93, 95, 98, 99, 0xFFFF)
_FLAGS = (1, 8, 0x20, 0x40, 0x800, 0x2000)
_NAMES = (
    "../../推荐表.docx", "/etc/passwd", "C:\\Windows\\a.docx", "a/../../b", "", " ", ".", "..", "CON", "a\0b.docx",
    "推荐表\u202excod.exe", "\x1b[31m.docx",
    "x" * 5000, "目录/" * 200 + "a.docx", "word/document.xml", "WORD\\Document.XML", "[Content_Types].xml", "mimetype",
    "ofd.xml", "xl/workbook.xml",
    "__MACOSX/._a", "Thumbs.db", "~$推荐表.docx", "<script>alert(1)</script>.docx", "=cmd|' /C calc'!A0.docx", "a\nb\r.docx",
    "\ud800".encode("utf-8", "replace").decode() + ".pdf",
    "推荐表.docx/", "推荐表.docx/a", "a" * 300 + ".docx",
)
_Parts = list[tuple[str, bytes]]


def _parts(data: bytes) -> _Parts:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return [(name, package.read(name)) for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error, struct.error) as error:
        raise InapplicableError from error


def packed(parts: _Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of members in this order; two of one name are two."""
    buffer = BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts:
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name[:60_000], method
            package.writestr(info, content)
    return buffer.getvalue()


def _one(parts: _Parts, chance: Random) -> int:
    if not parts:
        raise InapplicableError
    return chance.randrange(len(parts))


def lose_member(data: bytes, chance: Random) -> bytes:
    """Leave a member out."""
    parts = _parts(data)
    del parts[_one(parts, chance)]
    return packed(parts)


def rename_member(data: bytes, chance: Random) -> bytes:
    """Call a member something else."""
    parts = _parts(data)
    at = _one(parts, chance)
    parts[at] = (chance.choice((*_NAMES, chance.choice(parts)[0], parts[at][0].swapcase())), parts[at][1])
    return packed(parts)


def repeat_member(data: bytes, chance: Random) -> bytes:
    """Pack a member twice, or very often, under one name or several."""
    parts = _parts(data)
    name, content = parts[_one(parts, chance)]
    times, numbered = chance.choice((1, 1, 5, 3000)), chance.random() < 0.5
    return packed(parts + [(f"{n}{name}" if numbered else name, content[: 100_000 // times]) for n in range(times)])


def exchange_contents(data: bytes, chance: Random) -> bytes:
    """Let two members change their contents."""
    parts = _parts(data)
    one, other = _one(parts, chance), _one(parts, chance)
    (a, x), (b, y) = parts[one], parts[other]
    parts[one], parts[other] = (a, y), (b, x)
    return packed(parts)


def shuffle(data: bytes, chance: Random) -> bytes:
    """Pack the members in another order, by another method."""
    parts = _parts(data)
    chance.shuffle(parts)
    return packed(parts, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))


def spoil_content(data: bytes, chance: Random) -> bytes:
    """Change a member's content, with its checksum."""
    parts = _parts(data)
    at = _one(parts, chance)
    name, content = parts[at]
    parts[at] = (name, chance.choice(raw.RAW.steps)(content, chance))
    return packed(parts)


def fill_content(data: bytes, chance: Random) -> bytes:
    """Give a member a content of nothing, or of very much."""
    parts = _parts(data)
    at = _one(parts, chance)
    parts[at] = (parts[at][0], chance.choice((b"", b"\0", b"\xff" * 100, b"<a>" * 10_000, b" " * 3_000_000, data)))
    return packed(parts)


def change_field(data: bytes, chance: Random) -> bytes:
    """Write an extreme into a field of a header: flags, method, checksum, sizes, lengths, offsets."""
    signature, fields = chance.choice(_FIELDS)
    at, width = chance.choice(fields)
    start = _header(data, signature, chance) + at
    return data[:start] + edge(chance, width, near=len(data)) + data[start + width :]


def change_method(data: bytes, chance: Random) -> bytes:
    """Claim another method or flag in one header or in both."""
    flags = chance.random() < 0.5
    value = struct.pack("<H", chance.choice(_FLAGS if flags else _METHODS))
    changed = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        if chance.random() < 0.7:
            start = _header(data, signature, chance) + at + (0 if flags else 2)
            changed[start : start + 2] = value
    return bytes(changed)


def change_extra(data: bytes, chance: Random) -> bytes:
    """Give a member an extra field: zip64, a name in Unicode, AES, nonsense."""
    parts = _parts(data)
    at = _one(parts, chance)
    kind, value = chance.choice((0x0001, 0x7075, 0x9901, 0x000A, 0xFFFF)), chance.randbytes(chance.choice((0, 1, 4, 7, 24, 28)))
    extra = struct.pack("<HH", kind, chance.choice((len(value), len(value) + 1, 0, 0xFFFF))) + value
    buffer = BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "w") as package:
        for number, (name, content) in enumerate(parts):
            info = zipfile.ZipInfo(name)
            info.extra = extra if number == at else b""
            package.writestr(info, content)
    return buffer.getvalue()


def _header(data: bytes, signature: bytes, chance: Random) -> int:
    places = []
    at = data.find(signature)
    while at >= 0:
        places.append(at)
        at = data.find(signature, at + 1)
    if not places:
        raise InapplicableError
    return chance.choice(places)


ZIP = Mutator(
    (lose_member, rename_member, repeat_member, exchange_contents, shuffle, spoil_content, fill_content, change_field, change_field,
     change_field, change_method, change_extra),
    ("zip", "docx"), share=12,
)
