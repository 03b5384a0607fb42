"""Opening Word files: what is found, and what is refused."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.docx import package, trail, xml
from extractors.docx.reader import MACRO_MEDIA_TYPE, read_docx
from extractors.errors import DocumentError
from tests.extractors.docx.build import (
    MAIN_TYPE,
    STRICT_W,
    W,
    content_types,
    document_xml,
    docx,
    paragraph,
    relationships,
    row,
    run,
    table,
    tables,
    texts,
    zipped,
)

MAIN = document_xml(paragraph(run("正文")))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(data: bytes) -> DocumentError:
    """What a file is refused with."""
    with pytest.raises(DocumentError) as caught:
        read_docx(data)
    assert caught.value.reason.endswith("。")
    assert caught.value.advice.endswith("。")
    return caught.value


def outcome(data: bytes) -> Document | DocumentError:
    """What becomes of a file."""
    try:
        return read_docx(data)
    except DocumentError as error:
        return error


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": MAIN},
        {"[Content_Types].xml": content_types(), "word/document.xml": MAIN},
        {"[Content_Types].xml": content_types("/main/text.xml"), "main/text.xml": MAIN},
        {"_rels/.rels": relationships("/main/text.xml"), "main/text.xml": MAIN},
        {"_rels/.rels": relationships("./main/text.xml"), "Main/Text.xml": MAIN},
        {"[Content_Types].xml": "<broken", "_rels/.rels": "", "word/document.xml": MAIN},
        {"[Content_Types].xml": content_types("/gone.xml"), "_rels/.rels": relationships("gone.xml"), "word/document.xml": MAIN},
        {"[Content_Types].xml": content_types(), "word\\document.xml": MAIN},
    ],
)
def test_main_document_is_found(parts: dict[str, str]) -> None:
    """By content type, by relationship, or by its name where both are missing, damaged or wrong."""
    assert texts(read_docx(zipped(parts))) == ["正文"]


def test_strict_documents_read_the_same() -> None:
    """The strict namespace gives the same document."""
    body = paragraph(run("正文")) + table(row("甲", "乙"))
    transitional = document_xml(body)
    strict = transitional.replace(W, STRICT_W)
    assert strict != transitional
    assert read_docx(zipped({"word/document.xml": strict})) == read_docx(zipped({"word/document.xml": transitional}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_sixteen_bit_text(encoding: str) -> None:
    """XML in UTF-16 is read, hidden text in it noticed."""
    whole = '<?xml version="1.0" encoding="UTF-16"?>' + document_xml(paragraph(run("正文"), run("暗", "<w:vanish/>")))
    document = read_docx(zipped({"word/document.xml": whole.encode(encoding)}))
    assert texts(document) == ["正文"]
    assert document.remarks[0].code == "document.hidden_text"


def test_damaged_styles_do_not_matter() -> None:
    """The text is read without styles that cannot be parsed."""
    body = paragraph(run("正文", '<w:rStyle w:val="a"/>'))
    assert texts(read_docx(docx(body, parts={"word/styles.xml": "<w:styles vanish"}))) == ["正文"]


def test_document_without_body() -> None:
    """An empty main document is an empty document."""
    empty = f'<w:document xmlns:w="{W}"/>'
    assert read_docx(zipped({"word/document.xml": empty})).blocks == ()


def test_macros_are_said() -> None:
    """A macro project in the package is remarked, under any extension."""
    document = read_docx(docx(paragraph(run("正文")), parts={"word/vbaProject.bin": b"\0"}))
    assert [remark.code for remark in document.remarks] == ["document.macros"]
    assert document.media_type == MACRO_MEDIA_TYPE
    assert read_docx(docx(paragraph(run("正文")))).remarks == ()


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "document.unreadable", "0 字节"),
        (b"\0" * 4096, "document.unreadable", "空文件"),
        ("推荐表\n单位名称：某学院".encode(), "document.type_mismatch", "纯文本文件"),
        ("推荐表\n单位名称：某学院".encode("gb18030"), "document.type_mismatch", "纯文本文件"),
        ("推荐表".encode("utf-16"), "document.type_mismatch", "纯文本文件"),
        (b"<html><body>1</body></html>", "document.type_mismatch", "网页（HTML）"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>', "document.type_mismatch", "XML 文件"),
        (b"%PDF-1.7\n%\xe2\xe3", "document.type_mismatch", "PDF 文件"),
        (b"{\\rtf1\\ansi", "document.type_mismatch", "RTF 文档"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "document.type_mismatch", "PNG 图片"),
        (b"Rar!\x1a\x07\x01\0", "document.type_mismatch", "RAR 压缩包"),
        (bytes(range(256)) * 3, "document.unreadable", "不是 Word 文档"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "document.type_mismatch", "旧版 Word 文档（.doc）"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "document.type_mismatch", "旧版 Excel 工作簿（.xls）"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "document.encrypted", "加密方式"),
        (COMPOUND, "document.type_mismatch", "旧版 Office 文件"),
        (zipped({"xl/workbook.xml": "<broken", "_rels/.rels": relationships("xl/workbook.xml")}),
         "document.type_mismatch", "Excel 工作簿"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "document.type_mismatch", "PowerPoint 演示文稿"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
         "document.type_mismatch", "OpenDocument 文本"),
        (zipped({"照片.jpg": b"\xff\xd8"}), "document.type_mismatch", "压缩包"),
        (zipped({}), "document.type_mismatch", "压缩包"),
        (zipped({"word/document.xml": "<html/>"}), "document.type_mismatch", "没有 Word 文档的正文"),
        (zipped({"word/document.xml": "<w:document"}), "document.unreadable", "无法解析"),
        (zipped({"word/document.xml": ""}), "document.unreadable", "无法解析"),
        (zipped({"word/document.xml": b"\xff\xfe<"}), "document.unreadable", "文字编码"),
        (b"PK\x03\x04" + bytes(60), "document.unreadable", "已损坏"),
    ],
)
def test_what_is_no_word_document(data: bytes, code: str, words: str) -> None:
    """Every other kind of file is refused by its name, with advice."""
    error = refusal(data)
    assert error.code == code
    assert words in error.reason


def test_truncated_file_is_refused() -> None:
    """A file that lost its end, at any place, is damaged."""
    whole = docx(table(row("甲", "乙")))
    for length in (30, len(whole) // 2, len(whole) - 1):
        assert refusal(whole[:length]).code == "document.unreadable"


def test_wrong_checksum_is_refused() -> None:
    """A part whose content is not what was packed is damaged."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", MAIN)
    data = target.getvalue()
    assert refusal(data.replace("正文".encode(), "正义".encode())).code == "document.unreadable"


