"""Words that pages, workbook and terminal share."""

from typing import get_args

from schema.finding import SEVERITIES, Counts, Finding, Report, Severity, Verdict
from schema.forms import SECTION_TITLES
from schema.moments import moment_text
from schema.revision import DECISION_NAMES, Decision

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)[::-1]  # the gravest first
SUBMISSION_GROUP = "来件与材料"
FILE_GROUP = "文件"
READER_NAMES = {"docx": "Word 文档", "pdf": "PDF 文档", "scan": "扫描件"}
_VERDICT_WORDS: dict[Verdict, str] = {
    "退回": "填报内容存在错误，应退回申报单位更正后重新报送。",
    "待核": "未发现错误，下列事项需人工核实。",
    "通过": "未发现错误，也没有需要人工核实的事项。",
}
_FILLED_WELL = "填报内容未发现错误，但来件或申报材料不符合要求。"
_OF_SUBMISSIONS = frozenset({"materials", "timing", "duplicates", "agreement"})
_OF_FORMS = "duplicates.application"  # is shown at a box, and is about the forms as a whole
_COUNTERS: dict[Severity, str] = {"error": "处错误", "warning": "处警告", "info": "条提示"}


def section_title(finding: Finding) -> str:
    """The section of the paper that a finding belongs to; a group of its own for what is not about the paper.

    「来件与材料」 for what came with the form and when, 「文件」 for the file itself.
    """
    family = finding.code.partition(".")[0]
    if family in _OF_SUBMISSIONS and (finding.field is None or finding.code == _OF_FORMS):
        return SUBMISSION_GROUP
    if finding.field is None or family == "document":
        return FILE_GROUP
    return SECTION_TITLES.get(finding.field.partition(".")[0].partition("[")[0], FILE_GROUP)


def outcome_text(report: Report) -> str:
    """What the verdict means for the applicant; nothing where there is nothing to say."""
    errors = [finding for finding in report.findings if finding.severity == "error"]
    if errors and all(section_title(finding) == SUBMISSION_GROUP for finding in errors):
        return _FILLED_WELL
    return _VERDICT_WORDS[report.verdict] if report.findings else ""


def tally_text(counts: Counts) -> str:
    """「3 处错误、2 处警告」; 「未发现问题」 where there is nothing."""
    words = (f"{getattr(counts, name)} {_COUNTERS[name]}" for name in SEVERITIES if getattr(counts, name))
    return "、".join(words) or "未发现问题"


def decision_text(decision: Decision) -> str:
    """A decision in one line; one that no longer stands says so."""
    said = f"{DECISION_NAMES[decision.kind]}：{decision.reason}（{decision.by}，{moment_text(decision.at)}）"
    return said if decision.stands else f"数值已改动，重新提出；此前{said}"
