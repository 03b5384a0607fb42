"""completeness.required on scans: what was not found need not be blank."""

import pytest

from schema.record import Evidence, PagePicture, Record
from tests.validators.records import NOTICE, make_record
from validators import verify

PICTURES = (PagePicture(page=1, width=595, height=842, turns=0, file=""),)
SAID = Evidence(label="", raw="", state="blank", page=1)


def lost(path: str, value: object) -> Record:
    """A record in which nothing was found of a box or table."""
    record = make_record(changes={path: value})
    return record.model_copy(update={"evidence": {found: said for found, said in record.evidence.items() if found != path}})


def told(record: Record) -> list[str | None]:
    """The fields that are said to be blank."""
    return [one.field for one in verify(record, NOTICE).findings if one.code == "completeness.required"]


@pytest.mark.parametrize(("path", "value", "field"), [
    ("organisation.address", None, "organisation.address"), ("organisation.tax_records", [], "organisation.tax_records"),
    ("organisation.tax_records[0].amount", None, "organisation.tax_records"),
])
def test_of_a_scan_only_what_was_found_is_blank(path: str, value: object, field: str) -> None:
    """Of a Word file, that which lacks the label as well; a label that a seal hides is told as missing from the form."""
    record = lost(path, value)
    assert told(record) == [field]
    scan = record.model_copy(update={"pictures": PICTURES})
    assert told(scan) == []
    assert told(scan.model_copy(update={"evidence": {**scan.evidence, path: SAID}})) == [field]
