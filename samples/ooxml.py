"""Elements of WordprocessingML (ECMA-376), small helpers over lxml."""

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_QUALIFIED = ("w", "w14", "w15")  # vocabularies whose attributes carry the element's own prefix
SONG, FANG_SONG, HEI, TITLE = "宋体", "仿宋_GB2312", "黑体", "方正小标宋简体"
TEXT_SIZE = 10.5  # points, of what stands in the tables
COLUMN = 785  # twips, a twelfth of the paper between the margins
CELL_MARGIN = 60  # twips, left and right


def el(tag: str, *children: etree._Element | None, **attributes: object) -> etree._Element:
    """An element such as `w:tc` with its children; None among them is left out.

    attributes: by local name in the element's own vocabulary, or with a prefix (`**{"r:id": "rId1"}`).
    """
    prefix = tag.partition(":")[0]
    made = etree.Element(_name(tag), nsmap={prefix: NAMESPACES[prefix]})
    for name, value in attributes.items():
        qualified = f"{prefix}:{name}" if ":" not in name and prefix in _QUALIFIED else name
        made.set(_name(qualified), str(value))
    made.extend([child for child in children if child is not None])
    return made


def root(tag: str, *children: etree._Element, ignorable: str = "", **attributes: object) -> etree._Element:
    """A root element on which every vocabulary is declared."""
    made = etree.Element(_name(tag), nsmap={prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "xml"})
    if ignorable:
        made.set(_name("mc:Ignorable"), ignorable)
    for name, value in attributes.items():
        made.set(_name(f"w:{name}"), str(value))
    made.extend(children)
    return made


def serialise(element: etree._Element) -> bytes:
    """An XML part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def properties(
    font: str = FANG_SONG, size: float = TEXT_SIZE, *, bold: bool = False, struck: bool = False, hidden: bool = False,
    tighter: int = 0,
) -> etree._Element:
    """Run properties. font: for Chinese; Latin letters are set in Times New Roman. size: points.

    tighter: by how many twips the letters stand closer.
    """
    half_points = round(2 * size)
    return el(
        "w:rPr",
        el("w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia=font, hint="eastAsia"),
        el("w:b") if bold else None,
        el("w:strike") if struck else None,
        el("w:vanish") if hidden else None,
        el("w:spacing", val=-tighter) if tighter else None,
        el("w:sz", val=half_points),
        el("w:szCs", val=half_points),
    )


def run(text: str, looks: etree._Element | None = None, tag: str = "w:t") -> etree._Element:
    """A run of text."""
    content = el(tag, **{"xml:space": "preserve"})
    content.text = text
    return el("w:r", looks if looks is not None else properties(), content)


def paragraph(
    *content: etree._Element, align: str = "both", first: float = 0, left: int = 0, right: int = 0, hanging: int = 0,
    before: int = 0, after: int = 0, line: int = 0, keep: bool = False,
) -> etree._Element:
    """A paragraph.

    first: indentation of its first line in characters; left, right, hanging, before, after, line: twips.
    keep: on one page with the next paragraph.
    """
    exact: dict[str, object] = {"line": line, "lineRule": "exact"} if line else {}
    indents = {
        "left": left, "right": right, "hanging": hanging, "firstLineChars": round(first * 100), "firstLine": round(first * 240),
    }
    return el(
        "w:p",
        el(
            "w:pPr",
            el("w:keepNext") if keep else None,
            el("w:spacing", before=before, after=after, **exact),
            el("w:ind", **{name: value for name, value in indents.items() if value}) if any(indents.values()) else None,
            el("w:jc", val=align),
        ),
        *content,
    )


def _name(tag: str) -> str:
    prefix, _, local = tag.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
