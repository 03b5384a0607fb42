"""One worker process: it is given an item at a time, and can be killed."""

import logging
import multiprocessing
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from extractors import progress
from ingest.channel import Inbox, TooLargeError, receive, send
from ingest.errors import OutputError
from ingest.machine import address_space, limit_memory
from schema.limits import Limits

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

Item = TypeVar("Item")
Value = TypeVar("Value")
_PRELOADED = [  # what every worker needs, and the readers, which are else imported when a file wants them
    "ingest.work", "ingest.drawing", "extractors.docx.reader", "extractors.pdf.reader", "extractors.mapping.mapper",
    "extractors.records",
]
_STARTING = 60.0  # seconds until a worker takes what it is given; the first has to wait for the readers' imports
_ENDING = 1.0  # seconds from the end of the connection to the end of the process
_SIGNS_EVERY = 0.1  # seconds; progress is told no oftener
_FULL = 0.8  # of the memory that it may take: libraries give little back, the reading of scans alone holds seven tenths
_ORPHANED = 30  # seconds after which a worker ends that nobody has ended


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call gave no value.

    kind: `timeout`: over the time for all of it, `idle`: without progress for too long, `memory`, `answer`: its value
        is too large, `crash` of the process, or `fault`: an error that the function did not expect.
    detail: of a crash the exit status, of a fault the error's name and place; never its message, which may quote a file.
    """

    kind: Literal["timeout", "idle", "memory", "answer", "crash", "fault"]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A worker got on, and says nothing for so many seconds; the first one says that it has begun."""

    quiet: float = 0.0


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of the item. full: the worker has taken so much memory that it takes no other item.

    After anything but a value it is at its end as well.
    """

    value: Any
    full: bool = False


class Worker(Generic[Item, Value]):
    """A process that calls a function for the items that it is given, within limits.

    handles: what becomes ready when there is an answer and when the process ends. begun: it has taken up the item.
    full: it is to be given no other.
    """

    def __init__(self, function: Callable[[Item], Value], limits: Limits) -> None:
        context = _context()
        self._limits = limits
        self._channel, theirs = socket.socketpair()
        self._inbox = Inbox(self._channel, limits.answer_size)
        self._process = context.Process(target=_serve, args=(theirs, function, limits), daemon=True)
        self._process.start()
        theirs.close()
        self.handles = (self._channel, self._process.sentinel)
        self.begun = self.full = False
        self._given = 0
        self._until = self._idle_until = 0.0

    def give(self, item: Item) -> None:
        """Let it work on an item."""
        self.begun = False
        self._given += 1
        self._until = self._idle_until = time.monotonic() + _STARTING
        with suppress(ConnectionError):  # it has died meanwhile, as its answer will say
            send(self._channel, item)

    @property
    def used(self) -> bool:
        """It was given items before the one that it has."""
        return self._given > 1

    @property
    def answer_size(self) -> int:
        """Bytes of the last answer."""
        return self._inbox.last_size

    @property
    def seconds_left(self) -> float:
        """Until one of its clocks runs out, as far as is known now."""
        return max(0.0, min(self._until, self._idle_until) - time.monotonic())

    def answer(self) -> Value | Failure | None:
        """What has become of the item; None where the worker is still at it. After a Failure it is of no more use.

        Raises OutputError where the worker could not write.
        """
        alive = self._process.is_alive()  # asked first: what it sent before it ended is there
        try:
            for message in self._inbox.messages():
                if isinstance(message, _Answer):
                    self.full = message.full
                    return self._value_of(message)
                self._note(message)
        except TooLargeError:
            return Failure("answer")
        except (EOFError, ConnectionError):
            alive = False
        if not alive:
            self._process.join(_ENDING)
            return Failure("crash", "" if self._process.exitcode is None else str(self._process.exitcode))
        return self._overdue()

    def stop(self) -> None:
        """End the process and whatever it has started, whatever they are doing."""
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg") and self._process.pid:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()  # for one that has no group of its own yet
        self._process.join()
        self._process.close()
        self._channel.close()

    def _note(self, sign: _Sign) -> None:
        now = time.monotonic()
        if not self.begun:
            self.begun = True
            self._until = now + self._limits.seconds
        self._idle_until = now + self._limits.idle_seconds + sign.quiet

    def _value_of(self, message: _Answer) -> Value | Failure:
        if isinstance(message.value, OutputError):
            raise message.value
        answer: Value | Failure = message.value
        return answer

    def _overdue(self) -> Failure | None:
        now = time.monotonic()
        if now >= self._until:
            return Failure("timeout")
        return Failure("idle") if now >= self._idle_until else None


def _serve(channel: socket.socket, function: Callable[[Any], Any], limits: Limits) -> None:
    """What the process does: answer every item, and end with the first that fails, for nobody knows what is left of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends the workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "setsid"):
        os.setsid()  # so that what a library starts ends with it
    limit_memory(limits.memory)
    logging.lastResort = None  # libraries warn about every odd file; what is wrong with it is told as a finding
    progress.report_to(_Signs(channel))
    while True:
        try:
            item = receive(channel)
        except EOFError:
            return
        _ring_in(limits.seconds + _ORPHANED)
        send(channel, _Sign())
        try:
            value = function(item)
            full = address_space() > _FULL * limits.memory
            send(channel, _Answer(value, full))
        except OutputError as error:
            send(channel, _Answer(error))
        except BaseException as error:
            send(channel, _Answer(_failure(error)))
            raise
        if full:
            return
        _ring_in(0)


class _Signs:
    """Tells the parent process of progress, not too often."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._next = 0.0

    def __call__(self, quiet: float) -> None:
        now = time.monotonic()
        if quiet or now >= self._next:
            self._next = now + _SIGNS_EVERY
            send(self._channel, _Sign(quiet))


def _ring_in(seconds: float) -> None:
    """Let this process end in so many seconds, should its parent have died and not ended it; 0: not any more."""
    if hasattr(signal, "alarm"):
        signal.alarm(ceil(seconds))


def _failure(error: BaseException) -> Failure:
    if isinstance(error, MemoryError):
        return Failure("memory")
    places = [f"{Path(frame.filename).name} line {frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return Failure("fault", " ".join([type(error).__name__, *places[-1:]]))


@cache
def _context() -> "ForkServerContext | SpawnContext":
    """Workers come from a process without threads that has imported the readers once."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing.forkserver import ensure_running  # here, as there is none on Windows

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with _silent():
        ensure_running()
    return context


@contextmanager
def _silent() -> Iterator[None]:
    """Give processes that start meanwhile outputs that lead nowhere.

    What goes wrong in a worker comes back as a Failure; what libraries print beside that is no message for the user.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    kept = [(stream, os.dup(stream)) for stream in (1, 2)]
    try:
        sys.stdout.flush()
        sys.stderr.flush()
        for stream, _ in kept:
            os.dup2(nowhere, stream)
        yield
    finally:
        for stream, copy in kept:
            os.dup2(copy, stream)
            os.close(copy)
        os.close(nowhere)
