"""Which container is opened by what."""

from collections.abc import Callable
from dataclasses import dataclass

from extractors.locks.passwords import Passwords
from ingest import sniff
from ingest.unpack.archive import ARCHIVES, open_archive
from ingest.unpack.budget import Budget
from ingest.unpack.member import Members
from schema.submission import Mail


@dataclass(frozen=True, slots=True)
class Opened:
    """A container: its members, one at a time, and what it says of itself where it is a mail."""

    members: Members
    mail: Mail | None = None


def _mail(data: bytes, budget: Budget) -> Opened:
    from ingest.unpack.mail import open_mail

    mail, members = open_mail(data, budget)
    return Opened(members, mail)


def _outlook(data: bytes, budget: Budget) -> Opened:
    from ingest.unpack.msg import open_msg

    mail, members = open_msg(data, budget)
    return Opened(members, mail)


def _winmail(data: bytes, budget: Budget) -> Opened:
    from ingest.unpack.tnef import open_tnef

    return Opened(open_tnef(data, budget))


_OPENERS: dict[str, Callable[[bytes, Budget], Opened]] = {sniff.EML: _mail, sniff.MSG: _outlook, sniff.TNEF: _winmail}
CONTAINERS = ARCHIVES | frozenset(_OPENERS)


def open_container(data: bytes, media_type: str, name: str, budget: Budget, passwords: Passwords) -> Opened:
    """A mail or an archive, opened.

    media_type: one of CONTAINERS. name: of the container, after which a compressed single file is called.
    budget: what it may unpack to. passwords: tried on what is locked. Raises DocumentError where nothing can be had of it.
    """
    if media_type in ARCHIVES:
        return Opened(open_archive(data, media_type, budget, passwords, name))
    return _OPENERS[media_type](data, budget)
