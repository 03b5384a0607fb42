"""Mailboxes in one file: every mail found, in flat memory."""

import io
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.unpack import mbox

FROM = b"From a@example.com Thu Jun 15 10:00:00 2023\n"
MAIL = b"From: a@example.com\nSubject: x\n\nhello\n"


def mails(box: bytes) -> list[bytes]:
    return [mbox.read_mail(io.BytesIO(box), *place) for place in mbox.split(io.BytesIO(box))]


@pytest.mark.parametrize("line", [
    FROM, b"From - Thu Jun 15 10:00:00 2023\r\n", b"From 123@xxx Thu Jun 15 10:00:00 +0000 2023\n",
])
def test_mails(line: bytes) -> None:
    """Each mail comes out without its From_ line, also where the blank line before the next one is missing."""
    assert mails(line + MAIL + b"\n" + line + MAIL + line + MAIL) == [MAIL + b"\n", MAIL, MAIL]


def test_quoted() -> None:
    """What the mailbox quoted is as it was; a sentence that starts with From parts nothing."""
    text = b"\nFrom here on, as of 10:00 in 2023:\n>From me\n>>From you\n\nFrom a Thu Jun 15 10:00:00 2023\n\nx\n"
    assert mails(FROM + MAIL + text) == [MAIL + text.replace(b">From", b"From")]


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=6), st.integers(-1100, 1100))
def test_block_edges(sizes: list[int], shift: int) -> None:
    """Wherever a From_ line falls among the blocks that are read, each mail is found once and none is lost."""
    bodies = [MAIL + b"x" * size + b"\n" for size in sizes]
    bodies.insert(0, MAIL + b"y" * (1024 * 1024 + shift) + b"\n")
    box = b"".join(FROM + body for body in bodies)
    places = list(mbox.split(io.BytesIO(box)))
    assert all(one[0] + one[1] == other[0] for one, other in pairwise(places))
    assert mails(box) == bodies


def test_start() -> None:
    """A mailbox is known by its first line; an empty one has no mails, what stands before the first counts."""
    assert mbox.is_mbox(FROM + MAIL)
    assert not mbox.is_mbox(b"From here on all is well\n\n")
    assert not mbox.is_mbox(MAIL)
    assert mails(b"") == []
    assert mails(b"junk\n" + FROM + MAIL) == [b"junk\n", MAIL]


class Endless(io.BytesIO):
    """A mailbox of so many mails of 1 MB, made while it is read."""

    def __init__(self, mails: int) -> None:
        super().__init__()
        self.left = mails

    def read(self, size: int | None = -1) -> bytes:
        """The next mail, filling a block."""
        size = size or 0
        if not self.left:
            return b""
        self.left -= 1
        return FROM + MAIL + b"x" * (size - len(FROM + MAIL) - 1) + b"\n"


def test_flat_memory() -> None:
    """A mailbox of 300 MB is split within a few."""
    tracemalloc.start()
    try:
        assert len(list(mbox.split(Endless(300)))) == 300
        assert tracemalloc.get_traced_memory()[1] < 10 * 1024 * 1024
    finally:
        tracemalloc.stop()
