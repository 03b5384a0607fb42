"""Headers from bytes: the names that were meant, dates with their zone, and no header that spoils another."""

import base64
from collections.abc import Callable
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.unpack import headers
from ingest.unpack.member import Name


def attached(said: bytes) -> str | None:
    """The name that a part with such a disposition has."""
    name = headers.Headers(b"Content-Disposition: attachment; " + said + b"\r\n").file_name()
    return name.text if name else None


def encoded_words(raw: bytes, label: str, size: int) -> bytes:
    """RFC 2047 as careless senders write it: cut after so many bytes, wherever that is in a character."""
    cut = [raw[at : at + size] for at in range(0, len(raw), size)]
    return b"\r\n ".join(b"=?%s?B?%s?=" % (label.encode(), base64.b64encode(piece)) for piece in cut)


def quoted_words(raw: bytes, label: str, size: int) -> bytes:
    cut = [raw[at : at + size] for at in range(0, len(raw), size)]
    return b" ".join(
        b"=?%s?Q?%s?=" % (label.encode(), b"".join(b"=%02X" % byte for byte in piece)) for piece in cut
    )


def continued(raw: bytes, label: str, size: int) -> bytes:
    """RFC 2231 in numbered parts, the last one first."""
    cut = [quote_from_bytes(raw[at : at + size], safe="").encode() for at in range(0, len(raw), size)]
    cut[0] = label.encode() + b"''" + cut[0]
    return b";\r\n ".join(b"filename*%d*=%s" % (number, cut[number]) for number in reversed(range(len(cut))))


def cut_inside_escapes(raw: bytes, label: str, size: int) -> bytes:
    """The same by senders who cut the encoded text without looking."""
    said = label.encode() + b"''" + quote_from_bytes(raw, safe="").encode()
    head = len(label) + 2  # which is not cut
    cut = [said[: head + size], *(said[at : at + size] for at in range(head + size, len(said), size))]
    return b"; ".join(b"filename*%d*=%s" % (number, piece) for number, piece in enumerate(cut))


