"""Fonts of a PDF, without guesses at what their characters are.

For a font that is missing from the file, or whose table of characters is, pdfminer takes another one: letters and
digits come out that nobody wrote.
"""

from collections.abc import Mapping
from typing import Any

from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from extractors.pdf.characters import EndlessTableError, characters, check_widths, without_tables

_WITHOUT_COLLECTION = frozenset({"Adobe-Identity", "Adobe-UCS"})  # such a font's file alone knows its characters


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
        """The font that a dictionary describes.

        An unknown one where a part of it is missing from the file, or its tables have more entries than there are characters.
        """
        if not objid:
            return self._made(spec)
        if objid not in self._cached_fonts:
            self._cached_fonts[objid] = self._made(spec)
        font: PDFFont = self._cached_fonts[objid]
        return font

    def _made(self, spec: Mapping[str, object]) -> PDFFont:
        if not _is_whole(spec):
            return UnknownFont()
        if literal_name(resolve1(spec["Subtype"])) == "Type0":  # pdfminer comes back for the font that it is made of
            return super().get_font(None, spec)
        try:
            check_widths(spec)
            font = super().get_font(None, without_tables(spec))
            found = characters(spec, of_file=getattr(font, "cidcoding", None) in _WITHOUT_COLLECTION)
        except EndlessTableError:
            return UnknownFont()
        if found is not None and isinstance(font, (PDFSimpleFont, PDFCIDFont)):
            font.unicode_map = found
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
