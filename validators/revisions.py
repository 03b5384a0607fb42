"""A form against the version of it that was handed in before: what was put right, what was not, what else was changed.

A finding is 未改 where the same was found at the same box before, 新增 where it was not, and 已改 where it is found no more.
Rows of a table are held against each other by what stands in them, so that a row that is put in between changes no other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from schema.boxes import Header
from schema.finding import Finding, Report
from schema.record import Record, value_at
from schema.revision import Change, Revision, Status
from validators.places import fields, label_of, row_label, tables
from validators.shown import shown

_SHORT = 60  # characters of a text that is shown as a whole
_AROUND = 12  # characters around what differs
# What may be changed as well to put right what is found at one box.
_ALSO = {
    "totals.trained": ("foundation.training_history",),
    "totals.independent": ("foundation.training_history",),
    "totals.independent_exceeds": ("foundation.training_history", "foundation.trained_total"),
    "totals.issued": ("foundation.certificate_history",),
    "totals.own": ("foundation.certificate_history",),
    "totals.own_exceeds": ("foundation.certificate_history", "foundation.issued_total"),
    "totals.faculty": ("foundation.faculty_full_time", "foundation.faculty_part_time"),
    "totals.team": ("foundation.examiners", "foundation.supervisors"),
    "consistency.certificates": ("foundation.certificate_history", "foundation.issued_total", "foundation.own_total"),
    "consistency.teachers": ("foundation.teachers", "foundation.faculty_full_time", "foundation.faculty_part_time"),
    "consistency.employees": ("foundation.faculty_full_time", "organisation.employees"),
    "consistency.unit_type": ("organisation.credit_code", "organisation.type"),
    "consistency.levels": ("levels", "plan"),
    "catalogue.level": ("plan",),
    "eligibility.scale": ("foundation.training_history", "foundation.certificate_history"),
}


class Told(NamedTuple):
    """A version of a form, and what was found in it."""

    record: Record
    report: Report


def against(before: Told, now: Told, earlier: Sequence[Revision]) -> Report:
    """The report of a form with what became of the findings about the version before, and what changed.

    earlier: all versions before, the first first.
    """
    moved = _rows_moved(before.record, now.record)
    open_before: defaultdict[tuple[str, str | None], list[Finding]] = defaultdict(list)
    for finding in before.report.findings:
        open_before[finding.code, _at(finding.field, moved)].append(finding)
    findings = []
    for finding in now.report.findings:
        same = open_before[finding.code, finding.field]
        status: Status = "未改" if same else "新增"
        if same:
            same.remove(next((one for one in same if one.found == finding.found), same[0]))
        findings.append(finding.model_copy(update={"status": status}))
    left = {id(finding) for rest in open_before.values() for finding in rest}
    resolved = tuple(
        finding.model_copy(update={"status": "已改"}) for finding in before.report.findings if id(finding) in left
    )
    asked = {
        _at(field, moved) for finding in before.report.findings if finding.field and not finding.code.startswith("seal.")
        for field in (finding.field, *_ALSO.get(finding.code, ()))
    }
    changes = tuple(_changes(before.record, now.record, moved, asked))
    return now.report.model_copy(update={
        "findings": tuple(findings), "earlier": tuple(earlier), "resolved": resolved, "changes": changes,
    })


# For every row of a table of the version before, by table and index: the index in this version, None where it is gone.
_Moved = dict[tuple[str, int], int | None]


def _rows_moved(before: Record, now: Record) -> _Moved:
    moved: _Moved = {}
    for table in tables(type(before.form)):
        old, new = (value_at(record.form, table.path) if type(record.form) is type(before.form) else () for record in (before, now))
        moved |= {(table.path, index): at for index, at in _pairs(old, new)}
    return moved


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, int | None]]:
    """Each old row with its new place: equal rows, and between them those in the same order."""
    matcher = SequenceMatcher(None, [row.model_dump_json() for row in old], [row.model_dump_json() for row in new], autojunk=False)
    for _, start, end, there, there_end in matcher.get_opcodes():
        for offset in range(end - start):
            at = there + offset
            yield start + offset, at if at < there_end else None


def _at(field: str | None, moved: _Moved) -> str | None:
    """Where a field of the version before stands in this one; nowhere, under a name of its own, where its row is gone."""
    if field is None or "[" not in field:
        return field
    table, _, rest = field.partition("[")
    index, _, column = rest.partition("]")
    at = moved.get((table, int(index)))
    return _gone(table, int(index)) + column if at is None else f"{table}[{at}]{column}"


def _gone(table: str, index: int) -> str:
    return f"{table}[gone {index}]"


def _changes(before: Record, now: Record, moved: _Moved, asked: set[str | None]) -> Iterator[Change]:
    """Every value that is another, in the order of the paper; rows that came or went as a whole."""
    if type(before.form) is not type(now.form):
        return
    old = {_at(field.path, moved): field.value for field in fields(before.form) if not _is_gone(field.path, moved)}
    come = {table.path: _come(table, now, moved) for table in tables(type(now.form))}
    told: set[str] = set()
    for field in fields(now.form):
        table, _, rest = field.path.partition("[")
        if rest and table not in told:
            told.add(table)
            yield from _rows(table, before, now, moved, come[table], asked)
        if rest and int(rest.partition("]")[0]) in come[table]:
            continue
        value = old.get(field.path)
        if value != field.value:
            one, other = _differing(value, field.value)
            yield Change(
                field=field.path, label=label_of(now, field.path), before=one, after=other, asked=_was_asked(field.path, asked),
            )
    for path in come:
        if path not in told:
            yield from _rows(path, before, now, moved, come[path], asked)


def _differing(before: Any, after: Any) -> tuple[str | None, str | None]:
    """Two values as text; of long texts what differs, with some words around it."""
    if not isinstance(before, str) or not isinstance(after, str) or max(len(before), len(after)) <= _SHORT:
        return shown(before), shown(after)
    start = max(0, Prefix.similarity(before, after) - _AROUND)
    end = max(0, Postfix.similarity(before[start:], after[start:]) - _AROUND)
    one, other = (text[start : len(text) - end] for text in (before, after))
    lead, tail = "…" if start else "", "…" if end else ""
    return shown(f"{lead}{one}{tail}"), shown(f"{lead}{other}{tail}")


def _is_gone(path: str, moved: _Moved) -> bool:
    table, _, rest = path.partition("[")
    return bool(rest) and moved.get((table, int(rest.partition("]")[0]))) is None


def _come(table: Header, now: Record, moved: _Moved) -> list[int]:
    """The rows that were not there before."""
    known = {at for (path, _), at in moved.items() if path == table.path}
    return [index for index in range(len(value_at(now.form, table.path))) if index not in known]


def _rows(
    table: str, before: Record, now: Record, moved: _Moved, come: Sequence[int], asked: set[str | None],
) -> Iterator[Change]:
    for (path, index), at in moved.items():
        if path == table and at is None:
            yield Change(
                field=f"{table}[{index}]", label=row_label(before, table, index), before=_row(before, table, index), after=None,
                asked=_was_asked(_gone(table, index), asked),
            )
    for index in come:
        yield Change(
            field=f"{table}[{index}]", label=row_label(now, table, index), before=None, after=_row(now, table, index),
            asked=_was_asked(f"{table}[{index}]", asked),
        )


def _row(record: Record, table: str, index: int) -> str | None:
    row = value_at(record.form, table)[index]
    return shown("，".join(text for name in type(row).model_fields if (text := shown(getattr(row, name)))))


def _was_asked(path: str, asked: set[str | None]) -> bool:
    """A finding pointed to the box, to its row or its table, or to a value in it."""
    return any(
        one is not None and (one == path or path.startswith((f"{one}.", f"{one}[")) or one.startswith(f"{path}."))
        for one in asked
    )
