"""Old Word, WPS and other documents give what the .docx gives that they were made from."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import olefile
import pytest

from extractors.document import Document, Paragraph, Table
from extractors.errors import DocumentError
from extractors.office.compound import inspect
from extractors.office.kinds import Kind, kind_of
from extractors.office.reader import read_office
from extractors.read import read_contents
from schema.limits import Limits
from schema.notice import load_notice
from schema.record import Record
from tests.extractors.office.build import flat_opc, parts_of, word_2003

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "samples" / "mailbox" / "重庆山屿数字科技有限公司" / "推荐表（修订版）.docx"  # tracked changes, hidden text, boxes
SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
Make = Callable[[str], bytes]


def read(data: bytes) -> Record:
    """The one record of a file."""
    record, = read_contents(data, "推荐表", ("推荐表",), load_notice(), Limits()).records
    return record


def refusal(data: bytes) -> DocumentError:
    """Why a file gives no record."""
    with pytest.raises(DocumentError) as caught:
        read(data)
    return caught.value


def told(record: Record) -> tuple[Any, list[str], list[str]]:
    """What a record says, but for where in the file it stood and how the boxes were drawn."""
    states = [f"{path} {found.state}" for path, found in record.evidence.items()]
    return json.loads(record.model_dump_json())["form"], states, sorted({remark.code for remark in record.remarks})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """The sample in another format, by its extension."""
    folder = tmp_path_factory.mktemp("made")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    shutil.copy(SAMPLE, folder / "sample.docx")

    def make(extension: str) -> bytes:
        result = folder / f"sample.{extension}"
        if not result.exists():
            command = [str(SOFFICE), profile, "--headless", "--convert-to", extension, "--outdir", str(folder), str(folder / "sample.docx")]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        return result.read_bytes()

    return make


@needs_libreoffice
@pytest.mark.parametrize(("extension", "kind"), [("doc", Kind.DOC), ("odt", Kind.ODT), ("rtf", Kind.RTF)])
def test_converted(made: Make, scratch: Path, extension: str, kind: Kind) -> None:
    """Values, states, tracked changes and hidden text are those of the .docx; the media type is that of the file."""
    record = read(made(extension))
    assert told(record) == told(read(SAMPLE.read_bytes()))
    assert {"document.tracked_changes", "document.hidden_text"} <= {remark.code for remark in record.remarks}
    assert (record.source.media_type, record.source.reader) == (kind.value, "docx")


@pytest.mark.parametrize("rewrite", [
    word_2003, flat_opc, lambda docx: flat_opc(docx, ""), lambda docx: b"\xef\xbb\xbf" + word_2003(docx),
    lambda docx: word_2003(docx).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
])
def test_word_xml(rewrite: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Word 2003 XML and flat OPC are read without LibreOffice, to the same record, in any encoding."""
    monkeypatch.setenv("PATH", "")
    record = read(rewrite(SAMPLE.read_bytes()))
    assert told(record) == told(read(SAMPLE.read_bytes()))
    assert record.source.media_type == Kind.WORD_XML


def word_2003_body(body: str) -> Document:
    """What is read of a body in Word 2003 XML."""
    return read_office(
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:st="urn:tags" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"><w:styles><w:style w:type="character" '
        'w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
        f"<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>".encode(), Kind.WORD_XML,
    )


