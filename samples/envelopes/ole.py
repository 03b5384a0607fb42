"""An OLE2 file made of storages and streams ([MS-CFB]), as Outlook saves a mail."""

import struct
from dataclasses import dataclass, field

_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALL_SECTOR, _SMALL_BELOW = 512, 64, 4096

# A storage's storages and streams, by name.
Tree = dict[str, "bytes | Tree"]


@dataclass(slots=True)
class _Entry:
    """A line of the directory. below: numbers of the entries in a storage; left, right: in its parent's search tree."""

    name: str
    kind: int
    content: bytes = b""
    below: list[int] = field(default_factory=list)
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    colour: int = _BLACK


class _Chains:
    """Contents in sectors of one size, and the table that chains the sectors of each."""

    def __init__(self, sector: int) -> None:
        self.sector = sector
        self.table: list[int] = []
        self.data = b""

    def add(self, content: bytes) -> int:
        """The first sector of a content."""
        if not content:
            return _END
        first = len(self.table)
        self.table += [*range(first + 1, first + -(-len(content) // self.sector)), _END]
        self.data += content + bytes(-len(content) % self.sector)
        return first


def ole(tree: Tree) -> bytes:
    """The file: header, streams, directory, tables. Streams below 4096 bytes lie in the root's, in sectors of 64."""
    entries = _directory(tree)
    big, small = _Chains(_SECTOR), _Chains(_SMALL_SECTOR)
    first = [(small if len(entry.content) < _SMALL_BELOW else big).add(entry.content) for entry in entries]
    sizes = [len(entry.content) for entry in entries]
    first[0], sizes[0] = big.add(small.data), len(small.data)
    small_table = big.add(struct.pack(f"<{len(small.table)}I", *small.table).ljust(-(-len(small.table) // 128) * _SECTOR, b"\xff"))
    lines = b"".join(map(_line, entries, first, sizes))
    empty = struct.pack("<64sHBBIII", b"", 0, 0, 0, _NONE, _NONE, _NONE) + bytes(48)
    directory_at = big.add(lines + empty * (-len(entries) % (_SECTOR // len(empty))))
    tables = 1
    while tables * 128 < tables + len(big.table):
        tables += 1
    places = range(len(big.table), len(big.table) + tables)
    table = [*big.table, *[_TABLE] * tables]
    table += [_NONE] * (tables * 128 - len(table))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, tables,
        directory_at, 0, _SMALL_BELOW, small_table, -(-len(small.table) // 128), _END, 0,
    )
    header += struct.pack("<109I", *places, *[_NONE] * (109 - tables))
    return header + big.data + struct.pack(f"<{len(table)}I", *table)


def _directory(tree: Tree) -> list[_Entry]:
    """The entries, the root first, each storage before what is in it."""
    entries: list[_Entry] = []

    def add(name: str, content: "bytes | Tree", kind: int) -> int:
        entry, number = _Entry(name, kind), len(entries)
        entries.append(entry)
        if isinstance(content, bytes):
            entry.kind, entry.content = _STREAM, content
        else:
            entry.below = [add(child, inner, _STORAGE) for child, inner in content.items()]
        return number

    add("Root Entry", tree, _ROOT)
    for entry in entries:
        # Shorter names come first; the search tree is balanced, and black but for the lowest level.
        ordered = sorted(entry.below, key=lambda number: (len(entries[number].name), entries[number].name.upper()))
        entry.child = _grow(entries, ordered, len(ordered).bit_length() - 1)
        if ordered:
            entries[entry.child].colour = _BLACK
    return entries


def _grow(entries: list[_Entry], ordered: list[int], levels: int) -> int:
    """Make a search tree of entries in their order; its top. levels: how many may lie below that one."""
    if not ordered:
        return _NONE
    middle = len(ordered) // 2
    entry = entries[ordered[middle]]
    entry.colour = _RED if levels == 0 else _BLACK
    entry.left = _grow(entries, ordered[:middle], levels - 1)
    entry.right = _grow(entries, ordered[middle + 1:], levels - 1)
    return ordered[middle]


def _line(entry: _Entry, first: int, size: int) -> bytes:
    wide = entry.name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBIII16sIQQIII", wide, len(wide), entry.kind, entry.colour, entry.left, entry.right, entry.child, bytes(16),
        0, 0, 0, first, size, 0,
    )
