"""Workers for many items: one that crashes, hangs or swallows memory costs its own item and no other."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Generic

from ingest.interrupts import let_in
from ingest.worker import Failure, Item, Value, Worker
from schema.limits import Limits

_AHEAD = 16  # items a worker that may be done before one that is still under way
_STARTS = 3  # workers that are given an item, where the end of one says nothing of it


def each(
    function: Callable[[Item], Value], items: Iterable[Item], jobs: int, limits: Limits,
) -> Generator[tuple[Item, Value | Failure], None, None]:
    """Call a function for every item in worker processes and yield each item with its value, in the items' order.

    function: picklable, as are items and values. jobs: how many workers. limits: of each call.
    """
    with Pool(function, items, jobs, limits) as pool:
        yield from pool.results()


@dataclass(slots=True, eq=False)
class _Task(Generic[Item, Value]):
    """An item on its way.

    starts: how many workers were given it. answer: of one element, as None may be a value; None until there is one.
    size: of the answer, in bytes on its way.
    """

    item: Item
    starts: int = 0
    size: int = 0
    answer: tuple[Value | Failure] | None = None


class Pool(Generic[Item, Value]):
    """Workers at work on items, as `each` says; leaving its block ends them.

    Only so many items are taken at a time, and no more while the answers that wait to be given are large, so that memory
    does not grow with their number. Raises OutputError where a worker could not write.
    """

    def __init__(self, function: Callable[[Item], Value], items: Iterable[Item], jobs: int, limits: Limits) -> None:
        self._function = function
        self._items = iter(items)
        self._jobs = jobs
        self._limits = limits
        self._idle: list[Worker[Item, Value]] = []
        self._busy: dict[Worker[Item, Value], _Task[Item, Value]] = {}
        self._inserted: deque[_Task[Item, Value]] = deque()  # not handed out yet, before any further item
        self._order: deque[_Task[Item, Value]] = deque()  # all that were taken and not yielded
        self._held = 0  # bytes of answers that were not yielded

    def __enter__(self) -> "Pool[Item, Value]":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._idle, *self._busy):
            worker.stop()

    def results(self) -> Iterator[tuple[Item, Value | Failure]]:
        """Each item with its value, in the items' order."""
        while self._work():
            while self._order and (answer := self._order[0].answer) is not None:
                task = self._order.popleft()
                self._held -= task.size
                yield task.item, answer[0]

    def insert(self, items: Sequence[Item]) -> None:
        """Items that come right after the one whose result was given last."""
        tasks = [_Task[Item, Value](item) for item in items]
        self._order.extendleft(reversed(tasks))
        self._inserted.extendleft(reversed(tasks))

    def _work(self) -> bool:
        """Hand items out and wait until one is done. False where there is nothing left to wait for."""
        while len(self._busy) < self._jobs and (task := self._next()):
            self._hand_out(task)
        if not self._busy:
            return False
        ready = [handle for worker in self._busy for handle in worker.handles]
        with let_in():
            wait(ready, timeout=min(worker.seconds_left for worker in self._busy))
        for worker in list(self._busy):
            self._collect(worker)
        return True

    def _next(self) -> _Task[Item, Value] | None:
        """What a worker is to be given now; None where nothing is left, or enough is under way."""
        enough = len(self._order) - len(self._inserted) >= self._jobs * _AHEAD or self._held > self._limits.answer_size
        if self._inserted and (self._order[0] is self._inserted[0] or not enough):
            return self._inserted.popleft()
        if enough:
            return None
        for item in self._items:
            task = _Task[Item, Value](item)
            self._order.append(task)
            return task
        return None

    def _hand_out(self, task: _Task[Item, Value]) -> None:
        worker = self._idle.pop() if self._idle else Worker(self._function, self._limits)
        self._busy[worker] = task
        task.starts += 1
        worker.give(task.item)

    def _collect(self, worker: Worker[Item, Value]) -> None:
        answer = worker.answer()
        if answer is None:
            return
        task = self._busy.pop(worker)
        if not isinstance(answer, Failure) and not worker.full:
            self._idle.append(worker)
        else:
            worker.stop()
            if isinstance(answer, Failure) and _is_innocent(worker, answer) and task.starts < _STARTS:
                self._hand_out(task)
                return
        task.answer = (answer,)
        task.size = worker.answer_size
        self._held += task.size


def _is_innocent(worker: Worker[Item, Value], failure: Failure) -> bool:
    """Whether an item may do well in another worker: this one ended before it took it up, or items before had left it little memory."""
    return not worker.begun or (failure.kind == "memory" and worker.used)
