"""Mails saved from Outlook, made here property by property."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import DocumentError
from ingest.unpack.budget import Budget
from ingest.unpack.member import Member, Refusal
from ingest.unpack.msg import open_msg
from samples.envelopes.ole import ole
from samples.envelopes.outlook import attached, message, storage
from schema.limits import MB, Limits
from tests.ingest.support import SHARED

MSG = SHARED / "inputs" / "hostile" / "msg"


def members(data: bytes) -> list[tuple[str, bytes]]:
    return [(member.name.text, member.data) for member in open_msg(data, Budget(Limits()))[1] if isinstance(member, Member)]


def refusals(data: bytes) -> list[tuple[str, str]]:
    return [(member.name.text, member.code) for member in open_msg(data, Budget(Limits()))[1] if isinstance(member, Refusal)]


@pytest.mark.parametrize(("numbers", "raw"), [
    ({0x3FFD: 936}, "推荐表（镕㑇）.docx".encode("gb18030")),
    ({0x3FDE: 936}, "推荐表（镕㑇）.docx".encode("gb18030")),
    ({0x3FF1: 2052}, "推荐表（镕㑇）.docx".encode("gb18030")),
    ({}, "推荐表（镕㑇）.docx".encode("gb18030")),
    ({0x3FFD: 65001}, "推荐表（镕㑇）.docx".encode()),
    ({0x3FFD: 1252}, "推荐表（镕㑇）.docx".encode()),
])
def test_code_pages(numbers: dict[int, int], raw: bytes) -> None:
    """A name in a code page comes back, whichever property says so, and its bytes are kept."""
    (member,) = open_msg(ole(message({}, attached({0x3707: raw}, b"data"), numbers=numbers)), Budget(Limits()))[1]
    assert (member.name.text, member.name.raw) == ("推荐表（镕㑇）.docx", raw)


def test_locale() -> None:
    """Without a code page, the sender's language says it."""
    data = ole(message({}, attached({0x3707: "推薦表.docx".encode("big5")}, b"data"), numbers={0x3FF1: 1028}))
    assert members(data) == [("推薦表.docx", b"data")]


def test_names() -> None:
    """The long name before the short one, by content where there is none; no separator or direction mark comes through."""
    data = ole(message(
        {}, attached({0x3707: "推荐表.docx", 0x3704: "TUIJ~1.DOC"}, b"1"), attached({0x3704: "a/..\\b\u202e.doc"}, b"2"),
        attached({}, b"%PDF-1.7"),
    ))
    assert members(data) == [("推荐表.docx", b"1"), ("a_.._b.doc", b"2"), ("附件3.pdf", b"%PDF-1.7")]


def test_info() -> None:
    """Sender, subject and dates come from the headers that the server left, and else from the properties."""
    said: dict[int, str | bytes] = {0x0037: "推荐表", 0x0C1A: "张三", 0x5D01: "zhang@example.com", 0x0E04: "office"}
    day = 133_312_896_000_000_000
    info, _ = open_msg(ole(message(said, numbers={0x0039: day, 0x0E06: day + 10_000_000})), Budget(Limits()))
    assert (info.sender, info.to, info.subject) == ("张三 <zhang@example.com>", "office", "推荐表")
    assert (info.date, info.received) == ("2023-06-15T08:00:00+00:00", "2023-06-15T08:00:01+00:00")
    said[0x007D] = "Received: by mx; Fri, 16 Jun 2023 09:00:00 +0800\r\nFrom: =?utf-8?B?5p2O5Zub?= <li@example.com>\r\n\r\n"
    info, _ = open_msg(ole(message(said, numbers={0x0E06: day})), Budget(Limits()))
    assert (info.sender, info.received) == ("李四 <li@example.com>", "2023-06-16T09:00:00+08:00")


def test_attached_mail() -> None:
    """The attachments of an attached mail lie in a folder by its subject; mails in mails end with a refusal."""
    inner = message({0x0037: "转发/材料"}, attached({0x3707: "证书.pdf"}, b"data"), header=bytes(24))
    assert members(ole(message({}, attached({}, inner, 5)))) == [("转发_材料.msg/证书.pdf", b"data")]
    for _ in range(6):
        inner = message({0x0037: "x"}, attached({}, inner, 5), header=bytes(24))
    assert [code for _, code in refusals(ole(message({}, attached({}, inner, 5))))] == ["document.too_large"]


def test_signed_and_sealed() -> None:
    """A signed mail is opened, an encrypted one is refused."""
    signed = b'Content-Type: multipart/signed; boundary=b\n\n--b\nContent-Disposition: attachment; filename="a"\n\ndata\n--b--\n'
    data = ole(message({0x001A: "IPM.Note.SMIME.MultipartSigned"}, attached({0x3707: "smime.p7m"}, signed)))
    assert members(data) == [("a", b"data")]
    data = ole(message({0x001A: "IPM.Note.SMIME"}, attached({0x3707: "smime.p7m"}, b"sealed")))
    assert refusals(data) == [("smime.p7m", "document.encrypted")]


