"""What stands in the sheets of `summary.xlsx`, column by column."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from reports.places import place_text
from reports.roster import RosterRow
from reports.submissions import SubmissionRow, submission_rows
from reports.words import VERDICTS, decision_text, section_title
from schema.batch import OUTCOME_NAMES, Batch, FileEntry, FormRow
from schema.boxes import LEVEL_NAMES
from schema.finding import SEVERITY_NAMES, Finding, Verdict
from schema.forms import FORM_NAMES
from schema.moments import in_china
from schema.submission import PAPER_NAMES, RECOGNISED_BY_NAMES, SUBMISSION_NAMES

_TONE_OF: dict[str, Verdict] = {"error": "退回", "warning": "待核", "problem": "退回"}

Value = str | int | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a sheet: its header, its width in characters, what stands in it.

    tone: of a value's row, the verdict whose colours the cell takes, if any. link: the record whose report it opens,
    if any: a cell without one is empty.
    """

    title: str
    width: int
    value: Callable[[T], Value]
    tone: Callable[[T], str | None] | None = None
    link: Callable[[T], str | None] | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the form that it was found in, or with the submission that no form was read from."""

    finding: Finding
    form: FormRow | None = None
    submission: SubmissionRow | None = None

    @property
    def applicant(self) -> str | None:
        """The unit; where it is not known, what came."""
        if self.submission:
            return f"（来件）{self.submission.said.title}"
        return self.form.organisation if self.form else None


def finding_rows(batch: Batch) -> Iterator[FindingRow]:
    """Every finding of a batch: a submission's findings stand in the reports of its forms, or else come last."""
    for form in batch.forms:
        for finding in form.report.findings:
            yield FindingRow(finding, form)
    for submission in submission_rows(batch):
        if not submission.forms:
            for finding in submission.said.findings:
                yield FindingRow(finding, submission=submission)


def _file_note(entry: FileEntry) -> str:
    problem = f"{entry.problem.reason}{entry.problem.advice}" if entry.problem else ""
    corrected = f"已由“{entry.corrected_by}”更正" if entry.corrected_by else ""
    return "　".join(part for part in (problem, entry.note, corrected) if part)


def _counted(verdict: Verdict, row: RosterRow) -> int:
    return dict(row.verdicts)[verdict]


def _toned(verdict: Verdict, row: RosterRow) -> Verdict | None:
    return verdict if _counted(verdict, row) else None


def _ticked(level: str, row: RosterRow) -> int:
    return dict(row.levels)[level]


def _problems(row: SubmissionRow) -> str:
    return "\n".join(f"{SEVERITY_NAMES[finding.severity]}：{finding.message}" for finding in row.findings)


def _moment(moment: str | None) -> str | None:
    """In China's time, so that it sorts."""
    return f"{in_china(moment):%Y-%m-%d %H:%M}" if moment else None


