"""Symbol fonts in a PDF: what their characters show, as Unicode."""

import re
from functools import lru_cache

from extractors.docx.symbols import shown

_FAMILY = re.compile(r"(?:[A-Z]{6}\+)?(wingdings|webdings|symbol|(?:itc)?zapfdingbats|dingbats)[ -]?([23])?", re.IGNORECASE)
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_DINGBATS = "dingbats"
_DINGBATS_TABLE = {
    0x33: "✓", 0x34: "✔", 0x35: "✕", 0x36: "✖", 0x37: "✗", 0x38: "✘", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "❏",
    0x70: "❐", 0x71: "❑", 0x72: "❒",
}


@lru_cache(maxsize=256)
def symbol_family(font: str) -> str | None:
    """`wingdings`, `wingdings 2` … by the name that a PDF gives to a font; None where it is no symbol font."""
    found = _FAMILY.match(font)
    if found is None:
        return None
    family = found[1].lower()
    if family.endswith(_DINGBATS):
        return _DINGBATS
    return f"{family} {found[2]}" if found[2] and family == "wingdings" else family


def symbol_shown(family: str, text: str, code: int | None) -> str:
    """What a character of a symbol font shows, as far as it is known.

    text: what the font maps it to, empty for nothing. code: its code, None where codes are glyph numbers.
    """
    if text and (family == "symbol" or ord(text[0]) > 0xFF) and not _PRIVATE.match(text):
        return text  # mapped to Unicode as it should be
    if code is None:
        code = ord(text[0]) & 0xFF if text else 0
    if family == _DINGBATS:
        return _DINGBATS_TABLE.get(code, text)
    plain = chr(code)
    found = shown(plain, family)
    return text if found == plain else found
