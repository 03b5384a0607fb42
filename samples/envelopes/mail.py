"""Mails as mail programs send them (RFC 5322, MIME), and as one file of many."""

import base64
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

_OFFICE = "培育项目申报受理组 <shenbao@office.example.org>"
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".pdf": "application/pdf",
    ".png": "image/png", ".jpg": "image/jpeg", ".zip": "application/zip", ".dat": "application/ms-tnef",
}
_WORD = 45  # bytes in an encoded word: RFC 2047 wants lines below 76 characters
_SECTION = 20  # bytes in a part of a parameter, each of which may be written in three characters
_BYTE = re.compile("%..|.")
_LINE = 57  # bytes in a line of base64, which then has 76 characters
_MAIL = ".eml"
_LOGO = "logo@example.com"
Parts = Sequence[tuple[str, bytes]]


class Naming(StrEnum):
    """How the names of attachments are written into headers."""

    WORDS = "RFC 2047"
    SECTIONS = "RFC 2231, in parts"
    GBK = "raw GBK"


@dataclass(frozen=True, slots=True)
class Letter:
    """Who writes to the office, what, and when.

    date: as the sender's clock says; received: as the office's server says, None for a mail that never came there by
    itself. naming: of the attachments; several ways take turns. inline: name of the picture that stands in the text, below
    the signature.
    """

    sender: str
    subject: str
    text: str
    date: str
    received: str | None = None
    naming: tuple[Naming, ...] = (Naming.WORDS,)
    inline: str | None = None

    @property
    def address(self) -> str:
        """The sender's address alone."""
        return self.sender.partition("<")[2].rstrip(">")


def write(letter: Letter, parts: Parts) -> bytes:
    """The mail with its attachments; those that are mails themselves (`.eml`) are forwarded in it."""
    mark = f"=_{zlib.crc32(repr((letter, [name for name, _ in parts])).encode()):08x}"
    body = _text(letter, f"{mark}_t", dict(parts).get(letter.inline or ""))
    files = [(name, data) for name, data in parts if name != letter.inline]
    if files:
        inner = [body, *(_attached(name, data, letter.naming[n % len(letter.naming)]) for n, (name, data) in enumerate(files))]
        body = _multipart("mixed", mark, inner)
    return b"\r\n".join([headers(letter).encode(), body])


def mbox(letters: Sequence[tuple[Letter, bytes]]) -> bytes:
    """A mailbox in one file (RFC 4155): each mail below a line that says whose it is."""
    said = []
    for letter, data in letters:
        lines = data.replace(b"\r\n", b"\n").split(b"\n")
        quoted = b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
        said.append(f"From {letter.address} Thu Jun 15 09:00:00 2023\n".encode() + quoted + b"\n\n")
    return b"".join(said)


def words(text: str) -> str:
    """A header's text in encoded words, none of which ends inside a character."""
    if text.isascii():
        return text
    pieces = [""]
    for character in text:
        if len((pieces[-1] + character).encode()) > _WORD:
            pieces.append("")
        pieces[-1] += character
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(piece.encode()).decode()}?=" for piece in pieces)


def headers(letter: Letter) -> str:
    """The headers of the mail as a whole, without those that say what its body is."""
    said = [f"Return-Path: <{letter.address}>"] if letter.received else []
    if letter.received:
        server = letter.address.partition("@")[2]
        said.append(f"Received: from mail.{server} (mail.{server} [192.0.2.25])\r\n\tby mx.office.example.org; {letter.received}")
    number = zlib.crc32(f"{letter.subject} {letter.date}".encode())
    said += [
        f"From: {_person(letter.sender)}", f"To: {_person(_OFFICE)}", f"Subject: {words(letter.subject)}", f"Date: {letter.date}",
        f"Message-ID: <{number:08x}@{letter.address.partition('@')[2]}>", "MIME-Version: 1.0",
    ]
    return "\r\n".join(said)


def _person(said: str) -> str:
    name, _, address = said.partition(" <")
    return f"{words(name)} <{address}"


def _text(letter: Letter, mark: str, logo: bytes | None) -> bytes:
    plain = _part(['Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: base64"], letter.text.encode())
    if logo is None:
        return plain
    lines = "<br>".join(letter.text.splitlines())
    page = f'<html><body><p>{lines}</p><img src="cid:{_LOGO}" width="48" height="16"></body></html>'
    html = _part(['Content-Type: text/html; charset="utf-8"', "Content-Transfer-Encoding: base64"], page.encode())
    picture = _part(
        [
            f'Content-Type: image/png; name="{letter.inline}"', "Content-Transfer-Encoding: base64", f"Content-ID: <{_LOGO}>",
            f'Content-Disposition: inline; filename="{letter.inline}"',
        ],
        logo,
    )
    return _multipart("related", mark, [_multipart("alternative", f"{mark}a", [plain, html]), picture])


def _attached(name: str, data: bytes, naming: Naming) -> bytes:
    if name.endswith(_MAIL):
        return b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + data
    kind = _TYPES[name[name.rindex("."):]]
    named = _NAMED[naming](name)
    head = [f"Content-Type: {kind}".encode(), b"Content-Transfer-Encoding: base64", b"Content-Disposition: attachment;\r\n " + named]
    return b"\r\n".join([*head, b"", _lines(data)])


def _in_words(name: str) -> bytes:
    return f'filename="{words(name)}"'.encode()


def _in_sections(name: str) -> bytes:
    bytes_ = _BYTE.findall(quote(name, safe=""))
    cuts = ["".join(bytes_[start:start + _SECTION]) for start in range(0, len(bytes_), _SECTION)]
    cuts[0] = f"utf-8''{cuts[0]}"
    return ";\r\n ".join(f"filename*{number}*={cut}" for number, cut in enumerate(cuts)).encode()


def _in_gbk(name: str) -> bytes:
    return b'filename="' + name.encode("gbk") + b'"'


_NAMED = {Naming.WORDS: _in_words, Naming.SECTIONS: _in_sections, Naming.GBK: _in_gbk}


def _part(headers: Sequence[str], data: bytes) -> bytes:
    return "\r\n".join([*headers, "", ""]).encode() + _lines(data)


def _multipart(kind: str, mark: str, parts: Sequence[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{mark}"\r\n'.encode()
    return head + b"".join(b"\r\n--" + mark.encode() + b"\r\n" + part for part in parts) + b"\r\n--" + mark.encode() + b"--\r\n"


def _lines(data: bytes) -> bytes:
    return b"\r\n".join(base64.b64encode(data[start:start + _LINE]) for start in range(0, len(data), _LINE))
