"""Symbol fonts: what a character of Wingdings, Wingdings 2, Webdings or Symbol shows, as Unicode.

Word keeps such a character as `w:sym`, with or without the prefix F0 of the private use area, or as plain text in
a run of that font: the letter R in Wingdings 2 shows ☑.
"""

from typing import Final

_PRIVATE, _PRIVATE_END = 0xF000, 0xF0FF

_TABLES: Final[dict[str, dict[int, str]]] = {
    "wingdings": {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x78: "☒", 0x9F: "•",
        0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0x99: "○", 0x9A: "○",
        0x9C: "◉", 0xA2: "■", 0xA3: "☐", 0xA4: "☐", 0xA5: "☐", 0xA8: "▣",
    },
    "webdings": {0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"},
    "symbol": {
        0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xD6: "√", 0xD7: "·",
    },
}


def is_symbol_font(font: str | None) -> bool:
    """Whether a font shows other characters than its codes say."""
    return font is not None and font.lower() in _TABLES


def symbol(code: str | None, font: str | None) -> str:
    """The character of a `w:sym`: its hexadecimal code and its font.

    A symbol that is not known stays as it is, in the private use area; a code that is none is nothing.
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    table = _TABLES.get((font or "").lower())
    if table is None:
        return chr(number) if 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    plain = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE_END else number
    return table.get(plain) or (chr(_PRIVATE + plain) if 0x20 < plain <= 0xFF else "")


def shown(text: str, font: str) -> str:
    """A text set in a symbol font as it shows: its known characters replaced, all others left."""
    table = _TABLES[font.lower()]
    return "".join(table.get(ord(char) - _PRIVATE if _PRIVATE <= ord(char) <= _PRIVATE_END else ord(char), char) for char in text)
