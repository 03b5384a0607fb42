"""Files as OLE objects, which documents hold: packages ([MS-OLEDS] 2.3.6), Office documents, PDF files."""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from olefile import OleFileIO

from extractors.office.compound import DAMAGED
from ingest import sniff
from ingest.unpack import names, refusals
from ingest.unpack.budget import OverLimitError
from ingest.unpack.mail import name_by_content
from ingest.unpack.member import Member, Metering, Name, Refusal

# A program embeds what it shows: the numbers of a chart, a formula, a slide. Of that only documents are of interest.
_DOCUMENTS = frozenset({
    sniff.DOCX, sniff.DOCM, sniff.DOC, sniff.PDF, sniff.RTF, sniff.ODT, sniff.OFD, sniff.WORD_XML, sniff.ENCRYPTED, sniff.MSG,
    sniff.ZIP, sniff.RAR, sniff.SEVEN_ZIP,
})
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGED, _OFFICE, _OF_PDF_READER, _WORD = "\x01ole10native", "package", "contents", "worddocument"
_WITH_NAMES = 2  # first number of a package that says name and paths before its bytes


class Object(NamedTuple):
    """A file that is an object. name: None where it has none. data: None where it cannot be taken out by itself."""

    name: Name | None
    data: bytes | None


LOST = Object(None, None)


def of_object(content: bytes) -> Iterator[Object]:
    """The files in what a document holds as one object."""
    found = list(objects(content)) if content.startswith(_COMPOUND) else []
    if found:  # whose streams are named in the bytes of the object as well: it passes for what is in it
        yield from found
    elif is_document(content):
        yield Object(None, content)


def objects(data: bytes, pool: str = "") -> Iterator[Object]:
    """The files in the compound file of an object, or of a .doc in its pool of objects.

    Pictures, formulas, and what else a program keeps in streams of its own are no files.
    """
    try:
        with OleFileIO(BytesIO(data)) as container:
            for path in container.listdir():
                *storages, stream = map(str.lower, path)
                if (len(storages) == 2 and storages[0] == pool) if pool else not storages:
                    yield from _of_stream(container, path, stream)
    except DAMAGED:
        yield LOST


def _of_stream(container: OleFileIO, path: list[str], stream: str) -> Iterator[Object]:
    if stream in {_PACKAGED, _OFFICE, _OF_PDF_READER}:
        content = container.openstream(path).read()
        if stream == _PACKAGED:
            yield from of_package(content)
        elif is_document(content):
            yield Object(None, content)
    elif stream == _WORD and len(path) > 1:  # a .doc in pieces, which stand beside this one
        yield LOST


def of_package(said: bytes) -> Iterator[Object]:
    """A file that somebody put in: its name, its paths, its bytes; then the same texts in Unicode, by newer programs.

    Raises ValueError or struct.error where it is cut off.
    """
    (kind,) = struct.unpack_from("<H", said, 4)
    if kind != _WITH_NAMES:
        if is_document(said[4:]):
            yield Object(None, said[4:])
        return
    name, at = _text(said, 6)
    _, at = _text(said, at)
    _, at = _text(said, at + 8)
    (size,) = struct.unpack_from("<I", said, at)
    end = at + 4 + size
    if end > len(said):
        raise ValueError
    yield Object(names.file_name(_wide_name(said, end) or names.text(name)), said[at + 4 : end])


def _text(said: bytes, start: int) -> tuple[bytes, int]:
    end = said.index(b"\0", start)
    return said[start:end], end + 1


def _wide_name(said: bytes, at: int) -> str:
    """The name in Unicode, which is the second of the texts; nothing where there is none."""
    text = ""
    for _ in range(2):
        if at + 4 > len(said):
            return ""
        (length,) = struct.unpack_from("<I", said, at)
        end = at + 4 + 2 * length
        text, at = said[at + 4 : end].decode("utf-16-le", errors="replace"), end
    return text.rstrip("\0")


def is_document(content: bytes) -> bool:
    """Whether it is a document, or an archive that may hold one."""
    return sniff.media_type(content) in _DOCUMENTS


def member(one: Object, number: int, meter: Metering) -> Member | Refusal:
    """An object as a member of the document that holds it. number: which of them it is; meter: counts it."""
    counted = meter()
    if one.data is None:
        counted.start()
        return Refusal(
            Name(f"内嵌文件{number}"), refusals.UNREADABLE, "Word 文档中内嵌的文件无法取出。",
            "请在 Word 中打开，双击内嵌的文件后另存，或请申报单位把它作为单独的附件发送。",
        )
    name = one.name or name_by_content(one.data, number)
    try:
        counted.start(said=len(one.data))
        counted.count(len(one.data))
    except OverLimitError as error:
        if error.ends:
            raise
        return refusals.over_limit(name, error)
    return Member(name, one.data)
