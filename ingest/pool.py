"""Workers that can be killed: a file that crashes, hangs or swallows memory costs its own outcome and no other."""

import logging
import multiprocessing
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Literal, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from ingest.limits import limit_memory

Item = TypeVar("Item")
Value = TypeVar("Value")

_WINDOW = 16  # items a worker that are under way or wait for their turn to be yielded
_ATTEMPTS = 2
_PRELOADED = "ingest.work"
_PLACE = re.compile(r'File ".*?([^/\\"]+)", (line \d+, in \S+)')


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call gave no value.

    kind: `timeout`, `memory`, `crash` of the process, or `fault`: an error that the function did not expect.
    detail: of a crash the exit status, of a fault the error's name and place; never its message, which may quote a file.
    """

    kind: Literal["timeout", "memory", "crash", "fault"]
    detail: str = ""


@dataclass(slots=True)
class _Call(Generic[Item, Value]):
    item: Item
    future: ProcessFuture[Value]
    attempts: int = 1


def each(
    function: Callable[[Item], Value], items: Iterable[Item], jobs: int, seconds: float,
) -> Generator[tuple[Item, Value | Failure], None, None]:
    """Call a function for every item in worker processes and yield each item with its value, in the items' order.

    function: picklable, as are items and values. jobs: how many workers. seconds: that one call may take.
    Only a window of items is under way at a time, so that memory does not grow with their number. Closing the
    iterator, or an exception in the caller, stops the workers.
    """
    runner = _Runner(function, jobs, seconds)
    waiting = iter(items)
    calls: deque[_Call[Item, Value]] = deque(map(runner.call, islice(waiting, jobs * _WINDOW)))
    try:
        while calls:
            error = calls[0].future.exception()
            if isinstance(error, BrokenProcessPool) and calls[0].attempts < _ATTEMPTS:
                runner.restart(calls)
                continue
            call = calls.popleft()
            calls.extend(map(runner.call, islice(waiting, 1)))
            yield call.item, call.future.result() if error is None else _failure(error)
    finally:
        runner.stop()


class _Runner(Generic[Item, Value]):
    def __init__(self, function: Callable[[Item], Value], jobs: int, seconds: float) -> None:
        self._function = function
        self._jobs = jobs
        self._seconds = seconds
        self._pool = self._open()

    def call(self, item: Item) -> _Call[Item, Value]:
        return _Call(item, self._schedule(item))

    def restart(self, calls: Iterable[_Call[Item, Value]]) -> None:
        # The pool gives itself up when a worker dies before it is known what it was working on.
        self.stop()
        self._pool = self._open()
        for call in calls:
            if isinstance(call.future.exception(), BrokenProcessPool):
                call.future = self._schedule(call.item)
                call.attempts += 1

    def stop(self) -> None:
        self._pool.stop()
        self._pool.join()

    def _schedule(self, item: Item) -> ProcessFuture[Value]:
        return self._pool.schedule(self._function, args=(item,), timeout=self._seconds)

    def _open(self) -> ProcessPool:
        return ProcessPool(max_workers=self._jobs, initializer=_start_worker, context=_context())


def _context() -> multiprocessing.context.BaseContext:
    # Workers come from a process without threads that has imported the readers once.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def _start_worker() -> None:
    limit_memory()
    logging.lastResort = None  # libraries warn about every odd file; what is wrong with it is told as a finding


def _failure(error: BaseException) -> Failure:
    if isinstance(error, FutureTimeoutError):
        return Failure("timeout")
    if isinstance(error, MemoryError):
        return Failure("memory")
    if isinstance(error, ProcessExpired):
        return Failure("crash", str(error.exitcode))
    if isinstance(error, BrokenProcessPool):
        return Failure("crash")
    places = _PLACE.findall(str(error.__cause__))
    return Failure("fault", " ".join([type(error).__name__, *(places[-1] if places else ())]))
