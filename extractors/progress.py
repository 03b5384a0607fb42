"""That reading gets on: said by whoever reads, heard by whoever waits for him, if anybody does."""

from collections.abc import Callable

# Is told within how many seconds the next word is due, beside the time that is usual.
Listener = Callable[[float], None]


def _nobody(_: float) -> None:
    pass


_listener: Listener = _nobody


def report_to(listener: Listener) -> None:
    """Let somebody hear of all progress that is made in this process from now on."""
    global _listener
    _listener = listener


def made() -> None:
    """Something is done: a page is read, a table mapped, a member unpacked."""
    _listener(0.0)


def due_in(seconds: float) -> None:
    """What begins now has a clock of its own, and says nothing for so many seconds."""
    _listener(seconds)
