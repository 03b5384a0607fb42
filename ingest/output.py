"""The folder that a run writes: every file whole or not at all, and nothing left of an earlier run."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import OutputError
from ingest.work import RenderedForm
from reports.index import render_index
from reports.workbook import write_workbook
from schema.batch import Batch

INDEX = "index.html"
WORKBOOK = "summary.xlsx"
MANIFEST = "manifest.json"
_FORM_FILES = (("records", ".json"), ("findings", ".json"), ("reports", ".html"))
_PRIVATE = 0o700  # forms name people with their identity numbers


class OutputFolder:
    """The output folder of one run.

    Opening it makes the folders that are missing and proves that they can be written; raises OutputError where not,
    as does every method that writes.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.index = root / INDEX
        try:
            for folder in (root, *(root / name for name, _ in _FORM_FILES)):
                folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            self._earlier = _ids_of_earlier_run(root / MANIFEST)
            self._write(MANIFEST + ".probe", b"")
            (root / (MANIFEST + ".probe")).unlink()
        except OSError as error:
            raise _unwritable(root, error) from error

    def write_form(self, form: RenderedForm) -> None:
        """Write record, findings and report of a form under its id."""
        record, report = form.checked.record, form.checked.report
        texts = (f"{record.model_dump_json(indent=2)}\n", f"{report.model_dump_json(indent=2)}\n", form.html)
        for (folder, suffix), text in zip(_FORM_FILES, texts, strict=True):
            self._write(f"{folder}/{record.id}{suffix}", text.encode())

    def close(self, batch: Batch, *, complete: bool = True) -> None:
        """Write overview, workbook and manifest.

        complete: every file of the batch was processed; then what an earlier run wrote and this one did not is
            removed. Otherwise it stays, and the manifest keeps its ids for the next run.
        """
        ids = {form.id for form in batch.forms}
        stale = sorted(self._earlier - ids)
        manifest: dict[str, object] = {
            "notice": batch.notice, "files": [entry.model_dump(mode="json") for entry in batch.files],
        }
        self._write(INDEX, render_index(batch).encode())
        self._write_workbook(batch)
        if complete:
            self._remove(stale)
        else:
            manifest |= {"interrupted": True, "earlier": stale}
        self._write(MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n".encode())

    def _write(self, name: str, data: bytes) -> None:
        target = self.root / name
        part = _part(target)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
        except OSError as error:
            raise _unwritable(target, error) from error
        finally:
            part.unlink(missing_ok=True)

    def _write_workbook(self, batch: Batch) -> None:
        from xlsxwriter.exceptions import FileCreateError  # here, as only the end of a run needs it

        target = self.root / WORKBOOK
        part = _part(target)
        try:
            write_workbook(batch, part)
            part.chmod(0o600)
            part.replace(target)
        except (OSError, FileCreateError) as error:
            raise _unwritable(target, error) from error
        finally:
            part.unlink(missing_ok=True)

    def _remove(self, ids: Iterable[str]) -> None:
        for record_id in ids:
            for folder, suffix in _FORM_FILES:
                target = self.root / folder / f"{record_id}{suffix}"
                try:
                    target.unlink(missing_ok=True)
                except OSError as error:
                    raise _unwritable(target, error) from error


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _ids_of_earlier_run(manifest: Path) -> set[str]:
    """The ids that a manifest lists; none where it is missing or no manifest of ours, so that nothing foreign goes."""
    try:
        said = json.loads(manifest.read_text("utf-8"))
        listed = [record for entry in said["files"] for record in entry["records"]] + said.get("earlier", [])
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {name for name in listed if isinstance(name, str) and name and Path(name).name == name}


def _unwritable(path: Path, error: Exception) -> OutputError:
    reasons: tuple[tuple[type[OSError], str], ...] = (
        (PermissionError, "没有写权限"), (FileExistsError, "同名的文件已经存在"), (NotADirectoryError, "路径中有一段不是文件夹"),
    )
    numbers = {28: "磁盘已满", 30: "磁盘是只读的", 36: "路径太长", 122: "超出磁盘配额"}
    cause = error.__context__ if isinstance(error.__context__, OSError) and not isinstance(error, OSError) else error
    known = next((text for kind, text in reasons if isinstance(cause, kind)), None)
    number = cause.errno if isinstance(cause, OSError) else None
    why = known or numbers.get(number or 0) or f"系统错误 {number or type(cause).__name__}"
    return OutputError(f"无法写入 {path}：{why}。")
