"""What is said of a form beside what came with it, each code raised and not raised."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from schema.batch import FileEntry, FormRow
from schema.catalogue import ENTRIES
from schema.catalogue.submissions import SUBMISSIONS
from schema.finding import Finding
from schema.sent import Sent, Share, Supplement
from schema.submission import Paper
from tests.validators.records import EVALUATION, NOTICE, make_credit_code
from tests.validators.sent import DATE, file, form, mail, sent, share
from validators.applications import may_correct
from validators.submissions import judge_applicant, judge_submission, report_with

NAME, CODE = "重庆云岭数字科技有限公司", make_credit_code()
CERTIFICATE, PLEDGE = file("营业执照.jpg", "certificate", by="name"), file("承诺书.docx", "commitment")
WHOLE = (CERTIFICATE, PLEDGE)


def told(findings: Sequence[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in findings]


def about(submission: Sent, record_id: str = "甲") -> tuple[Finding, ...]:
    """What is said of one of its forms."""
    return judge_submission(submission, NOTICE).of_forms[record_id]


def one(findings: Sequence[Finding]) -> Finding:
    [finding] = findings
    return finding


@pytest.mark.parametrize("files", [
    WHOLE, (CERTIFICATE, file("信用报告.pdf", "credit_report")), (file("证明.pdf", "commitment", "certificate"),),
])
def test_a_whole_submission_is_in_order(files: tuple[FileEntry, ...]) -> None:
    """Form, certificate and either report or pledge are all that is asked for; two papers may be in one file."""
    judged = judge_submission(sent(share(form("甲"), *files), by=mail()), NOTICE)
    assert (judged.missing, judged.findings, judged.of_forms) == ((), (), {"甲": ()})


def test_every_missing_paper_is_told() -> None:
    """One finding for each, of the submission and of its form, with what is there and by what that was recognised."""
    judged = judge_submission(sent(share(form("甲"), file("报告.pdf", "credit_report", by="name"))), NOTICE)
    assert judged.missing == ("法人登记证书复印件",)
    finding = one(judged.findings)
    assert judged.of_forms["甲"] == judged.findings
    assert (finding.code, finding.severity, finding.field, finding.evidence.file) == ("materials.missing", "error", None, "来信.eml")
    assert (finding.message, finding.expected) == ("来件中没有法人登记证书复印件", "法人登记证书复印件")
    assert finding.found == "推荐表（按内容识别）、信用报告（按文件名识别）"
    assert finding.basis == NOTICE.clauses["materials"]
    both = judge_submission(sent(share(form("甲"))), NOTICE)
    assert both.missing == ("法人登记证书复印件", "信用报告或诚信承诺书")


def test_a_missing_form_is_told_of_the_submission() -> None:
    """There is no form whose report could say it."""
    judged = judge_submission(sent(Share((), WHOLE)), NOTICE)
    assert (judged.missing, judged.of_forms) == (("推荐表",), {})
    assert one(judged.findings).message == "来件中没有推荐表"


def test_files_that_could_not_be_read_are_named() -> None:
    """A picture may be the form, or any paper; a file by another paper's name may not. It is no other document besides."""
    photo, locked = file("IMG_1.jpg", problem=True), file("营业执照.pdf", "certificate", by="name", problem=True)
    judged = judge_submission(sent(Share((), (PLEDGE, photo, locked))), NOTICE)
    assert judged.missing == ("推荐表", "法人登记证书复印件")
    form_missing, certificate_missing = (finding.message for finding in judged.findings)
    assert form_missing.endswith("没有可以读取的推荐表，可能在未能处理的文件之中：“IMG_1.jpg”")
    assert certificate_missing.endswith("可能在未能处理的文件之中：“IMG_1.jpg”、“营业执照.pdf”")


def test_a_mail_with_nothing_attached_lacks_nothing() -> None:
    """It asks a question; a signature's picture is nothing either."""
    picture = file("image001.png").model_copy(update={"paper": None, "outcome": "ignored"})
    for files in ((), (picture,)):
        assert judge_submission(sent(Share((), files)), NOTICE).findings == ()


