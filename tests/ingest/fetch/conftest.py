"""A server for all tests here, and a mailbox of its own for each."""

import itertools
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ingest.fetch.dovecot import DOVECOT, HOST, PASSWORD, Dovecot, running
from tests.ingest.support import run_hebiao

_users = (f"user{number}" for number in itertools.count())


@dataclass(frozen=True)
class Mailbox:
    """A user on the server, and where the mails go to."""

    server: Dovecot
    user: str
    to: Path

    def url(self, folder: str = "") -> str:
        """The address of a folder."""
        return f"imaps://{self.user}@{HOST}:{self.server.tls_port}/{folder}"

    def settings(self, **changes: str) -> dict[str, str]:
        """An environment in which the server's certificate and the password are known."""
        return {**os.environ, "SSL_CERT_FILE": str(self.server.certificate), "HEBIAO_IMAP_PASSWORD": PASSWORD, **changes}

    def fetch(self, folder: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
        """Run the command as a user does."""
        return run_hebiao("fetch", self.url(folder), "--to", self.to, env=self.settings(**changes), stdin=subprocess.DEVNULL)

    def deliver(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Put mails into a folder on the server."""
        self.server.deliver(self.user, *mails, folder=folder)

    def fetched(self) -> list[bytes]:
        """The mails that are there, in the order of their UIDs."""
        files = sorted(self.to.glob("*.eml"), key=lambda file: tuple(map(int, file.stem.split("-"))))
        return [file.read_bytes() for file in files]


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A running server."""
    if not DOVECOT:
        pytest.skip("dovecot is not installed (Debian package dovecot-imapd)")
    with running() as server:
        yield server


@pytest.fixture
def mailbox(dovecot: Dovecot, tmp_path: Path) -> Mailbox:
    """An empty mailbox, and a folder that does not yet exist."""
    return Mailbox(dovecot, next(_users), tmp_path / "来信")
