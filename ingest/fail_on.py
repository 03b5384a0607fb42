"""`--fail-on`: from which severity on findings make a command fail."""

from collections.abc import Iterable
from enum import StrEnum

from schema.finding import SEVERITIES, Report


class FailOn(StrEnum):
    """The severities that can be named, and `never`."""

    NEVER = "never"
    WARNING = "warning"
    ERROR = "error"


def reached(reports: Iterable[Report], fail_on: FailOn) -> bool:
    """Whether any report has a finding at or above the severity."""
    if fail_on is FailOn.NEVER:
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1]
    return any(getattr(report.counts, severity) for report in reports for severity in grave)
