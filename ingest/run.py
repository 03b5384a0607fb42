"""`hebiao run`: register what came in, read what is new, tell what there is. `hebiao rebuild`: tell it again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from extractors.locks.passwords import Passwords
from ingest.digests import Digests
from ingest.errors import UsageError
from ingest.ledger.arrivals import Unit, begin_intake, end_intake, register, register_mails, units_of
from ingest.ledger.lock import alone, alone_on_server
from ingest.ledger.opening import opened
from ingest.ledger.readings import Readings, Versions, judged_otherwise
from ingest.ledger.telling import Telling, last_telling
from ingest.ledger.told import applications, no_such_application, state_of, totals_told, write_totals
from ingest.ledger.versions import means, reader_version, reports_version, rules_version
from ingest.letters import manner_of
from ingest.log import log
from ingest.outcome import Run
from ingest.output import OutputFolder
from ingest.progress import progress, reporting
from ingest.sources import find_files
from ingest.unpack.folder import is_left
from reports.totals import totals_of
from schema.limits import Limits
from schema.notice import Notice, load_notice


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a batch is worked on: its output folder and its ledger, held by one at a time."""

    out: Path
    connection: Connection
    limits: Limits
    jobs: int


class Settled(NamedTuple):
    """Files of the INPUTs that lie still, and others that are being written or taken away: those are left as they were known."""

    still: frozenset[Path]
    restless: frozenset[Path]


@contextmanager
def at_desk(out: Path, ledger: URL, limits: Limits, jobs: int) -> Iterator[Desk]:
    """Take hold of an output folder and its ledger; waits for whoever holds them.

    Raises OutputError where one of them cannot be written.
    """
    with alone(out), opened(ledger) as engine, alone_on_server(engine), engine.connect() as connection:
        yield Desk(out, connection, limits, jobs)


def run_over(
    inputs: Sequence[Path], desk: Desk, telling: Telling, passwords: Passwords, corrects: str | None = None, settled: Settled | None = None,
    digests: Digests | None = None,
) -> Run:
    """Process INPUTs.

    corrects: id of the application that they correct, if somebody says so. settled: which of their files lie still; None
    where all do. digests: of files that a run before has gone through; None where all are to be gone through. Raises
    UsageError where there is no such application, OutputError where the folder or the ledger cannot be written.
    """
    notice = load_notice(telling.notice)
    connection = desk.connection
    if corrects is not None and corrects not in applications(connection):
        raise UsageError(no_such_application(connection, corrects))
    folder = OutputFolder(desk.out)
    sources = find_files(inputs, leave_out=desk.out)
    read = [source for source in sources if settled is None or source.file in settled.still]
    restless = {source.file for source in sources}.difference(source.file for source in read)
    units = units_of(read, digests or Digests())
    intake = begin_intake(connection, telling)
    register(connection, units, inputs, intake, corrects, restless.union(settled.restless if settled else ()))
    connection.commit()
    versions = Versions(reader_version(notice), rules_version(notice), means(desk.limits), bool(passwords.tried))
    _verify(desk, versions, notice)
    readings = Readings(connection, versions)
    fresh = [unit for unit in units if not readings.has(unit)]
    log.info("units=%d new=%d jobs=%d", len(units), len(fresh), desk.jobs)

    def found_mails(mailbox: Unit, mails: Sequence[Unit]) -> None:
        register_mails(connection, mails, mailbox.place, intake, corrects)

    complete = True
    if fresh or is_left(desk.out):
        # Here, as workers take longer to import than a run over what was done already takes.
        from ingest.reading import read_units

        with progress(len(fresh)) as tell:
            complete = read_units(fresh, readings, desk.out, notice, desk.limits, passwords, desk.jobs, tell, found_mails)
    done = _tell(desk, folder, telling, notice, complete=complete)
    if not done.interrupted:
        end_intake(connection, intake)
    connection.commit()
    return done


def tell_again(desk: Desk) -> Run:
    """Write what people read anew from the ledger, as the last run told it; no file that came in is opened.

    Raises UsageError where nothing was run yet.
    """
    telling = last_telling(desk.connection)
    if telling is None:
        raise UsageError(f"{desk.out} 中还没有处理过收件，请先运行 hebiao run。")
    notice = load_notice(telling.notice)
    versions = Versions(reader_version(notice), rules_version(notice), means(desk.limits), unlocking=False)
    _verify(desk, versions, notice)
    done = _tell(desk, OutputFolder(desk.out), telling, notice, complete=True)
    desk.connection.commit()
    return done


def _verify(desk: Desk, versions: Versions, notice: Notice) -> None:
    numbers = judged_otherwise(desk.connection, versions)
    if numbers:
        from ingest.ledger.verifying import verify_again

        verify_again(desk.connection, numbers, versions, notice, desk.limits, desk.jobs)


def _tell(desk: Desk, folder: OutputFolder, telling: Telling, notice: Notice, *, complete: bool) -> Run:
    reader, version, manner = reader_version(notice), reports_version(notice), manner_of(telling)
    state = state_of(desk.connection, reader, rules_version(notice), version, telling.model_dump_json(), repr(manner))
    told_last = totals_told(desk.connection, state) if complete and folder.is_as_written() else None
    if told_last is not None:
        return Run(told_last, folder.index, interrupted=False)
    # Here, as a run over what was done already needs none of it.
    from ingest.ledger.decisions import decisions
    from ingest.ledger.found import found_in
    from ingest.reporting import Teller

    found = found_in(desk.connection, reader)
    teller = Teller(desk.connection, folder, notice, desk.limits, desk.jobs, version, telling.masked, manner)
    with reporting(len(found.forms)) as told:
        done = teller.tell(found, decisions(desk.connection), told, complete=complete)
    totals = totals_of(done.batch)
    if done.whole:
        write_totals(desk.connection, state, totals)
    return Run(totals, folder.index, done.interrupted)
