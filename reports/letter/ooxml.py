"""Elements of a Word document that the library has no words for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def new(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element, `w:…`, with children and attributes of the same namespace."""
    element = OxmlElement(tag, {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    element.extend(children)
    return element
