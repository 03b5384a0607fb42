"""Requests to end a command: Ctrl-C, SIGTERM, a terminal that is closed. What is finished stays, the rest is cleared away.

They arrive as KeyboardInterrupt; but not where that would break something off that cannot be broken off, such as a statement
to the database, which takes the whole transaction with it.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class _Requests:
    """wait: a request is to wait until something is done. came: one does."""

    wait: bool = False
    came: bool = False

    def meet(self, *_: object) -> None:
        """Take up a request, as a handler of signals."""
        if self.wait:
            self.came = True
        else:
            self.obey()

    def obey(self) -> None:
        """End, as by Ctrl-C."""
        self.came = False
        raise KeyboardInterrupt


_requests = _Requests()


def obey_all() -> None:
    """Let every request to end do what Ctrl-C does. One that whoever started the program has ignored stays so, as with nohup."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # there is no SIGHUP on Windows
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _requests.meet)


@contextmanager
def put_off() -> Iterator[None]:
    """Let requests to end wait until this is done, or until it waits itself (`let_in`)."""
    with _waiting(True):
        yield


@contextmanager
def let_in() -> Iterator[None]:
    """Obey requests to end while one waits for something."""
    with _waiting(False):
        yield


@contextmanager
def _waiting(wait: bool) -> Iterator[None]:
    before, _requests.wait = _requests.wait, wait
    try:
        if _requests.came and not wait:
            _requests.obey()
        yield
    finally:
        _requests.wait = before
    if _requests.came and not before:
        _requests.obey()
