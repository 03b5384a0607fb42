"""What Outlook writes: OLE2 files with mails (.msg), and winmail.dat (TNEF)."""

import struct
from io import BytesIO
from itertools import pairwise
from random import Random

from olefile import OleFileIO

from samples.envelopes.ole import Tree, ole
from tests.fuzz.mutators.mutator import InapplicableError, Mutator
from tests.fuzz.mutators.numbers import edge

_SECTOR = 512
_ENTRY = 128
# [MS-CFB] 2.6.1: offset and width of the fields of an entry of the directory behind its name.
_ENTRY_FIELDS = ((64, 2), (66, 1), (67, 1), (68, 4), (72, 4), (76, 4), (116, 4), (120, 8))
# [MS-CFB] 2.2: the header's.
_HEADER_FIELDS = (
    (24, 2), (26, 2), (28, 2), (30, 2), (32, 2), (40, 4), (44, 4), (48, 4), (56, 4), (60, 4), (64, 4), (68, 4), (72, 4),
    (76, 4), (80, 4),
)
_NAMES = (
    "__properties_version1.0", "WordDocument", "EncryptedPackage", "Workbook", "__attach_version1.0_#00000000",
    "__substg1.0_37010102", "__substg1.0_3701000D", "__substg1.0_3707001F", "x", "1Table", "\x05SummaryInformation",
    "__attach_version1.0_#ZZ",
)


def _tree(data: bytes) -> Tree:
    tree: Tree = {}
    try:
        with OleFileIO(BytesIO(data)) as file:
            for path in file.listdir():
                here = tree
                for name in path[:-1]:
                    below = here.setdefault(name, {})
                    if isinstance(below, bytes):
                        raise InapplicableError
                    here = below
                here[path[-1]] = file.openstream(path).read()
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, struct.error) as error:
        raise InapplicableError from error
    return tree


def _storage(tree: Tree, chance: Random) -> Tree:
    """One of the storages, the root often."""
    here = tree
    while below := [child for child in here.values() if isinstance(child, dict)]:
        if chance.random() < 0.4:
            break
        here = chance.choice(below)
    if not here:
        raise InapplicableError
    return here


