"""What a mutator is: a few small ways to change the bytes of one kind of file."""

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

# One change. Raises Inapplicable where these bytes have nothing that it could change.
Step = Callable[[bytes, Random], bytes]


class InapplicableError(Exception):
    """A step does not fit these bytes, for example because an earlier step has broken them."""


class Mutator(NamedTuple):
    """A family of steps.

    kinds: of the seeds that it starts from, those named twice twice as often. share: of all cases, in parts.
    """

    steps: tuple[Step, ...]
    kinds: tuple[str, ...]
    share: int


def pick(chance: Random, found: "list[re.Match[bytes]]") -> "re.Match[bytes]":
    """One of the places found; raises InapplicableError where there is none."""
    if not found:
        raise InapplicableError
    return chance.choice(found)


def replaced(data: bytes, start: int, end: int, new: bytes) -> bytes:
    """The bytes with others in a place."""
    return data[:start] + new + data[end:]
