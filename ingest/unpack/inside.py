"""A member as a file of the batch: its name beside the others, its path and origin; or its line where it could not be had."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

from ingest.recognition import paper_by_name
from ingest.sources import SourceFile
from ingest.unpack.member import Name, Refusal
from schema.batch import FileEntry, Problem


class Names:
    """Names given in one container: the second of a name is 「… (2)」."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, name: Name) -> str:
        """The name as it stands in the batch."""
        return next(text for text in self._spellings(name.text) if self._is_free(text))

    def _is_free(self, text: str) -> bool:
        if text.casefold() in self._taken:
            return False
        self._taken.add(text.casefold())
        return True

    def _spellings(self, text: str) -> Iterator[str]:
        yield text
        stem, dot, suffix = text.rpartition(".")
        number = 2
        while True:
            yield f"{stem} ({number}).{suffix}" if dot and stem else f"{text} ({number})"
            number += 1


def inside(container: SourceFile, text: str, name: Name, file: Path) -> SourceFile:
    """A member of a container. text: its name there, as given. file: where its bytes are."""
    return SourceFile(
        path=f"{container.path}/{text}", file=file, inside=(*container.origin, text),
        raw_name=None if name.raw is None else quote_from_bytes(name.raw), root=container.root or container.path,
    )


def refusal_line(source: SourceFile, refusal: Refusal) -> FileEntry:
    """The line of a member that could not be had."""
    problem = Problem(file=source.path, code=refusal.code, reason=refusal.reason, advice=refusal.advice)
    return FileEntry(
        path=source.path, origin=source.origin, size=0, sha256="", media_type="application/octet-stream",
        outcome="problem", problem=problem, raw_name=source.raw_name, paper=paper_by_name(source.path),
    )
