"""The XML of a Word document: its elements, attributes, texts and encoding."""

from collections.abc import Callable, Iterator
from random import Random

from lxml import etree

from tests.fuzz.mutators.mutator import InapplicableError, Mutator, Step
from tests.fuzz.mutators.numbers import number_text
from tests.fuzz.mutators.packing import _parts, packed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_Change = Callable[[etree._Element, Random], None]
_PARTS = ("word/document.xml",) * 8 + ("word/styles.xml", "[Content_Types].xml", "_rels/.rels")
_MOST_COPIES = 200_000  # bytes of XML that a copied element may come to

# What stands in forms, rarely or never in the samples; the prefix w is bound where they are put.
_FRAGMENTS = (
    '<w:tcPr><w:gridSpan w:val="{n}"/></w:tcPr>', '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>',
    "<w:tcPr><w:vMerge/></w:tcPr>",
    '<w:tcPr><w:hMerge w:val="continue"/></w:tcPr>', '<w:tcPr><w:vMerge w:val="{n}"/></w:tcPr>',
    '<w:trPr><w:gridBefore w:val="{n}"/></w:trPr>',
    '<w:trPr><w:gridAfter w:val="{n}"/></w:trPr>', '<w:tcPr><w:tcW w:w="{n}" w:type="dxa"/></w:tcPr>',
    '<w:tblGrid><w:gridCol w:w="{n}"/></w:tblGrid>', "<w:tblGrid/>",
    "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:p/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:trPr><w:del/></w:trPr>",
    "<w:tcPr><w:cellDel/></w:tcPr>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>',
    '<w:fldChar w:fldCharType="{n}"/>',
    '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked w:val="{n}"/></w:checkBox></w:ffData></w:fldChar>',
    '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="{n}"/><w:listEntry w:val="甲"/></w:ddList></w:ffData></w:fldChar>',
    '<w:sym w:font="Wingdings" w:char="{n}"/>', '<w:sym w:font="Wingdings 2" w:char="F052"/>', '<w:sym w:char="D800"/>',
    '<w:sym w:font="宋体" w:char="110000"/>',
    '<w:sdt><w:sdtPr><w:showingPlcHdr w:val="{n}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>', "<w:sdt/>",
    "<w:sdtContent/>",
    '<w:ins><w:r><w:t>增</w:t></w:r></w:ins>', "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "<w:moveFrom/>",
    "<w:rPr><w:del/></w:rPr>",
    '<w:rPr><w:vanish w:val="{n}"/></w:rPr>', '<w:rPr><w:strike/></w:rPr>', '<w:rPr><w:rStyle w:val="{n}"/></w:rPr>',
    '<w:pPr><w:pStyle w:val="{n}"/></w:pPr>',
    '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Symbol"/></w:rPr>',
    "<w:ruby><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby>", "<w:br/>", "<w:tab/>", "<w:cr/>",
    "<w:drawing><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:drawing>", "<w:pict/>", "<w:object/>",
    "<w:customXml/>", "<w:body/>", "<w:sectPr/>",
    '<w:style w:styleId="a" w:type="paragraph"><w:basedOn w:val="a"/></w:style>',
    '<w:style w:styleId="{n}"><w:rPr><w:vanish/></w:rPr></w:style>',
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"/></mc:AlternateContent>',
    '<w:altChunk r:id="x" xmlns:r="urn:x"/>',
    '<m:t xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">1</m:t>', "<x xmlns='urn:x'>字</x>", "<w:w/>",
)
_PROLOGS = (
    b'<!DOCTYPE w [<!ENTITY a "b">]>', b'<!DOCTYPE w SYSTEM "file:///etc/passwd">',
    b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b"<?x y?>", b"<!-- -->",
    b"\xef\xbb\xbf", b"\xff\xfe", b" \n", b"\0",
)
_ENCODINGS = (
    "utf-8", "UTF-16", "utf-7", "gbk", "GB18030", "ascii", "ISO-8859-1", "x-user-defined", "", "hex", "UCS-4", "big5",
    "utf-8\x00",
)
_TEXTS = (
    "", " ", "\n", "\u200b", "\u202e", "\ufeff", "\ufffd", "\U0010ffff", "字" * 20_000, "□" * 500, "√" * 500, "（" * 2000,
    "a\n" * 3000, "\u0300" * 5000, "<b>&amp;", "\u3000" * 3000,
)


