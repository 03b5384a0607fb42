"""What was read from each unit. It stands in the ledger whole or not at all: seen is not done."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from ingest.ledger.arrivals import Unit
from ingest.ledger.tables import file, form, part, picture, reading
from schema.batch import FormRow

if TYPE_CHECKING:
    from ingest.process import CheckedForm
    from ingest.work import Work

Trouble = Literal["none", "problem", "locked", "failure"]
_MOST_ATTEMPTS = 3  # at a file on which workers fail: a machine under load may be to blame, but not for ever
_AT_A_TIME = 16  # units in one transaction: what a pulled plug costs is read again


@dataclass(frozen=True, slots=True)
class Versions:
    """What reads and judges; see `versions.py`. unlocking: passwords were given."""

    reader: str
    rules: str
    means: str
    unlocking: bool


class Readings:
    """The readings of a ledger, as one run sees and adds to them."""

    def __init__(self, connection: Connection, versions: Versions) -> None:
        self._connection = connection
        self._versions = versions
        self._uncommitted = 0
        self._known = {(row.path, row.sha256): row for row in connection.execute(select(reading).where(reading.c.state == "done"))}
        left = connection.execute(select(reading).where(reading.c.state == "leased"))
        self._attempts = {(row.path, row.sha256): row.attempts for row in left}
        connection.execute(delete(reading).where(reading.c.state == "leased"))

    def has(self, unit: Unit) -> bool:
        """Whether a unit need not be read: the same bytes were, by this reader, and trying again would change nothing."""
        row = self._known.get(unit.key)
        return bool(unit.sha256) and row is not None and row.reader == self._versions.reader and not self._worth_another_try(row)

    def lease(self, unit: Unit) -> int:
        """Say that a unit is being read. Returns the number of the reading; what was read before stays until it is done."""
        row = self._known.get(unit.key)
        before = max(self._attempts.get(unit.key, 0), row.attempts if row is not None and row.trouble == "failure" else 0)
        made = self._connection.execute(insert(reading).values(
            path=unit.source.path, sha256=unit.sha256, state="leased", attempts=before + 1, reader=self._versions.reader,
            means=self._versions.means, trouble="none",
        ))
        return int(made.inserted_primary_key[0])  # type: ignore[index]  # of an insert it is there

    def add(self, number: int, position: int, work: "Work", rows: Sequence[FormRow]) -> int:
        """Store what came of one file of a unit.

        position: of its line in the unit's manifest. rows: of its forms. Returns the position of the next file.
        """
        entries = [work.entry, *work.refused]
        self._connection.execute(insert(file), [
            {
                "reading": number, "position": position + at, "path": entry.path, "sha256": entry.sha256,
                "outcome": entry.outcome, "body": entry.model_dump_json(),
            }
            for at, entry in enumerate(entries)
        ])
        if work.forms:
            forms = zip(work.forms, rows, strict=True)
            self._connection.execute(insert(form), [self._form(number, position, one, row) for one, row in forms])
        if work.part is not None:
            from ingest.ledger.parts import dumped  # scans are rare, and what reads them takes long to import

            self._connection.execute(insert(part).values(reading=number, position=position, body=dumped(work.part)))
        if work.pictures:
            self._connection.execute(insert(picture), [
                {"reading": number, "name": name, "jpeg": jpeg} for name, jpeg in work.pictures.items()
            ])
        return position + len(entries)

    def finish(self, number: int, unit: Unit, trouble: Trouble) -> None:
        """All of a unit was read; it takes the place of what was read before."""
        path, digest = unit.key
        self._connection.execute(
            delete(reading).where(reading.c.path == path, reading.c.sha256 == digest, reading.c.id != number)
        )
        self._connection.execute(update(reading).where(reading.c.id == number).values(state="done", trouble=trouble))
        self._uncommitted += 1
        if self._uncommitted >= _AT_A_TIME:
            self.commit()

    def commit(self) -> None:
        """Put what was finished on the disk."""
        self._connection.commit()
        self._uncommitted = 0

    def _worth_another_try(self, row: Row[Any]) -> bool:
        if row.trouble == "none":
            return False
        if row.means != self._versions.means:
            return True
        return self._versions.unlocking if row.trouble == "locked" else row.trouble == "failure" and row.attempts < _MOST_ATTEMPTS

    def _form(self, number: int, position: int, checked: "CheckedForm", row: FormRow) -> dict[str, object]:
        record = checked.record.model_dump_json()
        return {
            "reading": number, "position": position, "name": checked.record.id, "digest": sha256(record.encode()).hexdigest(),
            "record": record, "rules": self._versions.rules, "row": row.model_dump_json(),
        }


def judged_otherwise(connection: Connection, versions: Versions) -> list[int]:
    """The numbers of the forms that were judged by other rules; those that another reader read are read again anyway, if they are there."""
    wanted = select(form.c.id).where(form.c.rules != versions.rules).order_by(form.c.id)
    return [int(number) for number in connection.execute(wanted).scalars()]


def trouble_of(works: "Sequence[Work]", failed: bool) -> Trouble:
    """What the reading of a unit lacks. failed: a worker failed on one of its files."""
    if failed:
        return "failure"
    problems = [entry.problem for work in works for entry in (work.entry, *work.refused) if entry.problem]
    if any(problem.code == "document.encrypted" for problem in problems):
        return "locked"
    return "problem" if problems else "none"
