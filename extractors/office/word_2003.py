"""Word 2003 XML, of which .docx is the successor: the same elements but for those that are renamed here.

LibreOffice reads it too, but loses tracked insertions and hidden text without a word. Source: Microsoft Office 2003 XML
Reference Schemas, WordprocessingML and AML. Pictures, headers, comments and the data of form fields are left out.
"""

from typing import Final

from lxml import etree

from extractors.docx.names import BODY, CUSTOM_XML, DELETED, DOCUMENT, H_MERGE, INSERTED, RUN_FONTS, V_MERGE, W
from extractors.docx.xml import Element, child, parse
from extractors.office.packing import MAIN, STYLES, Part, packed

_NAMESPACE: Final = "http://schemas.microsoft.com/office/word/2003/wordml"
_AML: Final = "{http://schemas.microsoft.com/aml/2001/core}"
ROOT: Final = f"{{{_NAMESPACE}}}wordDocument"
MACROS: Final = f"{{{_NAMESPACE}}}macrosPresent"

_MERGES: Final = {W + "vmerge": V_MERGE, W + "hmerge": H_MERGE}
_FONT: Final = W + "h-ansi"
_CHANGES: Final = {"Word.Insertion": INSERTED, "Word.Deletion": DELETED}
_TEXT: Final = frozenset(W + name for name in ("p", "r", "tbl", "tr", "tc", "ins", "del", "customXml"))


def modernised(root: Element) -> bytes:
    """The document below `w:wordDocument` as a .docx."""
    xml = etree.tostring(root, encoding="utf-8", with_tail=False)
    root = parse(xml.replace(_NAMESPACE.encode(), W[1:-1].encode()))
    for annotation in list(root.iter(f"{_AML}annotation")):
        _settle(annotation)
    for tag, successor in _MERGES.items():
        for element in root.iter(tag):
            element.tag = successor
    for fonts in root.iter(RUN_FONTS):
        fonts.set(W + "hAnsi", fonts.get(_FONT, ""))
    _unwrap(root)
    document = etree.Element(DOCUMENT)
    document.extend(root.iterchildren(BODY))
    parts = [Part("/word/document.xml", MAIN, etree.tostring(document))]
    styles = child(root, W + "styles")
    if styles is not None:
        parts.append(Part("/word/styles.xml", STYLES, etree.tostring(styles, with_tail=False)))
    return packed(parts)


def _settle(annotation: Element) -> None:
    """A tracked change gets the name it has in .docx; comments, bookmarks and changes of looks are no text."""
    parent = annotation.getparent()
    name = _CHANGES.get(annotation.get(W + "type", ""))
    if parent is None:
        return
    if name is None:
        parent.remove(annotation)
        return
    annotation.tag = name
    for content in list(annotation.iterchildren(f"{_AML}content")):
        annotation.extend(content)
        annotation.remove(content)


def _unwrap(root: Element) -> None:
    """Elements of other vocabularies around text are passed through: sections, smart tags, an office's own markup."""
    for element in root.iter("{*}*"):
        if not element.tag.startswith(W) and any(inner.tag in _TEXT for inner in element):
            element.tag = CUSTOM_XML
