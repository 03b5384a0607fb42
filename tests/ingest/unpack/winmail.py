"""MAPI properties in a winmail.dat as Outlook mixes them ([MS-OXTNEF] 2.1.3.4)."""

import struct

from samples.envelopes import tnef


def mapi(*properties: tuple[int, int, bytes]) -> bytes:
    """Properties of variable length, after one that has a name and two values of fixed length."""
    named = struct.pack("<HH16sII", 0x1003, 0x8001, bytes(16), 1, 6) + "一二三".encode("utf-16-le") + bytes(2) + struct.pack("<III", 2, 1, 2)
    return struct.pack("<I", len(properties) + 1) + named + tnef.mapi(properties)[4:]
