"""Documents embedded in documents: OLE objects of Word files, attachments of PDF files."""

import re
import struct
from base64 import b64encode
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from ingest import sniff
from ingest.unpack.budget import Budget
from ingest.unpack.embedded import open_embedded
from ingest.unpack.member import Member, Refusal
from samples.envelopes.ole import Tree, ole
from schema.limits import MB, Limits
from tests.ingest.support import letter, zipped
from tests.ingest.unpack.objects import attached_to_page, packaged

PDF = b"%PDF-1.7\n%%EOF\n"
LETTER = letter()
DOC = ole({"WordDocument": b"\xec\xa5\xc1\0" + bytes(1500), "1Table": bytes(900)})
CHART = b"PK\x03\x04 numbers of a chart"


def word(parts: dict[str, bytes]) -> bytes:
    """A .docx in which something is embedded."""
    buffer = BytesIO(LETTER)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(f"word/embeddings/{name}", data)
    return buffer.getvalue()


def item(stream: str, data: bytes) -> bytes:
    """An object's compound file."""
    return ole({"\x01Ole": bytes(20), stream: data})


def opened(data: bytes, limits: Limits | None = None, levels: int = 0) -> list[tuple[str, bytes | str]]:
    """What comes out: name and bytes, or name and code."""
    limits = limits or Limits()

    def budget() -> Budget:
        found = Budget(limits, len(data))
        for _ in range(levels):
            found = found.deeper()
        return found

    members = open_embedded(data, sniff.media_type(data), budget, limits)
    return [(member.name.text, member.data if isinstance(member, Member) else member.code) for member in members]


@pytest.mark.parametrize(("part", "content", "found"), [
    ("Microsoft_Word_Document1.docx", LETTER, ("附件1.docx", LETTER)),
    ("oleObject1.bin", item("Package", LETTER), ("附件1.docx", LETTER)),
    ("oleObject1.bin", item("CONTENTS", PDF), ("附件1.pdf", PDF)),
    ("oleObject1.bin", item("\x01Ole10Native", packaged("法人证书.jpg".encode("gbk"), b"\xff\xd8\xff")), ("法人证书.jpg", b"\xff\xd8\xff")),
    ("oleObject1.bin", item("\x01Ole10Native", packaged(b"???.pdf", PDF, "推荐表.pdf")), ("推荐表.pdf", PDF)),
    ("oleObject1.bin", item("\x01Ole10Native", packaged(b"..\\..\\a.pdf", PDF)), ("a.pdf", PDF)),
    ("oleObject1.bin", item("\x01Ole10Native", packaged(b"../..", PDF)), ("未命名", PDF)),
    ("oleObject1.bin", item("\x01Ole10Native", packaged(b"a.doc", DOC)), ("a.doc", DOC)),
    ("oleObject1.bin", DOC, ("附件1.doc", DOC)),
    ("oleObject1.bin", item("\x01Ole10Native", packaged("空.docx".encode(), b"")), ("空.docx", b"")),
    ("oleObject1.bin", item("\x01Ole10Native", struct.pack("<IH", 2, 0)), None),
    ("oleObject1.bin", item("\x01Ole10Native", struct.pack("<I", len(PDF)) + PDF), ("附件1.pdf", PDF)),
    ("oleObject1.bin", item("\x01Ole10Native", packaged(b"a.pdf", PDF)[:-9]), ("内嵌文件1", "document.unreadable")),
    ("oleObject1.bin", item("\x01Ole10Native", b"\x01"), ("内嵌文件1", "document.unreadable")),
    ("oleObject1.bin", item("Package", LETTER)[:700], ("内嵌文件1", "document.unreadable")),
    ("oleObject1.bin", item("Equation Native", bytes(40)), None),
    ("oleObject1.bin", item("CONTENTS", bytes(40)), None),
    ("oleObject1.bin", b"", None),
    ("Microsoft_Excel_Sheet1.xlsx", CHART, None),
    ("Microsoft_Excel_97-2003_Worksheet1.xls", item("Workbook", bytes(40)), None),
])
def test_objects_of_word(part: str, content: bytes, found: tuple[str, bytes | str] | None) -> None:
    """Documents come out, and files that somebody put in; what a program keeps there for itself does not."""
    assert opened(word({part: content})) == ([found] if found else [])


