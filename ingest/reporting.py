"""The second half of a run: from what the ledger has to what is told of it. No file that came in is seen here."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from extractors.errors import DocumentError
from ingest.copying import unite_copies, with_copies
from ingest.drawing import Page, draw
from ingest.failures import problem_of
from ingest.grouping.revisions import revise
from ingest.history import with_history, with_possible_corrections
from ingest.interrupts import put_off
from ingest.joining import join_pages
from ingest.judging import judge
from ingest.ledger.decisions import with_decisions
from ingest.ledger.found import Found, Kept, record_of
from ingest.ledger.tables import picture
from ingest.ledger.told import write_told
from ingest.output import OutputFolder, letters_of, made_of, names_of
from ingest.pool import each
from ingest.process import refused
from ingest.unpack.settling import settle_containers
from ingest.worker import Failure
from reports.letter.due import due
from reports.letter.manner import Manner
from reports.letter.written import about_submission
from reports.masking import mask_batch
from schema.batch import Batch, FormRow, SharedText
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Record


class Told(NamedTuple):
    """A batch as it was told.

    interrupted: that was stopped, and the batch holds what was finished. whole: every form has its report.
    """

    batch: Batch
    interrupted: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what the ledger has.

    version: of what draws reports. masked: no full identity or telephone number is told. manner: of letters.
    """

    connection: Connection
    folder: OutputFolder
    notice: Notice
    limits: Limits
    jobs: int
    version: str
    masked: bool
    manner: Manner

    def tell(self, found: Found, made: Sequence[Row[Any]], told: Callable[[], object], *, complete: bool) -> Told:
        """Judge all that was found and write what people read, as far as it is not there already.

        made: all decisions, in their order. told: is called for every form. complete: all that came in was read.
        Raises OutputError where the folder cannot be written.
        """
        joined = join_pages(found, self.notice, self.limits, self.jobs) if complete else found
        united = unite_copies(joined, self._read, self.notice)
        revised = revise(united)
        kept = revised.found.kept
        judged = judge(revised.found.files, revised.found.forms, self.notice, lambda name: self._read(kept[name]))
        judged = with_possible_corrections(with_history(judged, revised, self._read, self.notice), revised, self.notice)
        judged = with_decisions(judged, made)
        write_told(self.connection, judged, revised)
        batch = mask_batch(judged) if self.masked else judged
        self.folder.plan(name for row in batch.forms for name in (*names_of(row.id), *letters_of(row.id)))
        self._write_pictures(batch, revised.found.kept)
        interrupted = not complete
        written: set[str] = set()
        failures: dict[str, DocumentError] = {}
        try:
            with put_off():
                for record_id, failure in self._write_forms(batch, revised.found.kept):
                    if failure is None:
                        written.add(record_id)
                    else:
                        failures[record_id] = failure
                    told()
        except KeyboardInterrupt:
            interrupted = True
        batch = _finished(batch, written, failures)
        self._write_letters(batch)
        self.folder.close(batch, self.version, complete=not interrupted)
        return Told(batch, interrupted, whole=not interrupted and not failures)

    def _read(self, kept: Kept) -> Record:
        return kept.joined or record_of(self.connection, kept.form)

    def _write_forms(self, batch: Batch, kept: Mapping[str, Kept]) -> Iterator[tuple[str, DocumentError | None]]:
        """Write what is told of each form; yields its id when it is there, with what hindered it."""
        mails = {name: said.mail for said in batch.submissions for name in said.records}
        letters = due(batch).of_forms
        manner = made_of(repr(self.manner))
        shared: defaultdict[str, tuple[SharedText, ...]] = defaultdict(tuple)
        for text in batch.shared:
            shared[text.own.record] += (text,)
        pages = []
        for row in batch.forms:
            beside = (f"{text.model_dump_json()}{kept[text.other.record].digest}" for text in shared[row.id])
            parts = self._write_record(row, kept[row.id])
            mail, unread = mails.get(row.id), letters.get(row.id)
            of_page = made_of(
                parts, row.report.model_dump_json(), mail.model_dump_json() if mail else "", self.version, str(self.masked),
                repr(unread), manner, *beside,
            )
            self.folder.write_findings(row.report)
            if self.folder.has_report(row.id, of_page) and (unread is None or self.folder.has_letter(row.id, of_page)):
                yield row.id, None
            else:
                pages.append(Page(self.folder.record_file(row.id), row.report, mail, of_page, unread, shared[row.id]))
        call = partial(draw, notice=self.notice, manner=self.manner, masked=self.masked)
        for page, told in each(call, pages, min(self.jobs, len(pages)), self.limits):
            record_id = page.report.record
            if isinstance(told, Failure):
                yield record_id, problem_of(told, self.limits)
            else:
                self.folder.write_report(record_id, page.parts, told.html)
                if told.letter is not None:
                    self.folder.write_letter(record_id, page.parts, told.letter)
                yield record_id, None

    def _write_letters(self, batch: Batch) -> None:
        """Write the letters about what came without a form that could be read."""
        manner = made_of(repr(self.manner))
        for name, row in due(batch).of_submissions.items():
            parts = made_of(repr(row), manner, self.version)
            if not self.folder.has_letter(name, parts):
                self.folder.write_letter(name, parts, about_submission(row, self.notice, self.manner))

    def _write_record(self, row: FormRow, kept: Kept) -> str:
        """Write the record of a form under its id. Returns the digest of what it is made of."""
        parts = made_of(row.id, kept.digest, *(paper.digest for paper in kept.papers))
        if not self.folder.has_record(row.id, parts):
            record = with_copies(self._read(kept), [self._read(paper) for paper in kept.papers])
            self.folder.write_record(record.model_copy(update={"id": row.id}), parts)
        return parts

    def _write_pictures(self, batch: Batch, kept: Mapping[str, Kept]) -> None:
        """Write the pictures of the pages of all forms that are told of."""
        readings = sorted({reading for row in batch.forms for reading in kept[row.id].readings})
        for number in readings:
            for name in self.connection.execute(select(picture.c.name).where(picture.c.reading == number)).scalars().all():
                parts = made_of(name, str(number))
                if not self.folder.has_picture(name, parts):
                    wanted = select(picture.c.jpeg).where(picture.c.reading == number, picture.c.name == name)
                    self.folder.write_picture(name, parts, self.connection.execute(wanted).scalar_one())


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
