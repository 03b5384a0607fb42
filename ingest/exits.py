"""Exit codes: they are public, scripts depend on them."""

from enum import IntEnum


class Exit(IntEnum):
    """What the command came to."""

    DONE = 0
    DISCREPANCIES = 1
    USAGE = 2
    UNREADABLE_INPUT = 3
    UNWRITABLE_OUTPUT = 4
    INTERRUPTED = 130