def unambiguous(raw: bytes) -> None:
    """Leave out names whose GB 18030 bytes are by chance UTF-8 too."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return
    assume(False)


FORMS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "2047 utf-8, split inside characters": ("utf-8", lambda raw: b'filename="%s"' % encoded_words(raw, "utf-8", 10)),
    "2047 gb18030, split inside characters": ("gb18030", lambda raw: b'filename="%s"' % encoded_words(raw, "gb18030", 5)),
    "2047 mislabelled gb2312": ("gb18030", lambda raw: b"filename=" + encoded_words(raw, "gb2312", 7)),
    "2047 Q": ("gb18030", lambda raw: b'filename="%s"' % quoted_words(raw, "GBK", 7)),
    "2231 utf-8, whole": ("utf-8", lambda raw: b"filename*=UTF-8''" + quote_from_bytes(raw, safe="").encode()),
    "2231 gb18030, parts out of order": ("gb18030", lambda raw: continued(raw, "gb2312", 5)),
    "2231 utf-8, split inside escapes": ("utf-8", lambda raw: cut_inside_escapes(raw, "utf-8", 10)),
    "raw utf-8, quoted": ("utf-8", lambda raw: b'filename="%s"' % raw),
    "raw gb18030, quoted": ("gb18030", lambda raw: b'filename="%s"; size=4' % raw),
    "raw gb18030, unquoted": ("gb18030", lambda raw: b"filename=%s; size=4" % raw),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["重庆市推荐表（终稿）.docx", "㑇喆镕.pdf", "誠.pdf", "誠", "陆俊峰 证书 a-b.docx"])
def test_names(form: str, name: str) -> None:
    """A name comes back from every way in which senders write it."""
    encoding, write = FORMS[form]
    assert attached(write(name.encode(encoding))) == name


@given(st.sampled_from(list(FORMS)), st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40))
def test_any_chinese_name(form: str, said: str) -> None:
    """Any Chinese name comes back from every way of writing it."""
    encoding, write = FORMS[form]
    raw = said.encode(encoding)
    if encoding != "utf-8":
        unambiguous(raw)
    assert attached(write(raw) + b"; size=4") == said


@pytest.mark.parametrize(("said", "expected"), [
    (b'filename="a \\"b\\" c.docx"', 'a "b" c.docx'),
    (b'filename="a;b.docx"', "a;b.docx"),
    ('filename="表誠"; title="x"'.encode("gbk"), "表誠"),  # its last byte is a backslash
    (b'filename="C:\\dir\\a.docx"', "C:_dir_a.docx"),
    (b'filename="no end.docx', "no end.docx"),
    (b"filename=two words.docx; size=4", "two words.docx"),
    (b"FileName = a.docx", "a.docx"),
    (b"filename=\"=?utf-8?B?5o6o?=.docx\"; filename*=utf-8''%E8%A1%A8.docx", "表.docx"),
    (b'filename*0="=?utf-8?B?5o6o6I2Q6KGo"; filename*1="?=.docx"', "推荐表.docx"),
    (b"filename*=%E8%A1%A8.docx", "表.docx"),
    (b'filename=""', None),
    (b'filename="../\xe2\x80\xaexcod.exe"', ".._xcod.exe"),
    (b'filename="=?utf-8?B?5o6o?= =?utf-8?B?6I2Q?= final.docx"', "推荐 final.docx"),
    (b'filename="=?utf-8?B?!?=.docx"', ".docx"),
])
def test_header_syntax(said: bytes, expected: str | None) -> None:
    """Quotes, sections and what senders make of them."""
    assert attached(said) == expected


def test_name_of_content_type() -> None:
    """Where the disposition has no name, the content type's counts; the bytes are kept as they stood."""
    said = headers.Headers(b"Content-Disposition: inline\nContent-Type: application/pdf;\n name=\"\xb1\xed.pdf\"\n")
    assert said.file_name() == Name("表.pdf", b"\xb1\xed.pdf")


@pytest.mark.parametrize(("said", "expected"), [
    (b"Thu, 15 Jun 2023 10:00:00 +0800 (CST)", "2023-06-15T10:00:00+08:00"),
    (b"Thu Jun 15 10:00:00 CST 2023", "2023-06-15T10:00:00+08:00"),
    (b"15 Jun 2023 10:00:00", "2023-06-15T10:00:00+08:00"),
    (b"15 Jun 2023 10:00:00 GMT+08:00", "2023-06-15T10:00:00+08:00"),
    (b"Thu, 15 Jun 2023 10:00:00 -0000", "2023-06-15T10:00:00+00:00"),
    (b"Thu, 15 Jun 2023 10:00:00 GMT", "2023-06-15T10:00:00+00:00"),
    (b"Thu, 15 Jun 2023 10:00:00 -0700 (PDT)", "2023-06-15T10:00:00-07:00"),
    (b"tomorrow", None), (b"", None), (b"\xff\xfe", None),
])
def test_dates(said: bytes, expected: str | None) -> None:
    """Dates come out with their zone; CST, and no zone, are China's."""
    assert headers.date(said) == expected


@pytest.mark.parametrize(("start", "expected"), [
    (b"From - Thu Jun 15 10:00:00 2023\nX-HM-1: x\nFrom: a\nTo: b\n\n\xff\x00", True),
    (b"X-1: x\nSubject: \xff\nDate: x\n\n", True),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", False),
    (b"Subject: a note\nto myself", False), (b"hello\nFrom: a\nTo: b\n\n", False), (b"", False),
])
def test_recognised(start: bytes, expected: bool) -> None:
    """A mail is known by its headers, whatever else it holds; a web page saved as one file is none."""
    assert headers.is_mail(start) is expected
