"""Workers that crash, hang or take too much."""

import os
import sys
import time
from collections.abc import Iterator

import pytest

from ingest.pool import Pool, each
from ingest.worker import Failure
from schema.limits import Limits

LIMITS = Limits(seconds=3)
GB = 1024**3
kept: list[bytearray] = []


def behave(what: str) -> str:
    """Do to the process what the item says."""
    if what == "exit":
        os._exit(7)
    if what == "hang":
        time.sleep(60)
    if what == "swallow":
        return str(len(bytearray(3 * GB)))
    if what.startswith("keep"):
        kept.append(bytearray(int(float(what.removeprefix("keep")) * GB)))
    if what.startswith("need"):
        return str(len(bytearray(int(float(what.removeprefix("need")) * GB))))
    if what.startswith("pid"):
        return str(os.getpid())
    if what == "fault":
        raise KeyError("13800000000")
    return what.upper()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_item_costs_only_itself(jobs: int) -> None:
    """Each failure is told of the right item and the others are done, in their order."""
    items = ["a", "exit", "b", "hang", "c", "swallow", "d", "fault", "e", "exit"]
    results = dict(enumerate(each(behave, items, jobs, LIMITS)))
    assert [item for item, _ in results.values()] == items
    values = [value if isinstance(value, str) else value.kind for _, value in results.values()]
    assert values == ["A", "crash", "B", "timeout", "C", "memory", "D", "fault", "E", "crash"]


def test_fault_says_where_but_not_what() -> None:
    """The error's own words, which may quote a file, are not passed on."""
    [(_, failure)] = each(behave, ["fault"], 1, LIMITS)
    assert isinstance(failure, Failure)
    assert failure.detail.startswith("KeyError test_pool.py line ")
    assert "13800000000" not in failure.detail


@pytest.mark.skipif(sys.platform != "linux", reason="how much a process has taken is known on Linux")
def test_a_worker_that_has_taken_much_is_given_no_more() -> None:
    """Libraries give little back: the next item finds a worker of which nothing is taken."""
    processes = [value for item, value in each(behave, ["pid", "keep 1", "pid", "keep 0.7", "pid"], 1, LIMITS) if item == "pid"]
    first, second, third = processes
    assert first == second
    assert second != third


def test_what_items_before_have_taken_is_not_missing() -> None:
    """An item for which a worker has too little left is given to another, in which it has all that it may take."""
    (_, before), (_, value), (_, after) = each(behave, ["keep 1.2", "need 1.2", "x"], 1, LIMITS)
    assert (before, value, after) == ("KEEP 1.2", str(int(1.2 * GB)), "X")


def test_many_crashes() -> None:
    """Workers that die one after the other do not bring the pool down."""
    items = [name for number in range(20) for name in ("exit", f"x{number}")]
    for item, value in each(behave, items, 2, LIMITS):
        assert value == item.upper() if item != "exit" else isinstance(value, Failure)


def test_items_are_taken_as_they_are_needed() -> None:
    """Memory does not grow with the number of items: only a window of them is under way."""
    taken = 0

    def stream() -> Iterator[str]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield f"x{number}"

    results = each(behave, stream(), 1, LIMITS)
    next(results)
    results.close()
    assert taken < 100


def unfold(item: str) -> tuple[str, ...]:
    """The items inside an item: 「2」 brings 「20」 and 「21」."""
    return (f"{item}0", f"{item}1") if len(item) < 3 else ()


def test_what_an_item_brings_follows_it() -> None:
    """Items inside items come right after their own, however many workers there are."""
    expected = ["1", "10", "100", "101", "11", "110", "111", "2", "20", "200", "201", "21", "210", "211"]
    for jobs in (1, 3):
        seen = []
        with Pool(unfold, ["1", "2"], jobs, LIMITS) as pool:
            for item, inside in pool.results():
                seen.append(item)
                assert not isinstance(inside, Failure)
                pool.insert(inside)
        assert seen == expected
