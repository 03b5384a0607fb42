"""What was told last, in the ledger: for whoever asks by SQL, and for what is asked between two runs."""

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, and_, delete, insert, select

from ingest.ledger.tables import arrival, batch, decision, finding, reading, revision, submission
from reports.totals import Totals
from schema.batch import Batch, FormRow
from schema.finding import Report

if TYPE_CHECKING:
    from ingest.grouping.revisions import Revised

_ALIKE = 3  # ids that are shown where there is none as wanted


def write_told(connection: Connection, told: Batch, revised: "Revised") -> None:
    """Put down what is told of a batch, and of the versions before each form that counts."""
    for table in (finding, revision, submission):
        connection.execute(delete(table))
    rows = [row for form in told.forms for row in _revisions(form, revised)]
    _insert(connection, submission, ({"id": said.id, "body": said.model_dump_json()} for said in told.submissions))
    _insert(connection, revision, rows)
    _insert(connection, finding, (line for form in told.forms for line in _findings(form)))


def state_of(connection: Connection, *versions: str) -> str:
    """A digest of all that the telling of a batch depends on. versions: of what judges and draws it, and how it is told."""
    lies = select(arrival, reading.c.id, reading.c.reader).join(
        reading, and_(reading.c.path == arrival.c.path, reading.c.sha256 == arrival.c.sha256), isouter=True,
    ).order_by(arrival.c.id, reading.c.id)
    made = select(decision.c.id).order_by(decision.c.id.desc()).limit(1)
    said = [str(tuple(row)) for wanted in (lies, made) for row in connection.execute(wanted)]
    return sha256("\n".join((*versions, *said)).encode()).hexdigest()


def write_totals(connection: Connection, state: str, totals: Totals) -> None:
    """Keep what the batch came to as it was told of a state."""
    connection.execute(delete(batch))
    connection.execute(insert(batch), {"made_of": state, "body": totals.model_dump_json()})


def totals_told(connection: Connection, state: str) -> Totals | None:
    """What the batch of this very state came to; None where another was told last."""
    body = connection.execute(select(batch.c.body).where(batch.c.made_of == state)).scalar()
    return None if body is None else Totals.model_validate_json(body)


def revisions_of(connection: Connection, application: str) -> list[Row[Any]]:
    """The versions of an application, the first first; none where there is no such application."""
    return list(connection.execute(
        select(revision).where(revision.c.application == application).order_by(revision.c.number)
    ))


def report_of(connection: Connection, application: str) -> Report | None:
    """What was told last of an application."""
    versions = revisions_of(connection, application)
    return Report.model_validate_json(versions[-1].body) if versions else None


def applications(connection: Connection) -> list[str]:
    """The ids of all applications."""
    return list(connection.execute(select(revision.c.application).distinct().order_by(revision.c.application)).scalars())


def no_such_application(connection: Connection, wanted: str) -> str:
    """What to say where there is no application by an id: those that it may be meant for."""
    from rapidfuzz import process  # here, as whoever names it right need not wait for it

    alike = [name for name, _, _ in process.extract(wanted, applications(connection), limit=_ALIKE)]
    return f"没有编号为 {wanted} 的申报。" + (f"相近的有：{'、'.join(alike)}。" if alike else "请先运行 hebiao run。")


def _insert(connection: Connection, table: Any, rows: Any) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)


def _revisions(row: FormRow, revised: "Revised") -> Iterator[dict[str, object]]:
    before = [(version.row, version.kept) for version in revised.before.get(row.id, ())]
    for number, (one, kept) in enumerate([*before, (row, revised.found.kept[row.id])], 1):
        yield {
            "application": row.id, "number": number, "form_type": one.form_type, "path": one.path,
            "received": kept.received.text, "organisation": one.organisation, "credit_code": one.credit_code,
            "occupation": one.occupation, "verdict": one.report.verdict, "body": one.report.model_dump_json(),
        }


def _findings(row: FormRow) -> Iterator[dict[str, object]]:
    report = row.report
    for position, one in enumerate((*report.findings, *report.resolved)):
        yield {
            "application": row.id, "number": len(report.earlier) + 1, "position": position, "code": one.code,
            "severity": one.severity, "field": one.field, "status": one.status, "message": one.message,
        }
