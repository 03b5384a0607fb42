"""Files in a winmail.dat: Outlook's own envelope for attachments (TNEF, [MS-OXTNEF])."""

import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.errors import DocumentError
from ingest.unpack import names, refusals
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.mail import name_by_content
from ingest.unpack.member import Member, Members, Name, Refusal

_SIGNATURE = 0x223E9F78
_ATTACHMENT = 2  # level of an attribute: of an attachment, not of the message
_BEGIN, _TITLE, _DATA, _PROPERTIES, _CODE_PAGE = 0x9002, 0x8010, 0x800F, 0x9005, 0x9007

_DATA_OBJECT, _SHORT_NAME, _LONG_NAME, _DISPLAY_NAME = 0x3701, 0x3704, 0x3707, 0x3001
_OBJECT, _UNICODE = 0x000D, 0x001F
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8, 0x0048: 16}
_VARIABLE = frozenset({0x001E, _UNICODE, _OBJECT, 0x0102})
_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")  # IID_IMessage before an embedded message

_RESEND = "请申报单位改用普通格式（不用 RTF 格式）重新发送，或把附件压缩为 .zip 后发送。"


@dataclass
class _Attachment:
    title: bytes = b""
    data: memoryview | None = None
    properties: dict[tuple[int, int], memoryview] = field(default_factory=dict)  # by id and type


def open_tnef(data: bytes, budget: Budget) -> Members:
    """The attachments of a winmail.dat; a message inside it is a member of its own kind, by its title.

    Raises DocumentError where it is none, or damaged before its first attachment.
    """
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != _SIGNATURE:
        raise DocumentError("document.unreadable", "不是完整的 winmail.dat，缺少文件头。", _RESEND)
    code_page = ""
    attachments: list[_Attachment] = []
    whole = True
    try:
        for level, attribute, value in _attributes(data):
            if attribute == _CODE_PAGE and len(value) >= 4:
                code_page = f"cp{struct.unpack_from('<I', value)[0]}"
            elif level == _ATTACHMENT:
                _note(attachments, attribute, value)
    except struct.error:
        whole = False
    if not whole and not attachments:
        raise DocumentError("document.unreadable", "winmail.dat 已损坏，附件无法取出。", _RESEND)
    return _members(attachments, code_page, whole, Meter(budget, len(data)))


def _members(attachments: list[_Attachment], code_page: str, whole: bool, meter: Meter) -> Members:
    unnamed = itertools.count(1)
    for attachment in attachments:
        name = _name(attachment, code_page)
        try:
            content = _counted(_content(attachment), meter)
        except OverLimitError as error:
            yield refusals.over_limit(name or Name(f"附件{next(unnamed)}"), error)
            if error.ends:
                return
            continue
        if content is not None and content.startswith(_MESSAGE):
            yield Member(names.clean(f"{name.text if name else '转发的邮件'}/winmail.dat", folders=True), content[len(_MESSAGE) :])
        elif content is not None:
            yield Member(name or name_by_content(content, next(unnamed)), content)
        else:
            yield Refusal(
                name or Name(f"附件{next(unnamed)}"), "document.unreadable", "附件是嵌入的对象或链接，没有文件内容。", _RESEND,
            )
    if not whole:
        yield Refusal(Name("winmail.dat 的其余部分"), "document.unreadable", "winmail.dat 不完整，后面的部分缺失。", _RESEND)


def _counted(content: memoryview | None, meter: Meter) -> bytes | None:
    meter.start(said=len(content or b""))
    if content is None:
        return None
    meter.count(len(content))
    return bytes(content)


def _attributes(data: bytes) -> Iterator[tuple[int, int, memoryview]]:
    """Level, id and value of each attribute; struct.error where the file ends inside one."""
    at, last = 6, _without_line_ends(data)
    view = memoryview(data)
    while at < last:
        level, attribute, _, length = struct.unpack_from("<BHHI", data, at)
        end = at + 9 + length
        struct.unpack_from("<H", data, end)  # the checksum, there or not: what it says of old files is often wrong
        yield level, attribute, view[at + 9 : end]
        at = end + 2


def _without_line_ends(data: bytes) -> int:
    """Where the file ends: mailers add the end of a line."""
    end = len(data)
    while data[end - 1 : end] in (b"\r", b"\n"):
        end -= 1
    return end


def _note(attachments: list[_Attachment], attribute: int, value: memoryview) -> None:
    if attribute == _BEGIN or not attachments:
        attachments.append(_Attachment())
    here = attachments[-1]
    if attribute == _TITLE:
        here.title = bytes(value).rstrip(b"\x00")
    elif attribute == _DATA:
        here.data = value
    elif attribute == _PROPERTIES:
        try:
            for key, said in _properties(value):
                here.properties.setdefault(key, said)
        except struct.error:
            return  # those before the damage are noted, and the file itself is an attribute of its own


def _properties(value: memoryview) -> Iterator[tuple[tuple[int, int], memoryview]]:
    """Id, type and first value of each MAPI property ([MS-OXTNEF] 2.1.3.4)."""
    (count,), at = struct.unpack_from("<I", value), 4
    for _ in range(count):
        kind, key = struct.unpack_from("<HH", value, at)
        at += 4
        if key >= 0x8000:
            at = _after_name(value, at)
        values = 1
        if kind & 0x1000 or kind in _VARIABLE:
            (values,) = struct.unpack_from("<I", value, at)
            at += 4
        kind &= 0x0FFF
        for number in range(values):
            length = _FIXED.get(kind)
            if length is None:
                (length,) = struct.unpack_from("<I", value, at)
                at += 4
            struct.unpack_from(f"{length}x", value, at)
            if number == 0:
                yield (key, kind), value[at : at + length]
            at += (length + 3) // 4 * 4


def _after_name(value: memoryview, at: int) -> int:
    """Where a property goes on after its name: a set's GUID, and a number or a padded text."""
    kind, said = struct.unpack_from("<II", value, at + 16)
    return at + 24 + ((said + 3) // 4 * 4 if kind else 0)


def _name(attachment: _Attachment, code_page: str) -> Name | None:
    for key in (_LONG_NAME, _SHORT_NAME):
        for kind in (_UNICODE, 0x001E):
            if found := _text(attachment.properties.get((key, kind), b""), kind, code_page):
                return found
    if found := _text(attachment.title, 0x001E, code_page):
        return found
    shown = ((attachment.properties.get((_DISPLAY_NAME, kind), b""), kind) for kind in (_UNICODE, 0x001E))
    return next((found for raw, kind in shown if (found := _text(raw, kind, code_page))), None)


def _text(value: memoryview | bytes, kind: int, code_page: str) -> Name | None:
    raw = bytes(value)
    if kind == _UNICODE:
        said = raw.decode("utf-16-le", errors="replace").rstrip("\x00")
        return names.clean(said) if said else None
    raw = raw.rstrip(b"\x00")
    return Name(names.clean(names.text(raw, code_page)).text, raw) if raw else None


def _content(attachment: _Attachment) -> memoryview | None:
    embedded = attachment.properties.get((_DATA_OBJECT, _OBJECT))
    if embedded and embedded[: len(_MESSAGE)] == _MESSAGE:
        return embedded
    if attachment.data is not None:
        return attachment.data
    return attachment.properties.get((_DATA_OBJECT, 0x0102))
