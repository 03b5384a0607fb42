"""Bytes of any file, whatever they mean."""

from random import Random

from tests.fuzz.mutators.mutator import InapplicableError, Mutator
from tests.fuzz.mutators.numbers import edge

_MAGIC = (
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"%PDF-1.7\n", b"%%EOF", b"startxref\n0\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf1", b"<?xml version='1.0'?>", b"\x1f\x8b\x08\x00", b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00",
    b"7z\xbc\xaf\x27\x1c", b"BZh9", b"\xfd7zXZ\x00",
    b"\x78\x9f\x3e\x22", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00" * 16, b"\xff" * 16, b"\r\n\r\n",
    b"\nFrom a@b.cn Mon Jan  1 00:00:00 2024\n",
    b"MIME-Version: 1.0\n", b"endobj", b"stream\n", b"]]>", b"&#x0;", b"\x1b[2J",
)
_LONGEST = 4096


def _place(data: bytes, chance: Random) -> int:
    """Somewhere; often near an end, where formats keep what matters most."""
    if not data:
        raise InapplicableError
    near = min(len(data), 512)
    return chance.choice((
        chance.randrange(len(data)), chance.randrange(len(data)), chance.randrange(near),
        len(data) - 1 - chance.randrange(near),
    ))


def _span(data: bytes, chance: Random) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 64, chance.randint(1, _LONGEST))))


def flip(data: bytes, chance: Random) -> bytes:
    """Flip single bits."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[_place(data, chance)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwrite(data: bytes, chance: Random) -> bytes:
    """Write noise over a span."""
    start, end = _span(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def number(data: bytes, chance: Random) -> bytes:
    """Write an extreme where a number may stand, such as a length."""
    at, width = _place(data, chance), chance.choice((1, 2, 4, 4, 8))
    return data[:at] + edge(chance, width, near=len(data) - at) + data[at + width :]


def insert(data: bytes, chance: Random) -> bytes:
    """Put noise, or what begins another format, in between."""
    at = _place(data, chance)
    return data[:at] + chance.choice((chance.randbytes(chance.randint(1, 64)), *_MAGIC)) + data[at:]


def magic(data: bytes, chance: Random) -> bytes:
    """Begin like something else."""
    start = chance.choice(_MAGIC)
    return start + data[chance.choice((0, len(start))) :]


def delete(data: bytes, chance: Random) -> bytes:
    """Leave a span out."""
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def duplicate(data: bytes, chance: Random) -> bytes:
    """Say a span twice, or very often."""
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 10, 1000 if end - start < 100 else 3)) + data[end:]


def exchange(data: bytes, chance: Random) -> bytes:
    """Let two spans change places."""
    (a, b), (c, d) = sorted((_span(data, chance), _span(data, chance)))
    if b > c:
        raise InapplicableError
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def truncate(data: bytes, chance: Random) -> bytes:
    """End too early."""
    return data[: _place(data, chance)]


def behead(data: bytes, chance: Random) -> bytes:
    """Begin too late."""
    return data[_place(data, chance) :]


def append(data: bytes, chance: Random) -> bytes:
    """Go on behind the end: with the file itself, with noise, with blanks."""
    return data + chance.choice((data, chance.randbytes(64), b"\0" * 1024, b"\r\n" * 100, chance.choice(_MAGIC)))


def blank(data: bytes, chance: Random) -> bytes:
    """Lose a block to a broken disk."""
    start = _place(data, chance) // 512 * 512
    return data[:start] + bytes(min(512 * chance.randint(1, 8), len(data) - start)) + data[start + 4096 :]


RAW = Mutator(
    (flip, overwrite, number, insert, magic, delete, duplicate, exchange, truncate, behead, append, blank),
    ("docx", "docx", "pdf", "mail", "zip", "msg", "tnef", "tar", "packed", "7z", "rar", "mbox", "word xml", "flat opc", "text"),
    share=16,
)
