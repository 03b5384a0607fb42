"""What people decided about findings. Nothing is ever taken back: a new decision stands beside the old one."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from ingest.ledger.tables import decision
from ingest.ledger.telling import now
from schema.batch import Batch, FormRow
from schema.finding import Finding, with_findings
from schema.revision import Decision, DecisionKind


class About(NamedTuple):
    """A finding, as it is named from run to run: of which application, of which code, at which box."""

    application: str
    code: str
    field: str | None


def decide(connection: Connection, about: About, finding: Finding, kind: DecisionKind, by: str, reason: str) -> None:
    """Write a decision about a finding down."""
    connection.execute(insert(decision), {
        "at": now(), "application": about.application, "code": about.code, "field": about.field, "kind": kind, "by": by,
        "reason": reason, "value": _value(finding),
    })


def decisions(connection: Connection, application: str | None = None) -> list[Row[Any]]:
    """All decisions in the order in which they were made. application: of this one alone."""
    wanted = select(decision).order_by(decision.c.id)
    return list(connection.execute(wanted if application is None else wanted.where(decision.c.application == application)))


def with_decisions(batch: Batch, made: Iterable[Row[Any]]) -> Batch:
    """The batch with the decision that was made last at each finding, and verdicts that heed them."""
    by_finding: defaultdict[About, list[Row[Any]]] = defaultdict(list)
    for row in made:
        by_finding[About(row.application, row.code, row.field)].append(row)
    if not by_finding:
        return batch
    return batch.model_copy(update={"forms": tuple(_decided(row, by_finding) for row in batch.forms)})


def _decided(row: FormRow, made: Mapping[About, list[Row[Any]]]) -> FormRow:
    findings: list[Finding] = []
    said = Counter((finding.code, finding.field) for finding in row.report.findings)
    for finding in row.report.findings:
        about = made.get(About(row.id, finding.code, finding.field), [])
        # Several may be about one box, or none: then only a decision about the very same value is meant.
        meant = [one for one in about if one.value == _value(finding)] or (about if said[finding.code, finding.field] == 1 else [])
        findings.append(_with_decision(finding, meant[-1]) if meant else finding)
    return row.model_copy(update={"report": with_findings(row.report, findings)})


def _with_decision(finding: Finding, made: Row[Any]) -> Finding:
    said = Decision(kind=made.kind, by=made.by, at=made.at, reason=made.reason, stands=made.value == _value(finding))
    return finding.model_copy(update={"decision": said})


def _value(finding: Finding) -> str:
    return json.dumps([finding.found, finding.expected], ensure_ascii=False)
