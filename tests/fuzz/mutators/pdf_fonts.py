"""Fonts of a PDF: what their characters are, and how wide."""

from collections.abc import Sequence
from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.fuzz.mutators.pdf import ENCODINGS, FONT_KINDS, Change, any_number, any_value, dictionaries, one_of, put

_CMAPS = (
    b"", b"begincmap", b"1 begincodespacerange <00> <FFFFFFFF> endcodespacerange",
    b"1 beginbfrange <0000> <FFFF> <0041> endbfrange", b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange",
    b"1 beginbfrange <FFFF> <0000> <0041> endbfrange",
    b"1 beginbfrange <00> <05> [<41> 7 (x) /n] endbfrange", b"1 beginbfchar <01> <D800> endbfchar",
    b"1 beginbfchar <01> <" + b"4E00" * 5000 + b"> endbfchar", b"1 beginbfchar <01> 5 endbfchar",
    b"1 beginbfchar <01> /space endbfchar", b"/Self usecmap", b"/Identity-H usecmap", b"/GBK-EUC-H usecmap",
    b"/../../x usecmap",
    b"1 begincidrange <00> <FFFFFFFF> 0 endcidrange", b"1 begincidrange <0000> <ffff> -1 endcidrange",
    b"endbfrange endbfchar endcmap", b"1 beginbfrange (a) (b) (c) endbfrange", b"1 beginbfrange <00> <FFFFFF> [] endbfrange",
    b"/WMode 1 def", b"/WMode (x) def", b"beginbfrange " + b"<00> <01> <02> " * 30_000 + b"endbfrange", b"<" * 5000,
    b"[" * 5000, b"1 beginbfrange <> <> <> endbfrange",
)


def _fonts(pdf: Pdf) -> Sequence[Object]:
    return [one for one in dictionaries(pdf) if one.get("/Type") == Name.Font or "/FontDescriptor" in one or "/ToUnicode" in one]


def change_kind(pdf: Pdf, chance: Random) -> None:
    """Have a font be of another kind, of a circle of fonts, of another collection of characters."""
    font = one_of(chance, _fonts(pdf))
    collection = {
        "/Registry": pikepdf.String(chance.choice(("Adobe", "x" * 300, "../.."))),
        "/Ordering": pikepdf.String(chance.choice(("GB1", "Japan1", "Identity", "..", ""))), "/Supplement": any_number(chance),
    }
    key, value = chance.choice((
        ("/Subtype", Name("/" + chance.choice(FONT_KINDS))), ("/CIDSystemInfo", Dictionary(collection)),
        ("/DescendantFonts", Array([chance.choice((pdf.make_indirect(font), Dictionary(), Array([]), 5))])),
    ))
    put(font, key, value)


def change_characters(pdf: Pdf, chance: Random) -> None:
    """Say otherwise what the characters of a font are."""
    font = one_of(chance, _fonts(pdf))
    said = pdf.make_stream(b" ".join(chance.choice(_CMAPS) for _ in range(chance.choice((1, 1, 2)))))
    name = Name("/" + chance.choice(ENCODINGS))
    if chance.random() < 0.6:
        font.ToUnicode = chance.choice((said, said, said, name))
    else:
        differences = Dictionary({"/Differences": Array([any_value(pdf, chance) for _ in range(9)])})
        font.Encoding = chance.choice((name, differences, said))


def change_widths(pdf: Pdf, chance: Random) -> None:
    """Say otherwise how wide characters are."""
    key = chance.choice(("/W", "/W2", "/Widths", "/DW", "/DW2", "/FirstChar", "/LastChar"))
    ranges = Array([0, 10**9, 500]), Array([0, Array([500] * 300), 1, 2]), Array([-5, Array([1e9])])
    put(one_of(chance, _fonts(pdf)), key, chance.choice((any_value(pdf, chance), *ranges)))


def change_file(pdf: Pdf, chance: Random) -> None:
    """Break a font's file, or what describes it."""
    font = one_of(chance, _fonts(pdf))
    key = chance.choice((
        "/FontFile", "/FontFile2", "/FontFile3", "/FontBBox", "/Ascent", "/Descent", "/FontMatrix", "/CharProcs", "/FontName",
    ))
    type_1 = pdf.make_stream(b"%!PS-AdobeFont-1.0\n/Encoding 256 array dup 65 /A put " + chance.randbytes(40))
    true_type = pdf.make_stream(b"\0\1\0\0\xff\xff" + chance.randbytes(90))
    value = chance.choice((any_value(pdf, chance), type_1, true_type, Array([0, 0, 0, 0])))
    put(font.get("/FontDescriptor", font), key, value)


FONTS: tuple[Change, ...] = (change_kind, change_characters, change_characters, change_widths, change_file)
