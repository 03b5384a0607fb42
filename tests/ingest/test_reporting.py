"""The second half of a run: findings and reports, from what the first half wrote."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection

from ingest import drawing
from ingest.drawing import Drawn, Page
from ingest.ledger.found import found_in
from ingest.output import OutputFolder
from ingest.process import CheckedForm
from ingest.reporting import Teller, Told
from reports.letter.manner import Manner
from schema.limits import Limits
from schema.notice import Notice, load_notice
from tests.ingest.ledgers import VERSIONS, hand_in, unit
from tests.ingest.support import checked
from tests.reports.letter.opening import lines
from validators.texts.fingerprints import fingerprints

NOTICE = load_notice()


def form_of(record_id: str) -> CheckedForm:
    return checked(record_id, f"重庆样例{record_id}有限公司")


def report(
    connection: Connection, root: Path, *ids: str, tell: Callable[[], object] = lambda: None, complete: bool = True, jobs: int = 2,
    manner: Manner = Manner(),  # noqa: B008 - plain data
) -> Told:
    """The second half of a run, after the first found a file for each form."""
    hand_in(connection, {unit(f"{record_id}.docx"): [form_of(record_id)] for record_id in ids})
    teller = Teller(connection, OutputFolder(root), NOTICE, Limits(), jobs, "1", masked=False, manner=manner)
    return teller.tell(found_in(connection, VERSIONS.reader), [], tell, complete=complete)


def draw_but_not(page: Page, notice: Notice, manner: Manner, *, masked: bool, failing: str) -> Drawn:
    """Draws, but fails at one."""
    if page.report.record == failing:
        raise ValueError
    return really_draw(page, notice, manner, masked=masked)


really_draw = drawing.draw


def names(root: Path, folder: str) -> set[str]:
    return {file.stem for file in (root / folder).iterdir()}


def test_every_record_gets_its_report(connection: Connection, tmp_path: Path) -> None:
    """Record, findings and page are written, and the run says what it came to."""
    told: list[int] = []
    run = report(connection, tmp_path, "甲", "乙", tell=lambda: told.append(1))
    assert (names(tmp_path, "reports"), names(tmp_path, "findings"), len(told)) == ({"甲", "乙"}, {"甲", "乙"}, 2)
    assert [row.report.verdict for row in run.batch.forms] == ["退回", "退回"]
    assert json.loads((tmp_path / "findings/甲.json").read_text("utf-8"))["verdict"] == "退回"
    assert "重庆样例甲有限公司" in (tmp_path / "reports/甲.html").read_text("utf-8")
    assert (run.interrupted, run.whole) == (False, True)


def test_a_report_that_cannot_be_drawn_costs_itself(
    connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its file is a problem, its record goes, and the others are done."""
    monkeypatch.setattr("ingest.reporting.draw", partial(draw_but_not, failing="甲"))
    run = report(connection, tmp_path, "甲", "乙")
    assert [row.id for row in run.batch.forms] == ["乙"]
    assert not run.whole  # so that the next run tries again
    assert {line.path: (line.outcome, line.records) for line in run.batch.files} == {
        "甲.docx": ("problem", ()), "乙.docx": ("form", ("乙",)),
    }
    assert {said.records for said in run.batch.submissions} == {(), ("乙",)}
    assert [names(tmp_path, kind) for kind in ("records", "findings", "reports")] == [{"乙"}] * 3


def test_what_was_read_before_an_interruption_is_reported(connection: Connection, tmp_path: Path) -> None:
    """The second half is done for what the first finished; the manifest says that the run was stopped."""
    run = report(connection, tmp_path, "甲", complete=False)
    assert run.interrupted
    assert names(tmp_path, "reports") == {"甲"}
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["interrupted"]