def test_encrypted_member_is_refused() -> None:
    """A zip file with a password says so."""
    data = bytearray(zipped({"word/document.xml": MAIN}))
    struct.pack_into("<H", data, 6, 1)
    struct.pack_into("<H", data, data.rfind(b"PK\x01\x02") + 8, 1)
    assert refusal(bytes(data)).code == "document.encrypted"


def test_unknown_compression_is_refused() -> None:
    """A way of packing that Word does not use is unreadable, not a crash."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", MAIN)
    assert "压缩方式" in refusal(target.getvalue()).reason


def test_small_limits_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part at its limit is read, one byte more is refused with limit and figure, whatever its header claims."""
    data = bytearray(docx(paragraph(run("正文"))))
    size = len(document_xml(paragraph(run("正文"))).encode())
    monkeypatch.setattr(package, "MAX_PART", size)
    assert texts(read_docx(bytes(data))) == ["正文"]
    monkeypatch.setattr(package, "MAX_PART", size - 1)
    assert refusal(bytes(data)).code == "document.too_large"
    struct.pack_into("<L", data, data.find(b"word/document.xml", data.rfind(b"PK\x03\x04") + 60) - 22, 1)
    assert refusal(bytes(data)).code == "document.too_large"


def test_bomb_is_refused_quickly() -> None:
    """300 MB of nothing in a small zip file are never unpacked in full."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    error = refusal(target.getvalue())
    assert error.code == "document.too_large"
    assert "60 MB" in error.reason
    assert "300.0 MB" in error.reason


def test_ratio_is_limited_from_a_megabyte_on() -> None:
    """What shrinks more than two hundred times is no Word document; below a megabyte it may."""
    error = refusal(docx(" " * 2_000_000))
    assert error.code == "document.too_large"
    assert "超过 200 倍" in error.reason
    assert read_docx(docx(" " * 900_000)).blocks == ()


@pytest.mark.parametrize("count", [2_000, 25_000])
def test_too_many_members_are_refused(count: int) -> None:
    """The members are counted, and where they are far too many before they are listed."""
    data = zipped({"word/document.xml": MAIN, **{f"{index}": b"" for index in range(count)}})
    error = refusal(data)
    assert error.code == "document.too_large"
    assert f"{count + 1:,} 个部件，超过 2,000 个" in error.reason


def test_too_many_tags_and_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree that would fill the memory is not built, and a document without end is not walked to it."""
    data = docx(table(row("甲", "乙")))
    monkeypatch.setattr(trail, "MAX_PARTS", 3)
    assert "段落和单元格" in refusal(data).reason
    monkeypatch.setattr(trail, "MAX_PARTS", 4)
    assert read_docx(data).blocks
    monkeypatch.setattr(xml, "MAX_TAGS", 10)
    assert refusal(data).code == "document.too_large"


