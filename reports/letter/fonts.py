"""The fonts of official papers, and what each is called where it is not installed by that name, as Word's font table says it."""

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from reports.letter.ooxml import new

TITLE, BODY, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
_ELSEWHERE = {TITLE: ("方正小标宋_GBK", "roman"), BODY: ("仿宋", "modern"), HEI: ("SimHei", "modern"), SONG: ("SimSun", "auto")}
_GB_2312 = "86"


def declare(document: Document) -> None:
    """Put the fonts into the document's font table, which is made where there is none; fonts that it has stay as they are."""
    part = _table(document)
    table = parse_xml(part.blob)
    known = {font.get(qn("w:name")) for font in table}
    for name, (other, family) in _ELSEWHERE.items():
        if name not in known:
            table.append(_font(name, other, family))
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)  # it has no setter


def _table(document: Document) -> Part:
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE and not relation.is_external:
            found: Part = relation.target_part
            return found
    empty = f"<w:fonts {nsdecls('w')}/>".encode()
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, empty, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    return part


def _font(name: str, other: str, family: str) -> Any:
    said = (("w:altName", other), ("w:charset", _GB_2312), ("w:family", family), ("w:pitch", "default"))
    return new("w:font", *(new(tag, val=value) for tag, value in said), name=name)
