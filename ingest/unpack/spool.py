"""Members of containers put on the disk, so that each of them can be worked on like any other file."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote_from_bytes

from extractors import progress
from ingest.errors import unwritable
from ingest.recognition import paper_by_name
from ingest.sources import SourceFile
from ingest.unpack.member import Member, Members, Name, Refusal
from schema.batch import FileEntry, Problem


@dataclass(frozen=True, slots=True)
class Spooled:
    """What came out of a container: files on the disk, and a line for each member that could not be had.

    unlocked: a password has opened something of it.
    """

    files: tuple[SourceFile, ...]
    refused: tuple[FileEntry, ...]
    unlocked: bool


def spool(container: SourceFile, members: Members, folder: Path) -> Spooled:
    """Write the members into a new folder below `folder`, under names of no meaning; nobody else can read them.

    Raises OutputError where they cannot be written, and what reading the members raises.
    """
    here = _new_folder(folder)
    files: list[SourceFile] = []
    refused: list[FileEntry] = []
    names = _Names()
    unlocked = False
    for number, member in enumerate(members):
        name = names.give(member.name)
        if isinstance(member, Member):
            file = here / str(number)
            _write(file, member.data)
            unlocked |= member.unlocked
            files.append(replace(_inside(container, name, member.name, file), inline=member.inline))
        else:
            refused.append(_refusal(_inside(container, name, member.name, here), member))
        progress.made()
    return Spooled(tuple(files), tuple(refused), unlocked)


def _new_folder(folder: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(dir=folder))
    except OSError as error:
        raise unwritable(folder, error) from error


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise unwritable(file, error) from error


class _Names:
    """Names given in one container: the second of a name is 「… (2)」."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, name: Name) -> str:
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


def _inside(container: SourceFile, text: str, name: Name, file: Path) -> SourceFile:
    return SourceFile(
        path=f"{container.path}/{text}", file=file, inside=(*container.origin, text),
        raw_name=None if name.raw is None else quote_from_bytes(name.raw), root=container.root or container.path,
    )


def _refusal(source: SourceFile, refusal: Refusal) -> FileEntry:
    problem = Problem(file=source.path, code=refusal.code, reason=refusal.reason, advice=refusal.advice)
    return FileEntry(
        path=source.path, origin=source.origin, size=0, sha256="", media_type="application/octet-stream",
        outcome="problem", problem=problem, raw_name=source.raw_name, paper=paper_by_name(source.path),
    )
