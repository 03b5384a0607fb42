"""Parts in a zip file, the same bytes for the same parts: the package of a .docx."""

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from samples.ooxml import FANG_SONG, HEI, SONG, TITLE, el, paragraph, root, run, serialise

_TIME = (2023, 6, 1, 9, 0, 0)  # the day of the notice
_CREATED = "2023-06-01T09:00:00Z"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What the fonts of official papers are called elsewhere, for systems that have them under another name.
_FONTS = {FANG_SONG: "仿宋", TITLE: "方正小标宋_GBK", HEI: "SimHei", SONG: "SimSun"}
# Strict Open XML (ISO/IEC 29500-1) names the same vocabularies otherwise.
_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    f"{_OFFICE}/relationships/extended-properties": "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties",
    f"{_OFFICE}/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    f"{_OFFICE}/extended-properties": "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}

# It also speaks of start and end where the other speaks of left and right, but for the margins of pages.
_SIDES = {
    '<w:jc w:val="left"': '<w:jc w:val="start"', '<w:jc w:val="right"': '<w:jc w:val="end"',
    "<w:left ": "<w:start ", "<w:right ": "<w:end ",
}
_INDENT = re.compile(r"<w:ind [^>]*>")


def docx(body: etree._Element, title: str, author: str, strict: bool = False) -> bytes:
    """A .docx with this body. title, author: for its core properties. strict: in Strict Open XML."""
    conformance = {"conformance": "strict"} if strict else {}
    document = root("w:document", body, ignorable="w14 w15", **conformance)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships({
            "rId1": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            "rId3": (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        }),
        "word/document.xml": serialise(document),
        "word/_rels/document.xml.rels": _relationships({
            "rId1": (f"{_OFFICE}/relationships/styles", "styles.xml"),
            "rId2": (f"{_OFFICE}/relationships/settings", "settings.xml"),
            "rId3": (f"{_OFFICE}/relationships/fontTable", "fontTable.xml"),
            "rId4": (f"{_OFFICE}/relationships/footer", "footer1.xml"),
        }),
        "word/styles.xml": serialise(_styles()),
        "word/settings.xml": serialise(_settings()),
        "word/fontTable.xml": serialise(_font_table()),
        "word/footer1.xml": serialise(_footer()),
        "docProps/core.xml": _core(title, author),
        "docProps/app.xml": _app(),
    }
    if strict:
        parts = {name: _as_strict(content) for name, content in parts.items()}
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip file with these members in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # else it would say on which system it was made
            archive.writestr(member, content)
    return out.getvalue()


def _as_strict(content: bytes) -> bytes:
    text = content.decode("utf-8")
    for transitional, strict in (_STRICT | _SIDES).items():
        text = text.replace(transitional, strict)
    return _INDENT.sub(lambda found: found[0].replace("w:left=", "w:start=").replace("w:right=", "w:end="), text).encode()


def _content_types() -> bytes:
    overrides = {
        "/word/document.xml": f"{_TYPES}.document.main+xml", "/word/styles.xml": f"{_TYPES}.styles+xml",
        "/word/settings.xml": f"{_TYPES}.settings+xml", "/word/fontTable.xml": f"{_TYPES}.fontTable+xml",
        "/word/footer1.xml": f"{_TYPES}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    said = "".join(f'<Override PartName="{name}" ContentType="{type_}"/>' for name, type_ in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{said}</Types>'
    ).encode()


def _relationships(targets: Mapping[str, tuple[str, str]]) -> bytes:
    said = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, (kind, target) in targets.items())
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'.encode()


def _core(title: str, author: str) -> bytes:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_CREATED}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_CREATED}</dcterms:modified></cp:coreProperties>'
    ).encode()


def _app() -> bytes:
    return f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>Word</Application></Properties>'.encode()


def _styles() -> etree._Element:
    fonts = el("w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia=FANG_SONG, cs="Times New Roman")
    defaults = el("w:rPr", fonts, el("w:sz", val=21), el("w:szCs", val=21), el("w:lang", val="en-US", eastAsia="zh-CN"))
    return root(
        "w:styles",
        el("w:docDefaults", el("w:rPrDefault", defaults), el("w:pPrDefault")),
        el("w:style", el("w:name", val="Normal"), type="paragraph", styleId="a", **{"w:default": "1"}),
        el(
            "w:style", el("w:name", val="Placeholder Text"), el("w:rPr", el("w:color", val="808080")),
            type="character", styleId="a3",
        ),
    )


def _settings() -> etree._Element:
    compatible = el(
        "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15",
    )
    return root("w:settings", el("w:zoom", percent="100"), el("w:compat", compatible))


def _font_table() -> etree._Element:
    fonts = [el("w:font", el("w:altName", val=other), el("w:charset", val="86"), name=name) for name, other in _FONTS.items()]
    return root("w:fonts", *fonts)


def _footer() -> etree._Element:
    field = el("w:fldSimple", run("1"), instr=" PAGE ")
    return root("w:ftr", paragraph(run("— "), field, run(" —"), align="center"))


def footer_reference() -> etree._Element:
    """What leads from a section to the footer with the page number."""
    return el("w:footerReference", type="default", **{"r:id": "rId4"})


