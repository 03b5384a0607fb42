"""Which container is opened by what."""

from collections.abc import Callable

from ingest import sniff
from ingest.unpack.archive import ARCHIVES, open_archive
from ingest.unpack.budget import Budget
from ingest.unpack.member import Members

_Opener = Callable[[bytes], Members]


def _mail(data: bytes) -> Members:
    from ingest.unpack.mail import open_mail

    return open_mail(data)[1]


def _outlook(data: bytes) -> Members:
    from ingest.unpack.msg import open_msg

    return open_msg(data)[1]


def _winmail(data: bytes) -> Members:
    from ingest.unpack.tnef import open_tnef

    return open_tnef(data)


_OPENERS: dict[str, _Opener] = {sniff.EML: _mail, sniff.MSG: _outlook, sniff.TNEF: _winmail}
CONTAINERS = ARCHIVES | frozenset(_OPENERS)


def open_container(data: bytes, media_type: str, name: str, budget: Budget) -> Members:
    """The members of a mail or an archive, one at a time.

    media_type: one of CONTAINERS. name: of the container, after which a compressed single file is called.
    budget: what it may unpack to. Raises DocumentError where nothing can be had of it.
    """
    if media_type in ARCHIVES:
        return open_archive(data, media_type, budget, name=name)
    return _OPENERS[media_type](data)
