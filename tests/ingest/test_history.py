"""What is said of the version before, as if the last had not come."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from ingest.ledger.decisions import About, decide, decisions, with_decisions
from ingest.ledger.found import found_in
from ingest.output import OutputFolder
from ingest.process import CheckedForm
from ingest.reporting import Teller
from reports.letter.manner import Manner
from schema.batch import FormRow
from schema.finding import Report
from schema.limits import Limits
from schema.notice import load_notice
from tests.ingest.ledgers import VERSIONS, hand_in, unit
from tests.ingest.support import checked
from validators import verify

NOTICE = load_notice()


def version(capital: float) -> CheckedForm:
    """The form of one unit, for one occupation."""
    form = checked("甲", "重庆样例甲有限公司")
    organisation = form.record.form.organisation.model_copy(update={"registered_capital": capital})
    filled = form.record.form.model_copy(update={"organisation": organisation, "occupation": "大数据工程技术人员"})
    record = form.record.model_copy(update={"form": filled})
    return CheckedForm(record, verify(record, NOTICE))


def told(connection: Connection, root: Path) -> FormRow:
    """The only form that is told of."""
    teller = Teller(connection, OutputFolder(root), NOTICE, Limits(), 1, "1", masked=False, manner=Manner())
    [row] = teller.tell(found_in(connection, VERSIONS.reader), decisions(connection), lambda: None, complete=True).batch.forms
    return row


def statuses(report: Report) -> set[str | None]:
    return {finding.status for finding in report.findings}


@pytest.mark.parametrize("stays", [True, False])
def test_three_versions(connection: Connection, tmp_path: Path, stays: bool) -> None:
    """Each is held against the one before; what is said of the whole is not told twice, whether the old files stay or go."""
    first, second, third = (unit(f"{number}.docx") for number in range(3))
    forms = {first: [version(1)], second: [version(2)], third: [version(3)]}
    hand_in(connection, {first: forms[first]})
    row = told(connection, tmp_path)
    assert (row.report.earlier, statuses(row.report)) == ((), {None})
    hand_in(connection, {one: forms[one] for one in ((first, second) if stays else (second,))})
    told(connection, tmp_path)
    hand_in(connection, {one: forms[one] for one in ((first, second, third) if stays else (third,))})
    row = told(connection, tmp_path)
    assert [one.number for one in row.report.earlier] == [1, 2]
    assert [(one.before, one.after) for one in row.report.changes] == [("2.0", "3.0")]
    assert (row.report.resolved, statuses(row.report)) == ((), {"未改"})


def test_a_decision_lasts_as_long_as_the_value(connection: Connection, tmp_path: Path) -> None:
    """It is kept over runs; another value opens the finding again, and says what was decided."""
    wrong = checked("甲", "重庆样例甲有限公司")
    contact = wrong.record.form.organisation.contact
    for number, phone in enumerate(("12", "12", "13")):
        filled = wrong.record.form.organisation.model_copy(update={"contact": contact.model_copy(update={"phone": phone})})
        form = wrong.record.form.model_copy(update={"organisation": filled, "occupation": "大数据工程技术人员"})
        record = wrong.record.model_copy(update={"form": form})
        hand_in(connection, {unit(f"{number}.docx"): [CheckedForm(record, verify(record, NOTICE))]})
        row = told(connection, tmp_path)
        [finding] = [one for one in row.report.findings if one.code == "identity.phone"]
        if number == 0:
            warnings = row.report.counts.warning
            decide(connection, About(row.id, finding.code, finding.field), finding, "waive", "王", "电话已核实")
        elif number == 1:
            assert finding.decision
            assert (finding.decision.stands, finding.decision.by, finding.is_waived) == (True, "王", True)
            assert row.report.counts.warning == warnings - 1
        else:
            assert finding.decision
            assert (finding.decision.stands, finding.decision.reason, finding.is_waived) == (False, "电话已核实", False)
            assert row.report.counts.warning == warnings
    assert [row.reason for row in decisions(connection)] == ["电话已核实"]


def test_no_decision_changes_nothing() -> None:
    """A batch is the same object then."""
    from schema.batch import Batch

    batch = Batch(notice="", notice_title="", forms=(), files=())
    assert with_decisions(batch, []) is batch


def test_a_form_for_another_occupation_may_be_a_correction(connection: Connection, tmp_path: Path) -> None:
    """Where it came after one that was sent back; of what came together nothing is said."""
    first, second = checked("甲", "重庆样例甲有限公司"), version(2)
    hand_in(connection, {unit("0.docx"): [first], unit("1.docx"): [second]})
    assert "duplicates.another_occupation" not in all_codes(connection, tmp_path)
    third = second.record.form.model_copy(update={"occupation": "物联网工程技术人员"})
    record = second.record.model_copy(update={"form": third})
    hand_in(connection, {unit("0.docx"): [first], unit("1.docx"): [second], unit("2.docx"): [CheckedForm(record, verify(record, NOTICE))]})
    assert all_codes(connection, tmp_path).count("duplicates.another_occupation") == 1


def all_codes(connection: Connection, root: Path) -> list[str]:
    """Of all findings."""
    teller = Teller(connection, OutputFolder(root), NOTICE, Limits(), 1, "1", masked=False, manner=Manner())
    batch = teller.tell(found_in(connection, VERSIONS.reader), decisions(connection), lambda: None, complete=True).batch
    return [finding.code for row in batch.forms for finding in row.report.findings]