@pytest.mark.parametrize(("inside", "expected"), [
    ("<st:place><w:r><w:t>重庆</w:t></w:r></st:place><w:r><w:t>市</w:t></w:r>", "重庆市"),
    ('<w:r><w:t>甲</w:t></w:r><w:r><aml:annotation w:type="Word.Comment"><aml:content><w:p><w:r><w:t>批注</w:t></w:r></w:p>'
     "</aml:content></aml:annotation></w:r>", "甲"),
    ('<aml:annotation w:type="Word.Bookmark.Start" w:name="签"/><w:r><w:t>乙</w:t></w:r>', "乙"),
    ('<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>'
     '<aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>新</w:t></w:r></aml:content></aml:annotation>', "新"),
    ('<w:hlink w:dest="http://example.com"><w:r><w:t>网址</w:t></w:r></w:hlink>', "网址"),
    ('<w:r><w:rPr><w:rStyle w:val="gone"/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r>', "显"),
    ('<w:r><w:rPr><w:rFonts w:h-ansi="Wingdings"/></w:rPr><w:t>\u00fe</w:t></w:r>', "☑"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t></w:r>', "☐否"),
])
def test_word_2003_text(inside: str, expected: str) -> None:
    """Smart tags, sections and links are passed through; comments, bookmarks, deletions and hidden text are no text."""
    block, = word_2003_body(f"<w:p>{inside}</w:p>").blocks
    assert isinstance(block, Paragraph)
    assert block.text == expected


def test_word_2003_table() -> None:
    """Cells that are merged downwards are one, and an office's own markup around a row or a cell costs neither."""
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    first = cell("姓名", '<w:vmerge w:val="restart"/>')
    table, = word_2003_body(
        f'<w:tbl><st:row><w:tr>{first}{cell("甲")}</w:tr></st:row>'
        f'<w:tr>{cell("", "<w:vmerge/>")}<st:cell>{cell("乙")}</st:cell></w:tr></w:tbl>'
    ).blocks
    assert isinstance(table, Table)
    assert [(cell.row, cell.col, cell.rowspan, cell.text) for cell in table.cells] == [
        (0, 0, 2, "姓名"), (0, 1, 1, "甲"), (1, 1, 1, "乙"),
    ]


def test_macros_of_word_xml() -> None:
    """A document with macros is read, and they are told."""
    data = word_2003(SAMPLE.read_bytes()).replace(b'macrosPresent="no"', b'macrosPresent="yes"')
    assert "document.macros" in {remark.code for remark in read(data).remarks}


@pytest.mark.parametrize(("data", "code"), [
    (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:wordDocument '
     b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>&b;</w:body></w:wordDocument>', "document.unreadable"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "document.type_mismatch"),
    (b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "document.type_mismatch"),
    (b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part>', "document.unreadable"),
])
def test_word_xml_that_is_none(data: bytes, code: str) -> None:
    """XML with a DTD, cut off, or without a document is refused by name."""
    assert refusal(data).code == code


@needs_libreoffice
def test_encrypted_doc(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The flag in the header tells, before LibreOffice is asked."""
    monkeypatch.setenv("PATH", "")
    file = BytesIO(made("doc"))
    with olefile.OleFileIO(file, write_mode=True) as container:
        stream = bytearray(container.openstream("WordDocument").read())
        stream[11] |= 0x01
        container.write_stream("WordDocument", bytes(stream))
        data = file.getvalue()
    assert refusal(data).code == "document.encrypted"


@needs_libreoffice
def test_macros_of_doc(made: Make, scratch: Path) -> None:
    """A .doc with a project of macros is read, and they are told."""
    name = "\x05DocumentSummaryInformation"
    entry, macros = (text.encode("utf-16-le").ljust(64, b"\0") for text in (name, "Macros"))
    data = made("doc").replace(entry + bytes([2 * len(name) + 2, 0]), macros + bytes([14, 0]))
    found, plain = inspect(data), inspect(made("doc"))
    assert found
    assert plain
    assert (found.macros, plain.macros) == (True, False)
    assert "document.macros" in {remark.code for remark in read(data).remarks}


@needs_libreoffice
@pytest.mark.parametrize("extension", ["doc", "rtf", "odt"])
def test_without_libreoffice(made: Make, monkeypatch: pytest.MonkeyPatch, extension: str) -> None:
    """What needs LibreOffice names the package that is missing."""
    data = made(extension)
    monkeypatch.setenv("PATH", "")
    assert "libreoffice-writer" in refusal(data).advice


@needs_libreoffice
def test_damaged_doc(made: Make, scratch: Path) -> None:
    """A .doc that is cut off or overwritten is a problem by name, never plain text by mistake."""
    data = made("doc")
    for damaged in (data[: len(data) // 2] + "WordDocument".encode("utf-16-le"), data[:512] + bytes(4096) + data[4608:],
                    data[:8] + "WordDocument".encode("utf-16-le") * 400):
        assert refusal(damaged).code in {"document.unreadable", "document.not_a_form"}


@needs_libreoffice
def test_empty_result(scratch: Path) -> None:
    """A document without a word is said to be one: it is often a damaged file, or a picture of a form."""
    error = refusal(b"{\\rtf1\\ansi \\par}")
    assert (error.code, "没有任何文字" in error.reason) == ("document.unreadable", True)


@needs_libreoffice
def test_other_rtf(scratch: Path) -> None:
    """A letter is no form."""
    contents = read_contents(b"{\\rtf1\\ansi Dear Sir\\par}", "信.rtf", ("信.rtf",), load_notice(), Limits())
    assert (contents.records, contents.paper) == ((), None)


def odt(manifest: str, content: str = "<a/>") -> bytes:
    """An OpenDocument text."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", Kind.ODT.value)
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
    return buffer.getvalue()


def test_odt_is_looked_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password, a DTD or a bomb is found before LibreOffice is asked."""
    monkeypatch.setenv("PATH", "")
    assert refusal(odt("<manifest:encryption-data/>")).code == "document.encrypted"
    assert "DTD" in refusal(odt("", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).reason
    assert refusal(odt("", "<a>" + " " * 70_000_000 + "</a>")).code == "document.too_large"
    assert "LibreOffice" in refusal(odt("")).reason
    assert "损坏" in refusal(odt("").replace(b"content.xml", b"contents.xm")).reason


@needs_libreoffice
def test_links_are_not_followed(made: Make, scratch: Path, tmp_path: Path) -> None:
    """A document that wants to show another file of this computer shows what it holds itself."""
    other = tmp_path / "other.rtf"
    other.write_bytes(b"{\\rtf1\\ansi secret\\par}")
    namespaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    content = (
        f'<office:document-content {namespaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body>'
        f'<office:text><text:section text:name="S"><text:section-source xlink:type="simple" xlink:href="{other.as_uri()}"/>'
        "<text:p>own words</text:p></text:section></office:text></office:body></office:document-content>"
    )
    kind = Kind.ODT.value
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2"><m:file-entry m:full-path="/" '
        f'm:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    said = str(read_office(odt(manifest, content), Kind.ODT).blocks)
    assert "own words" in said
    assert "secret" not in said


@pytest.mark.parametrize(("data", "expected"), [
    (SAMPLE.read_bytes(), None), (b"", None), (b"PK\x03\x04 mimetype", None), ("\ufeff<a/>".encode("utf-16"), None),
    (b"see http://schemas.microsoft.com/office/word/2003/wordml", None), (b"{\\rtf1", Kind.RTF), (odt(""), Kind.ODT),
])
def test_kinds(data: bytes, expected: Kind | None) -> None:
    """A .docx is none of them, and odd bytes raise nothing."""
    assert kind_of(data) is expected


def test_flat_opc_holds_all_parts() -> None:
    """Macros are found by the name of their part."""
    parts = parts_of(SAMPLE.read_bytes())
    kind = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    types = parts.pop("[Content_Types].xml").decode().replace("</Types>", kind)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", types)
        for name, content in parts.items():
            package.writestr(name, content)
        package.writestr("word/vbaProject.bin", b"macros")
    assert "document.macros" in {remark.code for remark in read(flat_opc(buffer.getvalue())).remarks}


@needs_libreoffice
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("truth", sorted((SHARED / "inputs" / "forms").glob("*-doc.truth.json")), ids=lambda truth: truth.name)
def test_forms_of_others(truth: Path, scratch: Path) -> None:
    """A .doc or .wps gives the values and the unit of its truth."""
    wanted = json.loads(truth.read_text("utf-8"))
    record = read((truth.parent / wanted["file"]).read_bytes())
    assert record.form_type == wanted["form"]
    form = json.loads(record.model_dump_json())["form"]
    for part in ("name", "credit_code", "employees", "tax_records"):
        assert form["organisation"][part] == wanted["data"]["organisation"][part]
