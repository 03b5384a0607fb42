"""What goes wrong in a worker, by name. Each fault is a function that is called in the worker's process."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from extractors import progress
from extractors.locks.passwords import Passwords
from ingest.sources import SourceFile
from ingest.work import Work
from ingest.work import work as real_work
from schema.limits import MB, Limits
from schema.notice import Notice

# Short enough for a test, long enough for a machine that has much else to do.
LIMITS = Limits(seconds=6, idle_seconds=2, memory=600 * MB, answer_size=MB)
_FOR_EVER = 600.0


def _loop() -> None:
    while True:
        pass


def _drip() -> None:
    while True:
        progress.made()
        time.sleep(0.3)


def _late() -> None:
    progress.due_in(1.0)
    time.sleep(_FOR_EVER)


def _hog() -> None:
    kept = []
    while True:
        kept.append(b"x" * (64 * MB))


def _deep_in_c() -> None:
    sys.setrecursionlimit(1 << 30)

    def again(_: object) -> Any:
        return list(map(again, (0,)))

    again(0)


def _left_child(end: Callable[[], object]) -> None:
    """A child that has all that is open here, and stays."""
    if os.fork() == 0:
        time.sleep(_FOR_EVER)
    end()


def _left_program() -> None:
    subprocess.Popen(["sleep", str(_FOR_EVER)])
    _loop()


def _die_later() -> None:
    """End while the answer is on its way, or when nothing is to be done."""
    def kill() -> None:
        time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=kill).start()
    time.sleep(_FOR_EVER)


def _raise(error: BaseException) -> None:
    raise error


# The fault, and what is to be said of it: the kinds of Failure.
FAULTS: dict[str, tuple[Callable[[], Any], set[str]]] = {
    "endless loop": (_loop, {"idle"}),
    "silence": (lambda: time.sleep(_FOR_EVER), {"idle"}),
    "stopped": (lambda: os.kill(os.getpid(), signal.SIGSTOP), {"idle"}),
    "slow drip": (_drip, {"timeout"}),
    "beyond a clock of its own": (_late, {"idle"}),
    "huge output": (lambda: b"x" * (2 * MB), {"answer"}),
    "enormous output": (lambda: b"x" * (150 * MB), {"answer", "memory"}),
    "memory at once": (lambda: bytearray(700 * MB), {"memory"}),
    "memory bit by bit": (_hog, {"memory"}),
    "segfault": (lambda: ctypes.string_at(0), {"crash"}),
    "abort": (os.abort, {"crash"}),
    "killed": (lambda: os.kill(os.getpid(), signal.SIGKILL), {"crash"}),
    "killed in the middle": (_die_later, {"crash"}),
    "terminated": (lambda: os.kill(os.getpid(), signal.SIGTERM), {"crash"}),
    "exit": (lambda: os._exit(0), {"crash"}),
    "exit with status": (lambda: os._exit(7), {"crash"}),
    "stack overflow": (_deep_in_c, {"crash"}),
    "child that holds on, exit": (lambda: _left_child(lambda: os._exit(1)), {"crash"}),
    "child that holds on, loop": (lambda: _left_child(_loop), {"idle"}),
    "program that is left": (_left_program, {"idle"}),
    "connection closed": (lambda: os.closerange(3, 256), {"crash"}),
    "error": (lambda: _raise(KeyError("13800000000")), {"fault"}),
    "end of the interpreter": (lambda: sys.exit(3), {"fault"}),
    "interruption": (lambda: _raise(KeyboardInterrupt()), {"fault"}),
    "nothing that can be sent": (lambda: threading.Lock(), {"fault"}),
}


def _babble() -> None:
    for _ in range(200_000):
        progress.made()


def _chatter() -> None:
    for stream in (1, 2):
        os.write(stream, b"noise\n" * 1000)


# What must not disturb: the call goes on as if it had not been.
NUISANCES: dict[str, Callable[[], Any]] = {
    "prints": _chatter,
    "progress without end": _babble,
    "child left behind": lambda: _left_child(lambda: None),
    "memory given back": lambda: len(bytearray(100 * MB)),
    "recursion limit": lambda: sys.setrecursionlimit(5000),
}


def behave(item: str) -> Any:
    """Commit the fault or nuisance that the item names, before any `#`; else, or if that fails, the item in capitals."""
    name = item.partition("#")[0]
    if name in NUISANCES:
        NUISANCES[name]()
    found = FAULTS[name][0]() if name in FAULTS else None
    return item.upper() if found is None else found


def work(source: SourceFile, plan: Mapping[str, str], notice: Notice, limits: Limits, passwords: Passwords, folder: Path) -> Work:
    """The work on a file, before which it commits what is planned for the file's path."""
    name = plan.get(source.path, "")
    answer = behave(name)
    if name in FAULTS:
        return cast(Work, answer)
    return real_work(source, notice, limits, passwords, folder)


def own_process(item: str) -> int:
    """The process that works on it."""
    return os.getpid()
