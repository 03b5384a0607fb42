"""The real unit of work on one input, and on all that comes out of it, as a run does it: read, judge, draw, write."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from extractors.locks.passwords import Passwords
from ingest.drawing import Page, draw
from ingest.judging import judge
from ingest.naming import Ids, renamed
from ingest.output import OutputFolder, made_of
from ingest.process import CheckedForm
from ingest.rows import form_row
from ingest.sources import SourceFile
from ingest.unpack.allowance import Allowance
from ingest.work import Work, work
from reports.letter.due import due
from reports.letter.manner import Manner
from reports.letter.written import Drafted, about_submission
from reports.masking import mask_batch
from schema.batch import Batch
from schema.limits import Limits
from schema.notice import Notice, load_notice

PASSWORDS = Passwords(("x",))
LIMITS = Limits()


class Done(NamedTuple):
    """What came of an input.

    works: of the file and of all that is inside it, in the order of the manifest. pages: the reports of the forms, by id;
    letters: to the applicants, by the id of the form or the submission.
    """

    works: tuple[Work, ...]
    batch: Batch
    pages: dict[str, str]
    letters: dict[str, Drafted]

    @property
    def forms(self) -> tuple[CheckedForm, ...]:
        """All forms."""
        return tuple(form for done in self.works for form in done.forms)


@cache
def notice() -> Notice:
    """The notice that the samples answer."""
    return load_notice()


def work_on(name: str, data: bytes, folder: Path, *, masked: bool = False) -> Done:
    """What becomes of a file.

    name: of the file. folder: for what is unpacked. Raises what the program raises: there is nothing that it should.
    """
    file = folder / "input"
    file.write_bytes(data)
    works = tuple(_named(_all(SourceFile(name, file), folder)))
    forms = [form for done in works for form in done.forms]
    rows = [form_row(form) for form in forms]
    records = {form.record.id: form.record for form in forms}
    batch = judge([entry for done in works for entry in (done.entry, *done.refused)], rows, notice(), records.__getitem__)
    batch = mask_batch(batch) if masked else batch
    mails = {name: said.mail for said in batch.submissions for name in said.records}
    letters = due(batch)
    pages = {}
    written = {name: about_submission(row, notice(), Manner()) for name, row in letters.of_submissions.items()}
    for pictures in (folder / "pages", folder / "records"):
        pictures.mkdir(exist_ok=True)
    for done in works:
        for picture, jpeg in done.pictures.items():
            (folder / picture).write_bytes(jpeg)
    for form in forms:
        (folder / "records" / f"{form.record.id}.json").write_text(form.record.model_dump_json(), "utf-8")
    for row in batch.forms:
        shared = tuple(said for said in batch.shared if said.own.record == row.id)
        page = Page(folder / "records" / f"{row.id}.json", row.report, mails.get(row.id), "", letters.of_forms.get(row.id), shared)
        drawn = draw(page, notice(), Manner(), masked=masked)
        pages[row.id] = drawn.html
        if drawn.letter is not None:
            written[row.id] = drawn.letter
    return Done(works, batch, pages, written)


def write(done: Done) -> None:
    """Write what came of an input as the result of a run, and throw it away."""
    with TemporaryDirectory() as name:
        folder = OutputFolder(Path(name))
        for form in done.forms:
            folder.write_record(form.record, made_of(form.record.id))
        for row in done.batch.forms:
            folder.write_findings(row.report)
            folder.write_report(row.id, made_of(row.id), done.pages[row.id])
        for letter_id, letter in done.letters.items():
            folder.write_letter(letter_id, made_of(letter_id), letter)
        folder.close(done.batch, "")


def _all(source: SourceFile, folder: Path) -> Iterator[Work]:
    allowance = Allowance(LIMITS)
    waiting = [source]
    while waiting:
        done = allowance.admit(work(waiting.pop(), notice(), LIMITS, PASSWORDS, folder))
        yield done
        waiting += reversed(done.files)


def _named(works: Iterator[Work]) -> Iterator[Work]:
    ids = Ids()
    for done in works:
        forms = tuple(renamed(form, ids.give(form.record.id)) for form in done.forms)
        entry = done.entry.model_copy(update={"records": tuple(form.record.id for form in forms)})
        yield replace(done, entry=entry, forms=forms)