def test_an_interruption_between_reports(connection: Connection, tmp_path: Path) -> None:
    """What has its report stays; records without one are told to the next run, which takes them away."""
    def interrupt() -> None:
        raise KeyboardInterrupt

    run = report(connection, tmp_path, "丙", "丁", tell=interrupt)
    assert run.interrupted
    assert [row.id for row in run.batch.forms] == ["丁"]
    assert names(tmp_path, "records") == {"丙", "丁"}
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert [line["path"] for line in manifest["files"]] == ["丁.docx"]
    report(connection, tmp_path, "戊")
    assert names(tmp_path, "records") == names(tmp_path, "reports") == {"戊"}


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_for_any_number_of_workers(connection: Connection, tmp_path: Path, jobs: int) -> None:
    """Reports are drawn in workers, and written in the order of the batch."""
    order: list[set[str]] = []
    run = report(connection, tmp_path, "1", "2", "3", jobs=jobs, tell=lambda: order.append(names(tmp_path, "reports")))
    assert order == [{"1"}, {"1", "2"}, {"1", "2", "3"}]
    assert [row.id for row in run.batch.forms] == ["1", "2", "3"]


def test_what_is_there_is_not_written_again(connection: Connection, tmp_path: Path) -> None:
    """Only what somebody changed or took away since is."""
    report(connection, tmp_path, "1", "2")
    (tmp_path / "reports/1.html").write_text("x")
    (tmp_path / "records/2.json").unlink()
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.*ml") if file.suffix == ".html"}
    report(connection, tmp_path, "1", "2")
    anew = {file.relative_to(tmp_path).as_posix() for file, moment in before.items() if file.stat().st_mtime_ns != moment}
    assert anew == {"reports/1.html"}
    assert "重庆样例1有限公司" in (tmp_path / "reports/1.html").read_text("utf-8")
    assert names(tmp_path, "records") == {"1", "2"}


@pytest.mark.parametrize("masked", [False, True])
def test_a_shared_text_is_shown_in_both_reports(connection: Connection, tmp_path: Path, masked: bool) -> None:
    """Both findings and both texts, each page from the two records as they were written; masked where that is asked."""
    story = "我们把办法带到山里的两家茶厂，帮助他们用传感器记录揉捻和烘焙的每个环节，合格的比例因此上升，联系电话13812345678。" * 2
    hand_in(connection, {unit(f"{name}.docx"): [with_profile(form_of(name), f"{name}校。{story}")] for name in ("甲", "乙")})
    Teller(connection, OutputFolder(tmp_path), NOTICE, Limits(), 2, "1", masked=masked, manner=Manner()).tell(
        found_in(connection, VERSIONS.reader), [], lambda: None, complete=True,
    )
    for name, other in (("甲", "乙"), ("乙", "甲")):
        page = (tmp_path / f"reports/{name}.html").read_text("utf-8")
        found = json.loads((tmp_path / f"findings/{name}.json").read_text("utf-8"))
        assert [one["code"] for one in found["findings"]].count("duplicates.text") == 1
        assert page.count("<mark>") == 2
        assert f"重庆样例{other}有限公司</a>" in page
        assert ("13812345678" in page) is not masked


def with_profile(form: CheckedForm, profile: str) -> CheckedForm:
    organisation = form.record.form.organisation.model_copy(update={"profile": profile})
    record = form.record.model_copy(update={"form": form.record.form.model_copy(update={"organisation": organisation})})
    return replace(form, record=record, texts=fingerprints(record.form))
def test_letters_are_written(connection: Connection, tmp_path: Path) -> None:
    """About every form with something to put right, in the manner that the office asked for; another manner, anew."""
    for manner, told in ((Manner(), "5个工作日内"), (Manner(reply_by=date(2023, 6, 20)), "请于2023年6月20日前")):
        report(connection, tmp_path, "甲", manner=manner)
        assert sorted(file.name for file in (tmp_path / "notices").iterdir()) == ["甲.docx", "甲.eml"]
        assert told in "".join(lines((tmp_path / "notices/甲.docx").read_bytes()))
    assert "补正通知" in (tmp_path / "reports/甲.html").read_text("utf-8")


def test_a_letter_that_was_taken_away_is_written_again(connection: Connection, tmp_path: Path) -> None:
    """So is one that somebody changed."""
    report(connection, tmp_path, "甲")
    first = (tmp_path / "notices/甲.docx").read_bytes()
    (tmp_path / "notices/甲.docx").unlink()
    report(connection, tmp_path, "甲")
    assert (tmp_path / "notices/甲.docx").read_bytes() == first
