"""The folder that a run writes: every file whole or not at all, and nothing left of an earlier run."""

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from ingest.errors import unwritable
from reports.index import render_index
from reports.workbook import write_workbook
from schema.batch import Batch
from schema.finding import Report
from schema.record import Record

INDEX = "index.html"
WORKBOOK = "summary.xlsx"
MANIFEST = "manifest.json"
_FORM_FILES = (("records", ".json"), ("findings", ".json"), ("reports", ".html"))
_PICTURES = "pages"
_PICTURE = re.compile(r"[0-9a-f]{16}-\d+\.jpg")
_FOLDERS = (*(name for name, _ in _FORM_FILES), _PICTURES)
_PRIVATE = 0o700  # forms name people with their identity numbers
_PRIVATE_FILE = 0o600


class OutputFolder:
    """The output folder of one run, for its owner alone.

    Opening it makes the folders that are missing and proves that they can be written; raises OutputError where not,
    as does every method that writes. A folder that is there and holds nothing else than results is closed to others
    as well; one that holds other things stays as open as it is, and what is written into it is still for the owner.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.index = root / INDEX
        self._begun: set[str] = set()  # ids of which something was written
        self._pictures: set[str] = set()
        try:
            for folder in (root, *(root / name for name in _FOLDERS)):
                folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            if _holds_results_alone(root):
                _close_to_others(root, *(root / name for name in _FOLDERS))
            self._earlier = _ids_of_earlier_run(root / MANIFEST)
            self._write(MANIFEST + ".probe", "")
            (root / (MANIFEST + ".probe")).unlink()
        except OSError as error:
            raise unwritable(root, error) from error

    def write_record(self, record: Record) -> None:
        """Write a record under its id."""
        self._begun.add(record.id)
        self._write(f"records/{record.id}.json", f"{record.model_dump_json(indent=2)}\n")

    def record_file(self, record_id: str) -> Path:
        """Where the record by that id is written."""
        return self.root / "records" / f"{record_id}.json"

    def write_picture(self, name: str, jpeg: bytes) -> None:
        """Write the picture of a scanned page. name: as the record gives it, `pages/….jpg`."""
        self._pictures.add(name)
        self._place(name, lambda part: part.write_bytes(jpeg))

    def read_record(self, record_id: str) -> Record:
        """A record that was written."""
        return Record.model_validate_json(self.record_file(record_id).read_bytes())

    def write_report(self, report: Report, html: str) -> None:
        """Write the findings about a record, and the page for the reviewer."""
        self._write(f"findings/{report.record}.json", f"{report.model_dump_json(indent=2)}\n")
        self._write(f"reports/{report.record}.html", html)

    def close(self, batch: Batch, *, complete: bool = True) -> None:
        """Write overview, workbook and manifest.

        complete: every file of the batch was processed; then what an earlier run wrote and this one did not, or did
            not finish, is removed. Otherwise it stays, and the manifest keeps its ids for the next run.
        """
        ids = {form.id for form in batch.forms}
        stale = sorted((self._earlier | self._begun) - ids)
        manifest: dict[str, object] = {
            "notice": batch.notice,
            "submissions": [said.model_dump(mode="json") for said in batch.submissions],
            "files": [entry.model_dump(mode="json") for entry in batch.files],
        }
        self._write(INDEX, render_index(batch))
        self._place(WORKBOOK, lambda part: write_workbook(batch, part))
        if complete:
            self._remove(stale)
            self._remove_pictures()
        else:
            manifest |= {"interrupted": True, "earlier": stale}
        self._write(MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n")

    def _write(self, name: str, text: str) -> None:
        self._place(name, lambda part: part.write_bytes(text.encode()))

    def _place(self, name: str, fill: Callable[[Path], object]) -> None:
        """Put a file in its place once all of it is on the disk."""
        target = self.root / name
        part = target.with_name(f".{target.name}.part")
        try:
            part.unlink(missing_ok=True)
            part.touch(mode=_PRIVATE_FILE, exist_ok=False)
            fill(part)
            with part.open("r+b") as stream:
                os.fsync(stream.fileno())
            part.replace(target)
        except OSError as error:
            raise unwritable(target, error) from error
        finally:
            part.unlink(missing_ok=True)

    def _remove_pictures(self) -> None:
        """Take away the pictures that no record of this run names."""
        for file in (self.root / _PICTURES).iterdir():
            if _PICTURE.fullmatch(file.name) and f"{_PICTURES}/{file.name}" not in self._pictures:
                try:
                    file.unlink(missing_ok=True)
                except OSError as error:
                    raise unwritable(file, error) from error

    def _remove(self, ids: Iterable[str]) -> None:
        for record_id in ids:
            for folder, suffix in _FORM_FILES:
                target = self.root / folder / f"{record_id}{suffix}"
                try:
                    target.unlink(missing_ok=True)
                except OSError as error:
                    raise unwritable(target, error) from error


def _holds_results_alone(root: Path) -> bool:
    """Whether a folder is one of results: nothing is in it that somebody else may need."""
    ours = {INDEX, WORKBOOK, MANIFEST, "README.md", *_FOLDERS}
    return all(entry.name in ours or entry.name.startswith(".") for entry in root.iterdir())


def _close_to_others(*folders: Path) -> None:
    for folder in folders:
        with contextlib.suppress(PermissionError):  # another's folder, or a disk without permissions: the files are private
            folder.chmod(_PRIVATE)


def _ids_of_earlier_run(manifest: Path) -> set[str]:
    """The ids that a manifest lists; none where it is missing or no manifest of ours, so that nothing foreign goes."""
    try:
        said = json.loads(manifest.read_text("utf-8"))
        listed = [record for entry in said["files"] for record in entry["records"]] + said.get("earlier", [])
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {name for name in listed if isinstance(name, str) and name and Path(name).name == name}
