"""What became of each application: the report of what counts, held against the version that was handed in before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ingest.grouping.applicants import Applicants
from ingest.grouping.revisions import Revised, Version
from ingest.judging import judge
from ingest.ledger.found import FoundUnit, Kept, renamed_row
from schema.batch import Batch, FormRow
from schema.finding import Finding, Report
from schema.notice import Notice
from schema.record import Record
from schema.revision import Revision
from validators.applications import may_correct
from validators.revisions import Told, against
from validators.submissions import report_with


def with_history(batch: Batch, revised: Revised, read: Callable[[Kept], Record], notice: Notice) -> Batch:
    """The batch with reports that say what changed since the version before. read: gives the record of a form."""
    if not revised.before:
        return batch
    reports = _reports_before(revised, read, notice)

    def compared(row: FormRow) -> FormRow:
        versions = revised.before.get(row.id)
        if not versions:
            return row
        before = Told(read(versions[-1].kept), reports[row.id])
        told = against(before, Told(read(revised.found.kept[row.id]), row.report), revisions_of_versions(versions))
        return row.model_copy(update={"report": told})

    return batch.model_copy(update={"forms": tuple(compared(row) for row in batch.forms)})


def with_possible_corrections(batch: Batch, revised: Revised, notice: Notice) -> Batch:
    """The batch with hints at forms that may be meant as corrections of others, though nothing but their unit says so."""
    received = {row.id: revised.found.kept[row.id].received for row in batch.forms}
    hints: dict[str, tuple[Finding, ...]] = {}
    for forms in Applicants(batch.forms):
        if len({row.occupation for row in forms}) < 2:
            continue
        in_order = sorted(forms, key=lambda row: received[row.id].order)
        for row in in_order:
            if row.id not in revised.before:
                before = [other for other in in_order if received[row.id].is_after(received[other.id])]
                hints[row.id] = tuple(may_correct(row, before, notice))
    return batch.model_copy(update={
        "forms": tuple(
            row.model_copy(update={"report": report_with(row, hints[row.id])}) if hints.get(row.id) else row for row in batch.forms
        ),
    })


def revisions_of_versions(versions: Sequence[Version]) -> list[Revision]:
    """The versions before a form, numbered from the first."""
    return [
        Revision(
            number=number, path=version.row.path, sha256=version.row.sha256, received=version.kept.received.text,
        )
        for number, version in enumerate(versions, 1)
    ]


def _reports_before(revised: Revised, read: Callable[[Kept], Record], notice: Notice) -> Mapping[str, Report]:
    """What would be told of the versions before, had the last ones not come: by id."""
    last = {name: versions[-1] for name, versions in revised.before.items()}
    of_form = {version.row.id: name for name, version in last.items()}
    came_last = {revised.found.kept[name].unit for name in last}
    held_by = {name: version.kept.unit for name, version in last.items()}
    units = [_before(unit, held_by, of_form, came_last) for unit in revised.found.units]
    files = [entry for unit in units for entry in unit.files]
    forms = [row for unit in units for row in unit.forms]
    there = {row.id for row in forms}
    forms += [renamed_row(version.row, name) for name, version in last.items() if name not in there]
    kept = {**revised.found.kept, **{name: version.kept for name, version in last.items()}}
    judged = judge(files, forms, notice, lambda name: read(kept[name]))
    return {row.id: row.report for row in judged.forms if row.id in last}


def _before(unit: FoundUnit, held_by: Mapping[str, int], of_form: Mapping[str, str], came_last: set[int]) -> FoundUnit:
    """A unit as it was; without files where it was not there. held_by: the unit of the version before, by application."""
    if unit.gone:
        if not any(row.id in of_form for row in unit.forms):
            return replace(unit, files=(), forms=())
        return replace(
            unit, forms=(), files=tuple(
                entry.model_copy(update={"records": tuple(of_form[name] for name in entry.records if name in of_form)})
                for entry in unit.files
            ),
        )
    if unit.number in came_last:
        return replace(unit, files=(), forms=())
    files = tuple(
        entry.model_copy(update={
            "records": tuple(name for name in entry.records if held_by.get(name, unit.number) == unit.number), "corrected_by": None,
        })
        for entry in unit.files
    )
    return replace(unit, files=files, forms=tuple(row for row in unit.forms if row.id not in held_by))
