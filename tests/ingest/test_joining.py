"""Forms whose pages came in several scanned files: one record, with every file's line saying so."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from extractors import read
from extractors.document import Document
from extractors.locks.passwords import Passwords
from extractors.read import read_contents
from ingest import check
from ingest.check import check_files
from ingest.grouping.received import Received
from ingest.grouping.submissions import group
from ingest.joining import join_pages
from ingest.ledger.found import Found, FoundPart, FoundUnit, Kept
from ingest.ledger.parts import dumped, loaded
from ingest.rows import form_row
from ingest.sources import SourceFile
from samples import pdf
from samples.forms import Filled, make_form
from samples.style import PdfStyle
from schema.limits import Limits
from schema.record import Record
from tests.ingest.pages import bytes_of, pages_of, read_as
from tests.validators.records import NOTICE

FORMS = [make_form(814, "training_institution"), make_form(812, "evaluation_institution"), make_form(819, "training_institution")]


def whole(form: Filled) -> Record:
    """The record of the form as one file."""
    return read_contents(pdf.write(form, PdfStyle()), "推荐表.pdf", ("推荐表.pdf",), NOTICE, Limits()).records[0]


def found(documents: Mapping[str, Document], patch: pytest.MonkeyPatch) -> Found:
    """What the ledger has of such files, each a unit by itself; pages of forms as they come out of it."""
    units: list[FoundUnit] = []
    kept: dict[str, Kept] = {}
    outcomes = read_as(documents, patch)
    patch.undo()
    for number, outcome in enumerate(outcomes, start=1):
        of_it = Kept(number, number, "", number, Received(1, None), None)
        rows = tuple(form_row(form) for form in outcome.forms)
        kept |= dict.fromkeys((row.id for row in rows), of_it)
        parts = {0: FoundPart(loaded(dumped(outcome.part)), of_it)} if outcome.part else {}
        units.append(FoundUnit(number, False, (outcome.entry,), rows, parts))
    return Found(tuple(units), kept)


def joined(documents: Mapping[str, Document], patch: pytest.MonkeyPatch) -> Found:
    """What is made of such files."""
    return join_pages(found(documents, patch), NOTICE, Limits(), 1)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.form_type)
def test_pages_make_the_form_that_they_are(form: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is that of the whole form; each value is found on its page, in its file."""
    pages = {f"来件/IMG_{number}.jpg": page for number, page in enumerate(pages_of(form), start=1)}
    done = joined(pages, monkeypatch)
    row, = done.forms
    record, expected = done.kept[row.id].joined, whole(form)
    assert record is not None
    assert record.form == expected.form
    assert {path: said.page for path, said in record.evidence.items()} == {path: said.page for path, said in expected.evidence.items()}
    assert {path: said.cell for path, said in record.evidence.items()} == {path: said.cell for path, said in expected.evidence.items()}
    assert [part.path for part in record.parts] == list(pages)
    assert [picture.page for picture in record.pictures] == list(range(1, len(pages) + 1))
    assert record.id == expected.id
    assert [remark.code for remark in record.remarks] == ["document.joined_pages"]
    last = max(said.page or 0 for said in record.evidence.values())
    assert record.file_of(last) == f"来件/IMG_{last}.jpg"
    assert row.places["occupation"].file == "来件/IMG_1.jpg"


def test_every_file_is_a_part_of_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is a problem any longer; the form counts once in its submission, and what no record shows is dropped."""
    form = FORMS[0]
    pages = {f"来件/IMG_{number}.jpg": page for number, page in enumerate(pages_of(form), start=1)}
    assert [entry.outcome for entry in found(pages, monkeypatch).files].count("problem") > 0
    done = joined(pages, monkeypatch)
    assert {(entry.outcome, entry.problem, entry.records) for entry in done.files} == {("form", None, (done.forms[0].id,))}
    assert all("合为一份" in entry.note for entry in done.files)
    sent, = group(done.files, done.forms).submissions
    assert [row.id for row in sent.forms] == [done.forms[0].id]
    assert len(sent.files) == len(pages)
    assert done.kept[done.forms[0].id].readings == frozenset(range(1, len(pages) + 1))


def test_a_page_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The labels that stand on it are missing in the form."""
    first, _, *others = pages_of(FORMS[0])
    row, = joined({f"{number}.jpg": page for number, page in enumerate((first, *others))}, monkeypatch).forms
    told = {finding.code: finding.message for finding in row.report.findings}
    assert "document.template_altered" in told
    assert "培训教师" in told["document.template_altered"]


def test_a_page_alone_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem that says what to do."""
    page = pages_of(FORMS[0])[2]
    done = joined({"3.jpg": page}, monkeypatch)
    assert not done.forms
    assert done.files[0].problem
    assert "各页照片，请放在同一个文件夹" in done.files[0].problem.advice


def test_check_joins_what_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages on the command line are one form."""
    expected = whole(FORMS[1])
    pages = {f"IMG_{number}.jpg": page for number, page in enumerate(pages_of(FORMS[1]), start=1)}
    by_data = {bytes_of(path): page for path, page in pages.items()}
    monkeypatch.setattr(read, "_read_document", lambda data, _: by_data[data])
    monkeypatch.setattr(check, "limit_memory", lambda _: None)  # of this process, which has other tests to run
    for path in pages:
        (tmp_path / path).write_bytes(bytes_of(path))
    sources = [SourceFile(path, tmp_path / path) for path in reversed(pages)]
    checked = check_files(sources, NOTICE, Limits(), Passwords(), 1)
    assert [record.form for record in checked.records] == [expected.form]
    assert not checked.problems
