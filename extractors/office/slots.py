"""Two places in which LibreOffice works, over all processes of a user: whoever holds one has its folder to himself."""

import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

SLOTS: Final = 2
_ASK_AGAIN: Final = 0.05  # seconds


class Slot(NamedTuple):
    """A place to work in.

    folder: empty when it is given out, and emptied when it is given back; for its owner alone.
    lock: the descriptor that holds the place. A child that inherits it holds the place too until it ends, so that a
        conversion whose parent was killed still counts.
    """

    folder: Path
    lock: int


@contextmanager
def slot(seconds: float) -> Iterator[Slot]:
    """Hold one of the SLOTS places, waiting for so many seconds.

    The folder stands at a fixed place: what a process that was killed left there, the next one removes.
    Raises TimeoutError where none gets free, OSError where the folder cannot be made or is somebody else's.
    """
    until = time.monotonic() + seconds
    home = _home()
    while (held := _free(home)) is None:
        if time.monotonic() >= until:
            raise TimeoutError
        time.sleep(_ASK_AGAIN)
    try:
        _empty(held.folder)
        yield held
    finally:
        _empty(held.folder)
        os.close(held.lock)


def _home() -> Path:
    home = Path(tempfile.gettempdir()) / f"hebiao-office-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError  # anybody can make a folder of this name in a shared temporary folder
    return home


def _free(home: Path) -> Slot | None:
    if sys.platform == "win32":
        raise OSError  # no fcntl there, and no process groups
    import fcntl  # here, as there is none on Windows

    for number in range(SLOTS):
        folder = home / str(number)
        folder.mkdir(mode=0o700, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return Slot(folder, lock)
    return None


def _empty(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)  # what a dying process still writes goes with the next one
        else:
            Path(entry.path).unlink(missing_ok=True)
