"""What a process may take of the machine."""

import os
import sys
from pathlib import Path


def limit_memory(most: int) -> None:
    """Hold this process to so many bytes of address space: what goes beyond raises MemoryError.

    Does nothing on Windows, which has no such limit.
    """
    if sys.platform == "win32":
        return
    import resource  # here, as there is none on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def address_space() -> int:
    """Bytes of address space that this process has taken; 0 where that cannot be known, as outside of Linux."""
    try:
        pages, _ = Path("/proc/self/statm").read_text("ascii").split(maxsplit=1)
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def cores() -> int:
    """How many workers can run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
