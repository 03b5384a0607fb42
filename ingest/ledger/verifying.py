"""Verify again by changed rules what was read, from the records as they are stored: no file is opened."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from ingest.ledger.readings import Versions
from ingest.ledger.tables import form, reading
from ingest.log import log
from ingest.pool import each
from ingest.process import CheckedForm
from ingest.rows import form_row
from ingest.worker import Failure
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Record
from validators import verify
from validators.texts.fingerprints import fingerprints


class Stored(NamedTuple):
    """A form of the ledger: its number, its reading's, and its record."""

    number: int
    reading: int
    record: str


def verified(stored: Stored, notice: Notice) -> str:
    """The row of a form, judged by itself."""
    record = Record.model_validate_json(stored.record)
    return form_row(CheckedForm(record, verify(record, notice), fingerprints(record.form))).model_dump_json()


def verify_again(
    connection: Connection, numbers: Sequence[int], versions: Versions, notice: Notice, limits: Limits, jobs: int,
) -> None:
    """Verify the forms of these numbers, whatever they were judged by."""
    log.info("verify again=%d", len(numbers))
    for stored, judged in each(partial(verified, notice=notice), _stored(connection, numbers), min(jobs, len(numbers)), limits):
        if isinstance(judged, Failure):  # reading the file again says what it is about
            log.warning("form=%d failure=%s detail=%s", stored.number, judged.kind, judged.detail)
            connection.execute(update(reading).where(reading.c.id == stored.reading).values(reader=""))
        row = {} if isinstance(judged, Failure) else {"row": judged}
        connection.execute(update(form).where(form.c.id == stored.number).values(rules=versions.rules, **row))
    connection.commit()


def _stored(connection: Connection, numbers: Sequence[int]) -> Iterator[Stored]:
    for number in numbers:
        row = connection.execute(select(form.c.id, form.c.reading, form.c.record).where(form.c.id == number)).one()
        yield Stored(row.id, row.reading, row.record)
