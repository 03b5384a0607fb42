"""A winmail.dat, attribute by attribute ([MS-OXTNEF])."""

import struct


def attribute(level: int, key: int, value: bytes) -> bytes:
    """One attribute of a message (level 1) or of an attachment (2), with its checksum."""
    return struct.pack("<BHHI", level, key, 0, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def envelope(*attributes: bytes, code_page: int = 936) -> bytes:
    """A winmail.dat."""
    return struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x9007, struct.pack("<II", code_page, 0)) + b"".join(attributes)


def attachment(title: bytes = b"", data: bytes | None = b"data", properties: bytes = b"") -> bytes:
    """The attributes of an attachment."""
    parts = [attribute(2, 0x9002, bytes(14))]
    parts += [attribute(2, 0x8010, title + b"\x00")] if title else []
    parts += [attribute(2, 0x800F, data)] if data is not None else []
    parts += [attribute(2, 0x9005, properties)] if properties else []
    return b"".join(parts)


def mapi(*properties: tuple[int, int, bytes]) -> bytes:
    """MAPI properties of variable length, after one that has a name and two values of fixed length."""
    named = struct.pack("<HH16sII", 0x1003, 0x8001, bytes(16), 1, 6) + "一二三".encode("utf-16-le") + bytes(2) + struct.pack("<III", 2, 1, 2)
    values = b"".join(
        struct.pack("<HHII", kind, key, 1, len(value)) + value + bytes(-len(value) % 4) for key, kind, value in properties
    )
    return struct.pack("<I", len(properties) + 1) + named + values
