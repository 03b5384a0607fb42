"""A content stream -> its operations.

pdfminer's own tokeniser goes through every token in several calls; over a form's pages that is half of the time of
reading a PDF. One regular expression does the same (ISO 32000-1, 7.2 to 7.3 and 7.8.2).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT, PSLiteral, literal_name

_SPACE = rb"\0\t\n\f\r "
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"(?:[" + _SPACE + rb"]++|%[^\r\n]*+)*+(?:"  # possessive: blanks at the end must not be tried in every way
    rb"([+-]?\d{1,19})(?![\d.])"
    rb"|([+-]?(?:\d{1,19}\.\d*|\.\d+))"
    rb"|/(" + _REGULAR + rb"*)"
    rb"|\(([^()\\]*)\)"
    rb"|<([0-9A-Fa-f" + _SPACE + rb"]*)>"
    rb"|((?![\d+.-])" + _REGULAR + rb"+)"
    rb"|(\[|<<)|(\]|>>)|(\()|(.))",
    re.DOTALL,
)
_NAME, _STRING, _HEX, _OPERATOR, _OPENING, _CLOSING, _NESTED_STRING = 3, 4, 5, 6, 7, 8, 9
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_STRING_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_END_OF_IMAGE = re.compile(rb"[" + _SPACE + rb"]EI(?=[" + _SPACE + rb"]|$)")

Operation = tuple[bytes, list[Any]]


def operations(data: bytes) -> Iterator[Operation]:
    """Every operator of a content stream with its operands, as pdfminer's interpreter takes them.

    An inline image comes as one operation `EI` with a stream that holds its dictionary, but not its pixels.
    Malformed tokens are passed over, as viewers do.
    """
    position = 0
    operands: list[Any] = []
    outer: list[list[Any]] = []  # operands around arrays and dictionaries that are still open
    match = _TOKEN.match
    while (found := match(data, position)) is not None:
        position = found.end()
        kind = found.lastindex or 0
        if kind < _OPERATOR:
            operands.append(_VALUES[kind](found[kind]))
        elif kind == _OPERATOR:
            operator = found[kind]
            if operator in _WORDS:
                operands.append(_WORDS[operator])
                continue
            if operator == b"ID":
                operator, operands, position = b"EI", [_image(operands)], _end_of_image(data, position)
            if operator != b"BI":
                yield operator, outer[0] if outer else operands
            operands, outer = [], []
        elif kind == _OPENING:
            outer.append(operands)
            operands = []
        elif kind == _CLOSING and outer:
            inner, operands = operands, outer.pop()
            operands.append(_dictionary(inner) if found[kind] == b">>" else inner)
        elif kind == _NESTED_STRING:
            end = _end_of_string(data, position)
            operands.append(_unescaped(data[position : end - 1]))
            position = end


def _name(token: bytes) -> PSLiteral:
    if b"#" in token:
        token = _NAME_ESCAPE.sub(lambda escape: bytes((int(escape[1], 16),)), token)
    try:
        return LIT(token.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(token)


def _hexadecimal(token: bytes) -> bytes:
    digits = token.translate(None, b"\0\t\n\f\r ").decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


_VALUES: dict[int, Callable[[bytes], Any]] = {1: int, 2: float, _NAME: _name, _STRING: bytes, _HEX: _hexadecimal}


def _end_of_string(data: bytes, position: int) -> int:
    """Behind the parenthesis that closes a string."""
    depth = 1
    for found in _PARENTHESIS.finditer(data, position):
        if found[0] == b"(":
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if not depth:
                return found.end()
    return len(data) + 1


def _unescaped(string: bytes) -> bytes:
    return _STRING_ESCAPE.sub(_shown, string)


def _shown(escape: re.Match[bytes]) -> bytes:
    token = escape[1]
    if token[0] in b"01234567":
        return bytes((int(token, 8) & 0xFF,))
    return _ESCAPED.get(token, token)


def _dictionary(entries: list[Any]) -> dict[str, Any]:
    return {literal_name(key): value for key, value in zip(entries[::2], entries[1::2], strict=False)}


def _image(entries: list[Any]) -> PDFStream:
    return PDFStream(_dictionary(entries), b"")


def _end_of_image(data: bytes, position: int) -> int:
    """Behind the `EI` that closes an inline image."""
    found = _END_OF_IMAGE.search(data, position)
    return found.end() if found else len(data)
