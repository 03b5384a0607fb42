"""What is drawn on the pages of a PDF: operators with wrong operands."""

from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf

from tests.fuzz.mutators.mutator import InapplicableError, Mutator, replaced
from tests.fuzz.mutators.pdf import of_pdf

_OPERATORS = (
    "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B",
    "B*", "b", "b*", "n", "W", "W*", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ",
    "'", '"',
    "d0", "d1", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k", "sh", "Do", "MP", "DP", "BMC", "BDC",
    "EMC", "BX", "EX", "zz", "render_string", "__init__", "execute",
)
_NUMBERS = (0, 1, -1, 1e-9, 1e9, 1e30, -1e30, 2**31, 2**62, 0.5, 7, 1000)
_RAW = (
    b"q " * 300_000, b"Q " * 1000, b"BT ", b"ET ", b"BI /W 1 /H 1 ID x EI ", b"BI ID ",
    b"BI /W 99999999 /H 99999999 /BPC 8 /F /AHx ID 00> EI", b"( ((( ", b"<41 ", b"<< /A << /B ", b"[ [ [ ", b"] ) > >> ",
    b"/ Tf ", b"1e400 0 0 1 0 0 cm ", b"nan 0 0 inf 0 0 cm ", b"--5 +-3 4.5.6 . l ",
    b"0 0 0 0 0 0 cm ", b"1 0 0 1 1e38 1e38 cm " * 50, b"0 0 m " * 3000 + b"S ", b"0 0 1 1 re " * 3000 + b"S ", b"% \r",
    b"/F1 1e9 Tf (x) Tj ", b"99999999999999999999 Tz ", b"[(a) 1e30 (b)] TJ ", b"3 Tr (hidden) Tj ", b"\0" * 500,
    b"0 0 595 0.5 re f " * 500, b"true false null Tj ", b"(" + b"\\" * 5000 + b") Tj ", b"()Tj " * 5000,
    b"100 100 m 100.5 100 l S " * 2000, b"/X Do " * 3000, b"/A <</MCID 0>> BDC " * 2000, b"0 g " * 5000, b"[" * 3000,
    b"(" * 3000, b"<" * 3000, b"1 " * 100_000, b"/" + b"A" * 50_000 + b" gs ", b"0 0 0 0 re f* 1 1 -1 -1 re B* ",
)


def _page(pdf: Pdf, chance: Random) -> Any:
    return chance.choice(list(pdf.pages))


def _operand(chance: Random) -> Any:
    return chance.choice((
        chance.choice(_NUMBERS), chance.choice(_NUMBERS), Name("/X"), Name("/F1"), Name("/DeviceN"), pikepdf.String("推荐表"),
        pikepdf.String(b"\xff\x00" * 50), Array([]), Array([1, pikepdf.String("x"), Name("/Y"), -10**9]), Dictionary({"/A": 1}),
        True,
    ))


def change_operators(pdf: Pdf, chance: Random) -> None:
    """Change what is drawn: other operands, other operators, some left out, some often."""
    page = _page(pdf, chance)
    said: list[Any] = [one for one in pikepdf.parse_content_stream(page) if isinstance(one, pikepdf.ContentStreamInstruction)]
    if not said:
        raise InapplicableError
    for _ in range(chance.choice((1, 3, 20, 200))):
        at = chance.randrange(len(said))
        operands, operator = list(said[at].operands), said[at].operator
        way = chance.randrange(6)
        if way == 0 and operands:
            operands[chance.randrange(len(operands))] = _operand(chance)
        elif way == 1:
            operands = operands[:-1]
        elif way == 2:
            operands = [_operand(chance) for _ in range(chance.choice((0, 1, 4, 6)))]
        elif way == 3:
            operator = Operator(chance.choice(_OPERATORS))
        elif way == 4:
            said[at : at + 1] = [said[at]] * chance.choice((0, 2, 50))
            if not said:
                return
            continue
        else:
            other = chance.randrange(len(said))
            said[at], said[other] = said[other], said[at]
            continue
        said[at] = pikepdf.ContentStreamInstruction(operands, operator)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(said))


def put_noise(pdf: Pdf, chance: Random) -> None:
    """Put something in between that is hard to read or never ends."""
    page = _page(pdf, chance)
    page.contents_coalesce()
    content = page.obj.Contents.read_bytes()
    at = chance.choice((0, len(content), chance.randint(0, len(content))))
    page.obj.Contents = pdf.make_stream(replaced(content, at, at, b" " + chance.choice(_RAW)))


def replace_content(pdf: Pdf, chance: Random) -> None:
    """Draw nothing but odd things."""
    page = _page(pdf, chance)
    page.obj.Contents = pdf.make_stream(b" ".join(chance.choice(_RAW) for _ in range(chance.choice((1, 3)))))


def scale(pdf: Pdf, chance: Random) -> None:
    """Draw the page far larger or smaller, elsewhere, mirrored or aslant."""
    page = _page(pdf, chance)
    page.contents_coalesce()
    matrix = b" ".join(b"%g" % chance.choice((0, 1, -1, 1e-6, 1e6, 0.7, 300)) for _ in range(6))
    page.obj.Contents = pdf.make_stream(matrix + b" cm\n" + page.obj.Contents.read_bytes())


def draw_rules(pdf: Pdf, chance: Random) -> None:
    """Draw very many rules: a grid, a staircase, noise."""
    page = _page(pdf, chance)
    page.contents_coalesce()
    count, way = chance.choice((10, 200, 2000)), chance.randrange(4)
    lines = []
    for number in range(count):
        x, y = (number * 600 / count, number * 800 / count) if way else (chance.uniform(0, 600), chance.uniform(0, 800))
        if way in (0, 1):
            lines.append(b"%.2f %.2f m %.2f %.2f l S %.2f 0 m %.2f 800 l S" % (x, y, 600 if way else x + 50, y, x, x))
        elif way == 2:
            lines.append(b"%.2f %.2f %.2f %.2f re S" % (x, y, 600 - x, 800 - y))
        else:
            lines.append(b"%.2f %.2f m %.2f %.2f l S %.2f %.2f m %.2f %.2f l S" % (x, y, x + 9, y, x, y, x, y + 9))
    page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes() + b"\n" + b"\n".join(lines))


CONTENT = Mutator(
    tuple(map(of_pdf, (change_operators, change_operators, put_noise, put_noise, replace_content, scale, draw_rules))),
    ("pdf page", "pdf page", "pdf"), share=7,
)
