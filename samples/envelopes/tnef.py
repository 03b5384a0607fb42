"""winmail.dat: Outlook's own envelope for attachments (TNEF, [MS-OXTNEF]), attribute by attribute."""

import struct
from collections.abc import Sequence

from samples.envelopes.mail import Parts

MESSAGE = bytes.fromhex("0703020000000000c000000000000046")  # before a message in a property
_SIGNATURE, _KEY = 0x223E9F78, 1
_OF_MESSAGE, _OF_ATTACHMENT = 1, 2
_VERSION, _CODE_PAGE, _CLASS = 0x0008_9006, 0x0006_9007, 0x0007_8008
_RENDERING, _TITLE, _DATA, _PROPERTIES = 0x0006_9002, 0x0001_8010, 0x0006_800F, 0x0006_9005
_LONG_NAME, _UNICODE = 0x3707, 0x001F


def attribute(level: int, tag: int, value: bytes) -> bytes:
    """An attribute: of the message or of an attachment, its tag, its length, its value and the sum of its bytes."""
    return struct.pack("<BII", level, tag, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def envelope(*attributes: bytes, code_page: int = 936) -> bytes:
    """A winmail.dat with these attributes, of a sender with this code page."""
    head = struct.pack("<IH", _SIGNATURE, _KEY) + attribute(_OF_MESSAGE, _VERSION, struct.pack("<I", 0x0001_0000))
    return head + attribute(_OF_MESSAGE, _CODE_PAGE, struct.pack("<II", code_page, 0)) + b"".join(attributes)


def attachment(title: bytes = b"", data: bytes | None = b"data", properties: bytes = b"") -> bytes:
    """The attributes of an attachment: its title in the sender's code page, its bytes, its MAPI properties."""
    parts = [attribute(_OF_ATTACHMENT, _RENDERING, struct.pack("<HiHHI", 1, -1, 32, 32, 0))]
    parts += [attribute(_OF_ATTACHMENT, _TITLE, title + b"\x00")] if title else []
    parts += [attribute(_OF_ATTACHMENT, _DATA, data)] if data is not None else []
    parts += [attribute(_OF_ATTACHMENT, _PROPERTIES, properties)] if properties else []
    return b"".join(parts)


def mapi(properties: Sequence[tuple[int, int, bytes]]) -> bytes:
    """MAPI properties of variable length: id, type, value."""
    values = (
        struct.pack("<HHII", kind, key, 1, len(value)) + value + bytes(-len(value) % 4) for key, kind, value in properties
    )
    return struct.pack("<I", len(properties)) + b"".join(values)


def write(parts: Parts) -> bytes:
    """A winmail.dat with files."""
    files = (
        attachment(name.encode("gbk"), data, mapi([(_LONG_NAME, _UNICODE, name.encode("utf-16-le") + bytes(2))])) for name, data in parts
    )
    return envelope(attribute(_OF_MESSAGE, _CLASS, b"IPM.Microsoft Mail.Note\x00"), *files)