def change_table(data: bytes, chance: Random) -> bytes:
    """Chain sectors otherwise: into a circle, to nowhere, to each other."""
    tables = struct.unpack_from("<109I", data.ljust(_SECTOR, b"\0"), 76)
    places = [(number + 1) * _SECTOR for number in tables if (number + 2) * _SECTOR <= len(data)]
    if not places:
        raise InapplicableError
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 30))):
        at = chance.choice(places) + 4 * chance.randrange(_SECTOR // 4)
        sectors = len(data) // _SECTOR
        struct.pack_into("<I", changed, at, chance.choice((chance.randrange(sectors), 0, sectors, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0x7FFFFFFF)))
    return bytes(changed)


def change_entry(data: bytes, chance: Random) -> bytes:
    """Change a field of the directory: kinds, siblings and children (into a circle), first sectors, sizes."""
    root = data.find("Root Entry".encode("utf-16-le"))
    if root < 0:
        raise InapplicableError
    entries = [at for at in range(root, min(len(data), root + 40 * _ENTRY) - _ENTRY, _ENTRY) if data[at + 66] in (1, 2, 5)]
    at, (offset, width) = chance.choice(entries), chance.choice(_ENTRY_FIELDS)
    value = chance.randrange(len(entries)).to_bytes(width, "little") if chance.random() < 0.5 else edge(chance, width)
    return data[: at + offset] + value + data[at + offset + width :]


def change_header(data: bytes, chance: Random) -> bytes:
    """Change a field of the header: sizes of sectors, where tables and directory begin."""
    at, width = chance.choice(_HEADER_FIELDS)
    return data[:at] + edge(chance, width, near=len(data) // _SECTOR) + data[at + width :]


def lose_stream(data: bytes, chance: Random) -> bytes:
    """Leave a stream or a storage out."""
    tree = _tree(data)
    storage = _storage(tree, chance)
    del storage[chance.choice(list(storage))]
    return ole(tree)


def rename_stream(data: bytes, chance: Random) -> bytes:
    """Call a stream or a storage something else; what is called so already gets its place."""
    tree = _tree(data)
    storage = _storage(tree, chance)
    storage[chance.choice(_NAMES)] = storage.pop(chance.choice(list(storage)))
    return ole(tree)


def change_stream(data: bytes, chance: Random) -> bytes:
    """Change the bytes of a stream: an extreme, an end too early, another type of text."""
    tree = _tree(data)
    storage = _storage(tree, chance)
    streams = [name for name, content in storage.items() if isinstance(content, bytes)]
    if not streams:
        raise InapplicableError
    name = chance.choice(streams)
    content = storage[name]
    if not isinstance(content, bytes):
        raise InapplicableError
    at = chance.randrange(len(content) + 1)
    storage[name] = chance.choice((
        content[:at], content[:at] + edge(chance, 4, near=len(content)) + content[at + 4 :], b"", b"\xff" * 33, content * 3,
        "推荐表.docx".encode("utf-16"), content[:at] + edge(chance, 2) + content[at + 2 :],
        "\ud800".encode("utf-16-le", "surrogatepass") * 9,
        b"a" * 100_000,
    ))
    return ole(tree)


def nest(data: bytes, chance: Random) -> bytes:
    """Attach the mail to itself, several times over."""
    tree = _tree(data)
    for _ in range(chance.choice((1, 3, 6, 12))):
        numbers = struct.pack("<HHIQ", 3, 0x3705, 6, 5)
        attached: Tree = {"__properties_version1.0": bytes(8) + numbers, "__substg1.0_3701000D": tree}
        tree = {"__properties_version1.0": bytes(32), "__attach_version1.0_#00000000": attached}
    return ole(tree)


def _attributes(data: bytes) -> list[bytes]:
    """The header of a winmail.dat and its attributes."""
    places = [0, 6]
    while places[-1] + 9 <= len(data):
        end = places[-1] + 11 + int.from_bytes(data[places[-1] + 5 : places[-1] + 9], "little")
        if end > len(data):
            break
        places.append(end)
    if len(places) < 3:
        raise InapplicableError
    return [data[start:end] for start, end in pairwise(places)]


def shuffle_attributes(data: bytes, chance: Random) -> bytes:
    """Leave attributes of a winmail.dat out, repeat them, change their order."""
    header, *attributes = _attributes(data)
    way = chance.randrange(4)
    if way == 0:
        chance.shuffle(attributes)
    elif way == 1:
        del attributes[chance.randrange(len(attributes))]
    else:
        attributes += [chance.choice(attributes)] * chance.choice((1, 3, 100))
    return header + b"".join(attributes)


def change_attribute(data: bytes, chance: Random) -> bytes:
    """Change an attribute's level, key or value, and its length with it."""
    header, *attributes = _attributes(data)
    at = chance.randrange(len(attributes))
    level, key, kind, _ = struct.unpack_from("<BHHI", attributes[at])
    value = attributes[at][9:-2]
    place = chance.randrange(len(value) + 1)
    level, key, value = chance.choice((
        (chance.choice((0, 1, 2, 3, 255)), key, value),
        (level, chance.choice((0x9002, 0x8010, 0x800F, 0x9005, 0x9007, 0x9003, 0)), value), (level, key, value[:place]),
        (level, key, value[:place] + edge(chance, 4, near=len(value)) + value[place + 4 :]),
        (level, key, value[: place // 4 * 4] + edge(chance, 4) + value[place // 4 * 4 + 4 :]), (level, key, data),
        (level, key, b""),
    ))
    attributes[at] = struct.pack("<BHHI", level, key, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
    return header + b"".join(attributes)


MSG = Mutator((
    change_table, change_table, change_entry, change_entry, change_header, lose_stream, rename_stream, change_stream,
    change_stream, nest,
), ("msg",), share=7)
TNEF = Mutator((shuffle_attributes, change_attribute, change_attribute), ("tnef",), share=4)
