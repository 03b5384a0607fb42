"""What one file may cost, and how many can be worked on at a time."""

import os
import sys

MAX_BYTES = 50 * 1024 * 1024
MAX_SECONDS = 120
MAX_MEMORY = 2 * 1024**3


def limit_memory() -> None:
    """Hold this process to MAX_MEMORY bytes of address space: what goes beyond raises MemoryError.

    Does nothing on Windows, which has no such limit.
    """
    if sys.platform == "win32":
        return
    import resource  # here, as there is none on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def cores() -> int:
    """How many workers can run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
