"""The sheet of an official paper (GB/T 9704—2012) where the office gives no letterhead: A4, margins, page number."""

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm

from reports.letter import fonts, styles
from reports.letter.ooxml import new

_NUMBER_BELOW = 22  # mm from the number's foot to the edge: its head is 7 mm below the type area


def blank() -> Document:
    """A document without a paragraph."""
    document = docx.Document()
    page = document.sections[0]
    page.start_type = WD_SECTION.NEW_PAGE
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.footer_distance = Mm(_NUMBER_BELOW)
    document.settings.odd_and_even_pages_header_footer = True
    _number(document, page.footer, styles.ODD_PAGE)
    _number(document, page.even_page_footer, styles.EVEN_PAGE)
    _as_chinese(document)
    fonts.declare(document)
    said = document.core_properties
    said.author = said.last_modified_by = said.comments = ""
    return document


def _number(document: Document, footer: _Footer, look: styles.Look) -> None:
    """「— 1 —」."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = styles.style(document, look)
    paragraph.add_run("— ")
    paragraph._p.append(new("w:fldSimple", instr="PAGE"))
    paragraph.add_run(" —")


def _as_chinese(document: Document) -> None:
    """The library's blank document is an American one, with a picture of itself and set for Japanese."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for mode in document.settings.element.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
