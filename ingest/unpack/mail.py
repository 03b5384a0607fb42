"""A mail (RFC 5322, MIME): who sent it and when, and the files in it.

The parts are cut from the mail's own bytes, so that a forwarded mail keeps its own to the last one.

A Maildir needs nothing of its own: its files in `cur`, `new` and `tmp` are plain mails without an extension, told by
their content; the flags behind `:2,` in their names are no extension either.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from extractors.errors import DocumentError
from ingest import sniff
from ingest.unpack import headers, names, refusals
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.decoding import ENCODINGS, decoded, uudecoded, uuencoded
from ingest.unpack.headers import Headers
from ingest.unpack.member import Member, Members, Name, Refusal
from schema.submission import Mail

MAX_DEPTH = 50  # multiparts inside each other; people's mails have five

_FORWARDED = frozenset({"message/rfc822", "message/global"})
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "message/feedback-report"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_ELSEWHERE = frozenset({"message/external-body", "message/partial"})
_RESEND = "请申报单位重新发送。"

_BLANKS = re.compile(rb"\s*+")
_BOUNDARY_END = re.compile(rb"(?:--)?[ \t]*(?:\r\n|\n|\r|\Z)")
_LIKELY_BOUNDARY = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE)

# Extensions of files that came without a name, by their content.
_SUFFIXES = {
    sniff.DOCX: ".docx", sniff.DOCM: ".docm", sniff.PDF: ".pdf", sniff.XLSX: ".xlsx", sniff.PPTX: ".pptx", sniff.ODT: ".odt",
    sniff.OFD: ".ofd", sniff.ZIP: ".zip", sniff.DOC: ".doc", sniff.XLS: ".xls", sniff.PPT: ".ppt", sniff.MSG: ".msg",
    sniff.RTF: ".rtf", sniff.HTML: ".html", sniff.XML: ".xml", sniff.WORD_XML: ".xml", sniff.EML: ".eml", sniff.TEXT: ".txt",
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/tiff": ".tif", "image/bmp": ".bmp",
    sniff.RAR: ".rar", sniff.SEVEN_ZIP: ".7z", sniff.GZIP: ".gz",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a mail: its headers, and where its body is in the mail's bytes. related: it belongs to a text beside it."""

    headers: Headers
    start: int
    end: int
    media_type: str
    related: bool = False


def open_mail(data: bytes, budget: Budget) -> tuple[Mail, Members]:
    """What a mail says of itself, and its attachments in their order; its texts are no members.

    A forwarded mail and a winmail.dat are members, with their own bytes. Memory holds the mail and one attachment.
    Raises DocumentError where no header is found.
    """
    lines = data if b"\n" in data else data.replace(b"\r", b"\n")
    root = _part(lines, _blanks(lines), len(lines), "text/plain")
    if not root.headers:
        raise DocumentError("document.unreadable", "不是完整的邮件，没有邮件头。", _RESEND)
    return info(root.headers), _members(lines, root, Meter(budget, len(data)))


def _blanks(data: bytes) -> int:
    blanks = _BLANKS.match(data)
    return blanks.end() if blanks else 0


def info(said: Headers) -> Mail:
    """What the headers of a mail say of it."""
    return Mail(
        sender=said.text("from") or said.text("sender"),
        to=said.text("to"),
        subject=said.text("subject"),
        date=headers.date(said.raw("date")),
        received=headers.date(said.raw("received").rpartition(b";")[2]),
        message_id=said.text("message-id") or None,
        in_reply_to=said.text("in-reply-to") or None,
        references=said.text("references") or None,
        reply_to=said.text("reply-to"),
    )


def forwarded_name(data: bytes) -> Name:
    """The name of a forwarded mail that has none of its own: its subject."""
    subject = headers.split(data, 0, len(data))[0].text("subject")
    return names.clean(f"{subject or '转发的邮件'}.eml")


def name_by_content(data: bytes, number: int) -> Name:
    """A name for a file that came without one: 附件 and its number, with the extension of what it is."""
    kind = sniff.media_type(data)
    return Name("winmail.dat" if kind == sniff.TNEF else f"附件{number}{_SUFFIXES.get(kind, '')}")


def _part(data: bytes, start: int, end: int, default_type: str) -> _Part:
    said, body = headers.split(data, start, end)
    media_type = said.token("content-type")
    return _Part(said, body, end, media_type if "/" in media_type else default_type)


def _members(data: bytes, root: _Part, meter: Meter) -> Members:
    unnamed = itertools.count(1)
    try:
        for leaf in _leaves(data, root):
            if isinstance(leaf, Refusal):
                yield leaf
            elif _is_text(leaf):
                yield from _in_text(data, leaf, meter)
            else:
                meter.start()
                yield _file(data, leaf, unnamed, meter)
    except OverLimitError as error:
        yield refusals.over_limit(refusals.REST, error)