def test_objects_of_an_old_word_file() -> None:
    """They lie in its pool; a .doc among them lies there in pieces, and that it cannot be had is said."""
    pool: Tree = {
        "_1": {"\x01Ole10Native": packaged(b"a.pdf", PDF)}, "_2": {"Package": LETTER}, "_3": {"WordDocument": bytes(900)},
        "_4": {"Workbook": bytes(90), "CONTENTS": bytes(90)},
    }
    doc = ole({"WordDocument": b"\xec\xa5\xc1\0" + bytes(1500), "1Table": bytes(900), "CONTENTS": PDF, "ObjectPool": pool})
    assert opened(doc) == [("a.pdf", PDF), ("附件2.docx", LETTER), ("内嵌文件3", "document.unreadable")]


def ole_1(name: bytes, content: bytes, kind: int = 2) -> bytes:
    """An object as it stands in RTF: version, kind, class, topic, item, bytes."""
    texts = b"".join(struct.pack("<I", len(text)) + text for text in (name, b"", b""))
    return struct.pack("<II", 0x501, kind) + texts + struct.pack("<I", len(content)) + content


def rtf(*objects: bytes | str) -> bytes:
    """A text with objects, their digits in lines as Word breaks them."""
    said = [one if isinstance(one, str) else "\n".join(re.findall(".{1,128}", one.hex())) for one in objects]
    return (r"{\rtf1 " + "".join(rf"{{\object\objemb{{\*\objdata {digits}}}{{\result x}}}}" for digits in said) + "}").encode()


def test_objects_of_rtf() -> None:
    """Packages, documents in compound files and by themselves; a link has nothing, and one that is cut off is told."""
    package = packaged("证书.pdf".encode("gbk"), PDF)[4:]
    found = opened(rtf(
        ole_1(b"Package\0", package), ole_1(b"Word.Document.12\0", item("Package", LETTER)), ole_1(b"Word.Document.8\0", DOC),
        ole_1(b"Equation.3\0", item("Equation Native", bytes(40))), ole_1(b"Word.Document.8\0", LETTER, kind=1),
        ole_1(b"Package\0", package)[:-9], "01050000020", r"\bin4 abcd",
    ))
    assert found == [
        ("证书.pdf", PDF), ("附件2.docx", LETTER), ("附件3.doc", DOC), *((f"内嵌文件{number}", "document.unreadable") for number in (4, 5, 6)),
    ]


def odt(parts: dict[str, bytes]) -> bytes:
    """An OpenDocument text with more in it."""
    return zipped({"mimetype": sniff.ODT, "content.xml": "<x/>", **parts})


def test_objects_of_open_document() -> None:
    """Files come out. A text in pieces is told, but where the file that they were made from lies beside them."""
    pieces = b"<office:body><office:text/></office:body>"
    assert opened(odt({"Object 1": item("\x01Ole10Native", packaged(b"a.pdf", PDF)), "Obj100": LETTER, "ObjectReplacements/Obj100": LETTER})) == [
        ("a.pdf", PDF), ("附件2.docx", LETTER),
    ]
    assert opened(odt({"Object 1/content.xml": pieces, "Obj101": LETTER})) == [("附件1.docx", LETTER)]
    assert opened(odt({"Object 1/content.xml": pieces, "Object 2": item("\x01Ole10Native", packaged(b"a.pdf", PDF))})) == [
        ("a.pdf", PDF), ("内嵌文件2", "document.unreadable"),
    ]
    assert opened(odt({"Object 1/content.xml": b"<office:chart/>", "Object 1/styles.xml": pieces})) == []


def test_objects_of_word_xml() -> None:
    """A .docx in one XML file has its parts as text; one that is no base64 is passed over as damaged."""
    parts = {"/word/embeddings/a.docx": b64encode(LETTER).decode(), "/word/embeddings/b.docx": "%"}
    said = "".join(f'<p:part p:name="{name}"><p:binaryData>{text}</p:binaryData></p:part>' for name, text in parts.items())
    flat = f'<?mso-application progid="Word.Document"?><p:package xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage">{said}</p:package>'
    assert opened(flat.encode()) == [("附件1.docx", LETTER)]


