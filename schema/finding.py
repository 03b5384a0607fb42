"""Findings: what does not add up in a record. Written as `findings/<id>.json`."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from schema.record import BBox, Plain

Severity = Literal["error", "warning", "info"]
Verdict = Literal["通过", "待核", "退回"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}


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


class Counts(Plain):
    """How many findings there are of each severity."""

    error: int = 0
    warning: int = 0
    info: int = 0


class Report(Plain):
    """All findings of one record, in the order of the paper."""

    record: str
    verdict: Verdict
    counts: Counts
    findings: tuple[Finding, ...]


def report(record_id: str, findings: Iterable[Finding]) -> Report:
    """Sum findings up: 退回 where there is an error, 待核 where there is a warning, else 通过."""
    all_findings = tuple(findings)
    tally = Counter(finding.severity for finding in all_findings)
    verdict: Verdict = "退回" if tally["error"] else "待核" if tally["warning"] else "通过"
    counts = Counts(error=tally["error"], warning=tally["warning"], info=tally["info"])
    return Report(record=record_id, verdict=verdict, counts=counts, findings=all_findings)
