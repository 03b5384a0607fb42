"""Medians of things that are run in turns, so that a slow moment of the machine hits all of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

Call = Callable[[bytes], object]


def per_file(calls: Mapping[str, Call], files: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Milliseconds that each call takes for a file: the median over the rounds of the mean over the files.

    Every call sees every file once before the clock starts.
    """
    for call in calls.values():
        for data in files:
            call(data)
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            for data in files:
                call(data)
            taken[name].append((time.perf_counter() - start) * 1000 / len(files))
    return {name: median(times) for name, times in taken.items()}


def cold(commands: Mapping[str, Sequence[str | Path]], rounds: int) -> dict[str, float]:
    """Milliseconds from the start of a process to its end: the median over the rounds, after one that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    # Bytecode is kept, as it is for whoever uses the command: the compiler is not what is measured.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False, env=environment)
            if turn:
                taken[name].append((time.perf_counter() - start) * 1000)
    return {name: median(times) for name, times in taken.items()}


def beside_python(name: str) -> Path:
    """A command that is installed beside this Python."""
    return Path(sys.executable).with_name(name)
