"""The folder that a run writes: every file whole or not at all, nothing left of an earlier run, nothing written twice."""

import contextlib
import json
import os
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from ingest.errors import unwritable
from ingest.ledger.opening import LEDGER
from ingest.unpack.folder import spool_folder
from schema.batch import Batch
from schema.finding import Report
from schema.record import Record

if TYPE_CHECKING:
    from reports.letter.written import Drafted

INDEX = "index.html"
WORKBOOK = "summary.xlsx"
MANIFEST = "manifest.json"
_OF_FORMS = {"records": ".json", "findings": ".json", "reports": ".html"}
_OF_LETTERS = (".docx", ".eml")
FOLDERS = (*_OF_FORMS, "pages", "notices")
_WRITTEN = ".written.json"
_PRIVATE = 0o700  # forms name people with their identity numbers
_PRIVATE_FILE = 0o600


class Written(NamedTuple):
    """A file as it was written. made_of: a digest of all that went into it; empty where it was not finished."""

    made_of: str
    sha256: str


_WRITTEN_FILES = TypeAdapter(dict[str, Written])


def names_of(record_id: str) -> tuple[str, ...]:
    """The files of one form."""
    return tuple(f"{folder}/{record_id}{suffix}" for folder, suffix in _OF_FORMS.items())


def letters_of(name: str) -> tuple[str, ...]:
    """The letter about a form or a submission, by its id, and the draft that it goes with."""
    return tuple(f"notices/{name}{suffix}" for suffix in _OF_LETTERS)


def made_of(*parts: str) -> str:
    """The digest of what goes into a file."""
    return sha256("\0".join(parts).encode()).hexdigest()


class OutputFolder:
    """The output folder of one run, for its owner alone.

    Opening it makes the folders that are missing and proves that they can be written; raises OutputError where not,
    as does every method that writes. A folder that is there and holds nothing else than results is closed to others
    as well; one that holds other things stays as open as it is, and what is written into it is still for the owner.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.index = root / INDEX
        try:
            for folder in (root, *(root / name for name in FOLDERS)):
                folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            if _holds_results_alone(root):
                _close_to_others(root, *(root / name for name in FOLDERS))
        except OSError as error:
            raise unwritable(root, error) from error
        self._earlier = _earlier(root / _WRITTEN)
        self._written: dict[str, Written] = {}
        self._remember()

    def is_as_written(self) -> bool:
        """Whether all that the last run wrote was finished, and is there as it was."""
        return bool(self._earlier) and all(
            written.sha256 and _digest(self.root / name) == written.sha256 for name, written in self._earlier.items()
        )

    def plan(self, names: Iterable[str]) -> None:
        """Say which files will be written, so that one left by a run that was killed is known to the next."""
        self._earlier = {name: Written("", "") for name in names} | self._earlier
        self._remember()

    def write_record(self, record: Record, parts: str) -> None:
        """Write a record under its id. parts: digest of what it is made of."""
        self._place(_record(record.id), parts, lambda part: part.write_bytes(_json(record.model_dump_json(indent=2))))

    def has_record(self, record_id: str, parts: str) -> bool:
        """Whether the record that is made of the same is there already, as it was written."""
        return self._is_there(_record(record_id), parts)

    def record_file(self, record_id: str) -> Path:
        """Where the record by that id is written."""
        return self.root / _record(record_id)

    def has_picture(self, name: str, parts: str) -> bool:
        """Whether the picture of a page is there already, as it was written."""
        return self._is_there(name, parts)

    def write_picture(self, name: str, parts: str, jpeg: bytes) -> None:
        """Write the picture of a scanned page. name: as the record gives it, `pages/….jpg`."""
        self._place(name, parts, lambda part: part.write_bytes(jpeg))

    def write_findings(self, report: Report) -> None:
        """Write the findings about a record."""
        text = _json(report.model_dump_json(indent=2))
        self._fill(f"findings/{report.record}.json", sha256(text).hexdigest(), lambda part: part.write_bytes(text))

    def has_report(self, record_id: str, parts: str) -> bool:
        """Whether the page for the reviewer that is made of the same is there already, as it was written."""
        return self._is_there(f"reports/{record_id}.html", parts)

    def write_report(self, record_id: str, parts: str, html: str) -> None:
        """Write the page for the reviewer."""
        self._place(f"reports/{record_id}.html", parts, lambda part: part.write_bytes(html.encode()))

    def has_letter(self, name: str, parts: str) -> bool:
        """Whether the letter about a form or a submission, and its draft, that are made of the same are there already."""
        return all(self._is_there(file, parts) for file in letters_of(name))

    def write_letter(self, name: str, parts: str, letter: "Drafted") -> None:
        """Write the letter about a form or a submission, and the draft that it goes with."""
        for file, content in zip(letters_of(name), (letter.docx, letter.eml), strict=True):
            self._place(file, parts, partial(Path.write_bytes, data=content))

    def close(self, batch: Batch, version: str, *, complete: bool = True) -> None:
        """Write overview, workbook and manifest.

        version: of what draws them. complete: every file of the batch was processed; then what an earlier run wrote and
            this one has not is removed. Otherwise it stays, and the next run knows of it.
        """
        from reports.index import render_index  # here, as a run over what was done already draws nothing

        parts = made_of(_digest_of(batch), version, str(complete))
        self._fill(INDEX, parts, lambda part: part.write_bytes(render_index(batch).encode()))
        self._fill(WORKBOOK, parts, lambda part: self._write_workbook(batch, part))
        self._fill(MANIFEST, parts, lambda part: part.write_bytes(_json(_manifest(batch, complete=complete))))
        if complete:
            told = {name for row in batch.forms for name in names_of(row.id)}
            failed = {name for name in self._written if name.partition("/")[0] in _OF_FORMS and name not in told}
            self._remove(sorted(self._earlier.keys() - self._written.keys() | failed))
            self._written = {name: written for name, written in self._written.items() if name not in failed}
            self._earlier = {}
        self._remember()

    def _write_workbook(self, batch: Batch, part: Path) -> None:
        from reports.workbook import write_workbook

        with spool_folder(self.root) as folder:
            write_workbook(batch, part, folder)

    def _fill(self, name: str, parts: str, fill: Callable[[Path], object]) -> None:
        if not self._is_there(name, parts):
            self._place(name, parts, fill)

    def _is_there(self, name: str, parts: str) -> bool:
        """A file that somebody changed or took away since is not."""
        known = self._earlier.get(name)
        if known is None or known.made_of != parts or _digest(self.root / name) != known.sha256:
            return False
        self._written[name] = known
        return True

    def _place(self, name: str, parts: str, fill: Callable[[Path], object]) -> None:
        """Put a file in its place once all of it is on the disk."""
        target = self.root / name
        part = target.with_name(f".{target.name}.part")
        try:
            part.unlink(missing_ok=True)
            part.touch(mode=_PRIVATE_FILE, exist_ok=False)
            fill(part)
            with part.open("r+b") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
                os.fsync(stream.fileno())
            part.replace(target)
        except OSError as error:
            raise unwritable(target, error) from error
        finally:
            part.unlink(missing_ok=True)
        self._written[name] = Written(parts, digest)

    def _remember(self) -> None:
        """Keep for the next run which files are this program's."""
        known = dict(sorted((self._earlier | self._written).items()))
        text = json.dumps(known, ensure_ascii=False).encode()
        self._place(_WRITTEN, "", lambda part: part.write_bytes(text))
        del self._written[_WRITTEN]

    def _remove(self, names: Iterable[str]) -> None:
        for name in names:
            target = self.root / name
            try:
                target.unlink(missing_ok=True)
            except OSError as error:
                raise unwritable(target, error) from error