def test_what_is_missing_of_several_applicants() -> None:
    """Each is told what itself lacks, by name; the submission, all of it."""
    other = form("乙", {"organisation.name": "重庆青枫职业培训学校"})
    judged = judge_submission(sent(share(form("甲"), *WHOLE), share(other, PLEDGE)), NOTICE)
    assert judged.of_forms["甲"] == ()
    assert judged.missing == ("法人登记证书复印件",)
    assert one(judged.of_forms["乙"]).message == "来件中没有重庆青枫职业培训学校的法人登记证书复印件"
    assert judged.findings == judged.of_forms["乙"]


def test_other_documents_are_hints() -> None:
    """All in one finding, of many the first; those of nobody are told of the submission alone, those of all once."""
    brochure = file("宣传册.docx")
    finding = one(about(sent(share(form("甲"), *WHOLE, brochure))))
    assert (finding.code, finding.severity, finding.evidence.file) == ("materials.unrecognised", "info", "宣传册.docx")
    assert finding.message == "“宣传册.docx”不是规定的申报材料，或者未能识别"
    many = tuple(file(f"照片{number}.docx") for number in range(9))
    assert one(about(sent(share(form("甲"), *WHOLE, *many)))).message.startswith("“照片0.docx”、“照片1.docx”、")
    assert "“照片7.docx”等 9 个文件不是" in one(about(sent(share(form("甲"), *WHOLE, *many)))).message
    shares = (share(form("甲"), *WHOLE, brochure), share(form("乙"), *WHOLE, brochure))
    judged = judge_submission(sent(*shares, others=(file("别家.docx"),)), NOTICE)
    assert [finding.evidence.file for finding in judged.findings] == ["宣传册.docx", "别家.docx"]
    assert told(judged.of_forms["乙"]) == [("materials.unrecognised", None)]


def supplement(*, sure: bool = True) -> Supplement:
    """A certificate that came a month later, in a mail of its own."""
    return Supplement((CERTIFICATE,), "补充材料", mail("2023-07-15T09:12:00+08:00", None), "sender", (form("甲"),), is_sure=sure)


UNSURE = supplement(sure=False)


def test_a_paper_that_came_by_itself_counts() -> None:
    """As if it had come with the form; when and how it came, and by what it was known, is told at both."""
    judged = judge_submission(sent(share(form("甲"), PLEDGE)._replace(supplements=(supplement(),))), NOTICE)
    assert (judged.missing, judged.of_forms["甲"]) == ((), judged.findings)
    finding = one(judged.findings)
    assert (finding.code, finding.severity, finding.evidence.file) == ("materials.supplement", "info", "营业执照.jpg")
    assert finding.message == "“营业执照.jpg”由另一来件“补充材料”于 2023年7月15日 09:12 报送，按发件地址计入本申报"
    assert finding.found == "“营业执照.jpg”（2023年7月15日 09:12）"
    other = CERTIFICATE.model_copy(update={"paper": Paper(kind="certificate", by="content", names=("某校",))})
    differs = supplement()._replace(files=(other,))
    assert ("agreement.certificate", "organisation.name") in told(about(sent(share(form("甲"), PLEDGE)._replace(supplements=(differs,)))))


def test_the_mail_of_papers_for_another_is_not_late() -> None:
    """Nor does it lack anything: whether the application was in time, the form's mail says."""
    judged = judge_submission(sent(by=mail("2023-07-15T09:12:00+08:00", None))._replace(supplements=(supplement(),)), NOTICE)
    assert (judged.missing, one(judged.findings).message) == ((), f"“营业执照.jpg”按发件地址计入{NAME}的申报")


def test_a_paper_of_which_nobody_knows_whose_it_is() -> None:
    """It counts for none; forms that lack nothing need not know of it."""
    judged = judge_submission(sent(share(form("甲"), PLEDGE)._replace(supplements=(UNSURE,))), NOTICE)
    assert judged.missing == ("法人登记证书复印件",)
    assert [(finding.code, finding.severity) for finding in judged.findings] == [("materials.missing", "error"), ("materials.whose", "info")]
    assert about(sent(share(form("甲"), *WHOLE)._replace(supplements=(UNSURE,)))) == ()
    finding = one(judge_submission(sent()._replace(supplements=(UNSURE,)), NOTICE).findings)
    assert (finding.severity, finding.message) == ("warning", f"“营业执照.jpg”没有与推荐表一起报送，按发件地址可能属于：{NAME}")
    many = UNSURE._replace(forms=tuple(form(str(n), {"organisation.name": f"样例第{n}学校"}) for n in range(9)))
    assert one(judge_submission(sent()._replace(supplements=(many,)), NOTICE).findings).message.endswith("样例第7学校等 9 家单位")


