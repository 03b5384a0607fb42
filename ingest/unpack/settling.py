"""What became of a mail or an archive: the best that became of a file inside it."""

from collections.abc import Sequence

from ingest.process import with_note
from schema.batch import FileEntry, Outcome

_RANK: tuple[Outcome, ...] = ("form", "problem", "material", "ignored")
_EMPTY = "里面没有文件"


def settle_containers(files: Sequence[FileEntry]) -> list[FileEntry]:
    """The entries with the outcomes of containers; every container stands before what came out of it."""
    settled: list[FileEntry] = []
    for at, entry in enumerate(files):
        settled.append(entry if entry.members is None else _settled(entry, _inside(files, at)))
    return settled


def _inside(files: Sequence[FileEntry], at: int) -> list[FileEntry]:
    """All that came out of a container, containers inside it included."""
    container = files[at]
    found = []
    for entry in files[at + 1:]:
        if entry.origin[: len(container.origin)] != container.origin or not entry.path.startswith(f"{container.path}/"):
            break
        found.append(entry)
    return found


def _settled(container: FileEntry, inside: Sequence[FileEntry]) -> FileEntry:
    outcomes = {entry.outcome for entry in inside if entry.members is None}
    outcome = next((one for one in _RANK if one in outcomes), "ignored")
    records = tuple(dict.fromkeys(record for entry in inside if entry.members is None for record in entry.records))
    settled = container.model_copy(update={"outcome": outcome, "records": records})
    return with_note(settled, f"内含 {container.members} 个文件" if container.members else _EMPTY)
