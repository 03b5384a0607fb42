"""Findings: what does not add up in a record. Written as `findings/<id>.json`."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from schema.record import BBox, Plain
from schema.revision import Change, Decision, Revision, Status

Severity = Literal["error", "warning", "info"]
Verdict = Literal["通过", "待核", "退回"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}


def _said(default: Any) -> Any:
    """A field that is written where it says something."""
    return Field(default, exclude_if=lambda value: not value)


class FindingEvidence(Plain):
    """Where the reviewer can look. `excerpt` is what stands there, cut to a readable length."""

    file: str
    page: int | None = None
    bbox: BBox | None = None
    cell: str | None = None
    excerpt: str = ""


class Finding(Plain):
    """One discrepancy.

    code: of the catalogue.
    field: path of the value, None where the finding is about the file.
    label: the box as the paper names it, with its group.
    message: what is wrong, with the numbers, in Chinese.
    found, expected: what stands there and what should, as text for people; None where there is nothing to say.
    suggestion: how to put it right.
    basis: the clause of the notice, or the standard.
    status: against the revision before; None where there is none.
    decision: what a person decided about it last.
    """

    code: str
    severity: Severity
    field: str | None
    label: str
    message: str
    found: str | None
    expected: str | None
    suggestion: str
    basis: str
    evidence: FindingEvidence
    status: Status | None = _said(None)
    decision: Decision | None = _said(None)

    @property
    def is_waived(self) -> bool:
        """A person decided that it does not count."""
        return self.decision is not None and self.decision.stands and self.decision.kind == "waive"


class Counts(Plain):
    """How many findings there are of each severity."""

    error: int = 0
    warning: int = 0
    info: int = 0


class Report(Plain):
    """All findings of one record, in the order of the paper.

    verdict, counts: of those that are not waived.
    earlier: the revisions before this one, the first first; empty for the first. changes: since the last of them.
    resolved: its findings that are no longer there (已改).
    """

    record: str
    verdict: Verdict
    counts: Counts
    findings: tuple[Finding, ...]
    earlier: tuple[Revision, ...] = _said(())
    changes: tuple[Change, ...] = _said(())
    resolved: tuple[Finding, ...] = _said(())


def report(record_id: str, findings: Iterable[Finding]) -> Report:
    """Sum findings up: 退回 where there is an error, 待核 where there is a warning, else 通过. What is waived does not count."""
    all_findings = tuple(findings)
    tally = Counter(finding.severity for finding in all_findings if not finding.is_waived)
    verdict: Verdict = "退回" if tally["error"] else "待核" if tally["warning"] else "通过"
    counts = Counts(error=tally["error"], warning=tally["warning"], info=tally["info"])
    return Report(record=record_id, verdict=verdict, counts=counts, findings=all_findings)


def with_findings(before: Report, findings: Iterable[Finding]) -> Report:
    """A report with other findings, summed up anew."""
    anew = report(before.record, findings)
    return before.model_copy(update={"verdict": anew.verdict, "counts": anew.counts, "findings": anew.findings})
