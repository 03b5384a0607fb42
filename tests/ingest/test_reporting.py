"""The second half of a run: findings and reports, from what the first half wrote."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.output import OutputFolder
from ingest.process import CheckedForm
from ingest.reading import Found, form_row
from ingest.reporting import Run, report_batch
from schema.limits import Limits
from schema.notice import load_notice
from tests.ingest.support import checked, entry

NOTICE = load_notice()


def found(*ids: str, interrupted: bool = False) -> Found:
    """What the first half found: a file for each form."""
    rows = tuple(form_row(form.record, form.report) for form in map(form_of, ids))
    return Found(tuple(entry(f"{record_id}.docx", record_id) for record_id in ids), rows, interrupted)


def form_of(record_id: str) -> CheckedForm:
    return checked(record_id, f"重庆样例{record_id}有限公司")


def written(root: Path, *ids: str) -> OutputFolder:
    """The output folder as the first half leaves it."""
    folder = OutputFolder(root)
    for record_id in ids:
        folder.write_record(form_of(record_id).record)
    return folder


def report(folder: OutputFolder, what: Found, tell: Callable[[], object] = lambda: None) -> Run:
    return report_batch(what, folder, NOTICE, Limits(), 2, tell)


def names(root: Path, folder: str) -> set[str]:
    return {file.stem for file in (root / folder).iterdir()}


def test_every_record_gets_its_report(tmp_path: Path) -> None:
    """Findings and page are written from the record, and the run says what it came to."""
    told = []
    run = report(written(tmp_path, "甲", "乙"), found("甲", "乙"), lambda: told.append(1))
    assert (names(tmp_path, "reports"), names(tmp_path, "findings"), len(told)) == ({"甲", "乙"}, {"甲", "乙"}, 2)
    assert [row.report.verdict for row in run.batch.forms] == ["退回", "退回"]
    assert json.loads((tmp_path / "findings/甲.json").read_text("utf-8"))["verdict"] == "退回"
    assert "重庆样例甲有限公司" in (tmp_path / "reports/甲.html").read_text("utf-8")
    assert not run.interrupted


def test_a_report_that_cannot_be_drawn_costs_itself(tmp_path: Path) -> None:
    """Its file is a problem, its record goes, and the others are done."""
    folder = written(tmp_path, "甲", "乙")
    folder.record_file("甲").write_text("{}")
    run = report(folder, found("甲", "乙"))
    assert [row.id for row in run.batch.forms] == ["乙"]
    assert [(line.path, line.outcome, line.records) for line in run.batch.files] == [
        ("甲.docx", "problem", ()), ("乙.docx", "form", ("乙",)),
    ]
    assert [said.records for said in run.batch.submissions] == [(), ("乙",)]
    assert [names(tmp_path, kind) for kind in ("records", "findings", "reports")] == [{"乙"}] * 3


def test_what_was_read_before_an_interruption_is_reported(tmp_path: Path) -> None:
    """The second half is done for what the first finished; the manifest says that the run was stopped."""
    run = report(written(tmp_path, "甲"), found("甲", interrupted=True))
    assert run.interrupted
    assert names(tmp_path, "reports") == {"甲"}
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["interrupted"]


def test_an_interruption_between_reports(tmp_path: Path) -> None:
    """What has its report stays; records without one are told to the next run, which takes them away."""
    def interrupt() -> None:
        raise KeyboardInterrupt

    run = report(written(tmp_path, "甲", "乙"), found("甲", "乙"), interrupt)
    assert run.interrupted
    assert [row.id for row in run.batch.forms] == ["甲"]
    assert names(tmp_path, "records") == {"甲", "乙"}
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert (manifest["earlier"], [line["path"] for line in manifest["files"]]) == (["乙"], ["甲.docx"])
    report(written(tmp_path, "丙"), found("丙"))
    assert names(tmp_path, "records") == names(tmp_path, "reports") == {"丙"}


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_for_any_number_of_workers(tmp_path: Path, jobs: int) -> None:
    """Reports are drawn in workers, and written in the order of the batch."""
    order: list[set[str]] = []
    run = report_batch(
        found("甲", "乙", "丙"), written(tmp_path, "甲", "乙", "丙"), NOTICE, Limits(), jobs, lambda: order.append(names(tmp_path, "reports")),
    )
    assert order == [{"甲"}, {"甲", "乙"}, {"甲", "乙", "丙"}]
    assert [row.id for row in run.batch.forms] == ["甲", "乙", "丙"]
