"""Files in a winmail.dat, made here attribute by attribute."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import DocumentError
from ingest.unpack.budget import Budget
from ingest.unpack.member import Member, Refusal
from ingest.unpack.tnef import open_tnef
from samples.envelopes.tnef import attachment, envelope
from schema.limits import MB, Limits
from tests.ingest.support import SHARED
from tests.ingest.unpack.winmail import mapi

TNEF = SHARED / "inputs" / "hostile" / "tnef"
MESSAGE = bytes.fromhex("0703020000000000c000000000000046")


def opened(data: bytes) -> list[tuple[str, bytes]]:
    return [(member.name.text, member.data) for member in open_tnef(data, Budget(Limits())) if isinstance(member, Member)]


def test_names() -> None:
    """The long Unicode name counts before the short one, which is in the code page; without any it is by content."""
    long = mapi((0x3707, 0x001F, "推荐表（镕）.docx\x00".encode("utf-16-le")))
    data = envelope(
        attachment(b"TUIJIA~1.DOC", properties=long), attachment("推荐表镕.docx".encode("gb18030")),
        attachment(properties=mapi((0x3707, 0x001E, "喆.pdf\x00".encode("gbk")))), attachment(data=b"%PDF-1.7"),
    )
    assert opened(data) == [("推荐表（镕）.docx", b"data"), ("推荐表镕.docx", b"data"), ("喆.pdf", b"data"), ("附件1.pdf", b"%PDF-1.7")]


def test_embedded() -> None:
    """A message inside is a winmail.dat again, in a folder by its title; any other object is refused."""
    inner = envelope(attachment(b"a.pdf"))
    data = envelope(
        attachment(b"Re", None, mapi((0x3701, 0x000D, MESSAGE + inner))), attachment(b"ole", None, mapi((0x3701, 0x000D, b"x"))),
    )
    assert opened(data) == [("Re/winmail.dat", inner)]
    (refusal,) = [member for member in open_tnef(data, Budget(Limits())) if isinstance(member, Refusal)]
    assert (refusal.name.text, refusal.code) == ("ole", "document.unreadable")


def test_cut_off() -> None:
    """What is there of a damaged file comes out, with a word on the rest; the end of a line behind it harms nothing."""
    data = envelope(attachment(b"a"), attachment(b"b"))
    assert [type(member) for member in open_tnef(data + b"\r\n", Budget(Limits()))] == [Member, Member]
    assert [type(member) for member in open_tnef(data[:-3], Budget(Limits()))] == [Member, Refusal, Refusal]


@pytest.mark.parametrize("data", [b"", b"\x78\x9f", b"junk that is long enough", b"\x78\x9f\x3e\x22\x00\x00\x01junk"])
def test_garbage(data: bytes) -> None:
    """What is no such file is said to be none."""
    with pytest.raises(DocumentError):
        open_tnef(data, Budget(Limits()))


@given(st.data())
def test_damaged(draw: st.DataObject) -> None:
    """Bytes changed anywhere raise nothing but DocumentError."""
    data = bytearray(envelope(attachment(b"a", properties=mapi((0x3707, 0x001F, b"a\x00"), (0x3704, 0x001E, b"b")))))
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(4, len(data) - 1))] = draw.draw(st.integers(0, 255))
    try:
        list(open_tnef(bytes(data), Budget(Limits())))
    except DocumentError:
        return


def test_many_values() -> None:
    """A property that claims thousands of millions of values costs nothing."""
    started = time.perf_counter()
    opened(envelope(attachment(b"a", properties=struct.pack("<IHHI", 1, 0x1000, 0x3001, 0xFFFFFFFF) + bytes(1000))))
    opened(envelope(attachment(b"a", properties=struct.pack("<I", 0xFFFFFFFF) + bytes(1000))))
    assert time.perf_counter() - started < 1


@pytest.mark.skipif(not TNEF.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize(("file", "expected"), [
    ("poi__quick-winmail.dat", ["quick.doc", "quick.html", "quick.pdf", "quick.txt", "quick.xml"]),
    ("poi__bug52400-winmail-with-attachments.dat", ["scion_tc_2007_maintenanceguide.pdf", "Duke_Wave.png"]),
])
def test_real(file: str, expected: list[str]) -> None:
    """Files that Outlook made give what they hold."""
    found = list(open_tnef((TNEF / file).read_bytes(), Budget(Limits())))
    assert [member.name.text for member in found] == expected
    assert all(isinstance(member, Member) for member in found)


LARGE = bytes(2 * MB + 1)


@pytest.mark.parametrize(("limits", "expected"), [
    (Limits(member_size=2 * MB), [("a", "这个文件解开后至少有 2,097,153 字节，超过上限 2 MB。"), "b", "c"]),
    (Limits(members=2), ["a", "b", ("其余文件", "里面的文件超过上限 2 个，其余的没有读取。")]),
    (Limits(total_size=MB), [("其余文件", "解开后的文件合计超过上限 1 MB，其余的没有读取。")]),
])
def test_limits(limits: Limits, expected: list[str | tuple[str, str]]) -> None:
    """What is too large or too many is refused with the figure, the rest is had where it may be."""
    data = envelope(attachment(b"a", LARGE), attachment(b"b", b"x"), attachment(b"c", b"x"))
    found = open_tnef(data, Budget(limits))
    assert [one.name.text if isinstance(one, Member) else (one.name.text, one.reason) for one in found] == expected
