"""When something came in, as far as it is known."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Received:
    """intake: the run in which it was there first. moment: when the mail that brought it was received, with zone; None without."""

    intake: int
    moment: datetime | None

    @property
    def text(self) -> str | None:
        """The moment in ISO 8601."""
        return self.moment.isoformat() if self.moment else None

    @property
    def order(self) -> tuple[int, float]:
        """What sorts by when things came; things of which nobody knows it lie anywhere among those of their run."""
        return self.intake, self.moment.timestamp() if self.moment else 0.0

    def is_after(self, other: "Received") -> bool:
        """Whether it surely came later: by the mails' moments, else by the runs. Of what lay there together nobody knows."""
        if self.moment is not None and other.moment is not None and self.moment != other.moment:
            return self.moment > other.moment
        return self.intake > other.intake
