"""The files of a batch, each with what it came out of and the forms read from it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from schema.batch import FileEntry, FormRow


class Item(NamedTuple):
    """A file of a batch.

    at: its place in the batch. forms: that were read from it. mail: the place of the outermost mail that it came by,
    its own where it is that mail; None where it came by none. chain: the places of what it came out of. document: the place
    of the outermost document that it is embedded in, its own where it is in none. path: of that one.
    """

    at: int
    entry: FileEntry
    forms: tuple[FormRow, ...]
    mail: int | None
    chain: tuple[int, ...]
    document: int
    path: str

    @property
    def folder(self) -> str:
        """The path of the folder or container in which that document lies; empty for the INPUT itself."""
        return self.path.rpartition("/")[0]


def forms_of(found: Iterable[Item]) -> tuple[FormRow, ...]:
    """The forms of items, each once: its pages, or copies of it, may have come in several files."""
    return tuple({row.id: row for item in found for row in item.forms}.values())


def items(files: Sequence[FileEntry], forms: Sequence[FormRow]) -> Iterator[Item]:
    """Every file of a batch, containers as well; what came out of a file stands behind it."""
    rows = {row.id: row for row in forms}
    around: list[int] = []
    for at, entry in enumerate(files):
        while around and not _is_in(entry, files[around[-1]]):
            around.pop()
        chain = tuple(around)
        mail = next((place for place in (*chain, at) if files[place].mail is not None), None)
        document = next((place for place in chain if files[place].members is None), at)
        own = () if entry.members is not None else entry.records
        yield Item(at, entry, tuple(rows[name] for name in own if name in rows), mail, chain, document, files[document].path)
        around.append(at)


def _is_in(entry: FileEntry, container: FileEntry) -> bool:
    """Not by the path alone: two INPUTs may have a file by the same name."""
    origin = container.origin
    return len(entry.origin) > len(origin) and entry.origin[: len(origin)] == origin and entry.path.startswith(f"{container.path}/")
