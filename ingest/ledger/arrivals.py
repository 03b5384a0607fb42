"""What lies in the INPUTs now, written down before anything is read: what is new, what moved, what is gone.

Runs over other INPUTs take nothing away: a corrected file that is handed in by itself joins what came before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ingest.digests import Digests
from ingest.ledger.tables import arrival, intake
from ingest.ledger.telling import Telling, now
from ingest.loading import measured
from ingest.sources import Folders, SourceFile, printable


@dataclass(frozen=True, slots=True)
class Unit:
    """What is read, stored and judged as one: a file with all that is in it; a mail of a mailbox.

    source: where it is. place: of the file on the disk. number: of a mail in its mailbox, 0 for a file. file: path of the
    file below its INPUT. sha256: empty where it cannot be read.
    """

    source: SourceFile
    place: str
    number: int
    file: str
    sha256: str

    @property
    def key(self) -> tuple[str, str]:
        """By which what was read from it is found again."""
        return self.source.path, self.sha256


def units_of(sources: Iterable[SourceFile], digests: Digests) -> list[Unit]:
    """Files that came in, as units."""
    folders = Folders()
    return [Unit(source, printable(str(folders.place(source.file))), 0, source.path, digests.of(source)) for source in sources]


def mails_of(mailbox: Unit, mails: Sequence[SourceFile]) -> list[Unit]:
    """The mails of a mailbox, in its order."""
    return [
        replace(mailbox, source=mail, number=number, sha256=measured(mail)[1]) for number, mail in enumerate(mails, 1)
    ]


def begin_intake(connection: Connection, telling: Telling) -> int:
    """The number of the intake that is under way: a run that was stopped goes on with the one that it began."""
    under_way = connection.execute(select(intake.c.number).where(intake.c.ended.is_(None))).scalar()
    if under_way is not None:
        connection.execute(update(intake).where(intake.c.number == under_way).values(telling=telling.model_dump_json()))
        return int(under_way)
    last = connection.execute(select(intake.c.number).order_by(intake.c.number.desc()).limit(1)).scalar()
    number = (last or 0) + 1
    connection.execute(insert(intake), {"number": number, "began": now(), "telling": telling.model_dump_json()})
    return number


def end_intake(connection: Connection, number: int) -> None:
    """All that came in was read and told."""
    connection.execute(update(intake).where(intake.c.number == number).values(ended=now()))


def register(
    connection: Connection, units: Sequence[Unit], inputs: Sequence[Path], number: int, corrects: str | None,
    restless: Collection[Path] = (),
) -> None:
    """Write down which files lie in the INPUTs.

    number: of the intake. corrects: id of the application that they correct, if somebody says so. restless: files of which
    nobody knows yet what they will be; what is known of them stays.
    What lay there and does not any more is gone, with the mails in it. What has the bytes of a file that is gone moved.
    """
    left_alone = set(map(_place, restless))
    places = (printable(str(path.resolve())) if path.is_dir() else _place(path) for path in inputs)
    roots = [Path(place) for place in places if place not in left_alone]
    here = {(unit.place, unit.sha256) for unit in units}
    known = list(connection.execute(select(arrival)))
    stays = {row.place for row in known if (row.place, row.sha256) in here}
    gone = [
        row for row in known
        if not row.gone and (row.place, row.sha256) not in here and row.place not in left_alone
        and not (row.number and row.place in stays) and _is_below(row.place, roots)
    ]
    _enter(connection, units, known, number, corrects, gone)


def register_mails(connection: Connection, mails: Sequence[Unit], place: str, number: int, corrects: str | None) -> None:
    """Write down which mails are in the mailbox at a place; those that were in it and are not any more are gone."""
    known = list(connection.execute(select(arrival).where(arrival.c.place == place, arrival.c.number > 0)))
    here = {(unit.number, unit.sha256) for unit in mails}
    gone = [row for row in known if not row.gone and (row.number, row.sha256) not in here]
    _enter(connection, mails, known, number, corrects, gone)


def _enter(
    connection: Connection, units: Sequence[Unit], known: Sequence[Row[Any]], number: int, corrects: str | None, gone: Sequence[Row[Any]],
) -> None:
    by_place = {(row.place, row.number, row.sha256): row for row in known}
    is_new = any((unit.place, unit.number, unit.sha256) not in by_place for unit in units)
    left = _left_places(known, gone) if is_new else defaultdict(list)
    new = []
    for unit in units:
        row = by_place.get((unit.place, unit.number, unit.sha256))
        path, file = unit.source.path, unit.file
        if row is None:
            moved = left[unit.sha256].pop(0) if unit.sha256 and left[unit.sha256] else None
            if moved is not None:
                connection.execute(delete(arrival).where(arrival.c.id == moved.id))
            new.append({
                "place": unit.place, "number": unit.number, "file": file, "path": path, "sha256": unit.sha256, "gone": False,
                "intake": moved.intake if moved else number, "corrects": corrects or (moved.corrects if moved else None),
            })
        elif row.gone or row.path != path or row.file != file or (corrects and row.corrects != corrects):
            values = {"gone": False, "path": path, "file": file, "corrects": corrects or row.corrects}
            connection.execute(update(arrival).where(arrival.c.id == row.id).values(values))
    for row in gone:
        connection.execute(update(arrival).where(arrival.c.id == row.id).values(gone=True))
    if new:
        connection.execute(insert(arrival), new)


def _left_places(known: Iterable[Row[Any]], gone: Sequence[Row[Any]]) -> defaultdict[str, list[Row[Any]]]:
    """By digest, what lies no longer where it lay: the tree may have been moved as a whole."""
    left: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    ids = {row.id for row in gone}
    for row in known:
        if row.sha256 and (row.id in ids or row.gone or not Path(row.place).exists()):
            left[row.sha256].append(row)
    return left


def _place(file: Path) -> str:
    return printable(str(Folders().place(file)))


def _is_below(place: str, roots: Sequence[Path]) -> bool:
    return any(Path(place).is_relative_to(root) for root in roots)
