"""What has to be known of a .doc before it is converted: MS-DOC, 2.5.1 and 2.5.2 (the FIB), in an MS-CFB container."""

import struct
from io import BytesIO
from typing import Final, NamedTuple

import olefile

_FIB: Final = struct.Struct("<HHHHHH")  # wIdent, nFib, unused, lid, pnNext, flags A to M
_ENCRYPTED: Final = 0x0100
_FIRST_OF_WORD_97: Final = 0x00C1
_FIRST_OF_WORD_95: Final = 0x0068
# What damage makes olefile raise.
DAMAGED: Final = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, struct.error)
_MACROS: Final = ("Macros", "_VBA_PROJECT")


class Compound(NamedTuple):
    """encrypted: a password protects the text. macros: it holds a project of macros. version: of Word: 6, 95 or 97."""

    encrypted: bool
    macros: bool
    version: int


def root_streams(data: bytes) -> frozenset[str]:
    """The names of what lies at the root of a compound file, in lower case; none where its directory is damaged.

    What is embedded in the document lies deeper and has the same names.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            return frozenset(path[0].lower() for path in container.listdir(storages=True) if len(path) == 1)
    except DAMAGED:
        return frozenset()


def inspect(data: bytes) -> Compound | None:
    """What a .doc says of itself; None where there is no Word document at its root, or its directory is damaged."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            head = container.openstream("WordDocument").read(_FIB.size)
            macros = any(container.exists(name) for name in _MACROS)
    except DAMAGED:
        return None
    if len(head) < _FIB.size:
        return None
    _, release, _, _, _, flags = _FIB.unpack(head)
    version = 97 if release >= _FIRST_OF_WORD_97 else 95 if release >= _FIRST_OF_WORD_95 else 6
    return Compound(bool(flags & _ENCRYPTED), macros, version)
