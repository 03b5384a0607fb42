"""From the ledger: what lies in the INPUTs and what was read from it, and what was there before."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, and_, or_, select

from extractors.parts import Part
from ingest.grouping.documents import items
from ingest.grouping.received import Received
from ingest.ledger.parts import loaded
from ingest.ledger.tables import arrival, file, form, part, reading
from ingest.naming import Ids
from schema.batch import FileEntry, FormRow
from schema.record import Record


@dataclass(frozen=True, slots=True)
class Kept:
    """A form in the ledger.

    form: its number there. reading: that of the reading that gave it. digest: of its record. unit: number of the arrival
    that it came with; received: when that came. corrects: id of the application that somebody said it corrects. papers:
    of the same form, that came beside it. joined: the record, of a form whose pages came in several files; pages: the
    readings of the others of them.
    """

    form: int
    reading: int
    digest: str
    unit: int
    received: Received
    corrects: str | None
    papers: "tuple[Kept, ...]" = ()
    joined: Record | None = None
    pages: frozenset[int] = frozenset()

    @property
    def readings(self) -> frozenset[int]:
        """The readings that gave it and its papers."""
        return frozenset((self.reading, *self.pages)).union(*(paper.readings for paper in self.papers))


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A scan that may hold a part of a form. kept: as that of a form that begins with it."""

    part: Part
    kept: Kept


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit that came in: a file with all that is in it.

    number: of the arrival. gone: it lies there no more. files: its lines of the manifest, with the ids of their forms.
    forms: with the findings about each by itself. parts: of forms, by the places of their files; none of what is gone.
    """

    number: int
    gone: bool
    files: tuple[FileEntry, ...]
    forms: tuple[FormRow, ...]
    parts: Mapping[int, FoundPart] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """All that came in and was read. units: in the order of their paths. kept: of every form, by its id."""

    units: tuple[FoundUnit, ...]
    kept: Mapping[str, Kept]

    @property
    def files(self) -> tuple[FileEntry, ...]:
        """What lies there now."""
        return tuple(entry for unit in self.units if not unit.gone for entry in unit.files)

    @property
    def forms(self) -> tuple[FormRow, ...]:
        """The forms that lie there now."""
        return tuple(row for unit in self.units if not unit.gone for row in unit.forms)

    @property
    def gone(self) -> tuple[FormRow, ...]:
        """The forms that lay there once."""
        return tuple(row for unit in self.units if unit.gone for row in unit.forms)

    def changed(
        self, files: Callable[[FileEntry], FileEntry], form: Callable[[FormRow], FormRow | None], kept: Mapping[str, Kept],
    ) -> "Found":
        """With other files and forms of what lies there now; forms for which there is None are left out."""
        units = tuple(
            unit if unit.gone else replace(
                unit, files=tuple(map(files, unit.files)), forms=tuple(row for row in map(form, unit.forms) if row is not None),
            )
            for unit in self.units
        )
        return Found(units, {**self.kept, **kept})


def found_in(connection: Connection, reader: str) -> Found:
    """What the ledger has.

    reader: the version by which what lies there was read; what was not read by it yet is no part of it. Of a unit at which
    a run was stopped, what was read so far is. Ids are given in the order in which forms came first, so that a later one
    takes no other's.
    """
    every = connection.execute(
        select(arrival, reading.c.id.label("reading"))
        .join(reading, and_(reading.c.path == arrival.c.path, reading.c.sha256 == arrival.c.sha256))
        .where(or_(arrival.c.gone, reading.c.reader == reader))
        .order_by(arrival.c.file, arrival.c.place, arrival.c.number, arrival.c.id, reading.c.state)
    )
    rows = list({row.id: row for row in reversed(list(every))}.values())[::-1]  # of each what is done, before what is leased
    forms: defaultdict[int, list[Any]] = defaultdict(list)
    for stored in connection.execute(
        select(form.c.id, form.c.reading, form.c.position, form.c.name, form.c.digest, form.c.row).order_by(form.c.id)
    ):
        forms[stored.reading].append(stored)
    bodies: defaultdict[int, list[str]] = defaultdict(list)
    for line in connection.execute(select(file.c.reading, file.c.body).order_by(file.c.reading, file.c.position)):
        bodies[line.reading].append(line.body)
    parts: defaultdict[int, dict[int, Part]] = defaultdict(dict)
    now = {row.reading for row in rows if not row.gone}
    for one in connection.execute(select(part.c.reading, part.c.position, part.c.body).order_by(part.c.reading, part.c.position)):
        if one.reading in now:
            parts[one.reading][one.position] = loaded(one.body)
    names = _names(rows, forms)
    units: list[FoundUnit] = []
    kept: dict[str, Kept] = {}
    for row in rows:
        with suppress(ValidationError) if row.gone else nullcontext():  # an old record may have other boxes, and cannot be read again
            unit, of_forms = _unit(row, bodies[row.reading], forms[row.reading], parts[row.reading], names)
            units.append(unit)
            kept |= of_forms
    return Found(tuple(units), kept)


def _unit(
    row: Row[Any], bodies: list[str], forms: list[Any], parts: Mapping[int, Part], names: Mapping[tuple[int, int], str],
) -> tuple[FoundUnit, dict[str, Kept]]:
    entries = [FileEntry.model_validate_json(body) for body in bodies]
    received = _received(row, entries)
    ids: defaultdict[int, list[str]] = defaultdict(list)
    kept: dict[str, Kept] = {}
    found: list[FormRow] = []
    for one in forms:
        name = names[row.id, one.id]
        ids[one.position].append(name)
        kept[name] = Kept(one.id, row.reading, one.digest, row.id, received[one.position], row.corrects)
        found.append(renamed_row(FormRow.model_validate_json(one.row), name))
    files = tuple(
        entry.model_copy(update={"records": tuple(ids[at]), "corrects": row.corrects}) for at, entry in enumerate(entries)
    )
    of_unit = {
        at: FoundPart(one, Kept(0, row.reading, "", row.id, received[at], row.corrects))
        for at, one in parts.items() if not row.gone
    }
    return FoundUnit(row.id, row.gone, files, tuple(found), of_unit), kept


def renamed_row(row: FormRow, name: str) -> FormRow:
    """A row under another id."""
    return row.model_copy(update={"id": name, "report": row.report.model_copy(update={"record": name})})


def record_of(connection: Connection, number: int) -> Record:
    """The record of a form, under the id that it asked for."""
    return Record.model_validate_json(connection.execute(select(form.c.record).where(form.c.id == number)).scalar_one())


def _names(rows: list[Row[Any]], forms: Mapping[int, list[Any]]) -> dict[tuple[int, int], str]:
    """The id of each form, by arrival and form: the same file at two places is two forms."""
    ids = Ids()
    return {
        (row.id, one.id): ids.give(one.name)
        for row in sorted(rows, key=lambda row: row.intake) for one in forms[row.reading]
    }


def _received(row: Row[Any], entries: list[FileEntry]) -> list[Received]:
    """For each file of a unit, when it came: with the outermost mail that it came by."""
    moments = []
    for item in items(entries, ()):
        mail = None if item.mail is None else entries[item.mail].mail
        said = mail and (mail.received or mail.date)
        moments.append(Received(row.intake, datetime.fromisoformat(said) if said else None))
    return moments
