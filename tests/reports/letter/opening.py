"""Reading what the letters are: a Word file, a draft."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from typing import Any

import docx

from reports.letter.words import Letter, form_letter
from schema.finding import Finding, report
from schema.notice import load_notice
from tests.reports.builder import make_finding, make_mail, make_record

NOTICE = load_notice()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make_letter(*findings: Finding, **form: Any) -> Letter:
    """A letter about a form with these findings, which came by a mail. form: its fields, dots written as `__`."""
    record = make_record("training_institution", {name.replace("__", "."): value for name, value in form.items()})
    return form_letter(record, report(record.id, findings or (make_finding("organisation.name"),)), NOTICE, make_mail(), (), None)


def document(data: bytes) -> Any:
    """A .docx, opened."""
    return docx.Document(BytesIO(data))


def lines(data: bytes) -> list[str]:
    """The paragraphs of a .docx, those in tables left out."""
    return [paragraph.text for paragraph in document(data).paragraphs]


def rows(data: bytes) -> list[list[str]]:
    """The rows of its first table."""
    return [[cell.text for cell in row.cells] for row in document(data).tables[0].rows]


def mail(data: bytes) -> EmailMessage:
    """A draft, as Python reads it."""
    said = message_from_bytes(data, policy=policy.default)
    assert not said.defects
    return said
