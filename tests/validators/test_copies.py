"""agreement.copies: what a recogniser may have got wrong is a hint, and what it could not read is no difference."""

from typing import Any

from schema.notice import load_notice
from schema.record import Evidence, Record
from tests.validators.records import clean_training, make_record, spoil
from validators.copies import copies_say_the_same

NOTICE = load_notice()


def _paper(reader: str = "scan", evidence: dict[str, Evidence] | None = None, **changes: Any) -> Record:
    record = make_record("training_institution", spoil(clean_training(), {key.replace("__", "."): value for key, value in changes.items()}))
    source = record.source.model_copy(update={"reader": reader, "path": "盖章版.pdf"})
    return record.model_copy(update={"source": source, "evidence": {**record.evidence, **(evidence or {})}})


def _told(paper: Record) -> dict[str | None, str]:
    """Severity of each finding by its field."""
    record = make_record("training_institution", clean_training())
    return {finding.field: finding.severity for finding in copies_say_the_same(record, paper, NOTICE)}


def test_a_copy_that_says_the_same_is_not_told() -> None:
    """Nor is a scan in which a character of a long text was misread."""
    profile = str(clean_training()["organisation"]["profile"])
    assert _told(_paper()) == {}
    assert _told(_paper(organisation__profile=profile[:-2] + "口" + profile[-1])) == {}


def test_numbers_and_identifiers_are_errors() -> None:
    """Of a scan as well, where no characters that look alike explain the difference."""
    assert _told(_paper(organisation__employees=9999)) == {"organisation.employees": "error"}
    assert _told(_paper("pdf", organisation__national_base=True)).get("organisation.national_base", "error") == "error"


def test_what_looks_alike_or_was_not_sure_is_a_hint() -> None:
    """A zero for an O, or a number that the recogniser doubted."""
    code = str(clean_training()["organisation"]["credit_code"])
    assert _told(_paper(organisation__credit_code=code.replace("5", "S", 1))) == {"organisation.credit_code": "info"}
    doubted = {"organisation.employees": Evidence(label="正式员工数", raw="9999", state="read", confidence=0.6)}
    assert _told(_paper(evidence=doubted, organisation__employees=9999)) == {"organisation.employees": "info"}


def test_a_pdf_is_taken_at_its_word() -> None:
    """Text is not recognised there: one character makes a difference."""
    code = str(clean_training()["organisation"]["credit_code"])
    assert _told(_paper("pdf", organisation__credit_code=code.replace("5", "S", 1))) == {"organisation.credit_code": "error"}


def test_what_could_not_be_read_is_no_difference() -> None:
    """The finding about that is another."""
    covered = {"organisation.employees": Evidence(label="正式员工数", raw="4?", state="covered", confidence=0.2)}
    assert _told(_paper(evidence=covered, organisation__employees=None)) == {}


def test_rows_are_counted() -> None:
    """A teacher more on paper."""
    teachers = clean_training()["foundation"]["teachers"]
    assert _told(_paper(foundation__teachers=[*teachers, teachers[0]])) == {"foundation.teachers": "warning"}
