"""A mailbox in one file (mbox, RFC 4155): where each mail is, and its bytes."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from schema.limits import MB

_BLOCK = MB
_REACH = 1024  # no From_ line and first header's name are longer together
# `From sender date` at the start of a line, and a header after it: programs forget the blank line before it, and the
# `>` before a From at the start of a sentence.
_FROM = re.compile(rb"\n(From [^\r\n]{0,500}\r?\n)(?=[!-9;-~]{1,100}:)")
_TIME = re.compile(rb"\b\d{1,2}:\d\d\b")
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
_QUOTED = re.compile(rb"\n>(>*From )")
_BEGINS_QUOTED = re.compile(rb"\n>*+(?:F|Fr|Fro|From)?\Z")  # whether it is one only what follows can tell


def is_mbox(start: bytes) -> bool:
    """Whether a file that starts so is a mailbox: a From_ line with a date, and a header after it."""
    found = _FROM.match(b"\n" + start[:_REACH])
    return found is not None and _dated(found[1])


def split(blocks: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    """Offset and length in bytes of each mail, with its From_ line, in their order.

    blocks: the mailbox from its beginning to its end. What stands before the first From_ line counts as a mail.
    """
    begun = 0
    at = -1  # where in the file the kept bytes start; there is a line's end before the first byte
    kept = b"\n"
    for block in blocks:
        kept += block
        for found in _FROM.finditer(kept):
            start = at + found.start(1)
            if start > begun and _dated(found[1]):
                yield begun, start - begun
                begun = start
        at += max(0, len(kept) - _REACH)
        kept = kept[-_REACH:]
    end = at + len(kept)
    if end > begun:
        yield begun, end - begun


def mail_blocks(file: BinaryIO, offset: int, length: int) -> Iterator[memoryview]:
    """The mail that split found there, block by block.

    Without its From_ line, and `>From ` as it was before the mailbox quoted it.
    """
    file.seek(offset)
    found = _FROM.match(b"\n" + file.read(min(_REACH, length)))
    start = found.end() - 1 if found else 0
    file.seek(offset + start)
    left = length - start
    rest = b"\n"  # there is a line's end before the first byte
    first = 1
    while left and (block := file.read(min(_BLOCK, left))):
        left -= len(block)
        data = rest + block
        begun = _BEGINS_QUOTED.search(data, max(0, len(data) - _REACH))
        end = begun.start() if begun else len(data)
        yield memoryview(_QUOTED.sub(rb"\n\1", data[:end]))[first:]
        first, rest = (0 if end else first), data[end:]
    yield memoryview(rest)[first:]


def _dated(line: bytes) -> bool:
    return bool(_TIME.search(line) and _YEAR.search(line))
