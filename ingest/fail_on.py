"""`--fail-on`: from which severity on findings make a command fail."""

from collections.abc import Iterable
from enum import StrEnum

from schema.finding import SEVERITIES, Counts


class FailOn(StrEnum):
    """The severities that can be named, and `never`."""

    NEVER = "never"
    WARNING = "warning"
    ERROR = "error"


def reached(counts: Iterable[Counts], fail_on: FailOn) -> bool:
    """Whether anything counted has a finding at or above the severity."""
    if fail_on is FailOn.NEVER:
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1]
    return any(getattr(count, severity) for count in counts for severity in grave)
