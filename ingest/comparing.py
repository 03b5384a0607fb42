"""`hebiao check` beside a ledger: what a corrected file puts right of the version that came before."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from ingest.copying import unite_copies
from ingest.grouping.received import Received
from ingest.grouping.revisions import Version, revise
from ingest.history import revisions_of_versions
from ingest.ledger.found import Found, FoundUnit, Kept, found_in, record_of
from ingest.ledger.versions import reader_version
from ingest.process import CheckedForm
from ingest.rows import form_row
from schema.batch import FileEntry, FormRow
from schema.finding import Report
from schema.notice import Notice
from schema.record import Record
from validators.revisions import Told, against

_HERE = -1  # number of the unit that is checked
_NAME = "\0"  # no record has such an id


def against_ledger(
    records: Sequence[Record], reports: Sequence[Report], connection: Connection, notice: Notice,
) -> tuple[Report, ...]:
    """The reports of forms, each held against the version that the ledger has of its application, if it has one.

    What is compared is what is found in the form by itself. A file that the ledger has already is held against the
    version before it.
    """
    found = unite_copies(found_in(connection, reader_version(notice)), lambda kept: record_of(connection, kept.form), notice)
    return tuple(
        _compared(record, report, found, connection) for record, report in zip(records, reports, strict=True)
    )


def _compared(record: Record, report: Report, found: Found, connection: Connection) -> Report:
    versions = _versions_before(record, report, found)
    if not versions:
        return report
    last = versions[-1]
    return against(Told(record_of(connection, last.kept.form), last.row.report), Told(record, report), revisions_of_versions(versions))


def _versions_before(record: Record, report: Report, found: Found) -> Sequence[Version]:
    """The versions of the form's application, as if the form had just come in."""
    source = record.source
    same = [unit for unit in found.units if any(entry.sha256 == source.sha256 for entry in unit.files)]
    own = [found.kept[one.id].received for unit in same for one in unit.forms if one.id in found.kept]
    others = tuple(
        unit for unit in found.units
        if unit not in same and not any(found.kept[one.id].received.is_after(moment) for one in unit.forms for moment in own)
    )
    row = form_row(CheckedForm(record, report)).model_copy(update={"id": _NAME})
    entry = FileEntry(
        path=source.path, origin=source.origin, size=0, sha256=source.sha256, media_type=source.media_type, outcome="form", records=(_NAME,),
    )
    newest = max((one.received.intake for one in found.kept.values()), default=0) + 1
    kept = {**_of(others, found.kept), _NAME: Kept(_HERE, _HERE, "", _HERE, Received(newest, None), None)}
    revised = revise(Found((*others, FoundUnit(_HERE, False, (entry,), (row,))), kept))
    name = next(name for name, one in revised.found.kept.items() if one.unit == _HERE and name in _ids(revised.found.forms))
    return revised.before.get(name, ())


def _of(units: Sequence[FoundUnit], kept: Mapping[str, Kept]) -> dict[str, Kept]:
    return {row.id: kept[row.id] for unit in units for row in unit.forms}


def _ids(forms: Sequence[FormRow]) -> frozenset[str]:
    return frozenset(row.id for row in forms)
