"""Old documents made from a .docx: Word 2003 XML and flat OPC as Word writes them."""

import base64
import re
import zipfile
from io import BytesIO

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_AML = "http://schemas.microsoft.com/aml/2001/core"
_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'


def parts_of(docx: bytes) -> dict[str, bytes]:
    """The parts of a .docx by their names."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def flat_opc(docx: bytes, prolog: str = _PROLOG) -> bytes:
    """The same document as flat OPC."""
    parts = parts_of(docx)
    types = parts.pop("[Content_Types].xml").decode()
    said = dict(re.findall(r'PartName="/?([^"]+)" ContentType="([^"]+)"', types))
    said |= {b: a for a, b in re.findall(r'ContentType="([^"]+)" PartName="/?([^"]+)"', types)}
    return (prolog + f'<pkg:package xmlns:pkg="{_PKG}">' + "".join(
        _part(name, said.get(name, "application/vnd.openxmlformats-package.relationships+xml"), data)
        for name, data in parts.items()
    ) + "</pkg:package>").encode()


def _part(name: str, kind: str, data: bytes) -> str:
    if name.endswith((".xml", ".rels")):
        inner = etree.tostring(etree.fromstring(data), encoding="unicode")
        content = f"<pkg:xmlData>{inner}</pkg:xmlData>"
    else:
        content = f"<pkg:binaryData>{base64.b64encode(data).decode()}</pkg:binaryData>"
    return f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">{content}</pkg:part>'


def word_2003(docx: bytes) -> bytes:
    """The body as Word 2003 XML: the elements are those of .docx but for merges of cells and tracked changes."""
    document = etree.fromstring(parts_of(docx)["word/document.xml"])
    body = document.find(f"{{{_W}}}body")
    if body is None:
        raise ValueError(docx)
    xml = etree.tostring(body, encoding="unicode")
    xml = xml.replace(_W, _W_2003).replace("w:vMerge", "w:vmerge")
    for name, kind in (("ins", "Insertion"), ("del", "Deletion")):
        start = f'<aml:annotation aml:id="1" w:type="Word.{kind}" aml:author="甲" aml:createdate="2023-06-01T08:00:00Z">'
        xml = re.sub(rf"<w:{name}(?: [^>]*)?/>", f"{start}</aml:annotation>", xml)
        xml = re.sub(rf"<w:{name}(?: [^>]*)?>", f"{start}<aml:content>", xml)
        xml = xml.replace(f"</w:{name}>", "</aml:content></aml:annotation>")
    root = f'<w:wordDocument xmlns:w="{_W_2003}" xmlns:aml="{_AML}" w:macrosPresent="no" xml:space="preserve">'
    return f"{_PROLOG}{root}{xml}</w:wordDocument>".encode()
