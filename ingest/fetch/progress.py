"""How a fetch shows on stderr that it goes on: a bar on a terminal, otherwise a line a mail."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ingest.progress import bar

# Told of every mail that is dealt with: what became of it.
Tell = Callable[[str], None]


@contextmanager
def progress(total: int) -> Iterator[Tell]:
    """Give a function that is told of every mail. total: how many mails there are."""
    if sys.stderr.isatty():
        with bar("取信", total) as advance:
            yield lambda said: advance(1, said)
    else:
        yield _lines(total)


def _lines(total: int) -> Tell:
    done = 0
    width = len(str(total))

    def tell(said: str) -> None:
        nonlocal done
        done += 1
        print(f"[{done:>{width}}/{total}] {said}", file=sys.stderr, flush=True)

    return tell
