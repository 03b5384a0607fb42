"""Members of containers put on the disk, so that each of them can be worked on like any other file."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from extractors import progress
from ingest.errors import unwritable
from ingest.sources import SourceFile
from ingest.unpack.inside import Names, inside, refusal_line
from ingest.unpack.member import Member, Members
from schema.batch import FileEntry


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
    here: Path | None = None
    files: list[SourceFile] = []
    refused: list[FileEntry] = []
    names = Names()
    unlocked = False
    for number, member in enumerate(members):
        here = here or _new_folder(folder)
        name = names.give(member.name)
        if isinstance(member, Member):
            file = here / str(number)
            _write(file, member.data)
            unlocked |= member.unlocked
            files.append(replace(inside(container, name, member.name, file), inline=member.inline))
        else:
            refused.append(refusal_line(inside(container, name, member.name, here), member))
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
