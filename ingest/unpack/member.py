"""What comes out of a container: members, and refusals where a member is not to be had."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.unpack.budget import Meter


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a member.

    text: as its sender meant it, decoded strictly as UTF-8 first and as GB 18030 else; control characters and
        direction marks taken out, never empty; may hold `/` (the folders of an archive), never `..` or a leading `/`.
    raw: the bytes as they stood in the container, for the manifest; None where the container says them as text.
    """

    text: str
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container, with all its bytes.

    unlocked: a password opened it. inline: it is shown in the text of a mail.
    """

    name: Name
    data: bytes
    unlocked: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A member, or the rest of a container, that is not to be had.

    code: `document.*` of the catalogue. reason: one sentence in Chinese without the file's name, with limit and figure
    where a limit was reached. advice: what the clerk or the sender can do.
    """

    name: Name
    code: str
    reason: str
    advice: str


# A container opened member by member: nothing is kept of one when the next is asked for. A member that cannot be had
# is a Refusal among the others; only a container of which nothing can be had raises extractors.errors.DocumentError.
Members = Iterator[Member | Refusal]
# What counts the members of a container, for one in which there may be none.
Metering = Callable[[], "Meter"]
