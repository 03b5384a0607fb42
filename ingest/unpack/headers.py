"""Headers of a mail, read from bytes: what one of them gets wrong costs that header and nothing else."""

import binascii
import itertools
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from ingest.unpack import names
from ingest.unpack.member import Name
from schema.limits import MB

# A line of blanks ends the headers too, unless what follows can only be a header or its continuation. Where no blank
# line is to be found, the first line that is neither begins the body.
_END = re.compile(rb"(?:\A|\r\n|\n|\r(?!\n))(?:\r\n|\n|\r|[ \t]+\r?\n(?![ \t]|[!-9;-~]+[ \t]*:))")
_STRAY = re.compile(rb"^(?![!-9;-~]+[ \t]*:|[ \t]|>?From )", re.MULTILINE)
_FOLD = re.compile(rb"\n(?=[ \t])")
_LINE = re.compile(rb"^([!-9;-~]+)[ \t]*:[ \t]*(.*)", re.MULTILINE)

_FIRST = re.compile(rb">?From |[!-9;-~]+[ \t]*:")
_OF_MAILS = ("received", "return-path", "from", "to", "subject", "date", "message-id")
_OF_MIME = ("mime-version", "content-type")  # web pages saved as one file have these too

_WORD = re.compile(rb"=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([BbQq])\?([^?]*)\?=")
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_BLOCK = MB

# `; key=value`, `; key*=`, `; key*0*=`. In GBK the second byte of a character may be a backslash, which then escapes
# nothing: where a header is no UTF-8, two bytes that can be such a character are taken together.
_PARAMETER = rb";[ \t]*([^\s=;*]+)(?:\*(\d{1,4}))?(\*)?[ \t]*=[ \t]*(?:\"((?:%s\\[\"\\]|[^\"])*+)\"|([^;]*))"
_OF_UTF8 = re.compile(_PARAMETER % b"")
_OF_GBK = re.compile(_PARAMETER % rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|")
_ESCAPED_IN_UTF8 = re.compile(rb"\\([\"\\])")
_ESCAPED_IN_GBK = re.compile(rb"([\x81-\xfe][\x40-\x7e\x80-\xfe])|\\([\"\\])")
_EXTENDED = re.compile(rb"([^']*)'[^']*'(.*)", re.DOTALL)

# Senders that give no zone, and those that call theirs CST, are taken for Chinese: to the library CST is Chicago's.
_CHINA = "+0800"
_CALLED_CHINA = re.compile(r"(?<![(\w])(?:CST|(?:GMT|UTC)?\+0?8:?00)(?!\w)")
_ZONE = re.compile(r"(?<=\s)[+-]\d{4}(?!\d)|\b(?:UTC?|GMT|Z|[ECMP][SD]T)\b")


class Headers:
    """The headers of a mail or of a part: fields by lower-case name, the first of each name counting."""

    def __init__(self, block: bytes) -> None:
        self._fields: dict[str, bytes] = {}
        lines = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        for name, value in _LINE.findall(_FOLD.sub(b"", lines)):
            self._fields.setdefault(name.decode("ascii").lower(), value.strip())

    def __bool__(self) -> bool:
        return bool(self._fields)

    def raw(self, name: str) -> bytes:
        """The value as it stands there, unfolded; empty where the header is missing."""
        return self._fields.get(name, b"")

    def text(self, name: str) -> str:
        """The value as text on one line; empty where the header is missing."""
        return names.printable(words(self.raw(name)))

    def token(self, name: str) -> str:
        """The value up to its first parameter, lower-case: a media type, a disposition, a transfer encoding."""
        said = re.match(rb"[^;\s(]*", self.raw(name))
        return said.group().decode("latin-1").lower() if said else ""

    def parameter(self, name: str, key: str) -> "Parameter | None":
        """A parameter of a header, put together from its parts; None where it is missing or empty."""
        return _parameter(self.raw(name), key.encode())

    def file_name(self) -> Name | None:
        """The name of the file that a part is: Content-Disposition before Content-Type; None where there is none."""
        for header, key in (("content-disposition", "filename"), ("content-type", "name")):
            if found := self.parameter(header, key):
                return Name(names.clean(found.text).text, found.raw)
        return None


def is_mail(start: bytes) -> bool:
    """Whether a file that starts so is a mail: a header that only mails have and another one, wherever they stand."""
    head = start.lstrip()
    found, _ = split(head, 0, len(head))
    of_mails, of_mime = ([name for name in known if found.raw(name)] for known in (_OF_MAILS, _OF_MIME))
    return bool(_FIRST.match(head) and of_mails and len(of_mails) + len(of_mime) > 1)


class Parameter(NamedTuple):
    """A parameter's value: as text, and its bytes as they stood in the header, parts joined."""

    text: str
    raw: bytes


def split(data: bytes, start: int, end: int) -> tuple[Headers, int]:
    """The headers of the entity at data[start:end], and the offset of its body."""
    here = memoryview(data)[start:end]
    if found := _END.search(here):
        return Headers(data[start : start + found.start()]), start + found.end()
    stray = _STRAY.search(here)
    body = start + stray.start() if stray else end
    return Headers(data[start:body]), body


def words(value: bytes) -> str:
    """The text of a header: encoded words (RFC 2047) and raw bytes in whatever encoding.

    Neighbouring words of one encoding are joined as bytes first, as senders split them inside a character.
    """
    pieces: list[tuple[str | None, bytes]] = []  # what encoding a word claims, None for what is no word; bytes
    at = 0
    for word in _WORD.finditer(value):
        between = value[at : word.start()]
        label, raw = word[1].decode("ascii").lower(), _decoded(word[2], word[3])
        if pieces and not between.strip():  # blanks between two words are no text
            if pieces[-1][0] == label:
                raw = pieces.pop()[1] + raw
        else:
            pieces.append((None, between))
        pieces.append((label, raw))
        at = word.end()
    pieces.append((None, value[at:]))
    return "".join(names.text(raw, label or "") for label, raw in pieces)


def base64(text: "bytes | memoryview") -> Iterator[bytes]:
    """What can be had of base64, block by block: other characters are passed over, padding may stand in the middle or be
    missing.
    """
    left = b""
    for at in range(0, len(text), _BLOCK):
        *whole, last = (left + bytes(text[at : at + _BLOCK]).translate(None, _NOT_BASE64)).split(b"=")
        yield b"".join(map(_unpadded, filter(None, whole)))
        full = len(last) // 4 * 4
        yield binascii.a2b_base64(last[:full])
        left = last[full:]
    yield _unpadded(left)


def _unpadded(text: bytes) -> bytes:
    whole = text[:-1] if len(text) % 4 == 1 else text  # a single character holds no byte
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def date(value: bytes) -> str | None:
    """A header's date as ISO 8601 with zone, to the second; None where it is none. Without a zone it is China's time."""
    written = _CALLED_CHINA.sub(_CHINA, value.decode("latin-1"))
    try:
        parts = parsedate_tz(written if _ZONE.search(written) else f"{written} {_CHINA}")
        if parts is None:
            return None
        return datetime(*parts[:6], tzinfo=timezone(timedelta(seconds=parts[9] or 0))).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):  # of the library, on dates such as `Mon, 99 x`
        return None


