"""What a letter says: to whom, about what, each finding in its place, until when."""

from datetime import date
from typing import Any

import pytest

from reports.letter.due import due
from reports.letter.words import Letter, Unread, asks, form_letter, submission_letter
from reports.masking import mask_batch, mask_record
from reports.submissions import submission_rows
from schema.batch import Batch, FileEntry, Problem
from schema.finding import Report, report
from schema.record import Record
from schema.revision import Decision
from schema.submission import Paper
from tests.reports.builder import faulty, make_batch, make_finding, make_mail, make_record, make_submission
from tests.reports.letter.opening import NOTICE, make_letter

MISSING = make_finding(
    None, code="materials.missing", label="来件", message="来件中没有法人登记证书复印件", found=None, expected="法人登记证书复印件",
    suggestion="请补报法人登记证书复印件。", basis="通知第三条（申报材料）",
)
LOCKED = Unread("材料.zip › 执照.pdf", "文件已加密，没有密码。", "document.encrypted")
PATHS = ("来信/推荐表.pdf", "来信/执照.pdf")
LATE = make_finding(None, code="timing.late", message="来件晚于申报截止日期")


def letter(record: Record, found: Report, **changes: Any) -> Letter:
    given = {"mail": make_mail(), "unread": (), "reply_by": None, **changes}
    return form_letter(record, found, NOTICE, **given)


def test_whom_and_what_it_is_about() -> None:
    """The unit as the form names it, the form, occupation, levels, the day of receipt in China, the notice, the counts."""
    record, found = faulty("training_institution")
    said = letter(record, report(record.id, (*found.findings, MISSING)), unread=(LOCKED,))
    assert (said.unit, said.issuer) == ("重庆照母山数字技术研究院有限公司", "重庆市人力资源和社会保障局办公室")
    assert said.opening == (
        "你单位报送的《数字技术工程师培育项目培训机构推荐表》（申报职业：云计算工程技术人员；专业技术等级：中级、高级）已于2023年6月15日收到。"
        "按照《关于开展数字技术工程师培育项目第二批培训机构和评价机构申报工作的通知》（渝人社办〔2023〕138号）核对，"
        "有必须补正5项、请核实8项、需要补报的材料1项、未能读取的文件1个，现通知如下。"
    )
    assert said.name == "补正通知-重庆照母山数字技术研究院有限公司-培训机构推荐表-云计算工程技术人员"


@pytest.mark.parametrize(("mail", "told"), [
    (make_mail(received="2023-06-15T16:30:00+00:00"), "已于2023年6月16日收到"), (make_mail(received=None), "2023年6月15日发送的"),
    (make_mail(received=None, date=None), "）已收到"), (None, "）已收到"),
])
def test_when_it_came(mail: Any, told: str) -> None:
    """Received before sent; nothing of it where nothing is known. The day is China's."""
    record, found = faulty("training_institution")
    assert told in letter(record, found, mail=mail).opening


def test_each_finding_in_the_order_of_the_report() -> None:
    """Errors must be put right, warnings looked at, hints are not told; what is missing and late is not in the table."""
    record, found = faulty("training_institution")
    said = letter(record, report(record.id, (*found.findings, MISSING, LATE)))
    told = [finding for finding in found.findings if finding.severity != "info"]
    assert [duty.duty for duty in said.duties] == [{"error": "必须补正", "warning": "请核实"}[finding.severity] for finding in told]
    assert [duty.field for duty in said.duties] == [f"{finding.label}（第2页，第1张表第4行第4列）" for finding in told]


def test_what_a_finding_says() -> None:
    """Message, what was written unless the message says it, what to do, the clause: whole sentences."""
    quoting = make_finding("organisation.employees", "warning", label="正式员工数", message="正式员工数填报“18,620”")
    first, second = make_letter(make_finding("organisation.name", label="单位名称"), quoting).duties
    assert tuple(first) == (
        "必须补正", "单位名称（第2页，第1张表第4行第4列）", "organisation.name 填写有误。原填“18,620”。", "请核对后更正。", "推荐表填写要求",
    )
    assert second.wrong == "正式员工数填报“18,620”。"


def test_missing_materials_and_unread_files() -> None:
    """They are listed behind the findings; the advice is for the applicant, not for who runs the program."""
    parts = letter(make_record("training_institution"), report("x", (MISSING,)), unread=(LOCKED,)).parts
    assert [tuple(part) for part in parts] == [
        ("需要补报的材料", ("来件中没有法人登记证书复印件。请补报法人登记证书复印件。依据：通知第三条（申报材料）。",)),
        ("未能读取的文件", ("材料.zip › 执照.pdf：文件已加密，没有密码。请取消密码后重新报送。",)),
    ]


def test_until_when() -> None:
    """The notice's working days, or the day that is given; what is to be sent, and how."""
    record, found = faulty("training_institution")
    first, second = letter(record, found).closing
    assert first == "请于收到本通知之日起5个工作日内报送更正后的推荐表。列为“请核实”的内容，经核实填报无误的，请在回复中逐项说明。"
    assert "直接回复" in second
    assert "邮件主题不变" in second
    assert letter(record, found, reply_by=date(2023, 6, 20)).closing[0].startswith("请于2023年6月20日前（含当日）报送")
    notice = NOTICE.model_copy(update={"correction_days": 3})
    assert "3个工作日内报送上述材料。" in form_letter(record, report("x", (MISSING,)), notice, None, (), None).closing[0]