def test_attachments_of_a_pdf() -> None:
    """Those of the document, and those on its pages, each once; by the last part of their names."""

    def pin(pdf: Pdf) -> None:
        files = [pdf.make_stream(PDF), pdf.attachments["000"].obj.EF.F]
        notes = [Dictionary(Subtype=Name.FileAttachment, FS=Dictionary(F="..\\..\\b.pdf", EF=Dictionary(F=file))) for file in files]
        link = Dictionary(Subtype=Name.FileAttachment, FS=Dictionary(F="http://example.com/c.pdf"))
        pdf.pages[0].Annots = Array([*notes, link, Dictionary(Subtype=Name.FileAttachment), 7])

    found = opened(attached_to_page(("推荐表.docx", LETTER), ("/etc/推荐表.docx", b""), change=pin))
    assert found == [("推荐表.docx", LETTER), ("推荐表.docx", b""), ("b.pdf", PDF)]


def test_attachments_that_cannot_be_had() -> None:
    """Each is told; the others come."""

    def spoil(pdf: Pdf) -> None:
        streams = [pdf.attachments[name].obj.EF.F for name in ("000", "001", "002")]
        streams[0].write(b"no deflate", filter=Name.FlateDecode)
        streams[1].write(b"x", filter=Array([Name.Nonsense]))
        streams[2].write(b"x", filter=Name.FlateDecode, decode_parms=Dictionary(Predictor=12))

    found = opened(attached_to_page(("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4"), change=spoil))
    assert found == [*((name, "document.unreadable") for name in "abc"), ("d", b"4")]


def test_a_damaged_tree_of_attachments() -> None:
    """One that leads in a circle, or nowhere, ends."""

    def turn(pdf: Pdf) -> None:
        tree = pdf.make_indirect(Dictionary())
        tree.Kids = Array([tree, tree])
        pdf.Root.Names = Dictionary(EmbeddedFiles=tree)

    assert opened(attached_to_page(("a", b"1"), change=turn)) == []
    assert opened(attached_to_page(("a", b"1"), change=lambda pdf: pdf.Root.__setitem__("/Names", 7))) == []


def test_limits() -> None:
    """They count as an archive's members do: bombs, numbers, sizes, depth."""
    bomb = attached_to_page(("b", bytes(5 * MB)), ("a.pdf", PDF))
    assert opened(bomb) == [("b", "document.too_large"), ("a.pdf", PDF)]
    two = attached_to_page(("a", b"1"), ("b", b"2"))
    assert opened(two, Limits(members=1)) == [("a", b"1"), ("其余文件", "document.too_large")]
    assert opened(two, Limits(member_size=0)) == [("a", "document.too_large"), ("b", "document.too_large")]
    large = word({"a.bin": item("\x01Ole10Native", packaged(b"a.pdf", PDF * 9)), "b.docx": LETTER})
    assert opened(large, Limits(member_size=len(PDF) * 8)) == [("a.pdf", "document.too_large"), ("附件2.docx", "document.too_large")]
    assert opened(two, Limits(depth=2), levels=1) == [("a", b"1"), ("b", b"2")]
    assert opened(two, Limits(depth=2), levels=2) == [("其余文件", "document.too_large")]
    assert opened(LETTER, Limits(depth=2), levels=2) == []


def test_damaged_documents() -> None:
    """What is said of them is said where they are read."""
    assert opened(b"%PDF-1.7 /EmbeddedFiles") == []
    for media_type, data in (
        (sniff.DOCX, b"PK word/embeddings/a.docx"), (sniff.ODT, b"PK Obj100"), (sniff.WORD_XML, b"<x> /word/embeddings/"),
    ):
        assert list(open_embedded(data, media_type, lambda: Budget(Limits()), Limits())) == []


def test_too_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs what is embedded, not the document."""

    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ingest.unpack.word_objects.Package", full)
    (member,) = open_embedded(word({"a.docx": LETTER}), sniff.DOCX, lambda: Budget(Limits()), Limits())
    assert isinstance(member, Refusal)
    assert "2 GB" in member.reason
