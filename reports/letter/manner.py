"""How an office writes its letters."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Manner:
    """How the office writes its letters. head: its letterhead, a .docx, None for the plain sheet. reply_by: the day until
    which it wants the answer, None where the notice's days count.
    """

    head: bytes | None = None
    reply_by: date | None = None
