"""Mailboxes of many mails, for runs that must not need more memory the longer they are."""

from collections.abc import Iterator
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

from samples import word
from samples.forms import make_form
from samples.style import word_style

_FIRST = 1000  # a seed that no sample is made of
_ENVELOPE = b"From a@example.cn Mon Jun  5 08:00:00 2023\n"


def write_mailbox(file: Path, mails: int) -> None:
    """An mbox of so many mails, each with the form of another unit, the same every time."""
    with file.open("wb") as stream:
        for mail in islice(_mails(), mails):
            stream.write(_ENVELOPE + mail.as_bytes() + b"\n")


def _mails() -> Iterator[EmailMessage]:
    number = _FIRST
    while True:
        mail = EmailMessage()
        mail["From"], mail["To"] = f"unit{number}@example.cn", "office@example.cn"
        mail["Subject"], mail["Date"] = f"推荐表（第{number}号）", "Mon, 05 Jun 2023 08:00:00 +0800"
        mail["Message-ID"] = f"<{number}@example.cn>"
        mail.set_content("附件为推荐表，请查收。\n")
        form = word.write(make_form(number, "training_institution"), word_style(number))
        mail.add_attachment(form, maintype="application", subtype="octet-stream", filename="推荐表.docx")
        yield mail
        number += 1
