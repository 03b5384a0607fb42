"""Workers for many items: one that crashes, hangs or swallows memory costs its own item and no other."""

from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Generic

from ingest.worker import Failure, Item, Value, Worker

_AHEAD = 16  # items a worker that may be done before one that is still under way


def each(
    function: Callable[[Item], Value], items: Iterable[Item], jobs: int, seconds: float,
) -> Generator[tuple[Item, Value | Failure], None, None]:
    """Call a function for every item in worker processes and yield each item with its value, in the items' order.

    function: picklable, as are items and values. jobs: how many workers. seconds: that one call may take.
    Only so many items are taken at a time, so that memory does not grow with their number. Closing the iterator,
    or an exception in the caller, ends the workers.
    """
    pool = _Pool(function, items, jobs, seconds)
    try:
        while pool.work():
            yield from pool.done_in_order()
    finally:
        pool.stop()


class _Pool(Generic[Item, Value]):
    def __init__(self, function: Callable[[Item], Value], items: Iterable[Item], jobs: int, seconds: float) -> None:
        self._function = function
        self._waiting = enumerate(items)
        self._jobs = jobs
        self._seconds = seconds
        self._idle: list[Worker[Item, Value]] = []
        self._busy: dict[Worker[Item, Value], tuple[int, Item]] = {}
        self._done: dict[int, tuple[Item, Value | Failure]] = {}
        self._yielded = 0

    def work(self) -> bool:
        """Hand items out and wait until one is done. False where there is nothing left to wait for."""
        while len(self._busy) < self._jobs and len(self._busy) + len(self._done) < self._jobs * _AHEAD:
            numbered = next(self._waiting, None)
            if numbered is None:
                break
            self._hand_out(*numbered)
        if not self._busy:
            return False
        ready = [handle for worker in self._busy for handle in (worker.connection, worker.sentinel)]
        wait(ready, timeout=min(worker.seconds_left for worker in self._busy))
        for worker in list(self._busy):
            self._collect(worker)
        return True

    def done_in_order(self) -> Iterator[tuple[Item, Value | Failure]]:
        """The items whose turn it is."""
        while self._yielded in self._done:
            self._yielded += 1
            yield self._done.pop(self._yielded - 1)

    def stop(self) -> None:
        for worker in (*self._idle, *self._busy):
            worker.stop()

    def _hand_out(self, number: int, item: Item) -> None:
        worker = self._idle.pop() if self._idle else Worker(self._function)
        try:
            worker.give(item, self._seconds)
        except OSError:  # it died while it had nothing to do
            worker.stop()
            worker = Worker(self._function)
            worker.give(item, self._seconds)
        self._busy[worker] = (number, item)

    def _collect(self, worker: Worker[Item, Value]) -> None:
        answer = worker.answer()
        if answer is None:
            return
        number, item = self._busy.pop(worker)
        self._done[number] = (item, answer)
        if isinstance(answer, Failure):
            worker.stop()
        else:
            self._idle.append(worker)
