"""The transfer encodings of a mail's parts (RFC 2045, 6, and uuencode), undone block by block."""

import binascii
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from ingest.unpack import headers
from schema.limits import MB

_UUENCODE = frozenset({"x-uuencode", "uuencode", "x-uue"})
ENCODINGS = _UUENCODE | {"base64", "quoted-printable"}

_BLOCK = MB
_LINE_END = re.compile(rb"\n")
_UU_BEGIN = re.compile(rb"begin [0-7]{3,4} ([^\r\n]+)\r?\n")
_UU_LINE = re.compile(rb"^[ -`][^\r\n]*", re.MULTILINE)
_UU_END = re.compile(rb"end[ \t]*(?:\r?\n|\r?\Z)")


def decoded(data: bytes, start: int, end: int, encoding: str) -> Iterator[bytes | memoryview]:
    """The bytes of the body at data[start:end], as far as they can be had, block by block where it may be long.

    encoding: as the header says it, in lower case; what is none of ENCODINGS is taken as it is.
    """
    body = memoryview(data)[start:end]
    if encoding == "base64":
        yield from headers.base64(body)
    elif encoding == "quoted-printable":
        yield from _unquoted(body)
    elif encoding in _UUENCODE:
        yield from (uudecoded(lines) for _, lines in islice(uuencoded(data, start, end), 1))
    else:
        yield body


def uuencoded(data: bytes, start: int, stop: int) -> Iterator[tuple[bytes, memoryview]]:
    """Name and lines of files in a text. It is gone through by its words: an expression alone takes a minute for 1 GB."""
    at = data.find(b"begin ", start, stop)
    while at >= 0:
        begin = _UU_BEGIN.match(data, at, stop) if at == start or data[at - 1] in b"\r\n" else None
        end = _uu_end(data, begin.end(), stop) if begin else None
        if begin and end is None:
            return
        if begin and end:
            yield begin[1], memoryview(data)[begin.end() : end.start()]
        at = data.find(b"begin ", end.end() if end else at + 1, stop)


def uudecoded(lines: memoryview) -> bytes:
    """The bytes of a file from its lines."""
    kept = BytesIO()
    for found in _UU_LINE.finditer(lines):
        line = bytes(found.group())
        length = -(-4 * ((line[0] - 32) & 63) // 3)  # encoders leave more on a line than it says, or blanks off its end
        body = bytes(byte if 0x20 <= byte <= 0x60 else 0x20 for byte in line[1 : 1 + length])
        kept.write(binascii.a2b_uu(line[:1] + body))
    return kept.getvalue()


def _unquoted(text: memoryview) -> Iterator[bytes]:
    """Quoted-printable, some lines at a time: a line's end ends whatever has begun in it."""
    start = 0
    while start < len(text):
        end = _LINE_END.search(text, start + _BLOCK)
        stop = end.end() if end else len(text)
        yield binascii.a2b_qp(text[start:stop])
        start = stop


def _uu_end(data: bytes, start: int, stop: int) -> re.Match[bytes] | None:
    at = data.find(b"end", start, stop)
    while at >= 0:
        if data[at - 1] in b"\r\n" and (end := _UU_END.match(data, at, stop)):
            return end
        at = data.find(b"end", at + 1, stop)
    return None
