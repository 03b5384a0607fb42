"""`run --mask`: what is told of a batch, with identity and telephone numbers masked. Records as written keep them.

Pure functions over plain data, applied once before anything is drawn. Boxes for such numbers are masked whatever stands
in them; everywhere else (file names, headers, texts, findings) what looks like one is. Ids stay: none is made of numbers.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from schema.batch import Batch, FileEntry, FormRow, SharedText, TextSpans
from schema.boxes import Kind, boxes
from schema.finding import Finding, Report
from schema.forms import FORMS
from schema.privacy import mask, mask_number
from schema.record import Record
from schema.revision import Change

_NUMBERS = frozenset({Kind.ID_NUMBER, Kind.PHONE})
_KEPT = frozenset({"id", "record", "records", "adds_to", "corrects", "submission", "sha256"})
_INDEX = re.compile(r"\[\d+\]")
_QUOTED_DAY = re.compile(r"“\d{4}-\d\d-\d\d”")
T = TypeVar("T", bound=BaseModel)


def mask_record(record: Record) -> Record:
    """A record for a page: its form, evidence, source and leftovers masked."""
    masked = _model(record, mask)
    evidence = {path: _model(said, _way(path)) for path, said in record.evidence.items()}
    return masked.model_copy(update={"form": _form(record.form, ""), "evidence": evidence})


def mask_shared(shared: SharedText, own: Record, other: Record) -> SharedText:
    """The passages of two texts that are masked: none of a text that is shorter then, as it is not known where they are."""
    return SharedText(own=_spans(shared.own, own), other=_spans(shared.other, other))


def mask_report(report: Report) -> Report:
    """A report with its findings, and with what changed, masked."""
    return report.model_copy(update={
        "findings": tuple(map(_finding, report.findings)), "resolved": tuple(map(_finding, report.resolved)),
        "changes": tuple(map(_change, report.changes)), "earlier": tuple(_model(one, mask) for one in report.earlier),
    })


def mask_batch(batch: Batch) -> Batch:
    """A batch with the rows of its forms, its files and its submissions masked."""
    return batch.model_copy(update={
        "forms": tuple(map(_row, batch.forms)),
        "files": tuple(map(_file, batch.files)),
        "submissions": tuple(
            _model(said, mask).model_copy(update={"findings": tuple(map(_finding, said.findings))}) for said in batch.submissions
        ),
    })


def _spans(said: TextSpans, record: Record) -> TextSpans:
    text = str(record.value(said.field) or "")
    return said if len(mask(text)) == len(text) else said.model_copy(update={"spans": ()})


def _file(entry: FileEntry) -> FileEntry:
    """A name's bytes, in whatever encoding they hold a number, are left out."""
    return _model(entry, mask).model_copy(update={"raw_name": None})


def _row(row: FormRow) -> FormRow:
    masked = _model(row, mask)
    phone = mask_number(row.contact_phone) if row.contact_phone else row.contact_phone
    return masked.model_copy(update={"contact_phone": phone, "report": mask_report(row.report)})


def _change(change: Change) -> Change:
    if not _holds_number(change.field):
        return _model(change, mask)
    told = {name: mask_number(text) if text else text for name, text in (("before", change.before), ("after", change.after))}
    return change.model_copy(update=told)


def _finding(finding: Finding) -> Finding:
    """A day of birth is a part of the number: with the rest, which is shown, it would give the whole."""
    if finding.field is None or not _holds_number(finding.field):
        return _model(finding, mask)
    told = {name: mask_number(text) if text else text for name, text in (("found", finding.found), ("expected", finding.expected))}
    evidence = _model(finding.evidence, mask)
    evidence = evidence.model_copy(update={"excerpt": mask_number(finding.evidence.excerpt)})
    message = _QUOTED_DAY.sub("“****-**-**”", finding.message)
    for number in {finding.found, finding.evidence.excerpt} - {None, ""}:
        message = message.replace(str(number), mask_number(str(number)))
    return _model(finding, mask).model_copy(update={**told, "message": mask(message), "evidence": evidence})


def _form(section: T, path: str) -> T:
    """A part of a form, box by box."""
    return section.model_copy(update={
        name: _value(value, f"{path}.{name}" if path else name) for name, value in section if value is not None
    })


def _value(value: Any, path: str) -> Any:
    if isinstance(value, BaseModel):
        return _form(value, path)
    if isinstance(value, tuple):
        return tuple(_value(inner, path if isinstance(inner, str) else f"{path}[]") for inner in value)
    return _way(path)(value) if isinstance(value, str) else value


def _model(model: T, way: Callable[[str], str]) -> T:
    """A model with every text in it masked, but for ids and digests."""
    return model.model_copy(update={name: _any(value, way) for name, value in model if name not in _KEPT})


def _any(value: Any, way: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return way(value)
    if isinstance(value, BaseModel):
        return _model(value, way)
    if isinstance(value, tuple):
        return tuple(_any(inner, way) for inner in value)
    if isinstance(value, Mapping):
        return {key: _any(inner, way) for key, inner in value.items()}
    return value


def _way(path: str) -> Callable[[str], str]:
    return mask_number if _holds_number(path) else mask


def _holds_number(path: str) -> bool:
    """Whether a field path is that of a box for an identity or telephone number, on any form."""
    return _INDEX.sub("[]", path) in _paths()


@cache
def _paths() -> frozenset[str]:
    return frozenset(box.path for form in FORMS.values() for box in boxes(form) if box.kind in _NUMBERS)
