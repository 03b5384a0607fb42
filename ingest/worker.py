"""One worker process: it is given an item at a time, and can be killed."""

import logging
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from ingest.machine import limit_memory
from schema.limits import Limits

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

Item = TypeVar("Item")
Value = TypeVar("Value")
_PRELOADED = ["ingest.work", "ingest.reporting"]
_ENDING = 1.0  # seconds from the end of the connection to the end of the process


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call gave no value.

    kind: `timeout`, `memory`, `crash` of the process, or `fault`: an error that the function did not expect.
    detail: of a crash the exit status, of a fault the error's name and place; never its message, which may quote a file.
    """

    kind: Literal["timeout", "memory", "crash", "fault"]
    detail: str = ""


class Worker(Generic[Item, Value]):
    """A process that calls a function for the items that it is given.

    connection, sentinel: become ready when there is an answer and when the process ends.
    """

    def __init__(self, function: Callable[[Item], Value], limits: Limits) -> None:
        self._limits = limits
        context = _context()
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, function, limits.memory), daemon=True)
        self._process.start()
        theirs.close()
        self.sentinel = self._process.sentinel
        self._until = 0.0

    def give(self, item: Item) -> None:
        """Let it work on an item, within the limits. Raises OSError where it has died meanwhile."""
        self.connection.send(item)
        self._until = time.monotonic() + self._limits.seconds

    @property
    def seconds_left(self) -> float:
        """Until the time for the item is over."""
        return max(0.0, self._until - time.monotonic())

    def answer(self) -> Value | Failure | None:
        """What has become of the item; None where the worker is still at it. After a Failure it is of no more use."""
        alive = self._process.is_alive()  # asked first: what it sent before it ended is there
        try:
            if self.connection.poll():
                answer: Value | Failure = self.connection.recv()
                return answer
        except (EOFError, ConnectionError):
            alive = False
        if not alive:
            self._process.join(_ENDING)
            return Failure("crash", str(self._process.exitcode))
        return None if self.seconds_left else Failure("timeout")

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _serve(connection: "Connection[Any, Any]", function: Callable[[Any], Any], memory: int) -> None:
    """What the process does: answer every item, and end with the first that fails, for nobody knows what is left of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends the workers
    limit_memory(memory)
    logging.lastResort = None  # libraries warn about every odd file; what is wrong with it is told as a finding
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        try:
            connection.send(function(item))
        except BaseException as error:
            connection.send(_failure(error))
            raise


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
    """Give processes that start meanwhile a standard error that leads nowhere.

    What goes wrong in a worker comes back as a Failure; what libraries print beside that is no message for the user.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
