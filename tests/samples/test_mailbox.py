"""The committed mailbox: what `hebiao run` makes of every file, and what it finds, is what was put into it."""

import json
from pathlib import Path
from typing import Any

import pytest

from schema.catalogue import CATALOGUE
from tests.samples.support import SAMPLES, differences

EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
FILES: dict[str, Any] = EXPECTED["files"]
FORMS = sorted(path for path, said in FILES.items() if said["forms"] and not said["corrected_by"])
CORRECTED = sorted(path for path, said in FILES.items() if said["corrected_by"])


@pytest.fixture(scope="module")
def manifest(samples_run: Path) -> dict[str, Any]:
    """What the run says of its files and submissions."""
    said: dict[str, Any] = json.loads((samples_run / "manifest.json").read_text("utf-8"))
    return said


@pytest.fixture(scope="module")
def entries(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of the manifest by path."""
    return {entry["path"]: entry for entry in manifest["files"]}


def _document(samples_run: Path, folder: str, record: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((samples_run / folder / f"{record}.json").read_text("utf-8"))
    return said


@pytest.mark.parametrize("path", FORMS)
def test_forms_are_read_and_judged(samples_run: Path, entries: dict[str, dict[str, Any]], path: str) -> None:
    """Every field as it was filled in, every fault found, nothing else said."""
    forms = FILES[path]["forms"]
    records = [_document(samples_run, "records", record) for record in entries[path]["records"]]
    assert [record["form_type"] for record in records] == [form["form_type"] for form in forms]
    for record, expected in zip(records, forms, strict=True):
        assert differences(expected["form"], record["form"]) == {}
        findings = _document(samples_run, "findings", record["id"])["findings"]
        found = {f"{one['code']}@{one['field']}" if one["field"] else one["code"] for one in findings}
        assert found == set(expected["faults"])


@pytest.mark.parametrize("path", CORRECTED)
def test_corrections_count(samples_run: Path, entries: dict[str, dict[str, Any]], path: str) -> None:
    """A form that was corrected later stands in the report of the one that counts, with what became of its faults."""
    counting = FILES[path]["corrected_by"]
    assert entries[path]["corrected_by"] == counting
    assert entries[path]["records"] == entries[counting]["records"]
    [before], [after] = FILES[path]["forms"], FILES[counting]["forms"]
    told = _document(samples_run, "findings", entries[path]["records"][0])
    assert [one["path"] for one in told["earlier"]] == [path]
    assert {f"{one['code']}@{one['field']}" for one in told["resolved"]} == set(before["faults"]) - set(after["faults"])
    assert {one["status"] for one in told["findings"]} == {"未改"}


def test_every_file_ends_as_it_must(entries: dict[str, dict[str, Any]]) -> None:
    """Each has its line, those in mails and archives too, with its outcome, the number of its members, and its problem."""
    ends = {
        path: (entry["outcome"], entry["members"], entry["problem"] and entry["problem"]["code"]) for path, entry in entries.items()
    }
    assert ends == {path: (said["outcome"], said["members"], said["problem"]) for path, said in FILES.items()}


def test_papers_are_known(entries: dict[str, dict[str, Any]]) -> None:
    """Each is told for what it is, by what it says where that can be read, else by its name."""
    wanted = {path: said["paper"] for path, said in FILES.items() if said["paper"]}
    known = {path: {key: entries[path]["paper"][key] for key in ("kind", "by")} for path in wanted}
    assert known == wanted


def test_what_came_together(samples_run: Path, manifest: dict[str, Any]) -> None:
    """Every submission with its kind, title, files, what is missing and what is found about it, and no other.

    What is found about it is told in the reports of its forms too.
    """
    told = ("kind", "title", "files", "missing", "findings")
    found = [
        one | {"files": sorted(one["files"]), "findings": sorted(finding["code"] for finding in one["findings"])}
        for one in manifest["submissions"]
    ]
    wanted = [one | {"findings": sorted(one["findings"])} for one in EXPECTED["submissions"]]
    by_title = {one["title"]: {key: one[key] for key in told} for one in found}
    assert len(by_title) == len(found)
    assert by_title == {one["title"]: one for one in wanted}
    for one in (one for one in manifest["submissions"] if one["records"]):
        reports = [_document(samples_run, "findings", record)["findings"] for record in one["records"]]
        told_of_forms = {finding["message"] for report in reports for finding in report}
        assert {finding["message"] for finding in one["findings"]} <= told_of_forms


def test_the_mailbox_shows_the_catalogue() -> None:
    """Every code that a small file can lead to is in the mailbox at least once."""
    shown = {fault.partition("@")[0] for said in FILES.values() for form in said["forms"] for fault in form["faults"]}
    shown |= {said["problem"] for said in FILES.values()}
    shown |= {code for submission in EXPECTED["submissions"] for code in submission["findings"]}
    # A file that is no form is material, of which nothing is to be found.
    assert {entry.code for entry in CATALOGUE} - shown == {
        "document.macros", "document.too_large", "duplicates.another_occupation", "document.not_a_form", "seal.position",
    }


def test_applicants_are_different_people() -> None:
    """No two applicants share a name or a code; some hand in several forms."""
    named = {
        (form["form"]["organisation"]["name"], form["form"]["organisation"]["credit_code"])
        for said in FILES.values() for form in said["forms"]
    }
    assert len(named) == len({name for name, _ in named}) == len({code for _, code in named})
