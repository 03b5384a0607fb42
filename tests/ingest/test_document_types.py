"""XML that brings a DTD, with entities of its own or from elsewhere: no part of it is read, in any format that holds XML."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from extractors.locks.passwords import Passwords
from extractors.office.kinds import Kind
from ingest.process import Outcome, process
from schema.limits import Limits
from schema.notice import load_notice
from tests.extractors.office.build import flat_opc, word_2003
from tests.ingest.support import ROOT, zipped

FORM = ROOT / "samples" / "mailbox" / "重庆衡川物联科技股份有限公司" / "附件1 培训机构推荐表.docx"
ELSEWHERE = "机密内容"
ODT_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ODT_TEXT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>字</text:p></office:text></office:body>'
    "</office:document-content>"
)
Spoil = Callable[[bytes], bytes]


def parts_of(docx: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def in_docx(part: str) -> Callable[[bytes, Spoil], bytes]:
    def made(docx: bytes, spoil: Spoil) -> bytes:
        parts = parts_of(docx)
        content = parts[part] if part != "word/styles.xml" else styles()
        assert isinstance(content, bytes)
        return zipped({**parts, part: spoil(content)})

    return made


def styles() -> bytes:
    """Styles of which one hides its text, so that they are looked at."""
    return (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="a">'
        b"<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )


def wide(docx: bytes, spoil: Spoil) -> bytes:
    parts = parts_of(docx)
    main = parts["word/document.xml"]
    assert isinstance(main, bytes)
    text = re.sub(r"<\?xml[^>]*\?>", "", spoil(main).decode())
    return zipped({**parts, "word/document.xml": text.encode("utf-16")})


def in_odt(part: str) -> Callable[[bytes, Spoil], bytes]:
    def made(_: bytes, spoil: Spoil) -> bytes:
        parts: dict[str, str | bytes] = {
            "mimetype": Kind.ODT.value, "META-INF/manifest.xml": ODT_MANIFEST, "content.xml": ODT_TEXT,
            "styles.xml": "<a/>", "meta.xml": "<a/>", "Object 1/content.xml": "<a/>",
        }
        content = parts[part]
        return zipped({**parts, part: spoil(content.encode() if isinstance(content, str) else content)})

    return made


FORMATS: dict[str, tuple[str, Callable[[bytes, Spoil], bytes]]] = {
    "docx": ("表.docx", in_docx("word/document.xml")),
    "docx in UTF-16": ("表.docx", wide),
    "docx types": ("表.docx", in_docx("[Content_Types].xml")),
    "docx relations": ("表.docx", lambda docx, spoil: in_docx("_rels/.rels")(without_types(docx), spoil)),
    "docx styles": ("表.docx", lambda docx, spoil: in_docx("word/styles.xml")(styled(docx), spoil)),
    "Word 2003": ("表.xml", lambda docx, spoil: spoil(word_2003(docx))),
    "flat OPC": ("表.xml", lambda docx, spoil: spoil(flat_opc(docx))),
    **{f"odt {part}": ("表.odt", in_odt(part)) for part in ("content.xml", "styles.xml", "meta.xml", "Object 1/content.xml")},
}


def without_types(docx: bytes) -> bytes:
    """So that the relations are asked."""
    return zipped({**parts_of(docx), "[Content_Types].xml": "<a/>"})


def styled(docx: bytes) -> bytes:
    """A document that uses a style."""
    parts = parts_of(docx)
    main = parts["word/document.xml"]
    assert isinstance(main, bytes)
    return zipped({**parts, "word/document.xml": main.replace(b"<w:r>", b'<w:r><w:rPr><w:rStyle w:val="a"/></w:rPr>', 1)})


def declared(doctype: str) -> Spoil:
    """Put a document type before the root element, and use its entity at the root's end where it has one."""
    def spoil(xml: bytes) -> bytes:
        start = re.search(rb"<(?![?!])", xml)
        assert start
        end = xml.rindex(b"</") if b"</" in xml else len(xml)
        use = b"&e;" if "ENTITY e" in doctype else b""
        return xml[: start.start()] + doctype.encode() + xml[start.start() : end] + use + xml[end:]

    return spoil


def outcome(name: str, data: bytes) -> Outcome:
    return process(data, name, (name,), load_notice(), Limits(), Passwords())


@pytest.mark.parametrize("doctype", [
    "<!DOCTYPE a>", f'<!DOCTYPE a [<!ENTITY e "{ELSEWHERE}">]>', '<!DOCTYPE a [<!ENTITY e SYSTEM "FILE">]>',
    '<!DOCTYPE a SYSTEM "FILE">', '<!DOCTYPE a PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "FILE"> %p;]>',
], ids=["plain", "internal", "external", "dtd", "public", "parameter"])
@pytest.mark.parametrize("kind", list(FORMATS))
def test_xml_with_a_document_type_is_refused(kind: str, doctype: str, tmp_path: Path) -> None:
    """The file is a problem that says so, and what an entity stands for is nowhere."""
    (tmp_path / "secret.txt").write_text(ELSEWHERE, "utf-8")
    name, build = FORMATS[kind]
    told = outcome(name, build(FORM.read_bytes(), declared(doctype.replace("FILE", (tmp_path / "secret.txt").as_uri()))))
    assert told.entry.problem is not None
    assert "DTD" in told.entry.problem.reason
    assert not told.forms
    assert ELSEWHERE not in told.entry.model_dump_json()


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if not kind.startswith("odt")])
def test_the_same_without_a_document_type_is_read(kind: str) -> None:
    """It is the document type that is refused, and nothing else."""
    name, build = FORMATS[kind]
    assert len(outcome(name, build(FORM.read_bytes(), bytes)).forms) == 1


def test_the_manifests_of_old_programs_are_no_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenOffice.org named a document type in the manifest, which has no entities: LibreOffice is asked to read it."""
    doctype = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
    monkeypatch.setenv("PATH", "")
    told = outcome("信.odt", in_odt("META-INF/manifest.xml")(b"", declared(doctype)))
    assert told.entry.problem is not None
    assert "libreoffice" in told.entry.problem.advice


def test_other_formats_are_not_looked_into() -> None:
    """A workbook is a material, whatever its parts declare."""
    types = '<Types><Override PartName="/xl/workbook.xml" ContentType="application/spreadsheetml.sheet.main+xml"/></Types>'
    doctype = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    told = outcome("表.xlsx", zipped({"[Content_Types].xml": types, "xl/workbook.xml": doctype, "xl/sharedStrings.xml": doctype}))
    assert told.entry.outcome == "material"
    assert "root:" not in told.entry.model_dump_json()
