"""`hebiao watch`: folders are looked at again and again, and a run is made over what has settled in them.

A file that is being copied changes from look to look; one whose size and time stay the same for some seconds is taken as
whole. What was done already, the ledger knows, so that nothing is kept here from one start to the next.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from ingest.outcome import Run
from ingest.run import Settled
from ingest.sources import find_files
from reports.text import line

_SETTLED = 5.0  # seconds without a change
_BETWEEN_LOOKS = 1.0  # seconds


class Clock(Protocol):
    """Tells the time, in seconds from some point on, and lets it pass."""

    def now(self) -> float:
        """The time."""

    def wait(self, seconds: float) -> None:
        """Let so much time pass."""


class WallClock:
    """The machine's."""

    def now(self) -> float:
        """The time, which no change of the date moves."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)


class State(NamedTuple):
    """What of a file changes as it is written. modified: in nanoseconds."""

    size: int
    modified: int


class Settling:
    """Which files lie still, and whether any of them is not as the last run saw it."""

    def __init__(self) -> None:
        self._since: dict[Path, tuple[State | None, float]] = {}  # None: it lies there no more
        self._done: dict[Path, State | None] = {}
        self._started = False

    def look(self, seen: Mapping[Path, State], now: float) -> Settled:
        """What has settled by now. seen: the files that lie there. now: in seconds."""
        for path in self._since.keys() | seen.keys():
            state = seen.get(path)
            if path not in self._since or self._since[path][0] != state:
                self._since[path] = (state, now)
        still = frozenset(path for path, (_, since) in self._since.items() if now - since >= _SETTLED)
        return Settled(still, frozenset(self._since.keys() - still))

    def due(self, settled: Settled) -> bool:
        """Whether a run would see anything else than the last one did. The first comes as soon as nothing moves, also where nothing lies."""
        if not self._started:
            return bool(settled.still) or not self._since
        return any(self._since[path][0] != self._done.get(path) for path in settled.still)

    def done(self, settled: Settled) -> None:
        """A run was made over what had settled."""
        self._started = True
        for path in settled.still:
            self._done[path], _ = self._since[path]
        for path in [path for path in settled.still if self._done[path] is None]:
            del self._since[path], self._done[path]


def watch(folders: Sequence[Path], out: Path, run: Callable[[Settled], Run], clock: Clock) -> None:
    """Watch folders until somebody ends it (KeyboardInterrupt); the next start goes on where a run was stopped.

    out: the output folder, which is not looked at. run: makes a run over what has settled.
    """
    settling = Settling()
    with suppress(KeyboardInterrupt):
        while True:
            settled = _next(folders, out, settling, clock)
            if run(settled).interrupted:
                return
            settling.done(settled)


def _next(folders: Sequence[Path], out: Path, settling: Settling, clock: Clock) -> Settled:
    """Wait for something to settle."""
    while True:
        _wait_for(folders, clock)
        seen = _seen(folders, out)
        # A network drive that went meanwhile takes nothing away.
        if not _missing(folders):
            settled = settling.look(seen, clock.now())
            if settling.due(settled):
                return settled
        clock.wait(_BETWEEN_LOOKS)


def _wait_for(folders: Sequence[Path], clock: Clock) -> None:
    missing = _missing(folders)
    if missing:
        _say(f"找不到文件夹 {'、'.join(map(str, missing))}（网络盘断开了？），等它恢复后继续。")
        while _missing(folders):
            clock.wait(_BETWEEN_LOOKS)
        _say("文件夹已恢复，继续查看。")


def _missing(folders: Sequence[Path]) -> list[Path]:
    return [folder for folder in folders if not folder.is_dir()]


def _seen(folders: Sequence[Path], out: Path) -> dict[Path, State]:
    states = {}
    for source in find_files(folders, leave_out=out):
        try:
            status = source.file.stat()
        except OSError:  # a link to nowhere, or a file that went meanwhile: the run says so, or the next look
            states[source.file] = State(0, 0)
        else:
            states[source.file] = State(status.st_size, status.st_mtime_ns)
    return states


def _say(words: str) -> None:
    print(line(words), file=sys.stderr, flush=True)
