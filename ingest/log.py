"""The log, on stderr: what a maintainer needs to know, in lines in which nobody's identity or telephone number stands.

Whoever logs takes `log` from here; libraries say nothing below an error.
"""

import logging
import sys

from reports.text import line
from schema.privacy import mask


class _Masked(logging.Formatter):
    """Lines that can be kept: file names, which applicants choose, may hold numbers and what a terminal takes for commands."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(line(super().format(record)))


def _handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Masked("%(levelname)s %(message)s"))
    return handler


log = logging.getLogger("hebiao")
logging.basicConfig(handlers=[_handler()], level=logging.ERROR)
log.setLevel(logging.WARNING)
