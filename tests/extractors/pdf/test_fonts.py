"""What the characters of a font are, and that no table of a font goes on without an end."""

import struct
from typing import Any

import pytest
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from extractors.pdf.fonts import FontManager, UnknownFont


def simple(to_unicode: bytes) -> dict[str, Any]:
    """A font whose characters a table says."""
    return {"Subtype": LIT("Type1"), "BaseFont": LIT("X"), "ToUnicode": PDFStream({}, to_unicode)}


def composed(*, file: bytes = b"", **entries: object) -> dict[str, Any]:
    """A font whose characters its own file says, with glyphs for codes."""
    collection = {"Registry": b"Adobe", "Ordering": b"Identity"}
    descendant = {
        "Subtype": LIT("CIDFontType2"), "BaseFont": LIT("X"), "CIDSystemInfo": collection,
        "FontDescriptor": {"FontFile2": PDFStream({}, file)}, **entries,
    }
    return {"Subtype": LIT("Type0"), "Encoding": LIT("Identity-H"), "DescendantFonts": [descendant]}


def true_type(table: bytes) -> bytes:
    """A font's file with nothing but a table of its characters."""
    subtable = struct.pack(">HHHHL", 0, 1, 3, 1, 12) + table
    return struct.pack(">4s4H4sLLL", b"\0\1\0\0", 1, 0, 0, 0, b"cmap", 0, 28, len(subtable)) + subtable


def four_bytes(first: int, last: int) -> bytes:
    """A table of format 12 with one range: the glyphs 1 and following."""
    return struct.pack(">HHIII3I", 12, 0, 28, 0, 1, first, last, 1)


def two_bytes(*ranges: tuple[int, int]) -> bytes:
    """A table of format 4: the glyph of each character has its number."""
    count = len(ranges)
    lasts, firsts = (struct.pack(f">{count}H", *(one[side] for one in ranges)) for side in (1, 0))
    return struct.pack(">7H", 4, 0, 0, 2 * count, 0, 0, 0) + lasts + b"\0\0" + firsts + bytes(4 * count)


def first_bytes(count: int) -> bytes:
    """A table of format 2: so many ranges of 65,280 characters that lie over each other."""
    keys = struct.pack(">256H", *(8 * min(number, count - 1) for number in range(256)))
    ranges = b"".join(struct.pack(">HHhH", 0, 65280, 0, 8 * (count - number)) for number in range(count))
    return struct.pack(">3H", 2, 0, 0) + keys + ranges + bytes(2 * 65280 + 8 * count)


SOUND = (
    (simple(b"1 beginbfrange <0000> <ffff> <0000> endbfrange 1 beginbfchar <41> <63A8> endbfchar"), 0x41, "推"),
    (composed(file=true_type(four_bytes(0x63A8, 0x63B0))), 1, "推"),
    (composed(file=true_type(two_bytes((0x63A8, 0x63B0)))), 0x63A8, "推"),
    (composed(W=[0, 65535, 500], file=true_type(four_bytes(0x63A8, 0x63B0))), 2, "掩"),
)
ENDLESS = (
    simple(b"1 beginbfrange <000000> <1fffff> <0041> endbfrange"),
    simple(b"1 begincidrange <000000> <1fffff> 0 endcidrange"),
    simple(b"9 beginbfrange " + b"<0000> <ffff> <0041> " * 20 + b"endbfrange"),
    composed(file=true_type(four_bytes(0, 0x1FFFFF))),
    composed(file=true_type(two_bytes(*[(0, 0xFFFF)] * 20))),
    composed(file=true_type(first_bytes(20))),
    composed(W=[0, 10**7, 500]),
    composed(W2=[1, [500, 250, 800], 0, 0x1FFFFF, 500, 250, 800]),
    composed(W=[0, 65535, 500] * 20),
)


@pytest.mark.parametrize(("spec", "code", "character"), SOUND)
def test_tables_of_characters(spec: dict[str, Any], code: int, character: str) -> None:
    """A character is known by the font's dictionary, or by its file; and once for all pages."""
    manager = FontManager()
    font = manager.get_font(7, spec)
    assert font.to_unichr(code) == character
    assert manager.get_font(7, spec) is font


@pytest.mark.parametrize("spec", ENDLESS)
def test_tables_without_an_end(spec: dict[str, Any]) -> None:
    """A table with more entries than there are characters is not gone through: nothing is known of the font."""
    font = FontManager().get_font(7, spec)
    assert isinstance(font, UnknownFont)
    with pytest.raises(PDFUnicodeNotDefined):
        font.to_unichr(1)
