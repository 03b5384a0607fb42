"""How the catalogue says what came by mail or in an archive."""

from datetime import date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from functools import partial
from random import Random

from samples.envelopes import archives, mail, outlook, tnef
from samples.envelopes.mail import Letter, Naming
from samples.forms import Filled
from samples.sample import Container, Item

_TEXT = "您好！\n现将我单位数字技术工程师培育项目申报材料报上，请查收。\n联系人：{contact}\n{name}\n"
_CHINA = timezone(timedelta(hours=8))
_MORNING = time(9, 0, tzinfo=_CHINA)
_ON_ITS_WAY = timedelta(seconds=7)


def letter(
    filled: Filled, subject: str, sent: str | None = None, received: str | None = None, *,
    naming: tuple[Naming, ...] = (Naming.WORDS,), inline: str | None = None,
) -> Letter:
    """A letter from the contact of a form's unit, as samples.envelopes.mail.Letter.

    subject: `{name}` for the unit's name. sent, received: soon after the form was signed where they are not given.
    """
    said = filled.form.organisation
    rng = Random(f"{said.name} {subject}")
    signed = date.fromisoformat(str(filled.form.commitment.date))
    moment = datetime.combine(signed, _MORNING) + timedelta(days=rng.randrange(2), seconds=rng.randrange(5 * 3600))
    sent, received = sent or format_datetime(moment), received or format_datetime(moment + _ON_ITS_WAY)
    text = _TEXT.format(contact=said.contact.name, name=said.name)
    return Letter(
        f"{said.contact.name} <{said.contact.email}>", subject.format(name=said.name), text, sent, received, naming, inline,
    )


def by_mail(place: str, purpose: str, said: Letter, *members: Item) -> Container:
    """A mail with its attachments."""
    return Container(place, purpose, members, partial(mail.write, said))


def from_outlook(place: str, purpose: str, said: Letter, *members: Item) -> Container:
    """A mail as Outlook saves it."""
    return Container(place, purpose, members, partial(outlook.write, said))


def in_winmail(*members: Item) -> Container:
    """The envelope that Outlook puts around attachments."""
    return Container("winmail.dat", "Outlook's own envelope for attachments.", members, tnef.write)


def mailbox(place: str, purpose: str, *letters: tuple[Letter, tuple[Item, ...]]) -> Container:
    """Mails in one file; each goes by its number."""
    mails = tuple(
        by_mail(f"{number}.eml", f"Mail {number} of the mailbox.", said, *members)
        for number, (said, members) in enumerate(letters, start=1)
    )

    def pack(parts: mail.Parts) -> bytes:
        return mail.mbox([(said, data) for (said, _), (_, data) in zip(letters, parts, strict=True)])

    return Container(place, purpose, mails, pack)


def zip_of_windows(place: str, purpose: str, *members: Item) -> Container:
    """A zip with names in GBK."""
    return Container(place, purpose, members, archives.zip_of_windows)


def zip_of_macos(place: str, purpose: str, *members: Item) -> Container:
    """A zip as macOS makes it."""
    return Container(place, purpose, members, archives.zip_of_macos)


def tar_gz(place: str, purpose: str, *members: Item) -> Container:
    """A packed tar."""
    return Container(place, purpose, members, archives.tar_gz)
