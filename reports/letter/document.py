"""The letter as a Word file: the same bytes for the same letter, on the plain sheet or in the office's letterhead."""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from docx.document import Document
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from reports.letter import letterhead, sheet, styles
from reports.letter.ooxml import new
from reports.letter.styles import Look
from reports.letter.table import table_of
from reports.letter.words import TITLE, Letter

_DIGITS = "一二三四"
_TO_FILL = "联系人：" + "　" * 6 + "联系电话：" + "　" * 8
_DATE = "　　　　年　　月　　日"
_ISSUER = "（受理单位）"
_DUTIES = "需要补正和核实的内容"
_MADE = datetime(2023, 6, 1)  # any day, but always the same


def letter_file(letter: Letter, head: bytes | None) -> bytes:
    """A .docx with a letter. head: the office's letterhead, also a .docx; raises LetterheadError where it is none."""
    document = sheet.blank() if head is None else letterhead.opened(head)
    letterhead.place(document, list(_blocks(document, letter)))
    said = document.core_properties
    said.title = f"{TITLE}：{letter.about}"
    said.created = said.modified = _MADE
    return _packed(document)


def _blocks(document: Document, letter: Letter) -> Iterator[CT_P | CT_Tbl]:
    """Paragraphs, and the table, in their order."""
    numbers = iter(_DIGITS)
    for look, text in ((styles.TITLE, TITLE), (styles.ADDRESSEE, ""), (styles.ADDRESSEE, f"{letter.unit}："), (styles.BODY, letter.opening)):
        yield _paragraph(document, look, text)
    if letter.duties:
        yield _paragraph(document, styles.PART, f"{next(numbers)}、{_DUTIES}")
        yield table_of(document, letter.duties)
    for part in letter.parts:
        yield _paragraph(document, styles.PART, f"{next(numbers)}、{part.title}")
        for at, text in enumerate(part.texts, 1):
            yield _paragraph(document, styles.BODY, f"{at}.{text}")
    yield _paragraph(document, styles.PART, f"{next(numbers)}、报送要求")
    *closing, last = letter.closing
    for text in closing:
        yield _paragraph(document, styles.BODY, text)
    for text in (last, _TO_FILL, ""):
        yield _paragraph(document, styles.BODY, text, keeps=True)  # so that who signs does not stand on a page alone
    yield _paragraph(document, styles.ISSUER, letter.issuer or _ISSUER)
    yield _paragraph(document, styles.DATE, _DATE)


def _paragraph(document: Document, look: Look, text: str, *, keeps: bool = False) -> CT_P:
    paragraph = Paragraph(new("w:p"), document._body)  # where it goes, the letterhead says
    paragraph.style = styles.style(document, look)
    if keeps:
        paragraph.paragraph_format.keep_with_next = True
    if text:
        paragraph.add_run(text)
    return paragraph._p


def _packed(document: Document) -> bytes:
    """The document's bytes without the hour at which they were made."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed:
        for member in made.infolist():
            timeless = zipfile.ZipInfo(member.filename, _MADE.timetuple()[:6])
            timeless.compress_type, timeless.create_system = zipfile.ZIP_DEFLATED, 0
            fixed.writestr(timeless, made.read(member))
    return packed.getvalue()
