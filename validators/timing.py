"""What comes after the deadline is too late: `timing.late`.

Clause: 通知第五条第（三）项, papers are taken until the end of that day, in China's time. What counts is when the receiver's
own server took the mail, by its Received header; the date that the sender's computer gives stands beside it, and counts
where there is no other. Files that came by no mail say nothing of when they came. Of a form that was corrected it is
the mail that brought it first: a correction is asked for after the deadline.

Example: received 2023-06-16T16:05:00+00:00 is 2023-06-17 00:05 in China, a day late.
"""

from collections.abc import Iterator

from schema.finding import Finding
from schema.moments import in_china, moment_text
from schema.notice import Notice
from schema.submission import Mail
from validators.telling import about_files

_UNKNOWN = "没有写明"


def mail_is_in_time(mail: Mail | None, place: str, notice: Notice) -> Iterator[Finding]:
    """A mail was received on the last day or before. place: what is pointed to."""
    if mail is None:
        return
    moment = mail.received or mail.date
    if moment is None or in_china(moment).date() <= notice.deadline:
        return
    yield about_files(
        "timing.late", place, notice, variant=None if mail.received else "sent", found=moment_text(moment),
        expected=notice.deadline.isoformat(), sent=moment_text(mail.date) if mail.date else _UNKNOWN,
    )
