"""From the ledger: what lies in the INPUTs and what was read from it, and what was there before."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from ingest.grouping.documents import items
from ingest.grouping.received import Received
from ingest.ledger.tables import arrival, file, form, reading
from ingest.naming import Ids
from schema.batch import FileEntry, FormRow
from schema.record import Record


@dataclass(frozen=True, slots=True)
class Kept:
    """A form in the ledger.

    form: its number there. reading: that of the reading that gave it. digest: of its record. unit: number of the arrival that it came with; received: when that
    came. corrects: id of the application that somebody said it corrects. papers: of the same form, that came beside it.
    """

    form: int
    reading: int
    digest: str
    unit: int
    received: Received
    corrects: str | None
    papers: "tuple[Kept, ...]" = ()

    @property
    def readings(self) -> frozenset[int]:
        """The readings that gave it and its papers."""
        return frozenset((self.reading, *(paper.reading for paper in self.papers)))


@dataclass(frozen=True, slots=True)
class Found:
    """All that came in and was read, in the order of the paths.

    files: with the ids of their forms. units: for each file the number of the arrival that it came with. forms: with the
    findings about each by itself. earlier: forms of files that lie there no more. kept: of every form, by its id.
    """

    files: tuple[FileEntry, ...]
    units: tuple[int, ...]
    forms: tuple[FormRow, ...]
    earlier: tuple[FormRow, ...]
    kept: Mapping[str, Kept]


def found_in(connection: Connection, reader: str) -> Found:
    """What the ledger has.

    reader: the version by which what lies there was read; what was not read by it yet is no part of it. Ids are given in
    the order in which forms came first, so that a later one takes no other's.
    """
    rows = list(connection.execute(
        select(arrival, reading.c.id.label("reading"), reading.c.reader)
        .join(reading, and_(reading.c.path == arrival.c.path, reading.c.sha256 == arrival.c.sha256, reading.c.state == "done"))
        .where(or_(arrival.c.gone, reading.c.reader == reader))
        .order_by(arrival.c.file, arrival.c.place, arrival.c.number, arrival.c.id)
    ))
    forms: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for stored in connection.execute(
        select(form.c.id, form.c.reading, form.c.position, form.c.name, form.c.digest, form.c.row).order_by(form.c.id)
    ):
        forms[stored.reading].append(stored)
    names = _names(rows, forms)
    bodies: defaultdict[int, list[str]] = defaultdict(list)
    for line in connection.execute(select(file.c.reading, file.c.body).order_by(file.c.reading, file.c.position)):
        bodies[line.reading].append(line.body)
    files: list[FileEntry] = []
    units: list[int] = []
    found: list[FormRow] = []
    earlier: list[FormRow] = []
    kept: dict[str, Kept] = {}
    for row in rows:
        entries = [FileEntry.model_validate_json(body) for body in bodies[row.reading]]
        received = _received(row, entries)
        ids = defaultdict(list)
        for one in forms[row.reading]:
            name = names[row.id, one.id]
            ids[one.position].append(name)
            kept[name] = Kept(one.id, row.reading, one.digest, row.id, received[one.position], row.corrects)
            if not row.gone:
                found.append(_named(one.row, name))
            elif row.reader == reader:  # a record of another version may have other boxes
                earlier.append(_named(one.row, name))
        if not row.gone:
            files += (entry.model_copy(update={"records": tuple(ids[at])}) for at, entry in enumerate(entries))
            units += [row.id] * len(entries)
    return Found(tuple(files), tuple(units), tuple(found), tuple(earlier), kept)


def record_of(connection: Connection, number: int) -> Record:
    """The record of a form, under the id that it asked for."""
    return Record.model_validate_json(connection.execute(select(form.c.record).where(form.c.id == number)).scalar_one())


def _names(rows: list[Row[Any]], forms: Mapping[int, list[Row[Any]]]) -> dict[tuple[int, int], str]:
    """The id of each form, by arrival and form: the same file at two places is two forms."""
    ids = Ids()
    return {
        (row.id, one.id): ids.give(one.name)
        for row in sorted(rows, key=lambda row: (row.gone, row.intake)) for one in forms[row.reading]
    }


def _named(text: str, name: str) -> FormRow:
    row = FormRow.model_validate_json(text)
    return row.model_copy(update={"id": name, "report": row.report.model_copy(update={"record": name})})


def _received(row: Row[Any], entries: list[FileEntry]) -> list[Received]:
    """For each file of a unit, when it came: with the outermost mail that it came by."""
    moments = []
    for item in items(entries, ()):
        mail = None if item.mail is None else entries[item.mail].mail
        said = mail and (mail.received or mail.date)
        moments.append(Received(row.intake, datetime.fromisoformat(said) if said else None))
    return moments
