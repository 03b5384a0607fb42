"""The reply that a letter goes with, as a draft (.eml): mail programs open it to be read, changed and sent by a person.

Headers are put together here and not by the library: it encodes long ids in `References`, which cuts the thread.
"""

import hashlib
from base64 import encodebytes
from collections.abc import Iterator
from email.header import Header
from email.utils import encode_rfc2231

from reports.letter.address import Address, reply_address, reply_subject, thread
from reports.letter.words import TITLE, Letter
from schema.submission import Mail

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINE = 75  # characters of an encoded word's line (RFC 2047)

def draft(letter: Letter, file: bytes, mail: Mail | None, contact: str | None) -> bytes:
    """The draft of a reply with the letter attached; the same bytes for the same letter.

    file: the letter as a .docx. mail: that is answered, None where the papers came by none. contact: the e-mail address
    that the form names, for where no mail says one. Without any the draft is to nobody, for a person to fill in.
    """
    boundary = f"=_hebiao_{hashlib.sha256(file).hexdigest()[:32]}"
    text = "\r\n\r\n".join((f"{letter.unit}：", letter.opening, *letter.closing, f"具体内容见附件“{letter.name}.docx”。"))
    lines = [
        *_heads(letter, mail, reply_address(mail, contact)),
        "X-Unsent: 1",  # by this Outlook opens it as a draft
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
        "",
        f"--{boundary}",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: base64",
        "",
        _base64(f"{text}\r\n".encode()),
        f"--{boundary}",
        *_attached(f"{letter.name}.docx"),
        "",
        _base64(file),
        f"--{boundary}--",
        "",
    ]
    return "\r\n".join(lines).encode("ascii")

def _heads(letter: Letter, mail: Mail | None, to: Address | None) -> Iterator[str]:
    if to is not None:
        yield _encoded("To", to.name, f" <{to.address}>") if to.name else f"To: {to.address}"
    yield _encoded("Subject", reply_subject(mail) if mail and mail.subject else f"{TITLE}：{letter.about}")
    if mail and (ids := thread(mail)):
        yield f"In-Reply-To: {ids[-1]}"
        yield "References: " + "\r\n ".join(ids)

def _encoded(name: str, text: str, after: str = "") -> str:
    """A header whose text is encoded words: nothing in it can begin another header."""
    words = Header(text, "utf-8", _LINE, name, continuation_ws=" ").encode(linesep="\r\n")
    return f"{name}: {words}{after}"

def _attached(name: str) -> Iterator[str]:
    """The name in both ways: RFC 2231 for those who follow it, RFC 2047 for those who do not."""
    words = Header(name, "utf-8", _LINE, continuation_ws=" ").encode(linesep="\r\n")
    yield f'Content-Type: {_WORD};\r\n name="{words}"'
    yield "Content-Transfer-Encoding: base64"
    yield f"Content-Disposition: attachment;\r\n filename*={encode_rfc2231(name, 'utf-8')}"

def _base64(content: bytes) -> str:
    return encodebytes(content).decode("ascii").replace("\n", "\r\n").rstrip("\r\n")
