"""The second half of a run: from what was read to what is told of it. A function of records and rows, not of files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extractors.errors import DocumentError
from ingest.failures import problem_of
from ingest.judging import judge
from ingest.output import OutputFolder
from ingest.pool import each
from ingest.process import refused
from ingest.reading import Found
from ingest.unpack.settling import settle_containers
from ingest.worker import Failure
from reports.discrepancy import render_report
from reports.masking import mask_batch, mask_record
from schema.batch import Batch
from schema.finding import Report
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Record
from schema.submission import Mail


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to. interrupted: it was stopped, and the batch holds what was finished."""

    batch: Batch
    interrupted: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A report for the reviewer that is to be drawn. record: where the record lies. mail: by which the form came."""

    record: Path
    report: Report
    mail: Mail | None


def draw(page: Page, notice: Notice, *, masked: bool) -> str:
    """The page of one form, from its record as it was written down.

    masked: the record's numbers are to be masked, and so no pictures shown; those of the findings are already.
    """
    record = Record.model_validate_json(page.record.read_bytes())
    root = page.record.parent.parent
    jpegs = {picture.file: (root / picture.file).read_bytes() for picture in record.pictures}
    return render_report(mask_record(record) if masked else record, page.report, notice, page.mail, {} if masked else jpegs)


def report_batch(
    found: Found, folder: OutputFolder, notice: Notice, limits: Limits, jobs: int, tell: Callable[[], object], *,
    masked: bool = False,
) -> Run:
    """Judge what was read, write findings and report of every form, then what is told of the whole batch.

    tell: is called for every report that is written. masked: no full identity or telephone number is told.
    Raises OutputError where the folder cannot be written.
    """
    judged = judge(found.files, found.forms, notice)
    batch = mask_batch(judged) if masked else judged
    written: set[str] = set()
    failures: dict[str, DocumentError] = {}
    mails = {name: said.mail for said in batch.submissions for name in said.records}
    pages = [Page(folder.record_file(row.id), row.report, mails.get(row.id)) for row in batch.forms]
    interrupted = found.interrupted
    drawn = each(partial(draw, notice=notice, masked=masked), pages, min(jobs, len(pages)), limits)
    try:
        for page, html in drawn:
            record_id = page.report.record
            if isinstance(html, Failure):
                failures[record_id] = problem_of(html, limits)
            else:
                folder.write_report(page.report, html)
                written.add(record_id)
            tell()
    except KeyboardInterrupt:
        interrupted = True
    finally:
        drawn.close()
    batch = _finished(batch, written, failures)
    folder.close(batch, complete=not interrupted)
    return Run(batch, interrupted)


def _finished(batch: Batch, written: set[str], failures: Mapping[str, DocumentError]) -> Batch:
    """The batch without the forms that have no report: their files are problems, or not done where the run was stopped."""
    if len(written) == len(batch.forms):
        return batch
    files = []
    for entry in batch.files:
        kept = tuple(record for record in entry.records if record in written)
        if entry.members is not None or kept == entry.records:
            files.append(entry)
            continue
        error = next((failures[record] for record in entry.records if record in failures), None)
        if error is not None:
            files.append(refused(entry.model_copy(update={"records": kept}), error))
    return batch.model_copy(update={
        "forms": tuple(row for row in batch.forms if row.id in written),
        "files": tuple(settle_containers(files)),
        "submissions": tuple(
            said.model_copy(update={"records": tuple(name for name in said.records if name in written)})
            for said in batch.submissions
        ),
    })