def _elements(root: etree._Element) -> list[etree._Element]:
    found = [element for element in root.iter() if isinstance(element.tag, str)]
    if not found:
        raise InapplicableError
    return found


def _below(root: etree._Element, chance: Random) -> tuple[etree._Element, etree._Element]:
    """An element that is not the root, and its parent."""
    element = chance.choice(_elements(root))
    parent = element.getparent()
    if parent is None:
        raise InapplicableError
    return element, parent


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def delete(root: etree._Element, chance: Random) -> None:
    """Take elements out."""
    elements = _elements(root)
    for _ in range(chance.choice((1, 1, 3, 20))):
        element = chance.choice(elements)
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def repeat(root: etree._Element, chance: Random) -> None:
    """Say an element again, or very often."""
    element, _ = _below(root, chance)
    size = len(etree.tostring(element))
    for _ in range(min(chance.choice((1, 2, 20, 2000)), 1 + _MOST_COPIES // size)):
        element.addnext(_copy(element))


def move(root: etree._Element, chance: Random) -> None:
    """Put a copy of an element elsewhere, or the element itself."""
    element, parent = _below(root, chance)
    target = chance.choice(_elements(root))
    copy = _copy(element)
    if chance.random() < 0.5:
        parent.remove(element)
    target.insert(chance.randint(0, len(target)), copy)


def nest(root: etree._Element, chance: Random) -> None:
    """Wrap an element in others of its own kind, or in tables in tables."""
    element, parent = _below(root, chance)
    tags = chance.choice((
        [element.tag], [f"{{{_W}}}{name}" for name in ("tbl", "tr", "tc")],
        [f"{{{_W}}}{name}" for name in ("sdt", "sdtContent")], [f"{{{_W}}}ins"], [f"{{{_W}}}smartTag"],
    ))
    place = parent.index(element)
    for number in range(chance.choice((1, 3, 30, 200, 250, 2000))):
        wrapper = etree.Element(tags[-1 - number % len(tags)])
        wrapper.append(element)
        element = wrapper
    parent.insert(place, element)


def set_attribute(root: etree._Element, chance: Random) -> None:
    """Give attributes values that they cannot have."""
    elements = _elements(root)
    for _ in range(chance.choice((1, 1, 5, 50))):
        element = chance.choice(elements)
        names = list(element.attrib) or [f"{{{_W}}}val"]
        element.set(chance.choice(names), number_text(chance))


def drop_attribute(root: etree._Element, chance: Random) -> None:
    """Leave attributes out."""
    elements = _elements(root)
    for _ in range(chance.choice((1, 5, 50))):
        chance.choice(elements).attrib.clear()


def put_fragment(root: etree._Element, chance: Random) -> None:
    """Put something in that the samples rarely hold, wherever it may go or not, once or at many places."""
    fragment = chance.choice(_FRAGMENTS)
    tag = fragment.removeprefix("<").split(">")[0].split(" ")[0].rstrip("/")
    parents = {"w:tcPr": "tc", "w:trPr": "tr", "w:rPr": "r", "w:pPr": "p", "w:tblGrid": "tbl"}
    elements = _elements(root)
    likely = list(root.iter(f"{{{_W}}}{parents[tag]}")) if tag in parents else []
    for _ in range(chance.choice((1, 2, 30, 300))):
        element = chance.choice(likely) if likely and chance.random() < 0.8 else chance.choice(elements)
        said = fragment.replace("{n}", number_text(chance)).encode()
        element.insert(chance.choice((0, len(element))), etree.fromstring(b'<a xmlns:w="%s">%s</a>' % (_W.encode(), said))[0])


def rename(root: etree._Element, chance: Random) -> None:
    """Call an element, or all of its kind, by another's name, or by one of another vocabulary."""
    elements = _elements(root)
    old, new = str(chance.choice(elements).tag), str(chance.choice(elements).tag)
    new = chance.choice((new, new, f"{{urn:x}}{etree.QName(old).localname}", etree.QName(old).localname))
    for element in elements:
        if element.tag == old and (chance.random() < 0.5 or element is elements[0]):
            element.tag = new


def set_text(root: etree._Element, chance: Random) -> None:
    """Put odd text into elements, where text belongs and where it does not."""
    elements = _elements(root)
    for _ in range(chance.choice((1, 3, 20))):
        element = chance.choice(elements)
        if chance.random() < 0.6:
            element.text = chance.choice(_TEXTS)
        else:
            element.tail = chance.choice(_TEXTS)


def merge_all(root: etree._Element, chance: Random) -> None:
    """Merge every cell with the one above, or beside."""
    for cell in root.iter(f"{{{_W}}}tc"):
        if chance.random() < 0.9:
            kind, value = chance.choice((
                ("vMerge", "continue"), ("vMerge", "restart"), ("hMerge", "continue"), ("gridSpan", number_text(chance)),
            ))
            properties = etree.Element(f"{{{_W}}}tcPr")
            etree.SubElement(properties, f"{{{_W}}}{kind}").set(f"{{{_W}}}val", value)
            cell.insert(0, properties)


def shuffle(root: etree._Element, chance: Random) -> None:
    """Turn the order of an element's children."""
    element = chance.choice(_elements(root))
    children = list(element)
    chance.shuffle(children)
    element[:] = children


CHANGES: tuple[_Change, ...] = (
    delete, repeat, move, nest, set_attribute, set_attribute, drop_attribute, put_fragment, put_fragment, put_fragment, rename,
    set_text, merge_all, shuffle,
)


def changed(xml: bytes, change: _Change, chance: Random) -> bytes:
    """XML after a change of its tree."""
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
        change(root, chance)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    except (etree.LxmlError, ValueError, TypeError, IndexError) as error:  # what XML cannot say, or nothing to choose from
        raise InapplicableError from error


def respelled(xml: bytes, chance: Random) -> bytes:
    """XML in another encoding, or said to be, or with something before its root."""
    way = chance.randrange(4)
    if way == 0:
        return xml.replace(b"UTF-8", chance.choice(_ENCODINGS).encode(), 1)
    if way == 1:
        try:
            encoding = chance.choice(("utf-16", "utf-16-be", "gbk", "utf-32", "utf-8-sig"))
            return xml.decode().encode(encoding, "xmlcharrefreplace")
        except UnicodeDecodeError as error:
            raise InapplicableError from error
    at = xml.find(b"?>") + 2
    if way == 2:
        return xml[:at] + chance.choice(_PROLOGS) + xml[at:]
    return chance.choice(_PROLOGS) + xml


def _of_docx(change: _Change) -> Step:
    def step(data: bytes, chance: Random) -> bytes:
        return _with_part(data, chance, lambda xml: changed(xml, change, chance))

    step.__name__ = change.__name__
    return step


def respell_part(data: bytes, chance: Random) -> bytes:
    """A part in another encoding, or with a DTD."""
    return _with_part(data, chance, lambda xml: respelled(xml, chance))


def _with_part(data: bytes, chance: Random, new: Callable[[bytes], bytes]) -> bytes:
    parts = _parts(data)
    wanted = chance.choice(_PARTS)
    found = [number for number, (name, _) in enumerate(parts) if name == wanted]
    if not found:
        raise InapplicableError
    at = found[0]
    parts[at] = (wanted, new(parts[at][1]))
    return packed(parts)


def _of_xml(change: _Change) -> Step:
    def step(data: bytes, chance: Random) -> bytes:
        return changed(data, change, chance)

    step.__name__ = change.__name__
    return step


def _steps() -> Iterator[Step]:
    for change in CHANGES:
        yield _of_docx(change)
    yield respell_part


MARKUP = Mutator(tuple(_steps()), ("docx",), share=22)
WORD_XML = Mutator((*map(_of_xml, CHANGES), respelled), ("word xml", "flat opc"), share=5)
