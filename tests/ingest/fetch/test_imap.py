"""Answers that the tests' own server does not give, and others do."""

from types import SimpleNamespace
from typing import cast

import pytest
from imap_tools import BaseMailBox

from ingest.fetch.errors import MailGoneError, MailRefusedError
from ingest.fetch.imap import RemoteFolder


def answering(status: str, *items: object) -> RemoteFolder:
    """A folder on a server that answers every FETCH so."""
    client = SimpleNamespace(uid=lambda *_: (status, list(items)))
    return RemoteFolder(cast(BaseMailBox, SimpleNamespace(client=client)), 1)


def test_refusals() -> None:
    """A mail that is gone is no fault; one that the server keeps back is (RFC 5530)."""
    with pytest.raises(MailGoneError):
        list(answering("NO", b"[EXPUNGEISSUED] Some messages were expunged").mail(1))
    with pytest.raises(MailRefusedError):
        list(answering("NO", b"[SERVERBUG] Internal error").mail(1))


@pytest.mark.parametrize("item", [
    (b"1 (UID 1 BODY[]<0> {4}", b"mail"),
    (b"1 (BODY[]<0> {4}", b"mail"),
])
def test_order_of_an_answer(item: object) -> None:
    """The UID may stand before or after the mail, and news of flags between."""
    assert list(answering("OK", b"9 (FLAGS (\\Seen))", item, b" UID 1)").mail(1)) == [b"mail"]


def test_empty_mail() -> None:
    """Nothing at all, without a literal."""
    assert b"".join(answering("OK", b'1 (UID 1 BODY[]<0> "")').mail(1)) == b""


@pytest.mark.parametrize("item", [(b"1 (UID 1 BODY[]<7> {4}", b"mail"), (b"1 (UID 1 BODY[] {4}", b"mail"), b"1 (UID 1 BODY[] NIL)"])
def test_another_piece_than_was_asked_for(item: object) -> None:
    """What a server that does not know pieces gives is neither put together nor taken for a mail that is gone."""
    with pytest.raises(MailRefusedError):
        list(answering("OK", item, b")").mail(1))


def test_sizes_among_news_of_flags() -> None:
    """Only answers that hold a size count, in the order of the UIDs."""
    remote = answering("OK", b"2 (UID 5 RFC822.SIZE 50)", b"1 (UID 4 FLAGS ())", b"1 (RFC822.SIZE 30 UID 3)", None)
    assert list(remote.sizes(2, ()).items()) == [(3, 30), (5, 50)]
