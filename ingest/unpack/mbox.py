"""A mailbox in one file (mbox, RFC 4155): where each mail is, and its bytes."""

import re
from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 1024 * 1024
_REACH = 1024  # no From_ line and first header's name are longer together
# `From sender date` at the start of a line, and a header after it: programs forget the blank line before it, and the
# `>` before a From at the start of a sentence.
_FROM = re.compile(rb"\n(From [^\r\n]{0,500}\r?\n)(?=[!-9;-~]{1,100}:)")
_TIME = re.compile(rb"\b\d{1,2}:\d\d\b")
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mbox(start: bytes) -> bool:
    """Whether a file that starts so is a mailbox: a From_ line with a date, and a header after it."""
    found = _FROM.match(b"\n" + start[:_REACH])
    return found is not None and _dated(found[1])


def split(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """Offset and length in bytes of each mail, with its From_ line, in their order; the stream is read once, by blocks.

    What stands before the first From_ line counts as a mail.
    """
    begun = 0
    at = -1  # where in the file the kept bytes start; there is a line's end before the first byte
    kept = b"\n"
    while block := stream.read(_BLOCK):
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


def read_mail(file: BinaryIO, offset: int, length: int) -> bytes:
    """The mail that split found there: without its From_ line, and `>From ` as it was before the mailbox quoted it."""
    file.seek(offset)
    data = file.read(length)
    found = _FROM.match(b"\n" + data[:_REACH])
    return _QUOTED.sub(rb"\1", data[found.end() - 1 :] if found else data)


def _dated(line: bytes) -> bool:
    return bool(_TIME.search(line) and _YEAR.search(line))
