"""Cases through worker processes: what became of each, and why it failed where it did."""

import os
import re
import resource
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ingest.pool import each
from ingest.work import Work
from ingest.worker import Failure
from schema.limits import Limits
from tests.fuzz.case import Case, make
from tests.fuzz.mutators import MUTATORS
from tests.fuzz.promises import broken
from tests.fuzz.unit import work_on, write

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 10  # of the processor: what a small file may take at the very worst
MOST_SECONDS_OF_PDF = 40  # … whose few pages may have to be read as pictures, where their text is garbled
MOST_WAITING = 90  # seconds by the clock on the wall, for the machine may be busy
MOST_MEGABYTES = 1000
_HEADER = 1024  # bytes, somewhere in which a PDF file says what it is
_WRITTEN = 16  # of so many cases two are written as the result of a run too, which takes longer than reading it


class Result(NamedTuple):
    """What became of a case.

    outcome: of the file itself: `form`, `container`, `material` …, or the code of its problem; empty where it failed.
    failures: what went wrong, empty where all is well. seconds: of the processor.
    """

    outcome: str
    failures: tuple[str, ...]
    seconds: float


def cases(count: int, first: int = 0, names: Sequence[str] = ()) -> list[Case]:
    """So many cases or a few more, the mutators mixed. first: number of the first of each. names: of the mutators."""
    chosen = {name: MUTATORS[name] for name in names or MUTATORS}
    parts = sum(mutator.share for mutator in chosen.values())
    numbered = []
    for name, mutator in chosen.items():
        quota = ceil(count * mutator.share / parts)
        numbered += [(number / quota, Case(name, first + number)) for number in range(quota)]
    return [case for _, case in sorted(numbered)]


def run_all(chosen: Iterable[Case], jobs: int) -> Iterator[tuple[Case, Result]]:
    """Each case with its result, in workers like those of `hebiao run`; one that hangs or dies fails alone."""
    for case, done in each(run, chosen, jobs, Limits(seconds=MOST_WAITING, idle_seconds=MOST_WAITING)):
        yield case, Result("", (f"{done.kind} {done.detail}".strip(),), 0.0) if isinstance(done, Failure) else done


def run(case: Case) -> Result:
    """A case in this process."""
    peak, start = _megabytes(), time.process_time()
    with TemporaryDirectory() as folder:
        try:
            given = make(case)
            done = work_on(given.name, given.data, Path(folder), masked=bool(case.number % 2))
            failures = list(broken(done, given.data, Path(folder)))
            if case.number % _WRITTEN < 2:
                write(done)
            outcome = _outcome(done.works[0])
        except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
            failures, outcome = [traceback.format_exc()], ""
    seconds = time.process_time() - start
    if seconds > (MOST_SECONDS_OF_PDF if b"%PDF" in given.data[:_HEADER] else MOST_SECONDS):
        failures.append(f"slow: {seconds:.1f} s")
    if _megabytes() > max(peak, MOST_MEGABYTES):
        failures.append(f"memory: {_megabytes()} MB")
    return Result(outcome, tuple(failures), seconds)


def signature(failure: str) -> str:
    """What two failures of one cause have in common: of a traceback its last place in the program and the error."""
    if not failure.startswith("Traceback"):
        return re.sub(r"\d+(\.\d+)?|「.*」", "…", failure)
    lines = failure.rstrip().splitlines()
    places = re.findall(r'File "([^"]+)", line (\d+), in (\S+)', failure)
    ours = [place for place in places if place[0].startswith(str(ROOT)) and ".venv" not in place[0]]
    file, line, function = (ours or places)[-1]
    error = next((one for one in reversed(lines) if re.match(r"[A-Za-z_.]+(:|$)", one)), lines[-1])
    return f"{error.split(':')[0]} in {function} ({file.removeprefix(f'{ROOT}{os.sep}')} line {line})"


def shrunk(case: Case, failure: str, jobs: int) -> Case:
    """The case with one step only, where that fails alike; else as it is."""
    singles = [case._replace(kept=(number,)) for number in range(len(make(case).steps))]
    for single, result in run_all(singles, jobs):
        if any(signature(one) == signature(failure) for one in result.failures):
            return single
    return case


def _outcome(done: Work) -> str:
    entry = done.entry
    if entry.members is not None:
        return "container"
    return entry.problem.code if entry.problem else entry.outcome


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
