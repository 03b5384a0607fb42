"""What stands in a letter: plain texts, in the order of the paper, for the applicant and not for the reviewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reports.places import place_text
from reports.submissions import MISSING, SUPPLEMENT, SubmissionRow
from reports.text import clip, line
from schema.finding import Finding, Report, Severity
from schema.forms import FORM_NAMES, FORMS
from schema.ids import part_of_id
from schema.moments import in_china
from schema.notice import Notice
from schema.record import Record
from schema.submission import Mail

TITLE = "补正通知"
NOBODY = "申报单位"
_DUTIES: dict[Severity, str] = {"error": "必须补正", "warning": "请核实"}
_TO_HAND_IN, _NOT_READ = "需要补报的材料", "未能读取的文件"
_COUNTERS = {_NOT_READ: "个"}
_LATE = "timing."  # nobody can put that right: whether to take late papers is for the office to say
_NAME, _TEXT, _FOUND = 60, 240, 80  # the most characters: no value fills pages
# What the applicant can do; the advice beside a problem is for the office that reads the file.
_ADVICE = {
    "document.encrypted": "请取消密码后重新报送。",
    "document.too_large": "请删去与申报无关的页和大图片后重新报送。",
    "document.type_mismatch": "请另存为 Word（.docx）或 PDF 文件后重新报送。",
}
_ADVICE_ELSE = "请核对文件能否正常打开，重新保存、扫描或者拍照后，以 Word（.docx）、PDF 文件或者清晰的图片报送。"


class Duty(NamedTuple):
    """A row of the table. duty: 必须补正 or 请核实. field: as the paper names it, with its place; wrong: what is wrong and
    what was written; remedy: what to do; basis: the clause.
    """

    duty: str
    field: str
    wrong: str
    remedy: str
    basis: str


class Part(NamedTuple):
    """What else is to be done. texts: to be numbered from 1, whole sentences."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read. name: as the applicant knows it; reason: a sentence; code: of the problem."""

    name: str
    reason: str
    code: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, before it is set. unit: to whom. about: what it is about, a few words. name: of its file, without extension.

    opening: what came, and when. duties: in the order of the paper. parts: what is missing, what could not be read; those
    that hold something. closing: until when and how to answer. issuer: who signs, empty where the office is to say.
    """

    unit: str
    about: str
    name: str
    opening: str
    duties: tuple[Duty, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    issuer: str


def asks(report: Report) -> bool:
    """Whether there is anything in a report that the applicant is to put right, to verify or to hand in."""
    return any(_is_missing(finding) or _is_duty(finding) for finding in report.findings)


def form_letter(
    record: Record, report: Report, notice: Notice, mail: Mail | None, unread: Sequence[Unread], reply_by: date | None,
) -> Letter:
    """The letter about one form. mail: by which it came. unread: files that came with it. reply_by: instead of the notice's days."""
    form = record.form
    unit = clip(line(form.organisation.name or ""), _NAME) or NOBODY
    occupation = clip(line(form.occupation or ""), _NAME)
    levels = clip(line("、".join(form.levels)), _NAME)
    name = FORM_NAMES[record.form_type]
    paper = f"《{FORMS[record.form_type].TITLE}》（申报职业：{occupation or '未填写'}；专业技术等级：{levels or '未勾选'}）"
    duties = tuple(_duty(finding) for finding in report.findings if _is_duty(finding))
    parts = _parts(report.findings, unread)
    return Letter(
        unit=unit, about=f"{unit}{name}" + (f"（{occupation}）" if occupation else ""), name=_file_name(unit, name, occupation),
        opening=_opening(paper, mail, notice, _tally(duties, parts), _apart(report.findings)), duties=duties, parts=parts,
        closing=_closing(duties, parts, notice, reply_by), issuer=notice.issuer,
    )


def submission_letter(row: SubmissionRow, unread: Sequence[Unread], notice: Notice, reply_by: date | None) -> Letter:
    """The letter about what came together: files that could not be read, and what is missing where no form says so."""
    mail = row.said.mail
    title = clip(line(row.said.title), _NAME)
    units = {name for entry in row.files if entry.paper for name in entry.paper.names} | {form.organisation for form in row.forms}
    unit = clip(line(units.pop() or ""), _NAME) if len(units) == 1 else ""
    parts = _parts(() if row.forms else row.said.findings, unread)
    papers = f"申报材料（邮件主题：{title}）" if mail and title else "申报材料"
    return Letter(
        unit=unit or NOBODY, about=f"{unit or title}申报材料", name=_file_name(unit or title, "申报材料"),
        opening=_opening(papers, mail, notice, _tally((), parts)), duties=(), parts=parts,
        closing=_closing((), parts, notice, reply_by), issuer=notice.issuer,
    )


