"""Faults in workers: each is blamed on the right item and no other, and nothing is left behind."""

import os
import random
import signal
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from ingest.pool import Pool, each
from ingest.worker import Failure
from tests.ingest.faults import FAULTS, LIMITS, NUISANCES, behave, own_process

# HEBIAO_MIXES=500 looks at so many random mixes of faults.
MIXES = int(os.environ.get("HEBIAO_MIXES", "1"))
# Each of these waits for a clock; the others are over at once.
_SLOW = {name for name, (_, kinds) in FAULTS.items() if kinds & {"idle", "timeout"}}


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No process is there that was not there before, but those that make workers."""
    others = {child.pid for child in psutil.Process().children() if not _makes_workers(child)}  # other tests' mail server
    yield
    found = [
        child for child in psutil.Process().children(recursive=True)
        if not others & {child.pid, *(parent.pid for parent in child.parents())}
    ]
    left = [child for child in found if not _makes_workers(child)]
    workers = [child for child in found if len(child.parents()) > 1 and child.ppid() != os.getpid()]
    assert [child.cmdline() for child in left] == []
    assert [child.pid for child in workers if child.status() != psutil.STATUS_ZOMBIE] == []


def _makes_workers(process: psutil.Process) -> bool:
    return "multiprocessing" in " ".join(process.cmdline())


def blamed(items: list[str], results: list[tuple[str, Any]]) -> None:
    """Every item has its own result, a fault the failure that it is, the others what they have without faults."""
    assert [item for item, _ in results] == items
    for item, value in results:
        name = item.partition("#")[0]
        if name in FAULTS:
            assert isinstance(value, Failure), item
            assert value.kind in FAULTS[name][1], (item, value)
            assert "13800000000" not in value.detail
        else:
            assert value == item.upper()


def test_every_fault_is_blamed_on_its_item() -> None:
    """The items before and after it, and those beside it in other workers, are done."""
    items = [item for name in FAULTS for item in (f"before {name}", name, f"after {name}")]
    blamed(items, list(each(behave, items, 8, LIMITS)))


def test_nuisances_disturb_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """What a library may do beside its work reaches neither the other items nor the terminal."""
    items = [f"{name}#{number}" for number in range(2) for name in (*NUISANCES, "x")]
    blamed(items, list(each(behave, items, 2, LIMITS)))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("seed", range(MIXES))
def test_mixes(seed: int) -> None:
    """Random mixes of good items, nuisances and faults, in any order, with any number of workers."""
    chance = random.Random(seed)
    slow = chance.sample(sorted(_SLOW), 2)
    quick = chance.choices(sorted(FAULTS.keys() - _SLOW), k=chance.randint(2, 12))
    good = [f"good{number}" for number in range(chance.randint(5, 40))]
    items = [*slow, *quick, *chance.choices(sorted(NUISANCES), k=3), *good]
    chance.shuffle(items)
    items = [f"{item}#{number}" for number, item in enumerate(items)]
    blamed(items, list(each(behave, items, chance.randint(1, 4), LIMITS)))


def test_killed_while_idle() -> None:
    """A worker that dies when it has nothing to do costs nothing: the next item is given to another."""
    seen = []
    with Pool(own_process, "abc", 1, LIMITS) as pool:
        for _, pid in pool.results():
            assert isinstance(pid, int)
            os.kill(pid, signal.SIGKILL)
            seen.append(pid)
    assert len(set(seen)) == 3


def test_stopped_while_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does one that takes nothing up any more."""
    monkeypatch.setattr("ingest.worker._STARTING", 3.0)
    seen = []
    with Pool(own_process, "ab", 1, LIMITS) as pool:
        for _, pid in pool.results():
            assert isinstance(pid, int)
            os.kill(pid, signal.SIGSTOP)
            seen.append(pid)
    assert len(set(seen)) == 2