@pytest.mark.parametrize(("date", "received", "late"), [
    (DATE, "2023-06-16T23:59:59+08:00", False), (DATE, "2023-06-17T00:00:00+08:00", True),
    ("2023-06-16T15:00:00+08:00", "2023-06-16T16:00:00+00:00", True), ("2023-06-17T01:00:00+09:00", "2023-06-17T00:59:59+09:00", False),
    ("2023-06-20T08:00:00+08:00", "2023-06-10T08:00:00+08:00", False), (None, "2023-06-17T08:00:00+08:00", True),
    ("2023-06-17T00:00:00+08:00", None, True), ("2023-06-16T15:59:59+00:00", None, False), (None, None, False),
])
def test_late_mails(date: str | None, received: str | None, late: bool) -> None:
    """The last day ends at midnight in China; the receiving server's clock counts, the sender's where there is no other."""
    judged = judge_submission(sent(share(form("甲"), *WHOLE), by=mail(date, received)), NOTICE)
    assert told(judged.findings) == ([("timing.late", None)] if late else [])
    assert judged.of_forms["甲"] == judged.findings


def test_both_times_of_a_late_mail_are_shown() -> None:
    """In China's time, and which of them counts."""
    by_server = mail("2023-06-16T15:50:00+08:00", "2023-06-16T16:05:00+00:00")
    finding = one(about(sent(share(form("甲"), *WHOLE), by=by_server)))
    assert (finding.found, finding.expected, finding.severity) == ("2023年6月17日 00:05", "2023-06-16", "error")
    assert "2023年6月17日 00:05 由收件服务器收到" in finding.message
    assert "发送时间：2023年6月16日 15:50" in finding.message
    assert "自述的发送时间为 2023年6月17日 08:00" in one(
        about(sent(share(form("甲"), *WHOLE), by=mail("2023-06-17T08:00:00+08:00", None)))).message


def test_files_without_a_mail_are_never_late() -> None:
    """Nothing says when they came."""
    assert about(sent(share(form("甲"), *WHOLE))) == ()


@pytest.mark.parametrize(("names", "codes", "fields"), [
    ((NAME,), (CODE,), []), (("重庆云岭数字科技 有限公司",), (CODE.lower(),), []), ((), (), []),
    (("重庆云岭科技有限公司",), (CODE,), ["organisation.name"]), ((NAME,), (make_credit_code("52"),), ["organisation.credit_code"]),
    (("重庆云岭科技有限公司",), (make_credit_code("52"),), ["organisation.name", "organisation.credit_code"]),
    (("举办单位有限公司", NAME), (), []),
])
def test_certificates(names: tuple[str, ...], codes: tuple[str, ...], fields: list[str]) -> None:
    """Name and code are compared without spaces and brackets, as far as the certificate says them."""
    paper = file("执照.pdf", "certificate", names=names, codes=codes)
    found = about(sent(share(form("甲"), paper, PLEDGE)))
    assert [(finding.code, finding.severity, finding.field) for finding in found] == [
        ("agreement.certificate", "warning", field) for field in fields
    ]


OTHER = make_credit_code("52")


@pytest.mark.parametrize(("printed", "coded", "says"), [
    (CODE, CODE, None), ("", CODE, None), (CODE.replace("M", "H"), CODE, None),
    (OTHER, OTHER, f"上为“{OTHER}”"), ("", OTHER, f"上为“{OTHER}”"), (CODE.replace("M", "H"), OTHER, f"上为“{OTHER}”"),
    (CODE, OTHER, f"上印的是“{CODE}”，证书的二维码中却是“{OTHER}”"), (OTHER, CODE, f"上印的是“{OTHER}”，证书的二维码中却是“{CODE}”"),
])
def test_qr_codes(printed: str, coded: str, says: str | None) -> None:
    """A misread print is set right by the QR code; a valid one that is another contradicts it, and that is said."""
    paper = file("执照.jpg", "certificate", codes=(printed,) if printed else (), qr=(coded,))
    found = about(sent(share(form("甲"), paper, PLEDGE)))
    assert [finding.message.partition("登记证书（执照.jpg）")[2] for finding in found] == ([says] if says else [])


