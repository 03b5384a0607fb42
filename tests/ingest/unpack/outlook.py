"""Mails as Outlook saves them, property by property ([MS-OXMSG])."""

import struct

from tests.ingest.unpack.ole import Tree


def properties(header: int, numbers: dict[int, int], attachments: Tree, texts: dict[int, str | bytes]) -> Tree:
    """A storage: numbers, texts (Unicode, or bytes in a code page) and what else lies in it."""
    entries = b"".join(struct.pack("<HHIQ", 3, key, 6, value) for key, value in numbers.items())
    tree: Tree = {"__properties_version1.0": bytes(header) + entries}
    for key, text in texts.items():
        wide = isinstance(text, str)
        tree[f"__substg1.0_{key:04X}{'001F' if wide else '001E'}"] = text.encode("utf-16-le") if isinstance(text, str) else text
    return tree | attachments


def attached(texts: dict[int, str | bytes], content: bytes | Tree | None, method: int = 1) -> Tree:
    """The storage of an attachment: a file by its bytes, a mail by its tree, or nothing."""
    data: Tree = {}
    if content is not None:
        data[f"__substg1.0_3701{'0102' if isinstance(content, bytes) else '000D'}"] = content
    return properties(8, {0x3705: method}, data, texts)


def message(texts: dict[int, str | bytes], *attachments: Tree, header: int = 32, numbers: dict[int, int] | None = None) -> Tree:
    """A mail with its attachments."""
    below: Tree = {f"__attach_version1.0_#{number:08X}": tree for number, tree in enumerate(attachments)}
    return properties(header, numbers or {}, below, texts)