FORM_COLUMNS: tuple[Column[FormRow], ...] = (
    Column("结论", 7, lambda row: row.report.verdict, tone=lambda row: row.report.verdict),
    Column("单位名称", 32, lambda row: row.organisation),
    Column("统一社会信用代码", 24, lambda row: row.credit_code),
    Column("表种", 18, lambda row: FORM_NAMES[row.form_type]),
    Column("申报职业", 24, lambda row: row.occupation),
    Column("专业技术等级", 16, lambda row: "、".join(row.levels)),
    Column("错误", 7, lambda row: row.report.counts.error),
    Column("警告", 7, lambda row: row.report.counts.warning),
    Column("提示", 7, lambda row: row.report.counts.info),
    Column("版次", 7, lambda row: len(row.report.earlier) + 1),
    Column("近5年总规模（人次）", 14, lambda row: row.scale),
    Column("单位地址", 34, lambda row: row.address),
    Column("申报联系人", 12, lambda row: row.contact),
    Column("联系电话", 16, lambda row: row.contact_phone),
    Column("来源文件", 36, lambda row: row.path),
    Column("记录编号", 36, lambda row: row.id),
    Column("报告", 8, lambda _: "查看", link=lambda row: row.id),
)
ROSTER_COLUMNS: tuple[Column[RosterRow], ...] = (
    Column("表种", 18, lambda row: row.form),
    Column("申报职业", 30, lambda row: row.occupation),
    Column("申报单位（家）", 10, lambda row: row.applicants),
    *(
        Column(f"{verdict}（份）", 10, partial(_counted, verdict), tone=partial(_toned, verdict))
        for verdict in reversed(VERDICTS)
    ),
    Column("有更正（份）", 10, lambda row: row.revised),
    *(Column(f"{level}（份）", 10, partial(_ticked, level)) for level in LEVEL_NAMES),
    Column("遴选名额", 14, lambda row: row.allowed),
    Column("说明", 32, lambda row: row.remark, tone=lambda row: "退回" if row.remark else None),
)
RECOMMENDED_COLUMNS: tuple[Column[tuple[int, FormRow]], ...] = (
    Column("序号", 7, lambda row: row[0]),
    Column("单位名称", 32, lambda row: row[1].organisation),
    Column("统一社会信用代码", 22, lambda row: row[1].credit_code),
    Column("单位类型", 16, lambda row: row[1].unit_type),
    Column("申报类别", 14, lambda row: FORM_NAMES[row[1].form_type].removesuffix("推荐表")),
    Column("申报职业", 24, lambda row: row[1].occupation),
    Column("专业技术等级", 18, lambda row: "、".join(row[1].levels)),
    Column("联系人", 10, lambda row: row[1].contact),
    Column("联系电话", 16, lambda row: row[1].contact_phone),
    Column("推荐单位", 26, lambda row: row[1].recommended_by),
    Column("备注", 12, lambda _: None),
)
FINDING_COLUMNS: tuple[Column[FindingRow], ...] = (
    Column("单位名称", 26, lambda row: row.applicant),
    Column("表种", 18, lambda row: FORM_NAMES[row.form.form_type] if row.form else None),
    Column("申报职业", 24, lambda row: row.form.occupation if row.form else None),
    Column("程度", 7, lambda row: SEVERITY_NAMES[row.finding.severity], tone=lambda row: _TONE_OF.get(row.finding.severity)),
    Column("改否", 7, lambda row: row.finding.status),
    Column("决定", 16, lambda row: decision_text(row.finding.decision) if row.finding.decision else None),
    Column("所在部分", 19, lambda row: section_title(row.finding)),
    Column("栏目", 24, lambda row: row.finding.label),
    Column("问题", 48, lambda row: row.finding.message),
    Column("填报", 20, lambda row: row.finding.found),
    Column("应为", 20, lambda row: row.finding.expected),
    Column("如何更正", 40, lambda row: row.finding.suggestion),
    Column("依据", 32, lambda row: row.finding.basis),
    Column("代码", 30, lambda row: row.finding.code),
    Column("来源文件", 32, lambda row: row.finding.evidence.file),
    Column("位置", 30, lambda row: place_text(row.finding.evidence)),
    Column("记录编号", 36, lambda row: row.form.id if row.form else None),
    Column("报告", 8, lambda _: "查看", link=lambda row: row.form.id if row.form else None),
)
SUBMISSION_COLUMNS: tuple[Column[SubmissionRow], ...] = (
    Column("方式", 8, lambda row: SUBMISSION_NAMES[row.said.kind]),
    Column("主题/名称", 44, lambda row: row.said.title),
    Column("发件人", 32, lambda row: row.said.mail.sender if row.said.mail else None),
    Column("收到时间", 17, lambda row: _moment(row.said.mail.received) if row.said.mail else None),
    Column("发送时间", 17, lambda row: _moment(row.said.mail.date) if row.said.mail else None),
    Column("推荐表", 8, lambda row: len(row.forms)),
    Column("文件", 7, lambda row: len(row.files)),
    Column("补报给", 30, lambda row: "；".join(dict.fromkeys(form.organisation or form.id for form in row.adds_to))),
    Column("缺少材料", 30, lambda row: "；".join(row.said.missing), tone=lambda row: "退回" if row.said.missing else None),
    Column("问题", 56, _problems),
    Column("编号", 36, lambda row: row.said.id),
)
FILE_COLUMNS: tuple[Column[FileEntry], ...] = (
    Column("文件", 48, lambda entry: entry.path),
    Column("来自", 48, lambda entry: " › ".join(entry.origin)),
    Column("处理结果", 11, lambda entry: OUTCOME_NAMES[entry.outcome], tone=lambda entry: _TONE_OF.get(entry.outcome)),
    Column("材料类别", 20, lambda entry: PAPER_NAMES[entry.paper.kind] if entry.paper else None),
    Column("识别依据", 10, lambda entry: RECOGNISED_BY_NAMES[entry.paper.by] if entry.paper else None),
    Column("说明", 56, _file_note),
    Column("记录编号", 36, lambda entry: "、".join(entry.records)),
    Column("来件编号", 36, lambda entry: entry.submission),
    Column("大小（字节）", 13, lambda entry: entry.size),
    Column("文件类型", 30, lambda entry: entry.media_type),
    Column("SHA-256", 66, lambda entry: entry.sha256),
)
