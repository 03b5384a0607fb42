"""The first half of a run: every unit that is new through a worker, and into the ledger when all of it was read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from extractors.locks.passwords import Passwords
from ingest.failures import failed_in_worker
from ingest.interrupts import put_off
from ingest.ledger.arrivals import Unit, mails_of
from ingest.ledger.readings import Readings, trouble_of
from ingest.log import log
from ingest.pool import Pool
from ingest.progress import Tell
from ingest.rows import form_row
from ingest.sources import SourceFile
from ingest.unpack.allowance import Allowance
from ingest.unpack.folder import spool_folder
from ingest.work import Work, work
from ingest.worker import Failure
from schema.limits import Limits
from schema.notice import Notice

MailsFound = Callable[[Unit, Sequence[Unit]], object]  # is told of a mailbox that was opened, and of all mails in it

# What is said of a scan that may be a part of a form, as long as the files beside it are not read.
_A_PART = {"outcome": "form", "problem": None, "note": "可能只是其中几页，全部读完后与其他页合并核对"}


@dataclass(slots=True)
class _Open:
    """A unit of which files are still to come."""

    unit: Unit
    number: int
    position: int = 0
    works: list[Work] = field(default_factory=list)
    failed: bool = False


def read_units(
    units: Sequence[Unit], readings: Readings, root: Path, notice: Notice, limits: Limits, passwords: Passwords, jobs: int,
    tell: Tell, found: MailsFound,
) -> bool:
    """Read what is new, and what is inside it.

    units: that the ledger has not. root: below which files are unpacked for as long as it takes. passwords: tried on what is
    locked. jobs: how many worker processes. tell: is told of every file that is done. found: of every mailbox, before its
    mails are read.
    Returns whether all was done: False where it was interrupted. Raises OutputError where nothing can be unpacked.
    """
    reading = _Reading(readings, tell, found, limits)
    finished = False
    with spool_folder(root) as unpacked, suppress(KeyboardInterrupt):
        call = partial(work, notice=notice, limits=limits, passwords=passwords, folder=unpacked)
        with put_off():
            with Pool(call, reading.leased(units), jobs, limits) as pool:
                for source, result in pool.results():
                    pool.insert(reading.take(source, result))
            reading.finish()
        finished = True
    readings.commit()
    return finished


class _Reading:
    """What comes back from the workers, put together to units: all files of one come before any of the next."""

    def __init__(self, readings: Readings, tell: Tell, found: MailsFound, limits: Limits) -> None:
        self._readings = readings
        self._tell = tell
        self._found = found
        self._limits = limits
        self._allowance = Allowance(limits)
        self._under_way: dict[SourceFile, tuple[Unit, int]] = {}  # leased, with the number of the reading
        self._open: _Open | None = None

    def leased(self, units: Sequence[Unit]) -> Iterator[SourceFile]:
        """The files of units, each leased when it is handed out; one whose like is being read is not read twice."""
        keys = set()
        for unit in units:
            if not unit.sha256 or unit.key not in keys:
                keys.add(unit.key)
                self._under_way[unit.source] = (unit, self._readings.lease(unit))
                yield unit.source

    def take(self, source: SourceFile, result: Work | Failure) -> Sequence[SourceFile]:
        """Store what came of a file. Returns the files out of it that are to be read next."""
        if source in self._under_way:
            self.finish()
            self._open = _Open(*self._under_way.pop(source))
        if self._open is None:
            raise AssertionError(f"{source.path} belongs to no unit")
        failed = isinstance(result, Failure)
        done = Work(failed_in_worker(source, result, self._limits).entry) if isinstance(result, Failure) else self._allowance.admit(result)
        self._store(self._open, done, failed=failed)
        if source.is_spooled and not any(inside.file == source.file for inside in done.files):
            source.file.unlink(missing_ok=True)
        is_mailbox = any(not inside.root for inside in done.files)
        return self._mails(self._open.unit, done) if is_mailbox else done.files

    def finish(self) -> None:
        """All files of the unit that was under way have come."""
        if self._open is not None:
            self._readings.finish(self._open.number, self._open.unit, trouble_of(self._open.works, self._open.failed))
            self._open = None

    def _store(self, unit: _Open, done: Work, *, failed: bool) -> None:
        rows = [form_row(form) for form in done.forms]
        unit.position = self._readings.add(unit.number, unit.position, done, rows)
        unit.works.append(Work(done.entry, refused=done.refused))
        unit.failed |= failed
        log.debug("file=%r outcome=%s records=%d", done.entry.path, done.entry.outcome, len(rows))
        if done.part is None:
            self._tell(done.entry, rows)
        else:
            self._tell(done.entry.model_copy(update=_A_PART), ())
        for refused in done.refused:
            self._tell(refused, ())

    def _mails(self, mailbox: Unit, done: Work) -> list[SourceFile]:
        mails = mails_of(mailbox, done.files)
        self._found(mailbox, mails)
        return list(self.leased([mail for mail in mails if not self._readings.has(mail)]))
