"""A mail saved from Outlook (.msg, [MS-OXMSG]): who sent it and when, and its attachments.

It is an OLE2 file: a storage for each attachment, a stream for each property of some length, and one for the short ones.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from extractors.errors import DocumentError
from ingest.unpack import mail, names, refusals
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.headers import Headers
from ingest.unpack.member import Member, Members, Name, Refusal
from schema.submission import Mail

_PROPERTIES = "__properties_version1.0"
_TOP, _EMBEDDED, _ATTACHED = 32, 24, 8  # bytes before the short properties of a file, of a mail in it, of an attachment
_SUBJECT, _CLASS, _HEADERS, _SENT, _RECEIVED = 0x0037, 0x001A, 0x007D, 0x0039, 0x0E06
_SENDER_NAME, _SENDER_SMTP, _SENDER_ADDRESS, _TO = 0x0C1A, 0x5D01, 0x0C1F, 0x0E04
_MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x1035, 0x1042, 0x1039
_DATA, _METHOD, _NAMES = 0x3701, 0x3705, (0x3707, 0x3704, 0x3001)
_CONTENT_ID, _FLAGS, _HIDDEN = 0x3712, 0x3714, 0x7FFE
_CODE_PAGES, _LOCALE = (0x3FFD, 0x3FDE), 0x3FF1
_LOCALES = {0x0404: "big5", 0x0C04: "big5", 0x1404: "big5"}  # traditional Chinese; simplified needs no label
_SHOWN_IN_TEXT = 4  # PidTagAttachFlags: attRenderedInBody
_MAIL_ATTACHED = 5  # PidTagAttachMethod: a mail, as a storage
_CLEAR_SIGNED = "ipm.note.smime.multipartsigned"  # its one attachment is the signed mail, as text
_SEALED = "ipm.note.smime"

_RESEND = "请在 Outlook 中另存附件后处理，或请申报单位重新发送。"


_STREAM = 2  # olefile's STGTY_STREAM, without importing it before it is needed
# All that olefile raises on broken files (OleFileError is an OSError), found by feeding it such files.
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, struct.error)


class _File:
    """The OLE2 file; what the library cannot read of it is a DocumentError."""

    def __init__(self, data: bytes) -> None:
        from olefile import OleFileIO  # here, as few mailboxes hold such mails

        self._attached: dict[tuple[str, ...], list[str]] = {}
        with _reading("Outlook 邮件文件已损坏，无法打开。"):
            self._ole: Any = OleFileIO(io.BytesIO(data))
            for *parent, own in self._ole.listdir(streams=False, storages=True):
                if own.startswith("__attach_version1.0_"):
                    self._attached.setdefault(tuple(parent), []).append(own)

    def attached(self, path: tuple[str, ...]) -> list[str]:
        """The storages of the attachments of the mail at a path."""
        return sorted(self._attached.get(path, ()))

    def has(self, path: tuple[str, ...]) -> bool:
        """Whether there is a stream or a storage by that path."""
        return bool(self._ole.exists(list(path)))

    def stream(self, path: tuple[str, ...]) -> bytes | None:
        """The bytes of a stream, None where there is none by that path."""
        with _reading("附件的数据已损坏，无法读取。"):
            if self._ole.get_type(list(path)) != _STREAM:
                return None
            return bytes(self._ole.openstream(list(path)).read())

    def size(self, path: tuple[str, ...]) -> int | None:
        """How many bytes a stream has, None where there is none by that path."""
        with _reading("附件的数据已损坏，无法读取。"):
            return int(self._ole.get_size(list(path))) if self._ole.get_type(list(path)) == _STREAM else None


@contextmanager
def _reading(reason: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise DocumentError("document.unreadable", reason, _RESEND) from error


@dataclass(frozen=True, slots=True)
class _Storage:
    """A mail or an attachment in the OLE2 file: its streams by property, and its short properties' bytes by id."""

    file: _File
    path: tuple[str, ...]
    short: dict[int, bytes]
    code_page: str

    def stream(self, key: int, kind: int) -> bytes | None:
        return self.file.stream((*self.path, f"__substg1.0_{key:04X}{kind:04X}"))

    def size(self, key: int, kind: int) -> int | None:
        return self.file.size((*self.path, f"__substg1.0_{key:04X}{kind:04X}"))

    def number(self, key: int) -> int:
        return int(struct.unpack("<I", self.short[key][:4])[0]) if key in self.short else 0

    def name(self, key: int) -> Name | None:
        """A text, and its bytes where they are in a code page; None where it is missing or empty."""
        if wide := self.stream(key, 0x001F):
            said = wide.decode("utf-16-le", errors="replace").rstrip("\x00")
            return Name(said) if said else None
        raw = (self.stream(key, 0x001E) or b"").rstrip(b"\x00")
        return Name(names.text(raw, self.code_page), raw) if raw else None

    def text(self, key: int) -> str:
        found = self.name(key)
        return names.printable(found.text) if found else ""

    def date(self, key: int) -> str | None:
        """A FILETIME (100 ns since 1601, UTC) as ISO 8601, to the second."""
        if key not in self.short:
            return None
        try:
            ticks = struct.unpack("<Q", self.short[key])[0]
            return (datetime(1601, 1, 1, tzinfo=UTC) + timedelta(seconds=ticks // 10_000_000)).isoformat()
        except OverflowError:
            return None


def open_msg(data: bytes, budget: Budget) -> tuple[Mail, Members]:
    """What a mail says of itself, and its attachments; those of a mail attached to it lie in a folder by its subject.

    budget: each mail that is attached to another is one container deeper. Raises DocumentError where the file is broken.
    """
    root = _storage(_File(data), (), _TOP, "")
    return _info(root), _limited(_members(root, _Counter(budget, Meter(budget, len(data)))))


def _limited(members: Members) -> Members:
    try:
        yield from members
    except OverLimitError as error:
        yield refusals.over_limit(refusals.REST, error)


def _storage(file: _File, path: tuple[str, ...], header: int, code_page: str) -> _Storage:
    entries = (file.stream((*path, _PROPERTIES)) or b"")[header:]
    short = {
        struct.unpack_from("<H", entries, at + 2)[0]: entries[at + 8 : at + 16] for at in range(0, len(entries) - 15, 16)
    }
    here = _Storage(file, path, short, code_page)
    page = next((f"cp{here.number(key)}" for key in _CODE_PAGES if here.number(key)), "")
    return replace(here, code_page=page or _LOCALES.get(here.number(_LOCALE), "") or code_page)


def _info(said: _Storage) -> Mail:
    transport = said.name(_HEADERS)
    of_header = mail.info(Headers(transport.text.encode("utf-8", "replace") if transport else b""))
    address = said.text(_SENDER_SMTP) or said.text(_SENDER_ADDRESS)
    sender = f"{said.text(_SENDER_NAME)} <{address}>" if "@" in address else said.text(_SENDER_NAME)
    return Mail(
        sender=of_header.sender or sender.strip(),
        to=of_header.to or said.text(_TO),
        subject=said.text(_SUBJECT) or of_header.subject,
        date=of_header.date or said.date(_SENT),
        received=of_header.received or said.date(_RECEIVED),
        message_id=of_header.message_id or said.text(_MESSAGE_ID) or None,
        in_reply_to=of_header.in_reply_to or said.text(_IN_REPLY_TO) or None,
        references=of_header.references or said.text(_REFERENCES) or None,
        reply_to=of_header.reply_to,
    )


class _Counter(NamedTuple):
    """What counts the members. budget: at the level of the mail. meter: of the file, for all levels in it."""

    budget: Budget
    meter: Meter


def _members(root: _Storage, counter: _Counter, folder: str = "") -> Members:
    kind = root.text(_CLASS).lower()
    for number, storage in enumerate(root.file.attached(root.path), start=1):
        try:
            here = _storage(root.file, (*root.path, storage), _ATTACHED, root.code_page)
            yield from _attachment(here, kind, counter, folder, number)
        except OverLimitError:
            raise
        except DocumentError as error:
            yield Refusal(Name(f"{folder}附件{number}"), error.code, error.reason, error.advice)


def _attachment(here: _Storage, kind: str, counter: _Counter, folder: str, number: int) -> Iterator[Member | Refusal]:
    name = _name(here, folder)
    inner = (*here.path, f"__substg1.0_{_DATA:04X}000D")
    try:
        content = _content(here, counter.meter)
    except OverLimitError as error:
        if error.ends:
            raise
        yield refusals.over_limit(name or Name(f"{folder}附件{number}"), error)
        return
    if content is not None and kind == _CLEAR_SIGNED:
        yield from mail.open_mail(content, counter.budget)[1]
    elif content is not None and kind.startswith(_SEALED):
        yield Refusal(
            name or Name(f"{folder}附件{number}"), "document.encrypted", "邮件经过加密（S/MIME），附件无法取出。",
            "请在收件人的 Outlook 中打开，另存附件后处理，或请申报单位不加密重新发送。",
        )
    elif content is not None:
        name = name or names.clean(folder + mail.name_by_content(content, number).text, folders=True)
        yield Member(name, content, inline=_is_inline(here))
    elif here.number(_METHOD) == _MAIL_ATTACHED and here.file.has(inner):
        yield from _attached_mail(_storage(here.file, inner, _EMBEDDED, here.code_page), counter, folder)
    else:
        name = name or Name(f"{folder}附件{number}")
        yield Refusal(name, "document.unreadable", "附件是嵌入的对象或链接，没有文件内容。", _RESEND)


def _is_inline(here: _Storage) -> bool:
    """The text of the mail shows it, by its Content-ID."""
    return bool(here.text(_CONTENT_ID)) and bool(here.number(_FLAGS) & _SHOWN_IN_TEXT or here.number(_HIDDEN) & 1)


def _content(here: _Storage, meter: Meter) -> bytes | None:
    """The bytes of an attached file, counted; None where it is none."""
    size = here.size(_DATA, 0x0102)
    meter.start(said=size or 0)
    if size is None:
        return None
    meter.count(size)
    return here.stream(_DATA, 0x0102)


def _attached_mail(inner: _Storage, counter: _Counter, folder: str) -> Members:
    title = names.clean(f"{inner.text(_SUBJECT) or '转发的邮件'}.msg").text
    try:
        deeper = counter._replace(budget=counter.budget.deeper())
    except OverLimitError as error:
        yield Refusal(Name(folder + title), error.code, error.reason, error.advice)
        return
    yield from _members(inner, deeper, f"{folder}{title}/")


def _name(here: _Storage, folder: str) -> Name | None:
    for key in _NAMES:
        if found := here.name(key):
            return Name(folder + names.clean(found.text).text, found.raw)
    return None