def _leaves(data: bytes, root: _Part) -> Iterator[_Part | Refusal]:
    """The parts that hold something, in their order; a stack of its own, as senders decide on the depth."""
    stack = [iter([root])]
    while stack:
        part = next(stack[-1], None)
        if part is None:
            stack.pop()
        elif not part.media_type.startswith("multipart/") or part.media_type in _SEALED:
            yield part
        elif len(stack) > MAX_DEPTH:
            yield Refusal(
                Name("邮件的其余部分"), "document.too_large", f"邮件的结构层层嵌套，超过上限 {MAX_DEPTH} 层。", _RESEND,
            )
        else:
            children = _children(data, part)
            first = next(children, None)
            if first is not None:
                stack.append(itertools.chain([first], children))
            elif part.media_type != "multipart/alternative":  # that is the text, written twice
                yield Refusal(
                    Name("邮件的附件"), "document.unreadable", "邮件的内容不完整，找不到其中的各个部分。", _RESEND,
                )


def _children(data: bytes, part: _Part) -> Iterator[_Part]:
    default_type = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
    said = part.headers.parameter("content-type", "boundary")
    boundary = b"--" + said.raw if said else b""
    if not boundary or data.find(boundary, part.start, part.end) < 0:
        likely = _LIKELY_BOUNDARY.search(data, part.start, part.end)
        if likely is None:
            return
        boundary = b"--" + likely[1]
    related = part.media_type == "multipart/related"
    for start, end in _spans(data, part.start, part.end, boundary):
        yield replace(_part(data, start, end, default_type), related=related)


def _spans(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts between the lines of a boundary are; parts after the closing line count as well."""
    begun: int | None = None
    at = data.find(boundary, start, end)
    while at >= 0:
        starts_line = at == start or data[at - 1] in b"\r\n"
        line = _BOUNDARY_END.match(data, at + len(boundary), end) if starts_line else None
        if line:
            if begun is not None:
                yield begun, max(begun, at - (2 if data[at - 2 : at] == b"\r\n" else 1))
            begun = None if line.group().startswith(b"--") else line.end()
        at = data.find(boundary, at + len(boundary), end)
    if begun is not None:
        yield begun, end


def _is_text(part: _Part) -> bool:
    if part.headers.file_name() or part.headers.token("content-disposition") == "attachment":
        return False
    return part.media_type.startswith("text/") or part.media_type in _REPORTS


def _in_text(data: bytes, part: _Part, meter: Meter) -> Members:
    """Files that old mailers put into the text."""
    for given, lines in uuencoded(*_text(data, part)):
        name = names.decode(given)
        try:
            meter.start(said=len(lines) * 3 // 4)
            content = uudecoded(lines)
            meter.count(len(content))
            yield Member(name, content)
        except OverLimitError as error:
            if error.ends:
                raise
            yield refusals.over_limit(name, error)


def _file(data: bytes, part: _Part, unnamed: Iterator[int], meter: Meter) -> Member | Refusal:
    name = part.headers.file_name()
    if part.media_type in _SEALED:
        return Refusal(
            name or Name(f"附件{next(unnamed)}"), "document.encrypted", "邮件经过加密或密封签名（S/MIME、PGP），附件无法取出。",
            "请在收件人的邮件程序中打开，另存附件后处理，或请申报单位不加密重新发送。",
        )
    if part.media_type in _ELSEWHERE:
        return Refusal(
            name or Name(f"附件{next(unnamed)}"), "document.unreadable", "邮件中只有附件的一部分或链接，没有完整的附件。", _RESEND,
        )
    try:
        content = _collected(data, part, meter)
    except OverLimitError as error:
        if error.ends:
            raise
        return refusals.over_limit(name or Name(f"附件{next(unnamed)}"), error)
    if not content and _says_something(data, part):
        return Refusal(
            name or Name(f"附件{next(unnamed)}"), "document.unreadable", "附件的编码已损坏，没有可以读取的内容。", _RESEND,
        )
    if name is None:
        forwarded = part.media_type in _FORWARDED
        name = forwarded_name(content) if forwarded else name_by_content(content, next(unnamed))
    elif part.media_type == "application/applefile":  # what macOS knows of a file; goes by the same name as the file
        name = Name(f"._{name.text}", name.raw)
    return Member(name, content, inline=_is_inline(part))


def _is_inline(part: _Part) -> bool:
    """The text of the mail shows it by its Content-ID; some mailers give one to attachments too, but say so."""
    has_id = bool(part.headers.raw("content-id"))
    return has_id and (part.related or part.headers.token("content-disposition") != "attachment")


def _collected(data: bytes, part: _Part, meter: Meter) -> bytes:
    kept = BytesIO()
    for block in _decoded(data, part):
        meter.count(len(block))
        kept.write(block)
    return kept.getvalue()


def _says_something(data: bytes, part: _Part) -> bool:
    blanks = _BLANKS.match(data, part.start, part.end)
    return blanks is None or blanks.end() < part.end


def _decoded(data: bytes, part: _Part) -> Iterator[bytes | memoryview]:
    return decoded(data, part.start, part.end, part.headers.token("content-transfer-encoding"))


def _text(data: bytes, part: _Part) -> tuple[bytes, int, int]:
    """Where the text of a part is, decoded: bytes, start and end."""
    if part.headers.token("content-transfer-encoding") not in ENCODINGS:
        return data, part.start, part.end
    text = b"".join(_decoded(data, part))
    return text, 0, len(text)
