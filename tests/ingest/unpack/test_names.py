"""Names from bytes: what their sender meant, and nothing that misleads or harms."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.unpack import names

NAME = "重庆某某公司推荐表.docx"
HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30)


def valid_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize(("raw", "expected"), [
    (NAME.encode(), NAME),
    (NAME.encode("gbk"), NAME),
    ("㑇喆镕𠮷.pdf".encode("gb18030"), "㑇喆镕𠮷.pdf"),
    (b"caf\x82.doc", "café.doc"),
    (b"", "未命名"),
])
def test_encodings(raw: bytes, expected: str) -> None:
    """UTF-8 first, GB 18030 else, zip's code page last; the bytes are kept."""
    name = names.decode(raw)
    assert (name.text, name.raw) == (expected, raw)


@given(HANZI)
def test_any_chinese_name(said: str) -> None:
    """Any Chinese name comes back from UTF-8, and from GB 18030 where its bytes are not by chance UTF-8 as well."""
    assert names.decode(said.encode()).text == said
    raw = said.encode("gb18030")
    assume(not valid_utf8(raw))
    assert names.decode(raw).text == said


@pytest.mark.parametrize(("raw", "label", "expected"), [
    ("陆".encode("gb2312"), "gb2312", "陆"),  # also good UTF-8, of two bytes
    ("陆".encode("gb2312"), "GBK", "陆"),
    ("喆镕㑇".encode("gb18030"), "gb2312", "喆镕㑇"),
    ("推荐表".encode(), "gb2312", "推荐表"),
    ("推荐表".encode(), "iso-8859-1", "推荐表"),
    ("推薦表".encode("big5"), "big5", "推薦表"),
    ("Käse".encode("latin-1"), "iso-8859-1", "Käse"),
    ("推荐表".encode("gbk"), "us-ascii", "推荐表"),
    ("附件1 推荐表（终稿）.docx".encode("gbk"), "iso-8859-1", "附件1 推荐表（终稿）.docx"),
    ("重庆公司".encode("gbk"), "cp1252", "重庆公司"),
    ("Größe, Müller, Ève, Château".encode("latin-1"), "iso-8859-1", "Größe, Müller, Ève, Château"),
    ("Größe – ‘Ève’".encode("cp1252"), "windows-1252", "Größe – ‘Ève’"),
    ("推荐表".encode("gbk"), "iso-8859-5", "推荐表".encode("gbk").decode("iso-8859-5")),
    ("推荐表".encode("gbk"), "rot13", "推荐表"),
    ("推荐表".encode("gbk"), "iso-nonsense", "推荐表"),
    ("ü".encode(), "utf-8", "ü"),
])
def test_labels(raw: bytes, label: str, expected: str) -> None:
    """A label is believed as far as the bytes bear it out."""
    assert names.text(raw, label) == expected


@pytest.mark.parametrize(("given_name", "expected"), [
    ("a/b\\c.doc", "a_b_c.doc"),
    ("../../etc/passwd", ".._.._etc_passwd"),
    ("表\u202excod.exe", "表xcod.exe"),
    ("表\u2066\u2069\u200e\u200f\x00\x07\x1b[31m.docx", "表[31m.docx"),
    ("推荐\r\n\t表.docx", "推荐 表.docx"),
    ("\ud800.docx", "\ufffd.docx"),
    (" \u200f ", "未命名"),
    ("名" * 300 + ".docx", "名" * 250 + ".docx"),
])
def test_attachment_names(given_name: str, expected: str) -> None:
    """The name of an attachment is one part, on one line, written in one direction."""
    assert names.clean(given_name).text == expected


@pytest.mark.parametrize(("given_name", "expected"), [
    ("材料/推荐表.docx", "材料/推荐表.docx"),
    ("材料\\推荐表.docx", "材料/推荐表.docx"),
    ("../a/./../b", "a/b"),
    ("/etc/passwd", "etc/passwd"),
    ("C:\\材料\\推荐表.docx", "材料/推荐表.docx"),
    ("C:推荐表.docx", "推荐表.docx"),
    ("a/ .. /.\x00./b", "a/b"),
    ("\\\\server\\share\\a", "server/share/a"),
    ("../..", "未命名"),
])
def test_archive_names(given_name: str, expected: str) -> None:
    """The name of an archive's member keeps its folders and leads nowhere else."""
    assert names.clean(given_name, folders=True).text == expected


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes(raw: bytes, folders: bool) -> None:
    """Whatever the bytes, the name is printable, not empty, and stays where it is put."""
    said = names.decode(raw, folders).text
    assert said.encode()
    assert not any(ord(character) < 0x20 for character in said)
    assert not {"", ".."} & set(said.split("/")) or not folders
    assert folders or "/" not in said