@pytest.mark.parametrize(
    "declaration",
    ["<!DOCTYPE w>", '<!DOCTYPE w [<!ENTITY a "x">]>', '<!DOCTYPE w SYSTEM "file:///etc/passwd">',
     '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
)
def test_document_type_is_refused(declaration: str) -> None:
    """XML with a DTD is not read, its entities never resolved."""
    error = refusal(zipped({"word/document.xml": declaration + document_xml(paragraph(run("&a;" if "ENTITY a" in declaration else "")))}))
    assert error.code == "document.unreadable"
    assert "DTD" in error.reason


def test_entity_bomb_is_refused_quickly() -> None:
    """A billion laughs, in text or in an attribute, are not expanded."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    for use in (run("&a11;"), "<w:r w:rsid='&a11;'/>"):
        data = zipped({"word/document.xml": f"<!DOCTYPE w [{entities}]>{document_xml(paragraph(use))}"})
        assert refusal(data).code == "document.unreadable"


NESTS = {
    "tables": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    "controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "boxes": ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    "unknown": ("<w:x>", "</w:x>"),
}


@pytest.mark.parametrize("name", NESTS)
def test_deep_nesting(name: str) -> None:
    """Twenty levels are read to the bottom, ten thousand refused, and at no depth between the stack runs out."""
    opening, closing = NESTS[name]
    for depth in (20, *range(30, 256, 25)):
        data = docx(opening * depth + paragraph(run("底")) + closing * depth)
        found = outcome(data)
        if isinstance(found, Document):
            assert "底" in repr(found.blocks)
        else:
            assert depth > 20
            assert found.code == "document.unreadable"
    assert "嵌套过深" in refusal(docx(opening * 10_000 + closing * 10_000)).reason


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, 200))
def test_damage_never_crashes(changes: list[tuple[int, int]], cut: int) -> None:
    """However a file is damaged, it is read or refused in good order."""
    data = bytearray(docx(paragraph(run("正文")) + table(row("甲", "乙"))))
    for place, value in changes:
        data[place % len(data)] = value
    found = outcome(bytes(data[: len(data) - cut]))
    assert isinstance(found, Document) or found.code.startswith("document.")


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damaged_xml_never_crashes(data: st.DataObject) -> None:
    """Elements in any place, known and unknown, give a document."""
    names = ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "sdt", "sdtContent", "ins", "del", "fldChar", "pPr", "rPr", "vMerge",
             "txbxContent", "pict", "ruby", "vanish", "sym", "hMerge", "gridSpan", "trPr"]
    body = ""
    for _ in range(data.draw(st.integers(1, 25))):
        name = data.draw(st.sampled_from(names))
        body = data.draw(st.sampled_from([f"{body}<w:{name}/>", f"<w:{name}>{body}</w:{name}>", f"<w:{name}>文</w:{name}>{body}"]))
    assert isinstance(read_docx(docx(body)), Document)


def test_tables_of_a_whole_package() -> None:
    """A package with all its usual parts gives its table."""
    data = docx(table(row("甲")), parts={"docProps/app.xml": "<Properties/>", "word/settings.xml": "<w:settings/>"})
    assert MAIN_TYPE in content_types()
    assert [each.text for each in tables(read_docx(data))[0].cells] == ["甲"]
