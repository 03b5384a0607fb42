"""What the characters of a PDF's font are, by tables that may claim more than any font holds.

A few bytes of a damaged or hostile table stand for billions of characters, and pdfminer writes down each of them.
"""

from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any, BinaryIO

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import TrueTypeFont
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral

_MOST = 0x110000  # entries of a table: Unicode has no more characters, and a font 65,536 glyphs
_WIDTHS = {"W": 3, "W2": 5}  # numbers that give a range its width: the first two are its first and last character


class EndlessTableError(Exception):
    """A table of a font has more entries than there are characters."""


class _Characters(FileUnicodeMap):
    """Characters by their codes, counted as they are read."""

    def __init__(self) -> None:
        super().__init__()
        self._entries = 0

    def add_cid2unichr(self, cid: int, code: PSLiteral | bytes | int) -> None:
        """Note a character; raises EndlessTableError where it is one too many."""
        self._entries += 1
        if self._entries > _MOST:
            raise EndlessTableError
        super().add_cid2unichr(cid, code)


class _Glyphs(dict[int, int]):
    """Glyphs by their characters, counted as they are read."""

    def __init__(self) -> None:
        super().__init__()
        self._entries = 0

    def __setitem__(self, character: int, glyph: int) -> None:
        """Note a glyph; raises EndlessTableError where it is one too many."""
        self._entries += 1
        if self._entries > _MOST:
            raise EndlessTableError
        super().__setitem__(character, glyph)


class _FontFile(TrueTypeFont):
    """A TrueType file whose tables of ranges have an end; the others are as long as their bytes."""

    def parse_cmap_format_2(self, fp: BinaryIO, char2gid: dict[int, int]) -> None:
        """Ranges by the first byte of a character."""
        glyphs = _Glyphs()
        super().parse_cmap_format_2(fp, glyphs)
        char2gid.update(glyphs)

    def parse_cmap_format_4(self, fp: BinaryIO, char2gid: dict[int, int]) -> None:
        """Ranges of characters of two bytes."""
        glyphs = _Glyphs()
        super().parse_cmap_format_4(fp, glyphs)
        char2gid.update(glyphs)

    def parse_cmap_format_12(self, fp: BinaryIO, char2gid: dict[int, int]) -> None:
        """Ranges of characters of four bytes."""
        glyphs = _Glyphs()
        super().parse_cmap_format_12(fp, glyphs)
        char2gid.update(glyphs)


def check_widths(spec: Mapping[str, Any]) -> None:
    """Raises EndlessTableError where a font's dictionary gives widths to more characters than there are."""
    for key, width in _WIDTHS.items():
        entries = 0
        numbers: list[float] = []
        for value in map(resolve1, list_value(spec.get(key, []))):
            numbers = [*numbers, value] if isinstance(value, int | float) else []
            if len(numbers) == width:
                entries += max(0, int(numbers[1] - numbers[0]))
                numbers = []
        if entries > _MOST:
            raise EndlessTableError


def without_tables(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A font's dictionary in which the tables are there, and empty."""
    bare = dict(spec)
    if isinstance(resolve1(bare.get("ToUnicode")), PDFStream):
        bare["ToUnicode"] = PDFStream({}, b"")
    descriptor = dict_value(bare.get("FontDescriptor", {}))
    if "FontFile2" in descriptor:
        bare["FontDescriptor"] = descriptor | {"FontFile2": PDFStream({}, b"")}
    return bare


def characters(spec: Mapping[str, Any], *, of_file: bool) -> FileUnicodeMap | None:
    """What the tables of a font's dictionary say of its characters; None where they say nothing.

    of_file: the font's file is asked where the dictionary has no table. Raises EndlessTableError, and what pdfminer raises
    over damage.
    """
    said = resolve1(spec.get("ToUnicode"))
    if isinstance(said, PDFStream):
        found = _Characters()
        CMapParser(found, BytesIO(said.get_data())).run()
        return found
    file = resolve1(dict_value(spec.get("FontDescriptor", {})).get("FontFile2"))
    if of_file and isinstance(file, PDFStream):
        with suppress(TrueTypeFont.CMapNotFound):
            return _FontFile("", BytesIO(file.get_data())).create_unicode_map()
    return None
