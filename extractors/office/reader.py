"""Documents of older and other word processors (.doc, .dot, .wps, .wpt, .rtf, .odt, Word XML, web pages), read as .docx."""

from typing import Final, NamedTuple

from extractors.document import Document
from extractors.docx.package import Package
from extractors.docx.reader import read_docx
from extractors.docx.xml import document_type, normalised, parse
from extractors.errors import DocumentError
from extractors.locks.passwords import unknown_lock
from extractors.office import flat_opc, word_2003
from extractors.office.kinds import Kind
from extractors.office.libreoffice import to_docx
from extractors.office.web_page import cleaned, page_in
from schema.record import Remark

_FILTERS: Final = {6: "MS WinWord 6.0", 95: "MS Word 95", 97: "MS Word 97"}
_RESEND: Final = "请在 Word 或 WPS 中打开，另存为 .docx 后重新提交。"


class _Converted(NamedTuple):
    docx: bytes
    macros: bool = False
    remarks: tuple[Remark, ...] = ()


def read_office(data: bytes, kind: Kind) -> Document:
    """The document in a file of a kind that `kinds.kind_of` has told; `media_type` is that of the file itself.

    Raises DocumentError as `read_docx` and `libreoffice.to_docx` do, and `document.encrypted` where a password protects
    the file, `document.unreadable` also where it holds no text. Word XML is
    read here, the other kinds need LibreOffice.
    """
    converted = _CONVERTERS[kind](data)
    document = read_docx(converted.docx)
    if not document.has_text and not document.sheets:  # LibreOffice makes an empty document of many a damaged one
        raise DocumentError("document.unreadable", "文件中没有任何文字，可能只有图片，也可能已损坏。", _RESEND)
    remarks = (*document.remarks, *converted.remarks)
    if converted.macros:  # they do not outlive a conversion
        remarks = (*remarks, Remark(code="document.macros", detail="文件含有宏，读取时未运行"))
    return document._replace(media_type=kind.value, remarks=remarks)


def _from_doc(data: bytes) -> _Converted:
    from extractors.office import compound  # olefile is wanted for this format only

    found = compound.inspect(data)
    if found is None:
        raise DocumentError("document.unreadable", "文件已损坏，或者本身不是 Word 文档。", _RESEND)
    if found.encrypted:
        raise unknown_lock()
    return _Converted(to_docx(data, ".doc", _FILTERS[found.version]), found.macros)


def _from_rtf(data: bytes) -> _Converted:
    return _Converted(to_docx(data, ".rtf", "Rich Text Format"))


def _from_odt(data: bytes) -> _Converted:
    package = Package(data)
    if "meta-inf/manifest.xml" in package.names and b"encryption-data" in package.read("meta-inf/manifest.xml"):
        raise unknown_lock()
    parse(normalised(package.read("content.xml")))  # within the limits, and without a DTD
    for name in package.names:
        if name.endswith(".xml") and _has_entities(normalised(package.read(name)), name):
            raise document_type()
    macros = any(name.startswith("basic/") and not name.endswith("-lc.xml") for name in package.names)
    return _Converted(to_docx(data, ".odt", "writer8"), macros)


def _has_entities(xml: bytes, name: str) -> bool:
    """Whether a part that LibreOffice will read brings a DTD. OpenOffice.org named one in its manifests, without a word in it."""
    return b"<!ENTITY" in xml or (b"<!DOCTYPE" in xml and not name.startswith("meta-inf/"))


def _from_word_xml(data: bytes) -> _Converted:
    root = parse(normalised(data))
    if root.tag == flat_opc.PACKAGE:
        return _Converted(flat_opc.unflattened(root))
    if root.tag != word_2003.ROOT:
        raise DocumentError("document.type_mismatch", "文件内容是 XML 数据，不是 Word 文档。", _RESEND)
    return _Converted(word_2003.modernised(root), root.get(word_2003.MACROS) == "yes")


def _from_page(data: bytes) -> _Converted:
    page = cleaned(data)
    return _Converted(to_docx(page.html, ".html", "HTML (StarWriter)"), remarks=page.remarks)


def _from_single_file(data: bytes) -> _Converted:
    return _from_page(page_in(data))


_CONVERTERS: Final = {
    Kind.DOC: _from_doc, Kind.RTF: _from_rtf, Kind.ODT: _from_odt, Kind.WORD_XML: _from_word_xml, Kind.HTML: _from_page,
    Kind.MHTML: _from_single_file,
}
