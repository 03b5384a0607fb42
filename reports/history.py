"""`hebiao history`: what became of one application, on the terminal."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.text import line
from reports.words import decision_text, tally_text
from schema.finding import SEVERITY_NAMES, Finding, Report
from schema.moments import moment_text
from schema.revision import DECISION_NAMES, Change, DecisionKind


class Version(NamedTuple):
    """A version of the form. path: of its file. received: ISO 8601, None where it came by no mail."""

    number: int
    path: str
    received: str | None
    report: Report


class Decided(NamedTuple):
    """A decision as it was made. at: ISO 8601."""

    at: str
    by: str
    kind: DecisionKind
    code: str
    field: str | None
    reason: str


def print_history(application: str, versions: Sequence[Version], made: Sequence[Decided]) -> None:
    """Print the versions of an application, what changed in the last, and all decisions, to stdout."""
    for depth, text in _lines(application, versions, made):
        print("  " * depth + line(text))


def _lines(application: str, versions: Sequence[Version], made: Sequence[Decided]) -> Iterator[tuple[int, str]]:
    last = versions[-1].report
    yield 0, f"{application}　{last.verdict}"
    for version in versions:
        at = f"{moment_text(version.received)} 收到　" if version.received else ""
        yield 1, f"第 {version.number} 版　{at}{version.path}　{version.report.verdict}　{tally_text(version.report.counts)}"
    if last.earlier:
        yield from _block("已改正", [_finding(one) for one in last.resolved])
        for status, title in (("未改", "没有改正"), ("新增", "新出现")):
            yield from _block(title, [_finding(one) for one in last.findings if one.status == status])
        yield from _block("按要求改动", [_change(one) for one in last.changes if one.asked])
        yield from _block("没有要求改、却改动了", [_change(one) for one in last.changes if not one.asked])
    else:
        yield from _block("问题", [_finding(one) for one in last.findings])
    yield from _block("决定", [
        f"{moment_text(one.at)}　{one.by}　{one.code}{f'@{one.field}' if one.field else ''}　{DECISION_NAMES[one.kind]}：{one.reason}"
        for one in made
    ])


def _block(title: str, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    if texts:
        yield 1, f"{title}（{len(texts)}）"
        yield from ((2, text) for text in texts)


def _finding(finding: Finding) -> str:
    decided = f"（{decision_text(finding.decision)}）" if finding.decision else ""
    return f"{SEVERITY_NAMES[finding.severity]}　{finding.message}{decided}　{finding.code}"


def _change(change: Change) -> str:
    return f"{change.label}：{change.before or '（空）'} → {change.after or '（空）'}"