def _decoded(way: bytes, text: bytes) -> bytes:
    return b"".join(base64(text)) if way in b"Bb" else binascii.a2b_qp(text, header=True)


def _parameter(value: bytes, key: bytes) -> Parameter | None:
    sections: dict[int, tuple[bytes, bytes]] = {}  # by number: `*` where it is percent-encoded, else nothing; bytes
    whole: dict[bytes, bytes] = {}  # the value given in one: by `*` or nothing
    for name, number, star, raw in _parameters(value):
        if name.lower() == key and number:
            sections.setdefault(int(number), (star, raw))
        elif name.lower() == key and raw:
            whole.setdefault(star, raw)
    if b"*" in whole:
        return _joined([(b"*", whole[b"*"])])
    if sections:
        return _joined([sections[number] for number in sorted(sections)])
    return Parameter(words(whole[b""]), whole[b""]) if whole else None


def _parameters(value: bytes) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    try:
        value.decode("utf-8")
        pattern, escaped = _OF_UTF8, _ESCAPED_IN_UTF8
    except UnicodeDecodeError:
        pattern, escaped = _OF_GBK, _ESCAPED_IN_GBK
    for name, number, star, quoted, bare in pattern.findall(value):
        raw = escaped.sub(lambda found: found[found.lastindex or 0], quoted) if quoted else bare.strip(b' \t"')
        yield name, number, star, raw


def _joined(sections: list[tuple[bytes, bytes]]) -> Parameter | None:
    """The value of RFC 2231: sections in order, those with a `*` percent-encoded, the first naming the encoding."""
    raw = b"".join(section for _, section in sections)
    if not any(star for star, _ in sections):  # senders cut encoded words into sections too
        return Parameter(words(raw), raw) if raw else None
    label = b""
    star, first = sections[0]
    if star and (found := _EXTENDED.fullmatch(first)):
        label, first = found[1], found[2]
    # Joined before they are decoded: some senders cut inside an escape.
    alike = itertools.groupby([(star, first), *sections[1:]], key=lambda section: bool(section[0]))
    runs = ((encoded, b"".join(part for _, part in parts)) for encoded, parts in alike)
    value = b"".join(unquote_to_bytes(run) if encoded else run for encoded, run in runs)
    return Parameter(names.text(value, label.decode("latin-1")), raw) if value else None
