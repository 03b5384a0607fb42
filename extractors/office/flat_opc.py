"""Flat OPC, a .docx in one XML file: ISO/IEC 29500 packages as Word writes and reads them (`pkg:package`)."""

import binascii
from base64 import b64decode
from contextlib import suppress
from typing import Final

from lxml import etree

from extractors.docx.xml import Element
from extractors.office.packing import Part, packed

_NAMESPACE: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
PACKAGE: Final = f"{_NAMESPACE}package"


def unflattened(root: Element) -> bytes:
    """The same document as a zip file. A part that is damaged is there by name only."""
    return packed(
        Part(part.get(f"{_NAMESPACE}name", ""), part.get(f"{_NAMESPACE}contentType", ""), _content(part))
        for part in root.iterchildren(f"{_NAMESPACE}part")
    )


def _content(part: Element) -> bytes:
    packed_bytes = part.findtext(f"{_NAMESPACE}binaryData")
    if packed_bytes is not None:
        with suppress(binascii.Error):
            return b64decode(packed_bytes)
        return b""
    data = next(part.iterchildren(f"{_NAMESPACE}xmlData"), None)
    inner = next(data.iterchildren(), None) if data is not None else None
    return b"" if inner is None else etree.tostring(inner, encoding="utf-8", with_tail=False)
