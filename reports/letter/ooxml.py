"""Elements of a Word document."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from reports.text import clean

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def new(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element, `w:…`, with children and attributes of the same namespace; children that are None are left out."""
    element = OxmlElement(tag, {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    element.extend([child for child in children if child is not None])
    return element


def paragraph(style: str, text: str, *, keeps: bool = False) -> etree._Element:
    """A paragraph. style: its id. keeps: it stays on the page of what follows."""
    words = new("w:t")
    words.text = clean(text)
    words.set(_SPACE, "preserve")
    properties = new("w:pPr", new("w:pStyle", val=style), new("w:keepNext") if keeps else None)
    made: etree._Element = new("w:p", properties, new("w:r", words) if text else None)
    return made
