"""How a fetch shows on stderr that it goes on: a bar on a terminal, otherwise a line a mail."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Told of every mail that is dealt with: what became of it.
Tell = Callable[[str], None]


@contextmanager
def progress(total: int) -> Iterator[Tell]:
    """Give a function that is told of every mail. total: how many mails there are."""
    if sys.stderr.isatty():
        with _bar(total) as tell:
            yield tell
    else:
        yield _lines(total)


@contextmanager
def _bar(total: int) -> Iterator[Tell]:
    from rich.console import Console  # here, as it costs 60 ms and only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("取信"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda said: bar.update(task, advance=1, description=said)


def _lines(total: int) -> Tell:
    done = 0
    width = len(str(total))

    def tell(said: str) -> None:
        nonlocal done
        done += 1
        print(f"[{done:>{width}}/{total}] {said}", file=sys.stderr, flush=True)

    return tell
