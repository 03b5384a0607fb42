"""What a file is, told by its content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import sniff
from tests.ingest.support import CONTENT_TYPES, letter, pdf, zipped

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
STRICT = CONTENT_TYPES.replace("/word/document.xml", "/word/document2.xml")


def with_stream(name: str) -> bytes:
    return OLE2 + name.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(("data", "expected"), [
    (b"", sniff.EMPTY),
    (letter(), sniff.DOCX),
    (zipped({"[Content_Types].xml": STRICT, "word/document2.xml": "<x/>"}), sniff.DOCX),
    (zipped({"word\\document.xml": "<x/>"}), sniff.DOCX),
    (zipped({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}), sniff.DOCM),
    (zipped({"[Content_Types].xml": "spreadsheetml.sheet.main+xml"}), sniff.XLSX),
    (zipped({"[Content_Types].xml": "presentationml.presentation.main+xml"}), sniff.PPTX),
    (zipped({"mimetype": sniff.ODT}), sniff.ODT),
    (zipped({"OFD.xml": "<x/>"}), sniff.OFD),
    (zipped({"推荐表.docx": letter()}), sniff.ZIP),
    (letter()[:-40], sniff.BROKEN_ZIP),
    (pdf(1), sniff.PDF),
    (b"\r\n" * 500 + b"%PDF-1.4", sniff.PDF),
    (b" " * 1100 + b"%PDF-1.4", sniff.TEXT),
    (with_stream("WordDocument"), sniff.DOC),
    (with_stream("EncryptedPackage"), sniff.ENCRYPTED),
    (with_stream("Workbook"), sniff.XLS),
    (with_stream("__properties_version1.0"), sniff.MSG),
    (OLE2, sniff.OLE2),
    (b"{\\rtf1\\ansi", sniff.RTF),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"\x00\x00\x00\x18ftypheic", "image/heic"),
    (b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
    (bytes(257) + b"ustar", "application/x-tar"),
    (b"From: a@example.com\r\nSubject: x\r\n\r\nhello", sniff.EML),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>", sniff.MHTML),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', sniff.WORD_XML),
    (b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', sniff.WORD_XML),
    (b'\xef\xbb\xbf<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', sniff.WORD_XML),
    (b'<?xml version="1.0"?><!DOCTYPE html><html/>', sniff.HTML),
    (b'<?xml version="1.0"?><a/>', sniff.XML),
    (b"\xef\xbb\xbf<html><body>", sniff.HTML),
    ("单位名称：某公司".encode(), sniff.TEXT),
    ("单位名称：某公司".encode("gb18030"), sniff.TEXT),
    ("单位名称".encode("utf-16"), sniff.TEXT),
    (("甲" * 30000).encode(), sniff.TEXT),
    (b"\x00\x01\x02\xff", sniff.UNKNOWN),
])
def test_kinds(data: bytes, expected: str) -> None:
    """Every kind is known by what is in it, whatever its name."""
    assert sniff.media_type(data) == expected


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Bytes of any sort have some kind, and none raises."""
    assert sniff.media_type(data)


@given(st.data())
def test_damaged_package(data: st.DataObject) -> None:
    """A zip that is damaged anywhere raises nothing."""
    good = bytearray(letter())
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
    assert sniff.media_type(bytes(good)) in {sniff.DOCX, sniff.ZIP, sniff.BROKEN_ZIP}
