"""Pull the plug on many runs, half of them over a mailbox that changed since an earlier one.

`python -m tests.chaos --count 300 --server 50`; one again by its seed: `… --first 17 --count 1`.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.progress import track

from tests.chaos.mailbox import change, fill
from tests.chaos.plug import Peace, in_peace, pull
from tests.ingest import postgres
from tests.ingest.support import ROOT

_FOLDER = ROOT / "build" / "chaos"
_STEP = 25  # runs from word to word where there is no terminal for a bar


def main() -> int:
    """Return 1 where a run did not end as if nothing had happened; what it left is kept in `build/chaos`."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--count", type=int, default=300, help="runs with the ledger in a file")
    parser.add_argument("--server", type=int, default=0, help="runs with the ledger on a PostgreSQL server")
    parser.add_argument("--first", type=int, default=0, help="seed of the first of them")
    parser.add_argument("--mailbox", type=Path, help="what to process instead of the small mailbox")
    given = parser.parse_args()
    if given.server and postgres.PROGRAMS is None:
        parser.error("PostgreSQL is not installed (Debian package postgresql)")
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
        kinds = [in_peace(["run", str(given.mailbox)], work / "peace")] if given.mailbox else _two_mornings(work)
        seeds = range(given.first, given.first + given.count)
        cases = [(f"file:{seed}", seed, kinds[seed % len(kinds)]) for seed in seeds]
        if given.server:
            server = stack.enter_context(postgres.running())
            cases += [(f"server:{seed}", seed, shared) for seed, shared in _on_server(server, kinds[0], given.first, given.server)]
        return _pull_all(cases, work)


def _two_mornings(work: Path) -> list[Peace]:
    """A run that begins, and one that goes on when the mailbox has changed."""
    for name in ("in", "changed"):
        fill(work / name)
    first = in_peace(["run", str(work / "in")], work / "peace")
    in_peace(["run", str(work / "changed")], work / "before")
    change(work / "changed")
    return [first, in_peace(["run", str(work / "changed")], work / "after", work / "before")]


def _on_server(server: postgres.Postgres, peace: Peace, first: int, count: int) -> Iterator[tuple[int, Peace]]:
    """Each with a database of its own."""
    for seed in range(first, first + count):
        command = [*peace.command, "--ledger", server.make(f"chaos{seed}")]
        yield seed, Peace(command, peace.files, peace.seconds, environment={"PGPASSWORD": postgres.PASSWORD})


def _pull_all(cases: list[tuple[str, int, Peace]], work: Path) -> bool:
    console = Console(soft_wrap=True)
    failed = kills = 0
    for number, (name, seed, peace) in enumerate(track(cases, console=console, disable=not console.is_terminal), 1):
        out = work / name.replace(":", "-")
        killed, wrong = pull(peace, out, seed)
        kills += killed
        if wrong:
            failed += 1
            kept = _FOLDER / out.name
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(out, kept, symlinks=True)
            console.print(f"[red]{name}[/] {'; '.join(wrong)} ({kept.relative_to(ROOT)})", highlight=False)
        shutil.rmtree(out, ignore_errors=True)  # a run that was killed at once has made none
        if number % _STEP == 0 and not console.is_terminal:
            console.print(f"{number} of {len(cases)}")
    files = sum(name.startswith("file:") for name, _, _ in cases)
    console.print(f"{kills} kills, {files} runs with SQLite, {len(cases) - files} with PostgreSQL, seeds from {cases[0][1]}: {failed} failed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