def _record(record_id: str) -> str:
    return f"records/{record_id}.json"


def _json(text: str) -> bytes:
    return f"{text}\n".encode()


def _digest_of(batch: Batch) -> str:
    """The digest of a batch, row by row: of thousands of forms its text is long."""
    rows = ((name, row) for name, rows in batch for row in (rows if isinstance(rows, tuple) else (rows,)))
    return made_of(*(made_of(name, row.model_dump_json() if isinstance(row, BaseModel) else row) for name, row in rows))


def _manifest(batch: Batch, *, complete: bool) -> str:
    manifest: dict[str, object] = {
        "notice": batch.notice,
        "submissions": [said.model_dump(mode="json") for said in batch.submissions],
        "files": [entry.model_dump(mode="json") for entry in batch.files],
    }
    if not complete:
        manifest["interrupted"] = True
    return json.dumps(manifest, ensure_ascii=False, indent=2)


def _digest(file: Path) -> str:
    try:
        return "" if file.is_symlink() else sha256(file.read_bytes()).hexdigest()
    except OSError:  # it is written anew, or writing says why not
        return ""


def _holds_results_alone(root: Path) -> bool:
    """Whether a folder is one of results: nothing is in it that somebody else may need."""
    ours = {INDEX, WORKBOOK, MANIFEST, "README.md", *FOLDERS}
    return all(entry.name in ours or entry.name.startswith((".", LEDGER)) for entry in root.iterdir())


def _close_to_others(*folders: Path) -> None:
    for folder in folders:
        with contextlib.suppress(PermissionError):  # another's folder, or a disk without permissions: the files are private
            folder.chmod(_PRIVATE)


def _earlier(file: Path) -> dict[str, Written]:
    """The files that runs have written; none where that is missing or no list of ours, so that nothing foreign goes."""
    try:
        listed = _WRITTEN_FILES.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return {}
    return {name: written for name, written in listed.items() if _is_ours(name)}


def _is_ours(name: str) -> bool:
    """Whether it can be the name of a file of a run: nothing outside the folder, however the list came about."""
    folder, slash, rest = name.rpartition("/")
    if not slash:
        return name in (INDEX, WORKBOOK, MANIFEST)
    return folder in FOLDERS and rest not in ("", ".", "..") and os.path.basename(rest) == rest  # noqa: PTH119 - of thousands
