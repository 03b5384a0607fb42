"""Mailboxes in one file: every mail found, in flat memory."""

import io
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.unpack import mbox
from schema.limits import MB

FROM = b"From a@example.com Thu Jun 15 10:00:00 2023\n"
MAIL = b"From: a@example.com\nSubject: x\n\nhello\n"


def mails(box: bytes) -> list[bytes]:
    return [b"".join(mbox.mail_blocks(io.BytesIO(box), *place)) for place in mbox.split(blocks(box))]


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


def blocks(box: bytes) -> list[bytes]:
    return [box[at : at + MB] for at in range(0, len(box), MB)]


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=6), st.integers(-1100, 1100))
def test_block_edges(sizes: list[int], shift: int) -> None:
    """Wherever a From_ line falls among the blocks that are read, each mail is found once and none is lost."""
    bodies = [MAIL + b"x" * size + b"\n" for size in sizes]
    bodies.insert(0, MAIL + b"y" * (MB + shift) + b"\n")
    box = b"".join(FROM + body for body in bodies)
    places = list(mbox.split(blocks(box)))
    assert all(one[0] + one[1] == other[0] for one, other in pairwise(places))
    assert mails(box) == bodies


def test_start() -> None:
    """A mailbox is known by its first line; an empty one has no mails, what stands before the first counts."""
    assert mbox.is_mbox(FROM + MAIL)
    assert not mbox.is_mbox(b"From here on all is well\n\n")
    assert not mbox.is_mbox(MAIL)
    assert mails(b"") == []
    assert mails(b"junk\n" + FROM + MAIL) == [b"junk\n", MAIL]


@pytest.mark.parametrize("block", range(1, 24))
def test_quoted_at_block_edges(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a block ends, what was quoted is as it was, and nothing else is changed."""
    text = b"\n>>From you\n>\n>Fro\n> From\nx>From \n>>>From "
    monkeypatch.setattr(mbox, "_BLOCK", block)
    assert mails(FROM + MAIL + text) == [MAIL + b"\n>From you\n>\n>Fro\n> From\nx>From \n>>From "]


def endless(mails: int) -> Iterator[bytes]:
    """A mailbox of so many mails of 1 MB, block by block."""
    for _ in range(mails):
        yield FROM + MAIL + b"x" * (MB - len(FROM + MAIL) - 1) + b"\n"


def test_flat_memory() -> None:
    """A mailbox of 300 MB is split within a few."""
    tracemalloc.start()
    try:
        assert len(list(mbox.split(endless(300)))) == 300
        assert tracemalloc.get_traced_memory()[1] < 10 * MB
    finally:
        tracemalloc.stop()
