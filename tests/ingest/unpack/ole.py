"""An OLE2 file made of storages and streams, as Outlook saves a mail."""

import struct
from collections.abc import Iterator
from itertools import pairwise

STORAGE, STREAM, ROOT = 1, 2, 5
NONE = 0xFFFFFFFF
END = 0xFFFFFFFE
SECTOR = 512

# A storage's storages and streams, by name.
Tree = dict[str, "bytes | Tree"]


def _entries(name: str, tree: "bytes | Tree", kind: int) -> Iterator[tuple[str, int, bytes, list[int]]]:
    """Name, kind, content and children's distances of each entry, itself first."""
    if isinstance(tree, bytes):
        yield name, STREAM, tree, []
        return
    below = [list(_entries(child, content, STORAGE)) for child, content in tree.items()]
    distances, at = [], 1
    for entries in below:
        distances.append(at)
        at += len(entries)
    yield name, kind, b"", distances
    for entries in below:
        yield from entries


class _Chains:
    """Contents in sectors of one size, and the table that chains the sectors of each."""

    def __init__(self, sector: int) -> None:
        self.sector = sector
        self.table: list[int] = []
        self.data = b""

    def add(self, content: bytes) -> int:
        """The first sector of a content."""
        if not content:
            return END
        first = len(self.table)
        self.table += [*range(first + 1, first + -(-len(content) // self.sector)), END]
        self.data += content + bytes(-len(content) % self.sector)
        return first


def ole(tree: Tree) -> bytes:
    """The file: header, streams, directory, tables. Streams below 4096 bytes lie in the root's, in sectors of 64."""
    entries = list(_entries("Root Entry", tree, ROOT))
    right = [NONE] * len(entries)
    for number, (_, _, _, distances) in enumerate(entries):
        for one, other in pairwise(distances):
            right[number + one] = number + other
    big, small = _Chains(SECTOR), _Chains(64)
    first = [(small if len(content) < 4096 else big).add(content) for _, _, content, _ in entries]
    sizes = [len(content) for _, _, content, _ in entries]
    first[0], sizes[0] = big.add(small.data), len(small.data)
    small_table = big.add(struct.pack(f"<{len(small.table)}I", *small.table).ljust(-(-len(small.table) // 128) * SECTOR, b"\xff"))
    directory = b""
    for number, (name, kind, _, distances) in enumerate(entries):
        wide = name.encode("utf-16-le") + b"\x00\x00"
        child = number + distances[0] if distances else NONE
        directory += struct.pack(
            "<64sHBBIII16sIQQIII", wide, len(wide), kind, 1, NONE, right[number], child, bytes(16), 0, 0, 0, first[number],
            sizes[number], 0,
        )
    directory_at = big.add(directory)
    tables = 1
    while tables * 128 < tables + len(big.table):
        tables += 1
    places = range(len(big.table), len(big.table) + tables)
    table = [*big.table, *[0xFFFFFFFD] * tables]
    table += [NONE] * (tables * 128 - len(table))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, tables,
        directory_at, 0, 4096, small_table, -(-len(small.table) // 128), END, 0,
    )
    header += struct.pack("<109I", *places, *[NONE] * (109 - tables))
    return header + big.data + struct.pack(f"<{len(table)}I", *table)