def test_what_a_certificate_says_otherwise() -> None:
    """The finding points to the box of the form, and says what stands on the paper."""
    old, right = (file(f"{name}.pdf", "certificate", names=(name,)) for name in ("重庆云岭科技有限公司", NAME))
    finding = one(about(sent(share(form("甲"), old, PLEDGE))))
    assert (finding.found, finding.expected, finding.evidence.file) == (NAME, "重庆云岭科技有限公司", "甲.docx")
    assert finding.evidence.cell
    assert finding.label == "单位名称（盖章）"
    assert finding.message == f"单位名称填报“{NAME}”，登记证书（重庆云岭科技有限公司.pdf）上为“重庆云岭科技有限公司”"
    assert about(sent(share(form("甲"), old, right, PLEDGE))) == ()
    assert told(about(sent(share(form("甲", {"organisation.name": None}), old, PLEDGE)))) == []


def among(*forms: FormRow) -> dict[str, list[tuple[str, str | None]]]:
    """What is said of the forms of one applicant."""
    return {name: told(findings) for name, findings in judge_applicant(forms, NOTICE).items()}


def test_an_application_that_comes_twice() -> None:
    """The same kind of form for the same occupation is told of each, with the other files, of many the first."""
    forms = (form("甲"), form("乙"), form("丙", form_type=EVALUATION), form("丁", {"occupation": "云计算工程技术人员"}))
    assert among(*forms) == {name: [("duplicates.application", "occupation")] for name in ("甲", "乙")}
    finding = one(judge_applicant(forms, NOTICE)["甲"])
    assert (finding.severity, finding.evidence.file, finding.found) == ("warning", "甲.docx", "人工智能工程技术人员")
    assert finding.message == "同一单位的同一种推荐表、同一职业共有 2 份，另见：“乙.docx”"
    assert among(form("甲", {"occupation": None}), form("乙", {"occupation": None})) == {}
    many = [form(str(number)) for number in range(12)]
    assert one(judge_applicant(many, NOTICE)["11"]).message.endswith("共有 12 份，另见：" + "、".join(f"“{n}.docx”" for n in range(8)) + "等")


SENT_BACK = form("甲", {"organisation.credit_code": "1"})
OTHERWISE = form("乙", {"occupation": "云计算工程技术人员"})


def test_a_form_for_another_occupation_after_one_was_sent_back() -> None:
    """It may correct that one: the last before it, of the same kind; not one that was in order, or for the same occupation."""
    finding = one(tuple(may_correct(OTHERWISE, [form("丁", {"organisation.credit_code": "1"}), SENT_BACK], NOTICE)))
    assert (finding.severity, finding.found, finding.expected) == ("info", "云计算工程技术人员", "人工智能工程技术人员")
    assert "（“甲.docx”）" in finding.message
    assert "--corrects 甲 " in finding.suggestion
    for before in (form("甲"), form("甲", {"organisation.credit_code": "1"}, EVALUATION)):
        assert list(may_correct(OTHERWISE, [before], NOTICE)) == []
    assert list(may_correct(form("乙"), [SENT_BACK], NOTICE)) == []


def test_the_same_file_twice_is_an_application_twice() -> None:
    """It is told that the files are the same to the byte, or that one file holds both."""
    first, second = form("甲"), form("乙")
    same = second.model_copy(update={"sha256": first.sha256})
    assert one(judge_applicant([first, same], NOTICE)["甲"]).message.endswith("“乙.docx”（与本文件完全相同）")
    within = same.model_copy(update={"path": first.path})
    assert one(judge_applicant([first, within], NOTICE)["甲"]).message.endswith("“甲.docx”（在同一文件中）")


@pytest.mark.parametrize(("field", "same", "different"), [
    ("organisation.name", "重庆云岭数字科技 有限公司", "重庆云岭科技有限公司"), ("organisation.credit_code", CODE.lower(), make_credit_code("52")),
    ("organisation.legal_representative.name", "周 庆霞", "周庆"), ("organisation.established", "2015-05", "2015-06"),
    ("organisation.established", "2015", "2016-05-06"),
])
def test_sister_forms(field: str, same: str, different: str) -> None:
    """Both forms of a unit say the same but for spaces, dates as far as both go; each that does not names the other."""
    first = form("甲")
    assert among(first, form("乙", {field: same}, EVALUATION)) == {}
    assert among(first, form("乙", {field: None}, EVALUATION)) == {}
    other = form("乙", {field: different}, EVALUATION, path="信/乙.docx")
    assert among(first, other) == {name: [("agreement.across_forms", field)] for name in ("甲", "乙")}
    finding = one(judge_applicant([first, other], NOTICE)["甲"])
    assert (finding.severity, finding.expected, finding.evidence.file) == ("warning", different, "甲.docx")
    assert f"另一份推荐表（信/乙.docx）填报“{different}”" in finding.message


