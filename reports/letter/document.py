"""The letter as a Word file: the same bytes for the same letter."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from reports.letter import letterhead, styles
from reports.letter.ooxml import paragraph
from reports.letter.stationery import Stationery, stationery
from reports.letter.styles import Look
from reports.letter.table import table_of
from reports.letter.words import TITLE, Letter

_DIGITS = "一二三四"
_TO_CORRECT, _TO_ANSWER = "需要补正和核实的内容", "报送要求"
_TO_FILL = "联系人：" + "　" * 6 + "联系电话：" + "　" * 8
_DATE = "　　　　年　　月　　日"
_ISSUER = "（受理单位）"


def letter_file(letter: Letter, head: bytes | None) -> bytes:
    """A .docx with a letter, on the plain sheet, or on the office's letterhead, also a .docx: LetterheadError where it is none."""
    paper = stationery(head)
    document = etree.fromstring(paper.parts[paper.main])
    letterhead.place(document.find(qn("w:body")), list(_blocks(letter, paper)))
    return paper.with_main(etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True))


def _blocks(letter: Letter, paper: Stationery) -> Iterator[etree._Element]:
    def line(look: Look, text: str, *, keeps: bool = False) -> etree._Element:
        return paragraph(paper.styles[look.name], text, keeps=keeps)

    numbers = iter(_DIGITS)
    yield line(styles.TITLE, TITLE)
    yield line(styles.ADDRESSEE, "")
    yield line(styles.ADDRESSEE, f"{letter.unit}：")
    yield line(styles.BODY, letter.opening)
    if letter.duties:
        yield line(styles.PART, f"{next(numbers)}、{_TO_CORRECT}")
        yield table_of(letter.duties, paper)
    for part in letter.parts:
        yield line(styles.PART, f"{next(numbers)}、{part.title}")
        yield from (line(styles.BODY, f"{number}.{text}") for number, text in enumerate(part.texts, 1))
    yield line(styles.PART, f"{next(numbers)}、{_TO_ANSWER}")
    *closing, last = letter.closing
    yield from (line(styles.BODY, text) for text in closing)
    yield from (line(styles.BODY, text, keeps=True) for text in (last, _TO_FILL, ""))  # who signs does not stand on a page alone
    yield line(styles.ISSUER, letter.issuer or _ISSUER)
    yield line(styles.DATE, _DATE)
