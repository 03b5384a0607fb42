"""To whom the reply to a mail goes, and of which thread it is: from headers that anybody may have written."""

import re
from typing import NamedTuple

from reports.text import clip, line
from schema.privacy import is_masked
from schema.submission import Mail

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_NAMED = re.compile(rf"(?P<name>[^<>]*)<\s*(?P<address>{_ADDRESS.pattern})\s*>")
_ID = re.compile(r"<[!-;=?-~]{1,120}@[!-;=?-~]{1,120}>")
_PREFIX = re.compile(r"(?:re|回复|答复)\s*[:：]", re.IGNORECASE)
_LONGEST_NAME, _LONGEST_SUBJECT, _LONGEST_THREAD = 40, 150, 20


class Address(NamedTuple):
    """An address that mail can go to. name: of the person, may be empty."""

    name: str
    address: str


def address(text: str) -> Address | None:
    """The first address in a header or in a box of a form; None where there is none that is whole: some are masked."""
    text = line(text)
    named = _NAMED.search(text)
    found = named or _ADDRESS.search(text)
    if found is None:
        return None
    said = found["address"] if named else found[0]
    name = clip(line(named["name"].strip(' "\'')), _LONGEST_NAME) if named else ""
    return None if is_masked(said) else Address(name, said)


def reply_address(mail: Mail | None, contact: str | None) -> Address | None:
    """Where the answer goes: as its sender wants it, to its sender, else to the contact that the form names."""
    said = (mail.reply_to, mail.sender) if mail else ()
    return next(filter(None, map(address, (*said, contact or ""))), None)


def reply_subject(mail: Mail) -> str:
    """The subject of the answer, with one `Re:` in front."""
    subject = clip(line(mail.subject), _LONGEST_SUBJECT)
    return subject if _PREFIX.match(subject) else f"Re: {subject}"


def thread(mail: Mail) -> tuple[str, ...]:
    """The ids of the mails before the answer, as `References` lists them, the mail's own last; none where that has none."""
    own = _ids(mail.message_id)[:1]
    before = _ids(mail.references) or _ids(mail.in_reply_to)[:1]
    return tuple(dict.fromkeys((*before[-_LONGEST_THREAD:], *own))) if own else ()


def _ids(text: str | None) -> list[str]:
    return [found for found in _ID.findall(text or "") if not is_masked(found)]
