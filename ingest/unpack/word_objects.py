"""Where documents of word processors hold objects that are files themselves."""

import re
import struct
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import PurePosixPath
from typing import Final

from extractors.docx.package import Package
from extractors.docx.xml import normalised, parse
from extractors.errors import DocumentError
from extractors.office.flat_opc import PACKAGE, unflattened
from ingest.unpack.member import Members, Metering
from ingest.unpack.ole_objects import LOST, Object, member, objects, of_object, of_package

_PARTS_OF_DOCUMENTS: Final = frozenset({".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf", ".bin"})
_FOLDER = "/embeddings/"
_POOL = "objectpool"
_OBJECT_FILE = re.compile(r"obj(ect )?\d+")
_OBJECT_IN_PIECES = re.compile(r"object \d+/content\.xml")
_TEXT = b"<office:text"
# An object in RTF: `{\object\objemb … {\*\objdata 0105…}}`, its bytes as hexadecimal digits, or as they are after `\bin`.
_RTF_OBJECT = re.compile(rb"\\objdata\b([^}]*)")
_RTF_BLANK = re.compile(rb"\s+")
_OLE_1: Final = struct.Struct("<II")  # [MS-OLEDS] 2.2.4: version, and what follows
_EMBEDDED = 2
_PACKAGE_CLASS = b"package"


def in_package(data: bytes, meter: Metering) -> Members:
    """The documents embedded in a .docx; nothing where that is damaged, for reading it says so."""
    try:
        package = Package(data)
    except DocumentError:
        return
    parts = (part for part in package.names if _FOLDER in part and PurePosixPath(part).suffix in _PARTS_OF_DOCUMENTS)
    yield from _members((one for part in parts for one in _of_part(package, part)), meter)


def in_word_xml(data: bytes, meter: Metering) -> Members:
    """The documents embedded in a .docx that is one XML file; nothing where that is damaged."""
    try:
        root = parse(normalised(data))
    except DocumentError:
        return
    if root.tag == PACKAGE:
        yield from in_package(unflattened(root), meter)


def in_compound(data: bytes, meter: Metering) -> Members:
    """The documents embedded in a .doc."""
    yield from _members(objects(data, _POOL), meter)


def in_open_document(data: bytes, meter: Metering) -> Members:
    """The documents embedded in a .odt; nothing where that is damaged."""
    try:
        package = Package(data)
    except DocumentError:
        return
    yield from _members(_of_open_document(package), meter)


def in_rtf(data: bytes, meter: Metering) -> Members:
    """The documents embedded in a .rtf."""
    yield from _members((one for found in _RTF_OBJECT.finditer(data) for one in _of_rtf(found[1])), meter)


def _members(found: Iterable[Object], meter: Metering) -> Members:
    for number, one in enumerate(found, start=1):
        yield member(one, number, meter)


def _of_part(package: Package, part: str) -> Iterator[Object]:
    try:
        content = package.read(part)
    except DocumentError:
        yield LOST
    else:
        yield from of_object(content)


def _of_open_document(package: Package) -> Iterator[Object]:
    found = [one for part in package.names if _OBJECT_FILE.fullmatch(part) for one in _of_part(package, part)]
    yield from found
    # A text that lies there in pieces cannot be taken out; but LibreOffice keeps the file beside it that it made them from.
    in_pieces = sum(_is_text(package, part) for part in package.names if _OBJECT_IN_PIECES.fullmatch(part))
    kept = sum(one.name is None for one in found)
    yield from repeat(LOST, max(in_pieces - kept, 0))


def _is_text(package: Package, part: str) -> bool:
    """Whether what lies in pieces is a text; a chart or a formula is something that a program keeps there for itself."""
    try:
        return _TEXT in package.read(part)
    except DocumentError:
        return True


def _of_rtf(digits: bytes) -> Iterator[Object]:
    try:
        yield from _of_ole_1(bytes.fromhex(_RTF_BLANK.sub(b"", digits).decode("ascii")))
    except (ValueError, struct.error):  # `\bin`, or cut off
        yield LOST


def _of_ole_1(said: bytes) -> Iterator[Object]:
    """An object with its class, its topic and its item, which are texts, and its bytes ([MS-OLEDS] 2.2.5)."""
    _, kind = _OLE_1.unpack_from(said)
    if kind != _EMBEDDED:  # a link: what it leads to is not here
        return
    name, at = _counted(said, _OLE_1.size)
    for _ in range(2):
        _, at = _counted(said, at)
    content, _ = _counted(said, at)
    if name.rstrip(b"\0").lower() == _PACKAGE_CLASS:
        yield from of_package(struct.pack("<I", len(content)) + content)
    else:
        yield from of_object(content)


def _counted(said: bytes, at: int) -> tuple[bytes, int]:
    """Bytes after their number, and where they end."""
    (size,) = struct.unpack_from("<I", said, at)
    end = at + 4 + size
    if end > len(said):
        raise ValueError
    return said[at + 4 : end], end
