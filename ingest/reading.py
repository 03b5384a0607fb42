"""The first half of a run: every file through a worker, every record written as it comes, only a row of each kept."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extractors.locks.passwords import Passwords
from ingest.failures import failed_in_worker
from ingest.log import log
from ingest.naming import Ids, renamed
from ingest.output import OutputFolder
from ingest.pool import Pool
from ingest.progress import Tell
from ingest.sources import SourceFile
from ingest.unpack.allowance import Allowance
from ingest.unpack.folder import spool_folder
from ingest.work import Work, work
from ingest.worker import Failure
from schema.batch import PLACED, FileEntry, FormRow
from schema.evaluation import EvaluationForm
from schema.finding import Report
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Record
from validators.check import evidence_at


@dataclass(frozen=True, slots=True)
class Found:
    """What was read, in the order of the files. forms: with the findings about each by itself.

    interrupted: reading was stopped, and this is what was finished.
    """

    files: tuple[FileEntry, ...]
    forms: tuple[FormRow, ...]
    interrupted: bool


def read_files(
    sources: Sequence[SourceFile], folder: OutputFolder, notice: Notice, limits: Limits, passwords: Passwords, jobs: int, tell: Tell,
) -> Found:
    """Read files, and what is inside them, and write the records of their forms into the output folder.

    sources: in the order in which ids are given and the batch is listed. passwords: tried on what is locked.
    jobs: how many worker processes.
    tell: is told of every file that is done.
    Raises OutputError where the folder cannot be written.
    """
    files: list[FileEntry] = []
    forms: list[FormRow] = []
    ids = Ids()
    interrupted = False
    log.info("files=%d jobs=%d", len(sources), jobs)
    with spool_folder(folder.root) as unpacked:
        results = _process_all(sources, notice, limits, passwords, jobs, unpacked)
        try:
            for done in results:
                named = [renamed(form, ids.give(form.record.id)) for form in done.forms]
                for form in named:
                    folder.write_record(form.record)
                for name, jpeg in done.pictures.items():
                    folder.write_picture(name, jpeg)
                rows = [form_row(form.record, form.report) for form in named]
                entry = done.entry.model_copy(update={"records": tuple(row.id for row in rows)})
                forms += rows
                files += (entry, *done.refused)
                log.debug("file=%r outcome=%s records=%d", entry.path, entry.outcome, len(rows))
                tell(entry, rows)
                for refused in done.refused:
                    tell(refused, ())
        except KeyboardInterrupt:
            interrupted = True
        finally:
            results.close()
    return Found(tuple(files), tuple(forms), interrupted)


def form_row(record: Record, report: Report) -> FormRow:
    """What the overview shows of a form."""
    form = record.form
    scale = form.foundation.issued_total if isinstance(form, EvaluationForm) else form.foundation.trained_total
    return FormRow(
        id=record.id,
        form_type=record.form_type,
        path=record.source.path,
        sha256=record.source.sha256,
        reader=record.source.reader,
        organisation=form.organisation.name,
        credit_code=form.organisation.credit_code,
        occupation=form.occupation,
        levels=form.levels,
        address=form.organisation.address,
        legal_representative=form.organisation.legal_representative.name,
        established=form.organisation.established,
        contact=form.organisation.contact.name,
        contact_phone=form.organisation.contact.phone,
        scale=scale,
        places={field: evidence_at(record.source.path, record.evidence_of(field)) for field in PLACED},
        report=report,
    )


def _process_all(
    sources: Sequence[SourceFile], notice: Notice, limits: Limits, passwords: Passwords, jobs: int, unpacked: Path
) -> Generator[Work, None, None]:
    allowance = Allowance(limits)
    call = partial(work, notice=notice, limits=limits, passwords=passwords, folder=unpacked)
    with Pool(call, sources, jobs, limits) as pool:
        for source, result in pool.results():
            done = Work(failed_in_worker(source, result, limits).entry) if isinstance(result, Failure) else allowance.admit(result)
            if source.is_spooled and not any(inside.file == source.file for inside in done.files):
                source.file.unlink(missing_ok=True)
            yield done
            pool.insert(done.files)
