"""The folder in which a run keeps what it unpacks: gone when the run ends, however it ends."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import unwritable

_PREFIX = ".unpacked-"


@contextmanager
def spool_folder(root: Path) -> Iterator[Path]:
    """A new folder below `root`, for its owner alone, and removed with all that is in it.

    What a run has left there that was killed is removed as well. Raises OutputError where none can be made.
    """
    try:
        # What cannot be removed, because something still writes there, the next run removes.
        folder = TemporaryDirectory(prefix=_PREFIX, dir=root, ignore_cleanup_errors=True)
    except OSError as error:
        raise unwritable(root, error) from error
    with folder as name:
        lock = _locked(Path(name))
        try:
            _remove_left(root)
            yield Path(name)
        finally:
            if lock is not None:
                os.close(lock)


def is_left(root: Path) -> bool:
    """Whether a run that was killed left there what it unpacked."""
    return any(root.glob(f"{_PREFIX}*"))


def _remove_left(root: Path) -> None:
    for folder in root.glob(f"{_PREFIX}*"):
        lock = _locked(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _locked(folder: Path) -> int | None:
    """A descriptor that holds the folder as long as it is open; None where a run that is still at work holds it."""
    if sys.platform == "win32":
        return None  # it has no locks on folders
    import fcntl  # here, as there is none on Windows

    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:  # no folder, or somebody else's
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock
