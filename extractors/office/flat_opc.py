"""Flat OPC, a .docx in one XML file: ISO/IEC 29500 packages as Word writes and reads them (`pkg:package`)."""

import zipfile
from io import BytesIO
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from extractors.docx.xml import Element

_NAMESPACE: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
PACKAGE: Final = f"{_NAMESPACE}package"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"


def unflattened(root: Element) -> bytes:
    """The same document as a zip file. Parts that are not XML are there by name only: nobody reads them."""
    types: list[str] = []
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for part in root.iterchildren(f"{_NAMESPACE}part"):
            name = part.get(f"{_NAMESPACE}name", "")
            kind = part.get(f"{_NAMESPACE}contentType", "")
            types.append(f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>")
            package.writestr(zipfile.ZipInfo(name.lstrip("/")), _content(part))
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), f'<Types xmlns="{_TYPES}">{"".join(types)}</Types>')
    return buffer.getvalue()


def _content(part: Element) -> bytes:
    data = next(part.iterchildren(f"{_NAMESPACE}xmlData"), None)
    inner = next(data.iterchildren(), None) if data is not None else None
    return b"" if inner is None else etree.tostring(inner, encoding="utf-8", with_tail=False)
