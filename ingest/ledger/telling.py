"""How a batch is told, as the last run was asked to: what tells it again between two runs keeps to that."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, select

from ingest.ledger.tables import intake
from schema.record import Plain


class Telling(Plain):
    """notice: name or file of the rules. masked: no full identity or telephone number is told.

    letterhead: file that letters are put into, None for the plain sheet. reply_by: the day that they name, None where the
    notice's working days count.
    """

    notice: str
    masked: bool
    letterhead: str | None = None
    reply_by: date | None = None


def last_telling(connection: Connection) -> Telling | None:
    """How the last run told; None where there was none."""
    said = connection.execute(select(intake.c.telling).order_by(intake.c.number.desc()).limit(1)).scalar()
    return None if said is None else Telling.model_validate_json(said)


def now() -> str:
    """The present moment, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
