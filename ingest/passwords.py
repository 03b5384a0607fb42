"""The passwords of locked files: from the environment and from a prompt, never from the command line."""

import getpass
import os
import sys
from collections.abc import Iterable
from itertools import takewhile

from extractors.locks.passwords import Passwords
from ingest.sources import printable

VARIABLE = "HEBIAO_PASSWORD"
_PROMPT = "密码（每次输入一个，直接回车结束）："


def find_passwords(*, ask: bool) -> Passwords:
    """The passwords to try, those of the environment first, one a line; each once, in their order.

    ask: for more at a prompt, until an empty line. Where there is no terminal they are read from standard input.
    """
    given = printable(os.environ.get(VARIABLE, "")).splitlines()
    if ask and sys.stdin:
        given += _from_terminal() if sys.stdin.isatty() else _from_input(sys.stdin)
    return Passwords(tuple(dict.fromkeys(password for password in given if password)))


def _from_terminal() -> list[str]:
    given: list[str] = []
    try:
        while password := getpass.getpass(_PROMPT):
            given.append(password)
    except EOFError:
        print(file=sys.stderr)
    return given


def _from_input(lines: Iterable[str]) -> list[str]:
    passwords = (printable(line.rstrip("\r\n")) for line in lines)
    return list(takewhile(bool, passwords))
