"""Content streams -> operations, as ISO 32000-1 has them."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import LIT, PSKeyword

from extractors.pdf.operators import Operation, operations


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"q 1 0 0 -1 0 842.5 cm", [(b"q", []), (b"cm", [1, 0, 0, -1, 0, 842.5])]),
        (b"-.5 +7 4. 0.25re\nf*", [(b"re", [-0.5, 7, 4.0, 0.25]), (b"f*", [])]),
        (b"/F1 10.5 Tf", [(b"Tf", [LIT("F1"), 10.5])]),
        (b"/A#20B gs/C gs", [(b"gs", [LIT("A B")]), (b"gs", [LIT("C")])]),
        (b"(a(b)c\\)) Tj (\\101\\n\\\r\nx) ' () Tj", [(b"Tj", [b"a(b)c)"]), (b"'", [b"A\nx"]), (b"Tj", [b""])]),
        (b"<48 65 6> Tj", [(b"Tj", [b"He`"])]),
        (b"[(a)-120<62>]TJ % comment (\n[[1]]x", [(b"TJ", [[b"a", -120, b"b"]]), (b"x", [[[1]]])]),
        (b"/P <</MCID 3/E[true null]/D<</X(y)>>>>BDC", [(b"BDC", [LIT("P"), {"MCID": 3, "E": [True, None], "D": {"X": b"y"}}])]),
        (b"1 2 m 3", [(b"m", [1, 2])]),
        (b"", []),
        (b"%", []),
    ],
)
def test_operations(content: bytes, found: list[Operation]) -> None:
    """Numbers, names, strings, arrays and dictionaries before their operator."""
    assert list(operations(content)) == found


def test_inline_images() -> None:
    """Pixels are passed over, also where they look like operators."""
    content = b"BI /W 2 /H 1 /CS /G ID q Q EIx\xff( \nEI Q"
    (image_operator, (image,)), rest = operations(content)
    assert image_operator == b"EI"
    assert isinstance(image, PDFStream)
    assert (image["W"], image["H"], image["CS"]) == (2, 1, LIT("G"))
    assert rest == (b"Q", [])
    assert [operator for operator, _ in operations(b"BI /W 1 ID no end")] == [b"EI"]


@pytest.mark.parametrize(
    ("content", "operators"),
    [
        (b"1 ] 2 m >> ) } q", [b"m", b"q"]),
        (b"[1 2 m q", [b"m", b"q"]),
        (b"1 - 2 m --3 4 l", [b"m", b"l"]),
        (b"(never closed q Q", []),
        (b"<zz> q", [b"zz", b"q"]),
    ],
)
def test_malformed_content(content: bytes, operators: list[bytes]) -> None:
    """What cannot be read is passed over, what follows is read."""
    assert [operator for operator, _ in operations(content)] == operators


def test_time_grows_with_length_only() -> None:
    """Long runs of blanks, brackets, digits and backslashes are no trap."""
    start = time.perf_counter()
    for piece in (b" ", b"\n%", b"[", b"<<", b"1", b"-", b"(", b"\\", b"(\\", b"/", b"<", b"BI ", b"ID ", b".", b"% \r"):
        list(operations(piece * 100_000))
    assert time.perf_counter() - start < 10


def by_pdfminer(content: bytes) -> list[Operation]:
    """The same content as pdfminer reads it."""
    parser = PDFContentParser([PDFStream({}, content)])
    found: list[Operation] = []
    operands: list[object] = []
    while True:
        try:
            _, token = parser.nextobject()
        except PSEOF:
            return found
        if isinstance(token, PSKeyword):
            found.append((token.name, operands))
            operands = []
        else:
            operands.append(token)


def _number(value: float) -> bytes:
    return f"{value:.4f}".encode() if isinstance(value, float) else str(value).encode()


def _string(value: bytes) -> bytes:
    return b"(" + re.sub(rb"([()\\])", rb"\\\1", value) + b")"


_NUMBERS = st.one_of(st.integers(-9999, 9999), st.floats(-9999, 9999)).map(_number)
_STRINGS = st.binary(max_size=12).map(_string) | st.binary(max_size=6).map(lambda value: b"<" + value.hex().encode() + b">")
_NAMES = st.text("abcXYZ019.-+", min_size=1, max_size=6).map(lambda name: b"/" + name.encode())
_ARRAYS = st.lists(_NUMBERS | _STRINGS, max_size=5).map(lambda items: b"[" + b" ".join(items) + b"]")
_OPERANDS = st.lists(st.one_of(_NUMBERS, _STRINGS, _NAMES, _ARRAYS), max_size=6)
_OPERATORS = st.sampled_from([b"q", b"Q", b"re", b"f*", b"Tj", b"TJ", b"T*", b"'", b"cm", b"BDC"])
_SPACES = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b" % note\n", b"  "])


@given(st.lists(st.tuples(_OPERANDS, _OPERATORS, _SPACES), max_size=12))
def test_reads_as_pdfminer_does(written: list[tuple[list[bytes], bytes, bytes]]) -> None:
    """Whatever is well-formed is the same by both ways."""
    content = b"".join(space.join((*operands, operator)) + space for operands, operator, space in written)
    assert list(operations(content)) == by_pdfminer(content)