def test_long_and_empty_values() -> None:
    """No value fills a page, and a form without names is written to as well."""
    long = make_finding("organisation.name", label="栏" * 900, message="错" * 900, found="值" * 900, suggestion="改" * 900, basis="据" * 900)
    said = make_letter(long, organisation__name="重庆" * 900, occupation="职" * 900)
    assert max(map(len, (*said.duties[0], said.unit, said.about, said.name))) < 340
    said = make_letter(organisation__name=None, occupation=None, levels=[])
    assert (said.unit, said.about) == ("申报单位", "申报单位培训机构推荐表")
    assert "（申报职业：未填写；专业技术等级：未勾选）" in said.opening


def test_masked() -> None:
    """With masked record and report no full number is told."""
    identity = "500103199001011234"
    found = make_finding("organisation.legal_representative.id_number", message=f"身份证号{identity}有误", found=identity)
    record = make_record("training_institution", {"organisation.name": "重庆13812345678公司"})
    batch = mask_batch(make_batch([(record, report(record.id, [found]))], [], []))
    said = str(letter(mask_record(record), batch.forms[0].report))
    assert "500103********1234" in said
    assert "13812345678" not in said
    assert identity not in said


def entry(**changes: Any) -> FileEntry:
    """A file that could not be read."""
    said: dict[str, Any] = {
        "path": "来信/推荐表.pdf", "origin": ("来信.eml", "推荐表.pdf"), "size": 1, "sha256": "", "media_type": "application/pdf",
        "outcome": "problem", "submission": "邮件-1",
        "problem": Problem(file="来信/推荐表.pdf", code="document.unreadable", reason="图片已损坏。", advice="请用 --password 再试。"),
    }
    return FileEntry.model_validate({**said, **changes})


def without_form() -> Batch:
    return make_batch([], [entry()], [make_submission(records=(), files=PATHS, missing=("推荐表",), findings=(MISSING, LATE))])


def test_a_submission_without_a_form() -> None:
    """What could not be read and why, and what is missing; the mail's subject says what it was."""
    batch = without_form()
    row = due(batch).of_submissions["邮件-1"]
    said = submission_letter(row, (LOCKED,), NOTICE, None)
    assert (said.unit, said.duties, [part.title for part in said.parts]) == ("申报单位", (), ["需要补报的材料", "未能读取的文件"])
    assert said.opening.startswith("你单位报送的申报材料（邮件主题：第二批培训机构申报材料）已于2023年6月15日收到。")
    assert "报送上述材料。" in said.closing[0]


def test_the_unit_of_a_submission_without_a_form() -> None:
    """A paper that names one unit says to whom it is written."""
    paper = Paper(kind="certificate", by="content", names=("重庆照母山有限公司",))
    licence = entry(path="来信/执照.pdf", outcome="material", problem=None, paper=paper)
    batch = make_batch([], [entry(), licence], [make_submission(records=(), files=PATHS)])
    (row,) = submission_rows(batch)
    assert submission_letter(row, (), NOTICE, None).unit == "重庆照母山有限公司"


def test_who_gets_a_letter() -> None:
    """Not a form that passed, nor one that is only late, nor a mail with a question; what was sent without a form does."""
    record = make_record("training_institution")
    hint = make_finding("organisation.name", "info")
    assert [asks(report("x", found)) for found in ((), (hint,), (LATE,), (MISSING,), (make_finding("plan.fees", "warning"),))] == [
        False, False, False, True, True,
    ]
    assert due(without_form()).of_submissions.keys() == {"邮件-1"}
    question = make_submission(records=(), missing=(), findings=(), files=())
    assert due(make_batch([], [], [question])).of_submissions == {}
    passed = make_batch([(record, report(record.id, [hint]))], [], [make_submission(records=(record.id,), missing=(), findings=())])
    assert (due(passed).of_forms, due(passed).of_submissions) == ({}, {})


def test_unread_files_are_told_once() -> None:
    """In the letters about the forms that came with them; where none is due, or the forms are of several units, by themselves."""
    record, found = faulty("training_institution")
    other, _ = faulty("evaluation_institution")
    submission = make_submission(records=(record.id, other.id), files=PATHS)
    one = due(make_batch([(record, found)], [entry()], [submission]))
    assert (one.of_forms[record.id][0].name, one.of_submissions) == ("推荐表.pdf", {})
    passed = due(make_batch([(record, report(record.id, []))], [entry()], [submission]))
    assert (dict(passed.of_forms), set(passed.of_submissions)) == ({}, {"邮件-1"})
    several = due(make_batch([(record, found), (other, report(other.id, []))], [entry()], [submission]))
    assert (dict(several.of_forms), set(several.of_submissions)) == ({record.id: ()}, {"邮件-1"})


def test_unread_files_that_came_later() -> None:
    """They are named with those of the form for which the papers beside them count."""
    record, found = faulty("training_institution")
    submission = make_submission(records=(record.id,), files=PATHS[:1])
    later = make_submission(id="邮件-2", records=(), adds_to=(record.id,), files=PATHS[1:], missing=(), findings=())
    files = [entry(), entry(path=PATHS[1], origin=("补充.eml", "执照.pdf"))]
    said = due(make_batch([(record, found)], files, [submission, later]))
    assert ([one.name for one in said.of_forms[record.id]], said.of_submissions) == (["推荐表.pdf", "执照.pdf"], {})


def test_what_is_waived_is_not_asked_for() -> None:
    """Neither a finding nor a paper that somebody decided not to ask for."""
    waived = Decision(kind="waive", by="甲", at="2023-06-17T00:00:00+00:00", reason="已核实", stands=True)
    findings = [found.model_copy(update={"decision": waived}) for found in (make_finding("organisation.name"), MISSING)]
    assert not asks(report("x", findings))
    reopened = findings[0].model_copy(update={"decision": waived.model_copy(update={"stands": False})})
    said = make_letter(*findings, reopened)
    assert (len(said.duties), said.parts) == (1, ())
