"""The memory of a run over many forms or mails: it must not grow with their number."""

import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.mailbox import write_mailbox
from benchmarks.timing import beside_python

_EVERY = 0.05  # seconds between two looks
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of resident memory.

    worker: the most that one worker had. early, late: the same in the second and in the last fifth of the run
    (the first goes to starting). main: the most that the main process had. seconds: of the whole run.
    """

    worker: float
    early: float
    late: float
    main: float
    seconds: float


def of_forms(files: Sequence[Path], forms: int, jobs: int) -> Memory:
    """Run over so many forms, which are the files over and over under names of their own."""
    with TemporaryDirectory() as folder:
        for number in range(forms):
            file = files[number % len(files)]
            shutil.copyfile(file, Path(folder, f"{number:04}{file.suffix}"))
        return _of_run(Path(folder), jobs)


def of_mails(mails: int, jobs: int) -> Memory:
    """Run over a mailbox of so many mails, each with a form of its own."""
    with TemporaryDirectory() as folder:
        write_mailbox(Path(folder, "来信.mbox"), mails)
        return _of_run(Path(folder), jobs)


def _of_run(mailbox: Path, jobs: int) -> Memory:
    with TemporaryDirectory() as out:
        command = [str(beside_python("hebiao")), "run", str(mailbox), "--out", out, "--jobs", str(jobs)]
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            looks = _watch(process)
        seconds = time.perf_counter() - start
    fifth = max(1, len(looks) // 5)
    return Memory(
        worker=max(worker for _, worker in looks),
        early=max(worker for _, worker in looks[fifth : 2 * fifth]),
        late=max(worker for _, worker in looks[-fifth:]),
        main=max(main for main, _ in looks),
        seconds=seconds,
    )


def _watch(process: "subprocess.Popen[bytes]") -> list[tuple[float, float]]:
    """Megabytes of the main process and of its largest worker, look by look."""
    watched = psutil.Process(process.pid)
    looks = []
    while process.poll() is None:
        try:
            workers = [child.memory_info().rss for child in watched.children(recursive=True)]
            looks.append((watched.memory_info().rss / _MEGABYTE, max(workers, default=0) / _MEGABYTE))
        except psutil.NoSuchProcess:
            pass  # it ended between two questions
        time.sleep(_EVERY)
    return looks
