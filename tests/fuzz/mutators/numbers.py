"""Numbers that programs stumble over."""

from random import Random

_EDGES = (0, 1, 2, 3, 7, 8, 0x7F, 0x80, 0xFE, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000,
          0xFFFFFFF0, 0xFFFFFFFE, 0xFFFFFFFF, 1 << 32, (1 << 63) - 1, (1 << 64) - 1)


def edge(chance: Random, width: int, near: int = 0) -> bytes:
    """A number of so many bytes, little or big end first: an extreme, or one close to `near`."""
    value = chance.choice(_EDGES) if chance.random() < 0.7 else near + chance.randint(-16, 16)
    return (value % (1 << (8 * width))).to_bytes(width, chance.choice(("little", "little", "big")))


def number_text(chance: Random) -> str:
    """A number as markup and PDF say it, or nearly."""
    return chance.choice((
        "0", "-1", "1", "2", "63", "64", "999", "1000", "1001", "65536", "2147483647", "2147483648", "-2147483649",
        "99999999999999999999", "1e9", "1e400", "-0", "0.5", "NaN", "Infinity", "", " ", "１２", "²", "٣", "0x10", "+5",
        "1,000",
        "9" * 5000, "true", "auto", "1" + "0" * 400,
    ))
