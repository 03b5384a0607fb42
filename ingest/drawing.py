"""One form, drawn by a worker: the page for the reviewer, and the letter to the applicant."""

from dataclasses import dataclass
from pathlib import Path

from reports.discrepancy import render_report
from reports.letter.manner import Manner
from reports.letter.words import Unread
from reports.letter.written import Drafted, about_form
from reports.masking import mask_record, mask_shared
from schema.batch import SharedText
from schema.finding import Report
from schema.notice import Notice
from schema.record import Record
from schema.submission import Mail


@dataclass(frozen=True, slots=True)
class Page:
    """A report for the reviewer that is to be drawn.

    record: where the record lies, those of other applicants beside it. mail: by which the form came.
    parts: digest of what it is made of. unread: files to be named in the letter to the applicant; None where none is due.
    shared: what its texts have in common with those of others.
    """

    record: Path
    report: Report
    mail: Mail | None
    parts: str
    unread: tuple[Unread, ...] | None
    shared: tuple[SharedText, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page, and the letter beside it; None where none is due."""

    html: str
    letter: Drafted | None


def draw(page: Page, notice: Notice, manner: Manner, *, masked: bool) -> Drawn:
    """The page of one form and the letter about it, from its record as it was written down.

    masked: the record's numbers are to be masked, and so no pictures shown; those of the findings are already.
    """
    record = _record(page.record)
    root = page.record.parent.parent
    names = [*(picture.file for picture in record.pictures), *(seal.picture for seal in record.seals or () if seal.picture)]
    jpegs = {name: (root / name).read_bytes() for name in names}
    beside = [(shared, _record(page.record.with_name(f"{shared.other.record}.json"))) for shared in page.shared]
    if masked:
        beside = [(mask_shared(shared, record, other), mask_record(other)) for shared, other in beside]
    shown = mask_record(record) if masked else record
    letter = None if page.unread is None else about_form(shown, page.report, notice, page.mail, page.unread, manner)
    html = render_report(shown, page.report, notice, page.mail, {} if masked else jpegs, beside, has_letter=letter is not None)
    return Drawn(html, letter)


def _record(file: Path) -> Record:
    return Record.model_validate_json(file.read_bytes())
