"""The draft of the reply: headers, thread, attachment, and what hostile senders cannot do."""

from email import message_from_bytes
from typing import Any

import pytest

from reports.letter.address import address, reply_address, thread
from reports.letter.document import letter_file
from reports.letter.draft import draft
from schema.submission import Mail
from tests.reports.builder import make_finding, make_mail
from tests.reports.hostile import WORDS, hostile_finding
from tests.reports.letter.opening import DOCX, mail, make_letter

INJECTED = "x\r\nBcc: evil@example.org\r\n\r\n<b>\u202etxt.exe\u0000" + "长" * 5000


def made(said: Mail | None, contact: str | None = None, **form: Any) -> bytes:
    letter = make_letter(make_finding("organisation.name"), **form)
    return draft(letter, letter_file(letter, None), said, contact)


def test_a_reply() -> None:
    """To the sender, in the thread, with the subject kept, as a draft; nothing that says when or by which program."""
    said = mail(made(make_mail(references="<a@example.org> <b@example.org>")))
    assert (said["To"], said["Subject"]) == ("傅庆 <fu@example.org.cn>", "Re: 第二批培训机构申报材料")
    assert (said["In-Reply-To"], said["References"]) == ("<1@example.org.cn>", "<a@example.org> <b@example.org> <1@example.org.cn>")
    assert said["X-Unsent"] == "1"
    assert not {"From", "Date", "Message-ID", "Bcc", "Cc"} & set(said.keys())


def test_the_attachment() -> None:
    """The Word file by its Chinese name: by RFC 2231, and by RFC 2047 for programs that look there."""
    letter = make_letter(make_finding("organisation.name"))
    file = letter_file(letter, None)
    said = mail(draft(letter, file, make_mail(), None))
    (attached,) = said.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (f"{letter.name}.docx", DOCX)
    assert attached.get_content() == file
    assert attached["Content-Type"].params["name"] == f"{letter.name}.docx"
    *_, old = message_from_bytes(draft(letter, file, None, None)).walk()  # as the parser before this one reads it
    assert old.get_filename() == f"{letter.name}.docx"


def test_the_text() -> None:
    """Plain and short: to whom, what came, until when, what is attached."""
    letter = make_letter(make_finding("organisation.name"))
    body: Any = mail(draft(letter, b"", make_mail(), None)).get_body()
    text = body.get_content().replace("\r\n", "\n")
    assert body.get_content_type() == "text/plain"
    assert text.startswith(f"{letter.unit}：\n\n你单位报送的")
    assert letter.closing[0] in text
    assert f"“{letter.name}.docx”" in text


def test_without_a_mail() -> None:
    """To the contact that the form names; to nobody where it names none. The subject says what it is."""
    said = mail(made(None, "fu@example.org.cn"))
    assert (said["To"], said["Subject"]) == (
        "fu@example.org.cn", "补正通知：重庆照母山数字技术研究院有限公司培训机构推荐表（云计算工程技术人员）",
    )
    assert (said["In-Reply-To"], said["References"]) == (None, None)
    for nobody in (None, "", "无", "fu@", "138****1234@139.com"):
        nowhere = mail(made(None, nobody))
        assert (nowhere["To"], nowhere["X-Unsent"]) == (None, "1")


@pytest.mark.parametrize(("subject", "told"), [
    ("申报材料", "Re: 申报材料"), ("Re: 申报材料", "Re: 申报材料"), ("回复：申报材料", "回复：申报材料"), ("RE：申报", "RE：申报"),
    ("", "补正通知：重庆照母山数字技术研究院有限公司培训机构推荐表（云计算工程技术人员）"),
])
def test_subjects(subject: str, told: str) -> None:
    """One sign of an answer in front; a mail without a subject gets one."""
    assert mail(made(make_mail(subject=subject)))["Subject"] == told


@pytest.mark.parametrize(("text", "told"), [
    ("傅庆 <fu@example.org.cn>", ("傅庆", "fu@example.org.cn")), ("fu@example.org.cn", ("", "fu@example.org.cn")),
    ('"傅, 庆" <fu@example.org.cn>', ("傅, 庆", "fu@example.org.cn")), ("a@b.cn, c@d.cn", ("", "a@b.cn")),
    ("boss@gov.example <evil@example.org>", ("boss@gov.example", "evil@example.org")),
    ("傅庆", None), ("<>", None), ("", None), ("138****1234@139.com", None), ("a\r\nBcc: <x", None),
])
def test_addresses(text: str, told: tuple[str, str] | None) -> None:
    """The one in angle brackets, whatever the name says; none where it is masked or not there."""
    assert address(text) == told


def test_who_is_answered() -> None:
    """Reply-To before the sender before the form's contact."""
    said = make_mail(reply_to="office@example.org")
    assert [reply_address(one, "c@example.org") for one in (said, make_mail(), make_mail(sender="?"), None)] == [
        ("", "office@example.org"), ("傅庆", "fu@example.org.cn"), ("", "c@example.org"), ("", "c@example.org"),
    ]


def test_threads() -> None:
    """What the mail refers to, else what it answers, and its own id, each once, not more than twenty before it."""
    assert thread(make_mail(in_reply_to="<0@example.org>")) == ("<0@example.org>", "<1@example.org.cn>")
    assert thread(make_mail(message_id=None, references="<0@example.org>")) == ()
    many = " ".join(f"<{number}@example.org>" for number in range(1000))
    assert len(thread(make_mail(references=many))) == 21
    assert thread(make_mail(message_id="<138****1234@139.com>")) == ()


def test_long_ids_are_not_encoded() -> None:
    """An id that is longer than a line stays as it is: encoded, it is another."""
    own = f"<{'a' * 100}@example.org>"
    source = made(make_mail(message_id=own, references=own.replace("a", "b")))
    assert f"In-Reply-To: {own}\r\n".encode() in source
    assert mail(source)["References"].split() == [own.replace("a", "b"), own]


@pytest.mark.parametrize("words", [INJECTED, WORDS])
def test_hostile_headers(words: str) -> None:
    """Line breaks make no header, nothing turns the writing around, nothing is longer than a line of mail may be."""
    sender = f"{words} <fu@example.org.cn>"
    source = made(make_mail(
        sender=sender, subject=words, message_id=f"<{words}@x>", references=words, reply_to=words,
    ), words, organisation__name=words, occupation=words)
    said = mail(source)
    assert set(said.keys()) <= {"To", "Subject", "X-Unsent", "MIME-Version", "Content-Type", "In-Reply-To", "References"}
    assert max(map(len, source.split(b"\r\n"))) < 998
    assert b"\n" not in source.replace(b"\r\n", b"")
    (attached,) = said.iter_attachments()
    name = attached.get_filename() or ""
    assert name.endswith(".docx")
    assert "/" not in name
    assert not {"\u202e", "\x1b", "\n"} & {*str(said["Subject"]), *str(said["To"]), *name}


def test_the_same_bytes() -> None:
    """The boundary comes from the letter, and there is no id of its own."""
    assert made(make_mail()) == made(make_mail())
    letter = make_letter(hostile_finding(None))
    assert draft(letter, b"1", None, None) != draft(letter, b"2", None, None)