def test_without_data() -> None:
    """An object or a link is refused, the others come out."""
    data = ole(message({}, attached({0x3707: "图"}, {"CONTENTS": b"x"}, 6), attached({}, None, 2), attached({0x3707: "a"}, b"1")))
    assert refusals(data) == [("图", "document.unreadable"), ("附件2", "document.unreadable")]
    assert members(data) == [("a", b"1")]


@pytest.mark.parametrize("data", [b"", b"junk", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), ole(message({}))[:700]])
def test_garbage(data: bytes) -> None:
    """What is no OLE2 file is said to be broken."""
    with pytest.raises(DocumentError):
        open_msg(data, Budget(Limits()))


@settings(max_examples=300)
@given(st.data())
def test_damaged(draw: st.DataObject) -> None:
    """Bytes changed anywhere raise nothing but DocumentError."""
    inner = message({0x0037: "x"}, attached({0x3707: "b"}, b"2" * 600), header=bytes(24))
    data = bytearray(ole(message({0x007D: "From: a"}, attached({0x3707: b"a"}, b"1" * 5000), attached({}, inner, 5))))
    for _ in range(draw.draw(st.integers(1, 8))):
        data[draw.draw(st.integers(8, len(data) - 1))] = draw.draw(st.sampled_from([0, 1, 2, 5, 0x7F, 0xFE, 0xFF]))
    try:
        list(open_msg(bytes(data), Budget(Limits()))[1])
    except DocumentError:
        return


@pytest.mark.skipif(not MSG.is_dir(), reason="../shared is not here")
def test_hostile() -> None:
    """Mails that broke other programs give their members or a DocumentError, at once."""
    found = {}
    for file in sorted(MSG.iterdir()):
        started = time.perf_counter()
        try:
            found[file.name] = [member.name.text for member in open_msg(file.read_bytes(), Budget(Limits()))[1]]
        except DocumentError:
            found[file.name] = []
        assert time.perf_counter() - started < 2, file.name
    assert found["poi__attachment_msg_inlineImg.msg"] == ["image001.png", "image002.png", "image003.png", "image006.jpg"]
    assert found["poi__example_sent_regular.msg"] == ["alfresco.gif"]


@pytest.mark.parametrize(("texts", "numbers", "inline"), [
    ({0x3712: "image001.png@01D99A"}, {0x3714: 4}, True), ({0x3712: "image001.png@01D99A"}, {0x7FFE: 1}, True),
    ({0x3712: "image001.png@01D99A"}, {}, False), ({}, {0x3714: 4}, False),
])
def test_pictures_in_the_text(texts: dict[int, str | bytes], numbers: dict[int, int], inline: bool) -> None:
    """What the text shows by its Content-ID, and Outlook does not list, is no attachment."""
    picture = storage(bytes(8), {0x3705: 1, **numbers}, {0x3707: "image001.png", **texts}, {"__substg1.0_37010102": b"data"})
    assert [member.inline for member in open_msg(ole(message({}, picture)), Budget(Limits()))[1] if isinstance(member, Member)] == [inline]


LARGE = bytes(2 * MB + 1)


@pytest.mark.parametrize(("limits", "expected"), [
    (Limits(member_size=2 * MB), [("a", "这个文件解开后至少有 2,097,153 字节，超过上限 2 MB。"), "b", "c"]),
    (Limits(members=2), ["a", "b", ("其余文件", "里面的文件超过上限 2 个，其余的没有读取。")]),
    (Limits(total_size=MB), [("其余文件", "解开后的文件合计超过上限 1 MB，其余的没有读取。")]),
])
def test_limits(limits: Limits, expected: list[str | tuple[str, str]]) -> None:
    """What is too large or too many is refused with the figure, the rest is had where it may be."""
    data = ole(message({}, attached({0x3707: "a"}, LARGE), attached({0x3707: "b"}, b"x"), attached({0x3707: "c"}, b"x")))
    found = open_msg(data, Budget(limits))[1]
    assert [one.name.text if isinstance(one, Member) else (one.name.text, one.reason) for one in found] == expected


def test_mails_in_mails() -> None:
    """A mail attached to another is one deeper; beyond the limit it is refused, and what lies beside it is had."""
    tree = message({0x0037: "8"}, attached({0x3707: "8.txt"}, b"x"), header=bytes(24))
    for number in range(7, 0, -1):
        header = 32 if number == 1 else 24
        tree = message({0x0037: str(number)}, attached({}, tree, method=5), attached({0x3707: f"{number}.txt"}, b"x"), header=bytes(header))
    found = list(open_msg(ole(tree), Budget(Limits(depth=3)))[1])
    had = [one.name.text for one in found if isinstance(one, Member)]
    assert had == ["2.msg/3.msg/3.txt", "2.msg/2.txt", "1.txt"]
    (refusal,) = [one for one in found if isinstance(one, Refusal)]
    assert (refusal.name.text, refusal.code) == ("2.msg/3.msg/4.msg", "document.too_large")
    assert "超过上限 3 层" in refusal.reason
