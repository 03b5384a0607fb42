"""Run mutated inputs through the unit of work: `python -m tests.fuzz --count 10000`, or one again: `… markup:17`."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from ingest.machine import cores
from tests.fuzz.case import Case, make, parse_case
from tests.fuzz.mutators import MUTATORS
from tests.fuzz.running import ROOT, Result, cases, run, run_all, shrunk, signature

_FOLDER = ROOT / "build" / "fuzz"
_STEP = 500  # cases from word to word where there is no terminal for a bar
_COLUMNS = ("form", "container", "material", "ignored", "problem")


class _Tally:
    """What became of the cases of one mutator."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.failed = 0
        self.slowest = (0.0, "")

    def add(self, case: Case, result: Result) -> None:
        self.outcomes["problem" if result.outcome.startswith("document.") else result.outcome] += 1
        self.failed += bool(result.failures)
        self.slowest = max(self.slowest, (result.seconds, str(case)))

    def row(self) -> Iterator[str]:
        yield str(self.outcomes.total())
        yield from (str(self.outcomes[name]) for name in _COLUMNS)
        yield f"[red]{self.failed}" if self.failed else "0"
        yield f"{self.slowest[0]:.1f} s {self.slowest[1]}"


def main() -> int:
    """0 where nothing failed."""
    said = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    said.add_argument("case", nargs="*", type=parse_case, help="run these again, in this process")
    said.add_argument("--count", type=int, default=10_000)
    said.add_argument("--first", type=int, default=0, help="number of the first case of each mutator")
    said.add_argument("--only", nargs="*", default=(), choices=[*MUTATORS], help="these mutators")
    said.add_argument("--jobs", type=int, default=cores())
    options = said.parse_args()
    if options.case:
        return max(_again(case) for case in options.case)
    return _run(cases(options.count, options.first, options.only), options.jobs)


def _again(case: Case) -> int:
    result = run(case)
    print(case, _save(case, "\n".join(result.failures)), result.outcome, f"{result.seconds:.1f} s", *make(case).steps)
    print(*result.failures, sep="\n")
    return bool(result.failures)


def _run(chosen: list[Case], jobs: int) -> int:
    console = Console(width=None if sys.stdout.isatty() else 150)
    tallies = {name: _Tally() for name in MUTATORS if any(case.mutator == name for case in chosen)}
    failed: dict[str, list[tuple[Case, str]]] = defaultdict(list)
    codes: Counter[str] = Counter()
    for number, (case, result) in enumerate(track(run_all(chosen, jobs), "fuzz", total=len(chosen), console=console), start=1):
        tallies[case.mutator].add(case, result)
        codes[result.outcome or "failed"] += 1
        for failure in result.failures:
            name = signature(failure)
            if name not in failed:
                console.print(f"[red]{name}[/]: {case}", highlight=False, soft_wrap=True)
            failed[name].append((case, failure))
        if not console.is_terminal and number % _STEP == 0:
            console.print(f"{number} of {len(chosen)}")
    console.print(_table(tallies))
    console.print(", ".join(f"{code} {count}" for code, count in codes.most_common()))
    for name, found in sorted(failed.items(), key=lambda item: -len(item[1])):
        case, failure = found[0]
        case = shrunk(case, failure, jobs)
        console.print(f"[red]{len(found)} ×[/] {name}: {case} {_save(case, failure)}", highlight=False, soft_wrap=True)
    return bool(failed)


def _table(tallies: dict[str, _Tally]) -> Table:
    table = Table("mutator", "runs", *_COLUMNS, "failed", "slowest")
    for name, tally in tallies.items():
        table.add_row(name, *tally.row())
    table.add_section()
    table.add_row(
        "all", str(sum(one.outcomes.total() for one in tallies.values())),
        *(str(sum(one.outcomes[name] for one in tallies.values())) for name in _COLUMNS),
        str(sum(one.failed for one in tallies.values())), f"{max(one.slowest[0] for one in tallies.values()):.1f} s",
    )
    return table


def _save(case: Case, failure: str) -> Path:
    """Write an input, and what is known of it, to a folder of its own."""
    given = make(case)
    folder = _FOLDER / str(case).replace(":", "-")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"input{Path(given.name).suffix}").write_bytes(given.data)
    (folder / "what.txt").write_text(f"{case}\n{given.name!r}\n{' '.join(given.steps)}\n\n{failure}\n", "utf-8")
    return folder.relative_to(ROOT)


if __name__ == "__main__":
    sys.exit(main())
