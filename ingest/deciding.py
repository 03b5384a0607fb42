"""`hebiao decide`, `hebiao history`: what people decide about findings, and what became of an application."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from ingest.errors import UsageError
from ingest.ledger.decisions import About, decide, decisions
from ingest.ledger.told import no_such_application, report_of, revisions_of
from ingest.run import Desk, tell_again
from reports.history import Decided, Version
from schema.finding import Finding, Report
from schema.revision import DECISION_NAMES, DecisionKind


def decide_on(desk: Desk, application: str, finding: str, kind: DecisionKind, by: str, reason: str) -> Iterator[str]:
    """Write a decision down and tell the batch anew; yields what to say.

    finding: `code`, or `code@field` where the code alone does not tell which; of a finding about no box, words of its
    message in the place of the field. Raises UsageError where there is no such
    application, or no such finding about it.
    """
    before = _report(desk.connection, application)
    found = _finding(before, finding)
    decide(desk.connection, About(application, found.code, found.field), found, kind, by, reason)
    desk.connection.commit()
    tell_again(desk)
    after = _report(desk.connection, application)
    yield f"已记录：{application} 的“{found.label}”{found.message}——{DECISION_NAMES[kind]}（{by}：{reason}）。"
    yield f"核对结论：{before.verdict}" + (f" → {after.verdict}" if after.verdict != before.verdict else "，没有变化") + "。"


def history_of(connection: Connection, application: str) -> tuple[str, Sequence[Version], Sequence[Decided]]:
    """The versions of an application and the decisions about it, both in their order.

    Raises UsageError where there is no such application.
    """
    versions = [
        Version(row.number, row.path, row.received, Report.model_validate_json(row.body))
        for row in revisions_of(connection, application)
    ]
    if not versions:
        raise UsageError(no_such_application(connection, application))
    made = [Decided(row.at, row.by, row.kind, row.code, row.field, row.reason) for row in decisions(connection, application)]
    return application, versions, made


def _report(connection: Connection, application: str) -> Report:
    report = report_of(connection, application)
    if report is None:
        raise UsageError(no_such_application(connection, application))
    return report


def _finding(report: Report, wanted: str) -> Finding:
    code, _, at = wanted.partition("@")
    found = [one for one in report.findings if one.code == code and (not at or one.field == at or (not one.field and at in one.message))]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{report.record} 有 {len(found)} 处 {code}，请写明是哪一处：{'、'.join(map(_named, found))}。")
    listed = "、".join(map(_named, report.findings))
    raise UsageError(f"{report.record} 没有 {wanted} 这个问题。" + (f"现有：{listed}。" if listed else "它没有任何问题。"))


def _named(finding: Finding) -> str:
    """As it can be named on the command line: by its box, or by a word of what it says."""
    return f"{finding.code}@{finding.field or finding.expected or finding.message}"
