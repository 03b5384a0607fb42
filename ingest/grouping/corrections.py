"""What came with the version of a form that was handed in before counts for the corrected one: it need not be sent again."""

from collections.abc import Sequence
from datetime import datetime

from schema.sent import Sent, Share
from schema.submission import Mail


def superseded_in(sent: Sent) -> frozenset[str]:
    """The ids of the forms of which only earlier versions came with a submission."""
    counting = {name for entry in sent.files if entry.corrected_by is None for name in entry.records}
    return frozenset(row.id for row in sent.forms) - counting


def with_earlier(submissions: Sequence[Sent]) -> tuple[Sent, ...]:
    """The submissions; the shares of corrected forms with the documents of those that brought the versions before."""
    brought: dict[str, list[tuple[Sent, Share]]] = {}
    for sent in submissions:
        for name in superseded_in(sent):
            share = next(one for one in sent.shares if any(row.id == name for row in one.forms))
            brought.setdefault(name, []).append((sent, share))
    return tuple(
        sent._replace(shares=tuple(_with_earlier(share, sent, brought) for share in sent.shares)) for sent in submissions
    ) if brought else tuple(submissions)


def _with_earlier(share: Share, sent: Sent, brought: dict[str, list[tuple[Sent, Share]]]) -> Share:
    before = [pair for row in share.forms for pair in brought.get(row.id, ()) if pair[0] is not sent]
    if not before or any(row.id in superseded_in(sent) for row in share.forms):
        return share
    documents = tuple(entry for _, earlier in before for entry in earlier.files if entry.corrected_by is None)
    mails = [one.mail for one, _ in before if one.mail is not None]
    return share._replace(earlier=documents, first=min(mails, key=_moment, default=None))


def _moment(mail: Mail) -> float:
    said = mail.received or mail.date
    return datetime.fromisoformat(said).timestamp() if said else float("inf")
