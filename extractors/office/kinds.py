"""Which office formats other than .docx a file may have, told by its first bytes and its container's directory."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from typing import Final

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM: Final = "WordDocument"
# Streams that tell what a compound file is.
COMPOUNDS: Final = ("EncryptedPackage", "__properties_version1.0", _WORD_STREAM, "Workbook", "PowerPoint Document")
_HEAD: Final = 16 * 1024  # bytes in which the root element of an XML file begins
_ENCODINGS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_WORD_XML: Final = (
    'progid="word.document"',
    "http://schemas.microsoft.com/office/word/2003/wordml",
    "http://schemas.microsoft.com/office/2006/xmlpackage",
)
_PAGE: Final = re.compile(r"<html|<!doctype html", re.IGNORECASE)
_SINGLE_FILE: Final = re.compile(r"\s*mime-version:[^\n]*\n(?:[^\n]+\n)*?content-type:\s*multipart/related", re.IGNORECASE)


class Kind(StrEnum):
    """A format, as its media type. WORD_XML is Word 2003 XML or flat OPC: only the root element tells them apart.

    HTML is a web page, MHTML one that is saved as one file, as Word does it.
    """

    DOC = "application/msword"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    WORD_XML = "application/vnd.ms-wordml"
    HTML = "text/html"
    MHTML = "multipart/related"


def kind_of(data: bytes) -> Kind | None:
    """The format of a file; None for what is none of these, a .docx among it. Raises nothing."""
    if data.startswith(_COMPOUND):
        return Kind.DOC if _WORD_STREAM in compound_streams(data, *COMPOUNDS) else None
    if data.startswith(b"{\\rtf"):
        return Kind.RTF
    if data.startswith(b"PK\x03\x04"):
        return Kind.ODT if b"mimetype" in data and _is_text(data) else None
    return _textual_kind(data[:_HEAD].decode(_ENCODINGS.get(data[:2], "utf-8"), errors="replace"))


def compound_streams(data: bytes, *wanted: str) -> set[str]:
    """Which of these streams a compound file has, not counting those of what is embedded in it."""
    named = {name for name in wanted if name.encode("utf-16-le") in data}
    if len(named) <= 1:  # which also does for damaged directories
        return named
    from extractors.office.compound import root_streams  # olefile is wanted for few files

    found = root_streams(data)
    return {name for name in named if name.lower() in found} or named


def is_word_xml(head: str) -> bool:
    """Whether a text that begins like this is Word 2003 XML or flat OPC."""
    head = head.lstrip("\ufeff \t\r\n").lower()
    return head.startswith("<") and any(sign in head for sign in _WORD_XML)


def is_web_page(head: str) -> bool:
    """Whether a text that begins like this is a web page."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and bool(_PAGE.search(head))


def _textual_kind(head: str) -> Kind | None:
    if is_word_xml(head):
        return Kind.WORD_XML
    if is_web_page(head):
        return Kind.HTML
    return Kind.MHTML if _SINGLE_FILE.match(head) else None


def _is_text(data: bytes) -> bool:
    # OpenDocument 1.2, part 3, 3.3: the file `mimetype` says what the package is; templates add `-template`.
    try:
        with zipfile.ZipFile(BytesIO(data)) as package, package.open("mimetype") as part:
            return part.read(len(Kind.ODT)) == Kind.ODT.encode()
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return False
