"""Fonts of a PDF, without guesses at what their characters are.

For a font that is missing from the file, or whose table of characters is, pdfminer takes another one: letters and
digits come out that nobody wrote.
"""

from collections.abc import Mapping
from typing import Any

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name


class UnknownFont(PDFFont):
    """A font of which nothing is known: all of its characters are undefined."""

    def __init__(self) -> None:
        super().__init__({"FontName": "unknown", "FontBBox": [0, 0, 1000, 1000]}, {}, default_width=500)

    def to_unichr(self, cid: int) -> str:
        """Nothing is known of any character."""
        raise PDFUnicodeNotDefined(None, cid)


class FontManager(PDFResourceManager):
    """Makes the fonts of a file, each once."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font that a dictionary describes; an unknown one where a part of it is missing from the file."""
        font: PDFFont = super().get_font(objid, spec) if _is_whole(spec) else UnknownFont()
        return font


def _is_whole(spec: Mapping[str, Any]) -> bool:
    """Nothing that says what the characters are is referred to but missing."""
    if "Subtype" not in spec:
        return False
    if "ToUnicode" in spec and not isinstance(resolve1(spec["ToUnicode"]), (PDFStream, PSLiteral)):
        return False
    if "Encoding" in spec and resolve1(spec["Encoding"]) is None:
        return False
    if literal_name(resolve1(spec["Subtype"])) == "Type0":
        descendants = list_value(spec.get("DescendantFonts"))
        return bool(descendants) and bool(dict_value(descendants[0]))
    return True
