"""The files of the INPUTs of a command, in a fixed order."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that came in.

    path: relative to its INPUT, with `/`; a file that is an INPUT itself goes by its name, a file inside a container
        by its name below the container's path.
    file: where it is. start, length: the part of that file that it is, in bytes; length is None to the end.
    inside: the chain of containers that it came out of, outermost first, and its name in the last of them; empty for
        a file that came by itself.
    raw_name: its name as bytes, percent-encoded, where a container gave it so.
    root: path of the mail or file whose limits it counts for; empty for that one itself.
    inline: it is shown in the text of a mail.
    """

    path: str
    file: Path
    start: int = 0
    length: int | None = None
    inside: tuple[str, ...] = ()
    raw_name: str | None = None
    root: str = ""
    inline: bool = False

    @property
    def is_spooled(self) -> bool:
        """Its bytes were put on the disk for it alone."""
        return bool(self.inside) and self.length is None

    @property
    def origin(self) -> tuple[str, ...]:
        """The chain of containers down to it, its own name last."""
        return self.inside or (self.path.rpartition("/")[2],)


def find_files(inputs: Sequence[Path], leave_out: Path | None = None) -> tuple[SourceFile, ...]:
    """Every file of the INPUTs, folders walked to the bottom, sorted by path.

    inputs: files and folders that exist. A file that several of them lead to counts once.
    leave_out: a folder that is not walked (the output may lie inside an INPUT).
    What cannot be walked (a folder without permission, a link to a folder) is in the result as well: reading it
    fails later and says why, so that nothing is passed over in silence.
    """
    skipped = leave_out.resolve() if leave_out else None
    found: dict[Path, SourceFile] = {}
    folders = Folders()
    for given in inputs:
        for file in _walk(given, skipped) if given.is_dir() else [given]:
            relative = file.relative_to(given) if given.is_dir() else Path(file.name)
            found.setdefault(folders.place(file), SourceFile(printable(relative.as_posix()), file))
    return tuple(sorted(found.values(), key=lambda source: (source.path, os.fsencode(source.file))))


class Folders:
    """Where files are, whatever links lead to their folders, each of which is looked up once."""

    def __init__(self) -> None:
        self._resolved: dict[Path, Path] = {}

    def place(self, file: Path) -> Path:
        """The place of a file. A link is a file of its own name: what it leads to may be listed as well, or be missing."""
        folder = file.parent
        if folder not in self._resolved:
            self._resolved[folder] = folder.resolve()
        return self._resolved[folder] / file.name


def printable(name: str) -> str:
    """A file name as text: names that are not UTF-8 (unpacked from a Chinese Windows archive) are taken as GB 18030."""
    raw = os.fsencode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _walk(folder: Path, skipped: Path | None) -> Iterator[Path]:
    unreadable: list[Path] = []
    for where, folders, files in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
        here = Path(where)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if name not in links and (here / name).resolve() != skipped]
        yield from (here / name for name in (*files, *links))
    yield from unreadable
