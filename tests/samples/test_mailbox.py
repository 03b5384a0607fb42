"""The committed mailbox: what is read from every file, and what is found, is what was put into it."""

import json
from typing import Any

import pytest

from extractors.errors import DocumentError
from extractors.read import read_forms
from schema.catalogue import CATALOGUE
from schema.notice import load_notice
from tests.samples.support import SAMPLES, differences
from validators import verify

EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
FORMS = sorted(path for path, said in EXPECTED.items() if said["forms"])
_BY_CONTENT = ("document.not_a_form", "document.encrypted", "document.unreadable")


@pytest.mark.parametrize("path", FORMS)
def test_forms_are_read_and_judged(path: str) -> None:
    """Every field as it was filled in, every fault found, nothing else said."""
    records = read_forms((SAMPLES / "mailbox" / path).read_bytes(), path, (path,), load_notice())
    assert [record.form_type for record in records] == [form["form_type"] for form in EXPECTED[path]["forms"]]
    for record, expected in zip(records, EXPECTED[path]["forms"], strict=True):
        assert differences(expected["form"], record.form.model_dump(mode="json")) == {}
        findings = verify(record, load_notice()).findings
        assert {f"{one.code}@{one.field}" if one.field else one.code for one in findings} == set(expected["faults"])


@pytest.mark.parametrize("path", sorted(path for path, said in EXPECTED.items() if said["problem"] in _BY_CONTENT))
def test_what_is_no_form_is_refused(path: str) -> None:
    """Litter ends in the code that it is there for."""
    content = (SAMPLES / "mailbox" / path).read_bytes()
    with pytest.raises(DocumentError) as refused:
        read_forms(content, path, (path,), load_notice())
    assert refused.value.code == EXPECTED[path]["problem"]


def test_the_mailbox_shows_the_catalogue() -> None:
    """Every code that a small file can lead to is in the mailbox at least once."""
    shown = {fault.partition("@")[0] for said in EXPECTED.values() for form in said["forms"] for fault in form["faults"]}
    shown |= {said["problem"] for said in EXPECTED.values()}
    assert {entry.code for entry in CATALOGUE} - shown <= {"document.macros", "document.too_large"}


def test_applicants_are_different_people() -> None:
    """No two applicants share a name or a code; some hand in two forms."""
    named = {
        (form["form"]["organisation"]["name"], form["form"]["organisation"]["credit_code"])
        for said in EXPECTED.values() for form in said["forms"]
    }
    assert len(named) == len({name for name, _ in named}) == len({code for _, code in named})
