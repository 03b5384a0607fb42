"""`hebiao run`: register what came in, read what is new, tell what there is."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import URL

from extractors.locks.passwords import Passwords
from ingest.ledger.arrivals import Unit, begin_intake, end_intake, register, register_mails, unit_of
from ingest.ledger.found import found_in
from ingest.ledger.lock import alone, alone_on_server
from ingest.ledger.opening import opened
from ingest.ledger.readings import Readings, Versions
from ingest.ledger.verifying import verify_again
from ingest.ledger.versions import means, reader_version, reports_version, rules_version
from ingest.output import OutputFolder
from ingest.progress import progress, reporting
from ingest.reading import read_units
from ingest.reporting import Run, Teller
from ingest.sources import find_files
from schema.limits import Limits
from schema.notice import Notice


def run_over(
    inputs: Sequence[Path], out: Path, ledger: URL, notice: Notice, limits: Limits, passwords: Passwords, jobs: int, *,
    masked: bool, corrects: str | None,
) -> Run:
    """Process INPUTs into an output folder.

    corrects: id of the application that they correct, if somebody says so. Raises OutputError where the folder or the
    ledger cannot be written.
    """
    with alone(out), opened(ledger) as engine, alone_on_server(engine), engine.connect() as connection:
        folder = OutputFolder(out)
        units = [unit_of(source) for source in find_files(inputs, leave_out=out)]
        intake = begin_intake(connection)
        register(connection, units, inputs, intake, corrects)
        connection.commit()
        versions = Versions(reader_version(notice), rules_version(notice), means(limits), bool(passwords.tried))
        verify_again(connection, versions, notice, limits, jobs)
        readings = Readings(connection, versions)

        def found_mails(mailbox: Unit, mails: Sequence[Unit]) -> None:
            register_mails(connection, mails, mailbox.place, intake, corrects)

        with progress(sum(not readings.has(unit) for unit in units)) as tell:
            complete = read_units(units, readings, out, notice, limits, passwords, jobs, tell, found_mails)
        found = found_in(connection, versions.reader)
        teller = Teller(connection, folder, notice, limits, jobs, reports_version(notice), masked)
        with reporting(len(found.forms)) as told:
            done = teller.tell(found, told, complete=complete)
        if not done.interrupted:
            end_intake(connection, intake)
        connection.commit()
        return done
