"""What holds for whatever comes in."""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from ingest.describe import record_schema
from schema.batch import FileEntry, Problem
from schema.catalogue import ENTRIES
from schema.finding import Report
from schema.record import Record, value_at
from tests.fuzz.unit import Done

_SENTENCE = re.compile(r"[^\n]*[\u4e00-\u9fff][^\n]*。")
_FILE_NAME = re.compile(r"[^\x00-\x1f<>:\"/\\|?*]{1,120}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_INTERNAL = re.compile(r"Traceback|\.py\b|site-packages|0x[0-9a-f]{8,}")


def broken(done: Done, data: bytes, folder: Path) -> tuple[str, ...]:
    """What does not hold of what came of an input, in words for the developer; nothing where all is well."""
    return tuple(_broken(done, data, str(folder)))


def _broken(done: Done, data: bytes, folder: str) -> Iterator[str]:
    first = done.works[0].entry
    if (first.size, first.sha256) != (len(data), sha256(data).hexdigest()):
        yield "size and sha256 are not those of the file"
    for entry in done.batch.files:
        yield from _of_entry(entry, folder)
    for work in done.works:
        if not _SHA256.fullmatch(work.entry.sha256):
            yield "no sha256"
        if (work.entry.outcome == "form" and work.entry.members is None) != bool(work.forms):
            yield f"{len(work.forms)} forms with the outcome {work.entry.outcome}"
    for form, row in zip(done.forms, done.batch.forms, strict=True):
        yield from _of_record(form.record, folder)
        yield from _of_report(form.record, row.report)
        yield from _of_page(done.pages[row.id], folder)


def _of_entry(entry: FileEntry, folder: str) -> Iterator[str]:
    problem = entry.problem
    if (problem is not None) != (entry.outcome == "problem" and entry.members is None):
        yield f"outcome {entry.outcome}, and the problem is {problem}"
    if not entry.path or not entry.origin or entry.size < 0:
        yield "no path, origin or size"
    if entry.outcome in {"ignored", "material"} and not entry.note:
        yield f"{entry.outcome} without a note"
    for text in (entry.note, *((problem.reason, problem.advice) if problem else ())):
        if folder in text or _INTERNAL.search(text):
            yield f"internals in 「{text}」"
    if problem is not None:
        yield from _of_problem(problem, entry.path)


def _of_problem(problem: Problem, path: str) -> Iterator[str]:
    if problem.code not in ENTRIES or problem.file != path:
        yield f"code {problem.code} for {problem.file}"
    for sentence in (problem.reason, problem.advice):
        if not _SENTENCE.fullmatch(sentence):
            yield f"no sentence: 「{sentence}」"
    if "所需的内存" in problem.reason or "处理时间" in problem.reason:
        yield f"small as it is: {problem.reason}"


def _of_record(record: Record, folder: str) -> Iterator[str]:
    said = record.model_dump(mode="json")
    yield from (f"schema: {error.json_path} {error.message[:100]}" for error in _schema(record.form_type).iter_errors(said))
    if not _FILE_NAME.fullmatch(record.id) or record.id != record.id.strip(" ."):
        yield f"no file name: {record.id!r}"
    for path in record.evidence:
        yield from _of_path(record, path)
    if folder in record.model_dump_json():
        yield "the path of a temporary folder in the record"


def _of_page(html: str, folder: str) -> Iterator[str]:
    html.encode()  # a lone surrogate cannot be written
    if folder in html:
        yield "the path of a temporary folder in the report"
    if not html.lstrip().startswith("<!DOCTYPE html>") or not html.rstrip().endswith("</html>"):
        yield "the report is cut off"


def _of_report(record: Record, report: Report) -> Iterator[str]:
    if report.record != record.id:
        yield "a report of another record"
    for finding in report.findings:
        if finding.code not in ENTRIES or not finding.message or not finding.suggestion:
            yield f"finding {finding.code} without words"
        if finding.field is not None:
            yield from _of_path(record, finding.field)


def _of_path(record: Record, path: str) -> Iterator[str]:
    try:
        value_at(record.form, path)
    except (AttributeError, TypeError, ValueError):
        yield f"no field of the form: {path}"


@cache
def _schema(form_type: Any) -> Draft202012Validator:
    return Draft202012Validator(record_schema(form_type))
