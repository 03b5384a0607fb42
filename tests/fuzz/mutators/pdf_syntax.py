"""The syntax of a PDF file: references, the table of objects, updates."""

import re
from random import Random

from tests.fuzz.mutators.mutator import Mutator, pick, replaced

_OBJECTS = re.compile(rb"\d+ \d+ obj")
_REFERENCES = re.compile(rb"\b\d{1,5} \d{1,3} R\b")
_ENTRIES = re.compile(rb"\d{10} \d{5} [nf]")
_WORDS = re.compile(
    rb"/(?:Size|Prev|Root|Length|First|N|W|Index|XRefStm|Count|Kids|Type|Filter|Encrypt)\b[^/>]{0,20}"
    rb"|startxref\s+\d+|trailer|endstream|endobj|xref|%%EOF|>>|<<"
)
_BODIES = (
    b"null", b"<< >>", b"[ ]", b"%d 0 R", b"<< /Type /Pages /Kids [ %d 0 R ] /Count 1 >>",
    b"<< /Length 99 >>\nstream\nx\nendstream", b"(x)",
)
_TABLE = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 99 /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"


def change_reference(data: bytes, chance: Random) -> bytes:
    """Refer to another object, or to one that is not there."""
    found = pick(chance, list(_REFERENCES.finditer(data)))
    other = pick(chance, list(_OBJECTS.finditer(data))).group()[:-3]
    new = chance.choice((other + b"R", other + b"R", b"99999 0 R", b"0 0 R", b"-1 0 R", b"1 65535 R"))
    return replaced(data, *found.span(), new)


def change_place(data: bytes, chance: Random) -> bytes:
    """Say in the table of objects that one is elsewhere."""
    found = pick(chance, list(_ENTRIES.finditer(data)))
    place = chance.choice((0, len(data), len(data) + 9, 9999999999, chance.randrange(len(data))))
    new = b"%010d %05d %s" % (place, chance.choice((0, 0, 65535)), chance.choice((b"n", b"n", b"f")))
    return replaced(data, *found.span(), new)


def change_word(data: bytes, chance: Random) -> bytes:
    """Change a word of the file's own syntax."""
    found = pick(chance, list(_WORDS.finditer(data)))
    name = found.group().split(b" ")[0]
    new = chance.choice((b"", b" 0", b" -1", b" 99999999999", b" [ ]", b" 1 0 R"))
    return replaced(data, *found.span(), chance.choice((name + new, name + new, b"", found.group() * 2, b"<< ", b">>", b"\0")))


def update(data: bytes, chance: Random) -> bytes:
    """Append an update: objects that replace others, with a table that is wrong, or leads back into a circle."""
    number = int(pick(chance, list(_OBJECTS.finditer(data))).group().split()[0])
    body = b"\n%d 0 obj\n%s\nendobj\n" % (number, chance.choice(_BODIES).replace(b"%d", b"%d" % number))
    start = len(data) + len(body)
    before = chance.choice((start, 0, 10**9, max(0, data.rfind(b"xref"))))
    return data + body + _TABLE % (number, len(data) + 1, chance.choice((1, number)), before, start)


SYNTAX = Mutator((change_reference, change_place, change_word, change_word, update), ("pdf page", "pdf page", "pdf"), share=5)
