"""Mails: who sent them, when, and the files in them."""

import base64
import binascii
import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import DocumentError
from ingest.unpack import headers
from ingest.unpack.budget import Budget
from ingest.unpack.mail import open_mail
from ingest.unpack.member import Member, Refusal
from schema.limits import MB, Limits
from schema.submission import Mail
from tests.ingest.support import SHARED

EML = SHARED / "inputs" / "hostile" / "eml"
HEAD = b"From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def multipart(*parts: bytes, kind: str = "mixed", boundary: str = "b") -> bytes:
    opening = f"Content-Type: multipart/{kind}; boundary=\"{boundary}\"\r\n\r\n".encode()
    mark = f"--{boundary}".encode()
    return opening + b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"


def part(said: bytes, body: bytes = b"data") -> bytes:
    return said + b"\r\n\r\n" + body


def members(mail: bytes) -> list[tuple[str, bytes]]:
    return [(member.name.text, member.data) for member in open_mail(mail, Budget(Limits()))[1] if isinstance(member, Member)]


def refusals(mail: bytes) -> list[tuple[str, str]]:
    return [(member.name.text, member.code) for member in open_mail(mail, Budget(Limits()))[1] if isinstance(member, Refusal)]


def test_info() -> None:
    """Sender, subject and dates are read; the topmost Received is the receiving server's."""
    mail = (
        b"Received: from mx by office; Fri, 16 Jun 2023 09:00:01 +0800 (CST)\r\n"
        b"Received: from pc by mx;\r\n Thu, 15 Jun 2023 23:59:59 +0800\r\n"
        b"From: =?gb2312?B?1cXI/Q==?= <zhang@example.com>\r\nTo: office@example.com\r\n"
        b"Subject: =?utf-8?B?5o6o6I0=?=\r\n =?utf-8?B?kOihqA==?=\r\nDate: Thu, 15 Jun 2023 23:58:00 +0800\r\n"
        b"Message-ID: <1@example.com>\r\nIn-Reply-To: <0@example.com>\r\nReferences: <a@example.com>\r\n <0@example.com>\r\n"
        b"Reply-To: =?gb2312?B?1cXI/Q==?= <office@example.com>\r\n\r\nhello"
    )
    info, found = open_mail(mail, Budget(Limits()))
    assert list(found) == []
    assert info == Mail(
        sender="张三 <zhang@example.com>", to="office@example.com", subject="推荐表", message_id="<1@example.com>",
        date="2023-06-15T23:58:00+08:00", received="2023-06-16T09:00:01+08:00", in_reply_to="<0@example.com>",
        references="<a@example.com> <0@example.com>", reply_to="张三 <office@example.com>",
    )


@pytest.mark.parametrize("broken", [
    b"Message-ID: <[>", b"From: =?gb2312?B?", b"Date: Mon, 99 x 2023 99:99", b"Date: Thu, 15 Jun 99999999999 10:00:00",
    b"To: a@[", b"Content-Type: ;;;=\"", b"no header at all", b"X-\xff: \xff", b"Content-Disposition: =?=",
])
def test_broken_header(broken: bytes) -> None:
    """A broken header costs itself, never the mail."""
    mail = broken + b"\r\n" + HEAD + multipart(part(b'Content-Disposition: attachment; filename="a.pdf"'))
    info, _ = open_mail(mail, Budget(Limits()))
    assert info.subject == "x"
    if not broken.startswith(b"Content-Type"):
        assert members(mail) == [("a.pdf", b"data")]


