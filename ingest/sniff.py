"""What a file is, by its content: a name proves nothing."""

import lzma
import re
import zipfile
import zlib
from io import BytesIO

from extractors.office.kinds import COMPOUNDS, compound_streams, is_word_xml
from extractors.picture_kinds import PICTURES

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroenabled.12"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
OFD = "application/ofd"
ZIP = "application/zip"
BROKEN_ZIP = "application/x-damaged-zip"
PACKAGE = "application/x-office-package"  # of none of the known programs, or without its main part
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
TAR = "application/x-tar"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
ENCRYPTED = "application/x-encrypted-office"
OLE2 = "application/x-ole-storage"
RTF = "application/rtf"
HTML = "text/html"
XML = "text/xml"
WORD_XML = "application/vnd.ms-wordml"
MHTML = "multipart/related"
EML = "message/rfc822"
MBOX = "application/mbox"
TNEF = "application/vnd.ms-tnef"
TEXT = "text/plain"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"{\\rtf", RTF),
    *PICTURES,
    (0, b"Rar!\x1a\x07", RAR),
    (0, b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (0, b"\x1f\x8b", GZIP),
    (0, b"BZh", BZIP2),
    (0, b"\xfd7zXZ\x00", XZ),
    (257, b"ustar", TAR),
    (0, b"\x78\x9f\x3e\x22", TNEF),
)
_PDF_WITHIN = 1024  # ISO 32000-1, Annex H.3: readers accept the header somewhere within the first 1024 bytes

# Part of the content type of an OOXML package's main part, and the media type of the package; transitional and strict.
_PACKAGES: tuple[tuple[bytes, str], ...] = (
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"wordprocessingml.template.main+xml", DOCX),
    (b"ms-word.document.macroenabled", DOCM),
    (b"ms-word.template.macroenabled", DOCM),
    (b"spreadsheetml.sheet.main+xml", XLSX),
    (b"ms-excel.sheet", XLSX),
    (b"presentationml.presentation.main+xml", PPTX),
    (b"presentationml.slideshow.main+xml", PPTX),
)
_CONTENT_TYPES_LIMIT = 1024 * 1024
_OLE2_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = dict(zip(COMPOUNDS, (ENCRYPTED, MSG, DOC, XLS, PPT), strict=True))
_TEXT_START = 64 * 1024
_MAIL_HEADERS = frozenset({"received", "return-path", "delivered-to", "from", "to", "subject", "message-id"})
_MIME_HEADERS = frozenset({"mime-version", "content-type"})
_HEADER = re.compile(r"^([a-z-]+): ?\S", re.IGNORECASE | re.MULTILINE)
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def media_type(data: bytes) -> str:
    """The media type of a file's content; UNKNOWN where nothing known is in it."""
    if not data:
        return EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if data.startswith(_OLE2_HEADER):
        found = compound_streams(data, *COMPOUNDS)
        return next((kind for name, kind in _STREAMS.items() if name in found), OLE2)
    if b"%PDF-" in data[: _PDF_WITHIN + 5]:
        return PDF
    for offset, magic, kind in _MAGIC:
        if data.startswith(magic, offset):
            return kind
    return _textual(data)


def _package(data: bytes) -> str:
    # All that a damaged zip makes zipfile raise; the content types are read up to a limit, nothing else is unpacked.
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = {name.replace("\\", "/").lower(): name for name in package.namelist()}
            if "[content_types].xml" not in names:
                return _other_package(package, names)
            with package.open(names["[content_types].xml"]) as part:
                said = part.read(_CONTENT_TYPES_LIMIT).lower()
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return BROKEN_ZIP
    found = next((kind for name, kind in _PACKAGES if name in said), None)
    return found or (DOCX if "word/document.xml" in names else PACKAGE)


def _other_package(package: zipfile.ZipFile, names: dict[str, str]) -> str:
    if "word/document.xml" in names:
        return DOCX
    if "ofd.xml" in names:
        return OFD
    if "mimetype" in names:
        with package.open(names["mimetype"]) as part:
            return ODT if part.read(len(ODT)) == ODT.encode() else ZIP
    return PACKAGE if "_rels/.rels" in names or any(name.startswith("word/") for name in names) else ZIP


def _textual(data: bytes) -> str:
    text = _decoded(data[:_TEXT_START])
    if text is None:
        return UNKNOWN
    start = text.lstrip()[:4096].lower()
    headers = set(_HEADER.findall(start)) if _HEADER.match(start) else set()
    if len(headers & (_MAIL_HEADERS | _MIME_HEADERS)) > 1:
        return EML if headers & _MAIL_HEADERS else MHTML
    if is_word_xml(start):
        return WORD_XML
    if start.startswith("<?xml"):
        return _markup(start)
    return HTML if _markup(start) == HTML else TEXT


def _markup(start: str) -> str:
    return HTML if "<html" in start or start.startswith("<!doctype html") else XML


def _decoded(start: bytes) -> str | None:
    for mark, encoding in _ENCODINGS.items():
        if start.startswith(mark):
            return start.decode(encoding, errors="replace")
    if b"\x00" in start:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return start.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start > len(start) - 4 and len(start) == _TEXT_START:  # a character cut by the limit
                return start[: error.start].decode(encoding)
    return None