def _is_duty(finding: Finding) -> bool:
    is_theirs = finding.code != MISSING and not finding.code.startswith(_LATE)
    return is_theirs and finding.severity in _DUTIES and not finding.is_waived


def _is_missing(finding: Finding) -> bool:
    return finding.code == MISSING and not finding.is_waived


def _parts(findings: Iterable[Finding], unread: Iterable[Unread]) -> tuple[Part, ...]:
    parts = (
        Part(_TO_HAND_IN, tuple(_material(finding) for finding in findings if _is_missing(finding))),
        Part(_NOT_READ, tuple(map(_unread, unread))),
    )
    return tuple(part for part in parts if part.texts)


def _duty(finding: Finding) -> Duty:
    place = place_text(finding.evidence)
    return Duty(
        _DUTIES[finding.severity], clip(line(finding.label), _NAME) + (f"（{clip(line(place), _NAME)}）" if place else ""),
        _wrong(finding), _sentence(finding.suggestion), clip(line(finding.basis), _NAME),
    )


def _wrong(finding: Finding) -> str:
    """What is wrong, and what stood there unless that has said it."""
    wrong, found = _sentence(finding.message), line(finding.found or "")
    return wrong if not found or found in wrong else f"{wrong}原填“{clip(found, _FOUND)}”。"


def _material(finding: Finding) -> str:
    basis = _sentence(f"依据：{finding.basis}") if finding.basis else ""
    return f"{_sentence(finding.message)}{_sentence(finding.suggestion)}{basis}"


def _unread(file: Unread) -> str:
    return f"{clip(line(file.name), _NAME)}：{_sentence(file.reason)}{_ADVICE.get(file.code, _ADVICE_ELSE)}"


def _sentence(text: str) -> str:
    """A text as a sentence on one line, cut to a length that is still read; nothing of nothing."""
    said = clip(line(text).rstrip("。；;. "), _TEXT)
    return f"{said}。" if said else ""


def _tally(duties: Sequence[Duty], parts: Iterable[Part]) -> str:
    kinds = [duty.duty for duty in duties]
    counted = [(kind, kinds.count(kind)) for kind in _DUTIES.values()] + [(part.title, len(part.texts)) for part in parts]
    return "、".join(f"{what}{number}{_COUNTERS.get(what, '项')}" for what, number in counted if number)


def _apart(findings: Iterable[Finding]) -> str:
    """What came by itself for a form and counts for it, and when."""
    came = [line(finding.found or "") for finding in findings if finding.code == SUPPLEMENT]
    return f"另行报送的{_sentence('、'.join(came) + '已收到，一并核对')}" if came else ""


def _opening(papers: str, mail: Mail | None, notice: Notice, tally: str, apart: str = "") -> str:
    return f"你单位{_came(papers, mail)}。{apart}按照《{notice.title}》（{notice.name}）核对，有{tally}，现通知如下。"


def _came(papers: str, mail: Mail | None) -> str:
    if mail and mail.received:
        return f"报送的{papers}已于{_day(in_china(mail.received).date())}收到"
    if mail and mail.date:
        return f"{_day(in_china(mail.date).date())}发送的{papers}已收到"
    return f"报送的{papers}已收到"


def _closing(duties: Sequence[Duty], parts: Sequence[Part], notice: Notice, reply_by: date | None) -> tuple[str, ...]:
    until = f"请于{_day(reply_by)}前（含当日）" if reply_by else f"请于收到本通知之日起{notice.correction_days}个工作日内"
    what = "和".join(filter(None, ("更正后的推荐表" if duties else "", "上述材料" if parts else "")))
    asked = any(duty.duty == _DUTIES["warning"] for duty in duties)
    return (
        f"{until}报送{what}。" + ("列为“请核实”的内容，经核实填报无误的，请在回复中逐项说明。" if asked else ""),
        "请直接回复本通知所附的邮件报送，保留邮件主题不变，以便与原申报材料对应。",
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _file_name(*parts: str) -> str:
    """A name that any system and any mail program takes."""
    return "-".join(filter(None, (TITLE, *(part_of_id(part, 24) for part in parts))))
