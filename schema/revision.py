"""Revisions of one application: what was handed in before, what changed since, and what people decided."""

from typing import Literal

from schema.record import Plain

Status = Literal["新增", "未改", "已改"]
DecisionKind = Literal["waive", "confirm"]
DECISION_NAMES: dict[DecisionKind, str] = {"waive": "不再追究", "confirm": "确认有误"}


class Revision(Plain):
    """One version of an application's form.

    number: 1 for the first. path, sha256: of its file. received: when the mail that brought it was received, ISO 8601;
    None where it came by none.
    """

    number: int
    path: str
    sha256: str
    received: str | None = None


class Change(Plain):
    """A value that is another than in the revision before.

    before, after: as text for people, None where nothing stands there. asked: a finding about the revision before asked
    for it.
    """

    field: str
    label: str
    before: str | None
    after: str | None
    asked: bool


class Decision(Plain):
    """What a person decided about a finding.

    waive: it does not count; confirm: it is right. at: ISO 8601, UTC. stands: False where the value has changed since,
    so that the finding is open again.
    """

    kind: DecisionKind
    by: str
    at: str
    reason: str
    stands: bool
