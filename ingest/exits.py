"""Exit codes: they are public, scripts depend on them."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from schema.finding import SEVERITIES, Report


class Exit(IntEnum):
    """What the command came to."""

    DONE = 0
    DISCREPANCIES = 1
    USAGE = 2
    UNREADABLE_INPUT = 3
    UNWRITABLE_OUTPUT = 4
    INTERRUPTED = 130


class FailOn(StrEnum):
    """From which severity on a finding makes the command fail."""

    NEVER = "never"
    WARNING = "warning"
    ERROR = "error"


def reached(reports: Iterable[Report], fail_on: FailOn) -> bool:
    """Whether any report has a finding at or above the severity."""
    if fail_on is FailOn.NEVER:
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1]
    return any(getattr(report.counts, severity) for report in reports for severity in grave)
