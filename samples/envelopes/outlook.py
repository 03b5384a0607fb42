"""A mail as Outlook saves it (.msg, [MS-OXMSG]): a storage for the mail, one for each person and each attachment."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from samples.envelopes import mail
from samples.envelopes.mail import Letter, Parts
from samples.envelopes.ole import Tree, ole

MAIL_HEADER, EMBEDDED_HEADER, ATTACHMENT_HEADER = 32, 24, 8  # bytes before the properties
_OFFICE = "shenbao@office.example.org"
# Ids of properties ([MS-OXPROPS]).
_CLASS, _SUBJECT, _SENT, _DELIVERED, _BODY = 0x001A, 0x0037, 0x0039, 0x0E06, 0x1000
_SENDER_NAME, _SENDER_TYPE, _SENDER_ADDRESS, _SENDER_SMTP, _TO, _HEADERS = 0x0C1A, 0x0C1E, 0x0C1F, 0x5D01, 0x0E04, 0x007D
_FLAGS, _SUPPORTS, _UNICODE_IS_SUPPORTED = 0x0E07, 0x340D, 0x00040000
_NAME, _TYPE, _ADDRESS, _SMTP, _RECIPIENT = 0x3001, 0x3002, 0x3003, 0x39FE, 0x0C15
_DATA, _SUFFIX, _SHORT_NAME, _METHOD, _LONG_NAME, _POSITION, _NUMBER = 0x3701, 0x3703, 0x3704, 0x3705, 0x3707, 0x370B, 0x0E21
_BY_VALUE, _TO_SOMEBODY, _READ, _WITH_ATTACHMENT, _NOWHERE = 1, 1, 0x01, 0x10, 0xFFFFFFFF
_TEXT, _CODE_PAGE_TEXT, _BYTES, _INTEGER, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
_READABLE, _WRITABLE = 2, 4


def storage(header: bytes, numbers: Mapping[int, int], texts: Mapping[int, str | bytes], inside: Tree) -> Tree:
    """A storage of properties by id: numbers and times, texts (Unicode, or bytes in a code page), and what else is in it."""
    entries = b"".join(
        struct.pack("<HHIQ", _TIME if value >> 32 else _INTEGER, key, _READABLE | _WRITABLE, value) for key, value in numbers.items()
    )
    streams: Tree = {}
    for key, text in texts.items():
        kind, data = (_TEXT, text.encode("utf-16-le")) if isinstance(text, str) else (_CODE_PAGE_TEXT, text)
        entries += struct.pack("<HHIII", kind, key, _READABLE | _WRITABLE, len(data) + (2 if kind == _TEXT else 1), 0)
        streams[f"__substg1.0_{key:04X}{kind:04X}"] = data
    return {"__properties_version1.0": header + entries} | streams | inside


def attached(texts: Mapping[int, str | bytes], content: "bytes | Tree | None", method: int = _BY_VALUE, number: int = 0) -> Tree:
    """The storage of an attachment: a file, a mail or an object (a Tree), or a link to something elsewhere (None)."""
    inside: Tree = {}
    if content is not None:
        inside[f"__substg1.0_{_DATA:04X}{_BYTES if isinstance(content, bytes) else 0x000D:04X}"] = content
    return storage(bytes(ATTACHMENT_HEADER), {_METHOD: method, _NUMBER: number, _POSITION: _NOWHERE}, texts, inside)


def message(
    texts: Mapping[int, str | bytes], *attachments: Tree, header: bytes = bytes(MAIL_HEADER), numbers: Mapping[int, int] | None = None,
) -> Tree:
    """The storage of a mail with its attachments."""
    return storage(header, numbers or {}, texts, {f"__attach_version1.0_#{number:08X}": tree for number, tree in enumerate(attachments)})


def write(letter: Letter, parts: Parts) -> bytes:
    """The mail as a .msg file."""
    name = letter.sender.partition(" <")[0]
    texts: dict[int, str | bytes] = {
        _CLASS: "IPM.Note", _SUBJECT: letter.subject, _BODY: letter.text, _SENDER_NAME: name, _SENDER_TYPE: "SMTP",
        _SENDER_ADDRESS: letter.address, _SENDER_SMTP: letter.address, _TO: _OFFICE, _HEADERS: f"{mail.headers(letter)}\r\n\r\n",
    }
    numbers = {
        _FLAGS: _READ | _WITH_ATTACHMENT, _SUPPORTS: _UNICODE_IS_SUPPORTED, _SENT: _ticks(letter.date),
        _DELIVERED: _ticks(letter.received or letter.date),
    }
    header = bytes(8) + struct.pack("<IIII", 1, len(parts), 1, len(parts)) + bytes(8)
    tree = message(texts, *(_file(*part, number) for number, part in enumerate(parts)), header=header, numbers=numbers)
    tree["__recip_version1.0_#00000000"] = _recipient()
    # The map of named properties, of which there are none.
    tree["__nameid_version1.0"] = {f"__substg1.0_{key:04X}{_BYTES:04X}": b"" for key in (2, 3, 4)}
    return ole(tree)


def _file(name: str, data: bytes, number: int) -> Tree:
    suffix = PurePosixPath(name).suffix
    texts = {_NAME: name, _LONG_NAME: name, _SUFFIX: suffix, _SHORT_NAME: f"FILE~{number + 1}{suffix.upper()[:4]}"}
    made = attached(texts, data, number=number)
    # A binary property's entry says how long its stream is.
    made["__properties_version1.0"] = _bytes(made) + struct.pack("<HHIII", _BYTES, _DATA, _READABLE | _WRITABLE, len(data), 0)
    return made


def _bytes(tree: Tree) -> bytes:
    properties = tree["__properties_version1.0"]
    if not isinstance(properties, bytes):
        raise TypeError("the properties of a storage are a stream")
    return properties


def _recipient() -> Tree:
    texts = {_NAME: _OFFICE, _TYPE: "SMTP", _ADDRESS: _OFFICE, _SMTP: _OFFICE}
    return storage(bytes(ATTACHMENT_HEADER), {_RECIPIENT: _TO_SOMEBODY, 0x3000: 0}, texts, {})


def _ticks(date: str) -> int:
    """A FILETIME: units of 100 ns since 1601, in UTC."""
    passed: timedelta = parsedate_to_datetime(date) - datetime(1601, 1, 1, tzinfo=UTC)
    return int(passed.total_seconds()) * 10_000_000
