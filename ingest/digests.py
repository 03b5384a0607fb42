"""The digests of files, which are gone through once as long as they stay as they are."""

from pathlib import Path
from typing import NamedTuple

from ingest.loading import measured
from ingest.sources import SourceFile


class _State(NamedTuple):
    """By what a file is taken as unchanged. modified: in nanoseconds. number: of the file on its disk."""

    size: int
    modified: int
    number: int


class Digests:
    """SHA-256 of files. Who keeps it from one run to the next takes a file by its size, time and number for what it was."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[_State, str]] = {}

    def of(self, source: SourceFile) -> str:
        """The digest of a file; empty where it cannot be read."""
        try:
            status = source.file.stat()
        except OSError:  # whatever is said of the file says that it cannot be opened
            return ""
        state = _State(status.st_size, status.st_mtime_ns, status.st_ino)
        known = self._known.get(source.file)
        if known is None or known[0] != state:
            known = self._known[source.file] = state, measured(source)[1]
        return known[1]
