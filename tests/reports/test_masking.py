"""`--mask`: no full identity or telephone number in anything that is told, and nothing else is changed."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.discrepancy import render_report
from reports.index import render_index
from reports.masking import mask_batch, mask_record, mask_report
from reports.workbook import write_workbook
from schema.batch import Batch, FileEntry, Problem
from schema.boxes import Kind, boxes
from schema.finding import Finding, FindingEvidence, Report, report
from schema.forms import FORMS, FormType
from schema.notice import load_notice
from schema.record import Evidence, Record, Unassigned
from schema.submission import Paper
from tests.reports.builder import CLEAN, make_batch, make_finding, make_mail, make_record, make_submission, paths

IDENTITY, MOBILE, LANDLINE, WRONG = "500103199001011234", "13812345678", "023-60000483", "1381234567"
SECRETS = ("19900101", "1234567", "6000048", "60000483")  # the parts that must not be seen
WORDS = f"张三{IDENTITY}，电话 １３８ １２３４ ５６７８、{LANDLINE}"
CODE = "91500112MA5U7QXW0P"


def compact(text: str) -> str:
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))


def told(form_type: FormType) -> tuple[Record, Report]:
    """A record with numbers in every text, and findings with numbers in every part."""
    numbers = {Kind.PHONE: WRONG, Kind.ID_NUMBER: IDENTITY[:17], Kind.TEXT: WORDS, Kind.PROSE: WORDS, Kind.EMAIL: f"{MOBILE}@139.com"}
    clean = make_record(form_type)
    fields = {path: box for box in boxes(FORMS[form_type]) for path in paths(clean.form, box) if box.kind in numbers}
    changes = {path: numbers[box.kind] for path, box in fields.items()}
    evidence = {path: Evidence(label=WORDS, raw=f"{numbers[box.kind]} {WORDS}", state="read") for path, box in fields.items()}
    data = {**CLEAN[form_type], "recommendation": {"reason": WORDS, "phone": WRONG}}
    source = clean.source.model_copy(update={"path": f"{WORDS}.docx", "origin": (f"{WORDS}.eml", f"{WORDS}.docx")})
    record = make_record(form_type, changes, evidence, data, source=source, unassigned=(Unassigned(text=WORDS),))
    findings = [finding(path, str(value)) for path, value in changes.items()]
    findings += [finding(None, WORDS), birth(), finding("organisation.credit_code", CODE)]
    return record, report(record.id, findings)


def finding(field: str | None, value: str) -> Finding:
    return make_finding(
        field, message=f"“{value}”不对", found=value, expected=WORDS, suggestion=WORDS, label=WORDS,
        evidence=FindingEvidence(file=f"{WORDS}.docx", excerpt=value),
    )


def birth() -> Finding:
    """A finding that says the day of birth: with the ends of the number it would give the whole."""
    return make_finding(
        "organisation.legal_representative.id_number", code="identity.id_number", message="身份证号中的出生日期“1990-01-01”不存在",
        found=IDENTITY, expected=None, suggestion="请核对。", evidence=FindingEvidence(file="a.docx", excerpt=IDENTITY),
    )


def batch(record: Record, found: Report) -> Batch:
    """A batch in which numbers stand in every text of files and submissions, too."""
    problem = Problem(file=f"{WORDS}.pdf", code="document.unreadable", reason=WORDS, advice=WORDS)
    entry = FileEntry(
        path=f"{WORDS}.pdf", origin=(f"{WORDS}.eml", f"{WORDS}.pdf"), size=1, sha256="1381234567890" * 4, media_type="application/pdf",
        outcome="problem", problem=problem, note=WORDS, raw_name=f"%25D5%25C5{MOBILE}.pdf", mail=make_mail(subject=WORDS),
        paper=Paper(kind="other", by="name", names=(WORDS,), credit_codes=(CODE,)),
    )
    mail = make_mail(sender=f"{MOBILE}@139.com", to=WORDS, subject=WORDS, message_id=f"<{MOBILE}@139.com>")
    came = make_submission(title=WORDS, mail=mail, files=(f"{WORDS}.pdf",), missing=(WORDS,), findings=(finding(None, WORDS), birth()))
    return make_batch([(record, found)], [entry], [came, make_submission(id="2", title=WORDS, records=(), findings=came.findings)])


@pytest.fixture(params=list(FORMS))
def case(request: pytest.FixtureRequest) -> tuple[Record, Report]:
    return told(request.param)


def assert_masked(text: str, *, starred: bool = True) -> None:
    for secret in SECRETS:
        assert secret not in compact(text)
    assert not starred or "500103********1234" in text


def test_pages_are_masked(case: tuple[Record, Report]) -> None:
    """Report and index show no full number, wherever it stood; the credit code stays."""
    record, found = case
    page = render_report(mask_record(record), mask_report(found), load_notice(), mask_batch(batch(record, found)).submissions[0].mail)
    assert_masked(page)
    assert CODE in page
    assert_masked(render_index(mask_batch(batch(record, found))))


def test_the_workbook_is_masked(case: tuple[Record, Report], tmp_path: Path) -> None:
    """No cell of any sheet shows a full number."""
    write_workbook(mask_batch(batch(*case)), tmp_path / "summary.xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "summary.xlsx")
    for sheet in book:
        words = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.column != 11 or sheet.title != "文件")
        assert_masked(words, starred=sheet.title not in ("名册", "推荐汇总表"))


def test_data_is_masked(case: tuple[Record, Report]) -> None:
    """Findings and the lines of the manifest as well; digests and ids stay as they are."""
    record, found = case
    assert_masked(mask_report(found).model_dump_json())
    masked = mask_batch(batch(record, found))
    entry = masked.files[1]
    assert entry.sha256 == "1381234567890" * 4
    assert entry.raw_name is None
    assert_masked(entry.model_dump_json(exclude={"sha256"}))
    assert [row.id for row in masked.forms] == [record.id]
    assert [said.id for said in masked.submissions] == [entry.submission, "2"]


def test_a_box_for_numbers_is_masked_by_its_name(case: tuple[Record, Report]) -> None:
    """A number that is none, in a phone's box: of teachers and experts, of the recommending office too."""
    masked = mask_record(case[0])
    table = "teachers" if case[0].form_type == "training_institution" else "experts"
    for path in ("organisation.contact.phone", f"foundation.{table}[1].phone", "recommendation.phone"):
        assert masked.value(path) == "138***4567"
    assert masked.value("organisation.legal_representative.id_number") == "500103*******1123"


def test_only_numbers_are_masked() -> None:
    """A record without any keeps every value; verdict, counts, fields and places stay as they are."""
    record = make_record("training_institution")
    plain = {path: value for box in boxes(FORMS["training_institution"]) if box.kind not in (Kind.PHONE, Kind.ID_NUMBER)
             for path in paths(record.form, box) if (value := record.value(path)) is not None}
    masked = mask_record(record)
    assert {path: masked.value(path) for path in plain} == plain
    found = report(record.id, [make_finding("occupation"), birth()])
    hidden = mask_report(found)
    assert (hidden.verdict, hidden.counts, hidden.findings[0]) == (found.verdict, found.counts, found.findings[0])
    assert hidden.findings[1].message == "身份证号中的出生日期“****-**-**”不存在"


def test_unmasked_records_are_untouched(case: tuple[Record, Report]) -> None:
    """Masking makes something new: what is written as a record keeps its numbers."""
    record, _ = case
    before: Any = record.model_dump()
    mask_record(record)
    assert record.model_dump() == before