def test_forwarded_mail() -> None:
    """A forwarded mail is a member named by its subject, with its own bytes, in base64 too against the standard."""
    inner = b"From: b@example.com\r\nSubject: =?utf-8?B?6KGo?=\r\n\r\n" + b"text  \r\n\ttext"
    for body, encoding in ((inner, b"8bit"), (base64.encodebytes(inner), b"base64")):
        mail = HEAD + multipart(part(b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: " + encoding, body))
        assert members(mail) == [("表.eml", inner)]


def test_digest() -> None:
    """The parts of a digest are mails without saying so."""
    mail = HEAD + multipart(b"\r\nSubject: one\r\n\r\n1", b"\r\nSubject: two\r\n\r\n2", kind="digest")
    assert [name for name, _ in members(mail)] == ["one.eml", "two.eml"]


def test_without_name() -> None:
    """Texts are no members; what else has no name gets one by what it is."""
    mail = HEAD + multipart(
        multipart(part(b"Content-Type: text/plain"), part(b"Content-Type: text/html"), kind="alternative", boundary="c"),
        part(b"Content-Type: application/octet-stream", b"%PDF-1.7"),
        part(b"Content-Type: application/ms-tnef", b"\x78\x9f\x3e\x22"),
        part(b"Content-Type: text/plain\r\nContent-Disposition: attachment", b"note"),
        part(b"Content-Type: image/x-new", b"\x00\xff"),
    )
    assert [name for name, _ in members(mail)] == ["附件1.pdf", "winmail.dat", "附件3.txt", "附件4"]


def test_attachment_alone() -> None:
    """A mail may be nothing but its attachment."""
    said = b'Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64'
    assert members(HEAD + part(said, b"JVBERg==")) == [("a.pdf", b"%PDF")]


@pytest.mark.parametrize(("body", "expected"), [
    (b"JVBE\r\nRi0x\r\n", b"%PDF-1"),
    (b"JVBERi0x" + b"?!\r\n" + b"LjQ", b"%PDF-1.4"),
    (b"JVBERg==\r\nLTE=\r\n", b"%PDF-1"),
    (b"JVBERi0xL", b"%PDF-1"),
    (b"", b""),
])
def test_damaged_base64(body: bytes, expected: bytes) -> None:
    """What is there of a damaged attachment is decoded."""
    said = b'Content-Disposition: attachment; filename="a"\r\nContent-Transfer-Encoding: base64'
    assert members(HEAD + multipart(part(said, body))) == [("a", expected)]


@pytest.mark.parametrize(("said", "code"), [
    (b"Content-Transfer-Encoding: base64", "document.unreadable"),
    (b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "document.encrypted"),
    (b"Content-Type: multipart/encrypted; boundary=c", "document.encrypted"),
    (b"Content-Type: message/external-body; access-type=URL", "document.unreadable"),
    (b"Content-Type: multipart/mixed; boundary=c", "document.unreadable"),
])
def test_refusals(said: bytes, code: str) -> None:
    """What cannot be had is said, and the rest of the mail is there."""
    mail = HEAD + multipart(
        part(said + b"\r\nContent-Disposition: attachment", "？！".encode()), part(b"Content-Disposition: attachment"),
    )
    assert [found for _, found in refusals(mail)] == [code]
    assert [content for _, content in members(mail)] == [b"data"]


@pytest.mark.parametrize("more", [b"", b"X", b"`~\xff\0", b"M" * 50])
def test_lines_of_uuencode(more: bytes) -> None:
    """What stands on a line behind its bytes is left out, for each length there can be."""
    for length in range(1, 46):
        line = binascii.b2a_uu(bytes(range(length))).rstrip(b"\n")
        mail = HEAD + b"\n\nbegin 644 a\n" + line + more + b"\nend\n"
        assert members(mail) == [("a", bytes(range(length)))]


def test_uuencoded() -> None:
    """Files that are part of the text are found."""
    mail = HEAD + b"\r\nHello\r\n\r\nbegin 644 \xb1\xed.txt\r\n#0V%T\r\n`\r\nend\r\n"
    assert members(mail) == [("表.txt", b"Cat")]


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_line_ends(ending: bytes) -> None:
    """Lines may end as they like, the last boundary and the first lines may be missing."""
    mail = HEAD + multipart(part(b'Content-Disposition: attachment; filename="a"'))
    lines = mail.replace(b"--b--\r\n", b"").replace(b"\r\n", ending)
    assert [name for name, _ in members(b"\n" * (ending == b"\n") + lines)] == ["a"]


def test_wrong_boundary() -> None:
    """Where the boundary that is announced is nowhere, the one that is there counts."""
    mail = HEAD + multipart(part(b'Content-Disposition: attachment; filename="a"')).replace(b'"b"', b'"other"')
    assert members(mail) == [("a", b"data")]


def test_nothing() -> None:
    """What has no header is no mail."""
    with pytest.raises(DocumentError):
        open_mail(b"just some text\n\nmore", Budget(Limits()))


def test_many_parts() -> None:
    """As many attachments are had as one file may bring, deep nesting ends with a refusal."""
    mail = HEAD + multipart(*[part(b'Content-Disposition: attachment; filename="a"', b"x" * 500)] * 20000)
    assert len(members(mail)) == 2000
    assert refusals(mail) == [("其余文件", "document.too_large")]
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    assert refusals(HEAD + deep) == [("邮件的其余部分", "document.too_large")]


ENCODED: dict[bytes, Callable[[bytes], bytes]] = {
    b"base64": base64.encodebytes, b"quoted-printable": lambda data: data.replace(b"y", b"=79"), b"8bit": lambda data: data,
    b"x-uuencode": lambda data: b"begin 644 a\n" + b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45)) + b"end\n",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_large_attachment(encoding: bytes) -> None:
    """One over the limit of a file is refused with the figure, the one after it is had; memory holds no copies of the mail."""
    data = (b"y" * 63 + b"\n") * (12 * MB // 64)
    large = part(b'Content-Disposition: attachment; filename="a"\r\nContent-Transfer-Encoding: ' + encoding, ENCODED[encoding](data))
    mail = HEAD + multipart(large, part(b'Content-Disposition: attachment; filename="b"', b"x"))
    (refusal, member) = open_mail(mail, Budget(Limits(member_size=2 * MB)))[1]
    assert isinstance(refusal, Refusal)
    assert (refusal.name.text, refusal.code) == ("a", "document.too_large")
    assert refusal.reason.endswith("，超过上限 2 MB。")
    assert isinstance(member, Member)
    assert member.data == b"x"
    tracemalloc.start()
    try:
        (first, _) = open_mail(mail, Budget(Limits()))[1]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < (2 if encoding == b"x-uuencode" else 1) * len(data) + 8 * MB
    assert isinstance(first, Member)
    assert first.data == data


@pytest.mark.parametrize("cut", range(9))
def test_base64_in_blocks(cut: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not matter where a block ends, be it in a group of four or between signs of padding."""
    monkeypatch.setattr("ingest.unpack.headers._BLOCK", cut + 1)
    assert b"".join(headers.base64(b"QUJD\r\nQQ==\r\n=RUZH!SA=\r\nSUpL")) == b"ABCAEFGHIJK"


@given(st.binary(max_size=300), st.sampled_from([b"Content-Type: ", b"Content-Disposition: attachment; filename", b"Date: ", b""]))
def test_any_bytes(junk: bytes, header: bytes) -> None:
    """Whatever stands in a mail, its members or a DocumentError come out."""
    for mail in (HEAD + header + junk, junk, HEAD + multipart(header + junk, junk)):
        try:
            list(open_mail(mail, Budget(Limits()))[1])
        except DocumentError:
            continue


@pytest.mark.skipif(not EML.is_dir(), reason="../shared is not here")
def test_hostile() -> None:
    """Mails that broke other programs give their members or a DocumentError, at once."""
    for file in sorted(EML.iterdir()):
        started = time.perf_counter()
        try:
            found = list(open_mail(file.read_bytes(), Budget(Limits()))[1])
        except DocumentError:
            found = []
        assert time.perf_counter() - started < 2, file.name
        assert all(member.name.text for member in found)


@pytest.mark.parametrize(("said", "kind", "inline"), [
    (b"Content-ID: <1>\r\nContent-Disposition: inline; filename=\"a.png\"", "mixed", True), (b"Content-ID: <1>", "mixed", True),
    (b"Content-ID: <1>\r\nContent-Disposition: attachment; filename=\"a.png\"", "mixed", False),
    (b"Content-ID: <1>\r\nContent-Disposition: attachment; filename=\"a.png\"", "related", True),
    (b"Content-Disposition: inline", "related", False),
])
def test_pictures_in_the_text(said: bytes, kind: str, inline: bool) -> None:
    """What the text shows by its Content-ID is no attachment; some mailers give one to attachments too."""
    mail = HEAD + multipart(part(b"Content-Type: text/html"), part(b"Content-Type: image/png\r\n" + said), kind=kind)
    assert [member.inline for member in open_mail(mail, Budget(Limits()))[1] if isinstance(member, Member)] == [inline]