def test_every_form_that_differs_is_told_once() -> None:
    """Of three, one of which is wrong, each differs from another; the wrong one names the first."""
    name = "organisation.legal_representative.name"
    forms = [form("甲"), form("乙", {name: "周晴霞"}), form("丙")]
    found = {record: [item for item in findings if item.field == name] for record, findings in judge_applicant(forms, NOTICE).items()}
    assert {record: one(items).expected for record, items in found.items()} == {"甲": "周晴霞", "乙": "周庆霞", "丙": "周晴霞"}


def test_reports_keep_the_order_of_the_paper() -> None:
    """What is said beside stands at its box, what is said of the whole last; the verdict is that of all."""
    row = form("甲", {"organisation.industry": "软件行业", "commitment.date": "2023-06-20"})
    assert row.report.verdict == "待核"
    paper = file("执照.pdf", "certificate", names=("重庆云岭科技有限公司",))
    found = report_with(row, [*about(sent(share(row, paper))), *judge_applicant([row, form("乙")], NOTICE)["甲"]])
    assert [finding.code for finding in found.findings] == [
        "duplicates.application", "agreement.certificate", "catalogue.industry", "consistency.commitment", "materials.missing",
    ]
    assert (found.verdict, found.counts.error, found.counts.warning) == ("退回", 1, 4)


def test_every_code_is_raised_somewhere_above() -> None:
    """Every code of submissions, and every way in which it is told."""
    ways: dict[tuple[str, str | None], Callable[[], Any]] = {
        ("materials.missing", None): lambda: about(sent(share(form("甲"), PLEDGE))),
        ("materials.missing", "unread"): lambda: about(sent(share(form("甲"), PLEDGE, file("1.jpg", problem=True)))),
        ("materials.unrecognised", None): lambda: about(sent(share(form("甲"), *WHOLE, file("1.docx")))),
        ("materials.supplement", None): lambda: about(sent(share(form("甲"), PLEDGE)._replace(supplements=(supplement(),)))),
        ("materials.supplement", "of"): lambda: judge_submission(sent()._replace(supplements=(supplement(),)), NOTICE).findings,
        ("materials.whose", None): lambda: judge_submission(sent()._replace(supplements=(UNSURE,)), NOTICE).findings,
        ("materials.whose", "of_form"): lambda: about(sent(share(form("甲"), PLEDGE)._replace(supplements=(UNSURE,))))[1:],
        ("agreement.certificate", None): lambda: about(sent(share(form("甲"), PLEDGE, file("2", "certificate", names=("某校",))))),
        ("agreement.certificate", "qr"): lambda: about(
            sent(share(form("甲"), PLEDGE, file("2", "certificate", codes=(CODE,), qr=(OTHER,))))),
        ("timing.late", None): lambda: about(sent(share(form("甲"), *WHOLE), by=mail(DATE, "2023-07-01T00:00:00+08:00"))),
        ("timing.late", "sent"): lambda: about(sent(share(form("甲"), *WHOLE), by=mail("2023-07-01T00:00:00+08:00", None))),
        ("duplicates.application", None): lambda: judge_applicant([form("甲"), form("乙")], NOTICE)["甲"],
        ("duplicates.another_occupation", None): lambda: may_correct(OTHERWISE, [SENT_BACK], NOTICE),
        ("agreement.across_forms", None): lambda: judge_applicant(
            [form("甲"), form("乙", {"organisation.established": "2001"}, EVALUATION)], NOTICE)["甲"],
    }
    assert set(ways) == {(entry.code, variant) for entry in SUBMISSIONS for variant in (None, *entry.variants)}
    for (code, variant), raised in ways.items():
        finding = one(raised())
        wording = ENTRIES[code].wording(variant)
        assert finding.code == code
        assert finding.severity == (wording.severity or ENTRIES[code].severity)
        assert wording.message.partition("{")[0] in finding.message
        assert finding.suggestion
