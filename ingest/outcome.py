"""What a run came to."""

from dataclasses import dataclass
from pathlib import Path

from reports.totals import Totals


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is over.

    index: the page to open. interrupted: it was stopped, and the totals are of what was finished.
    """

    totals: Totals
    index: Path
    interrupted: bool
