"""The styles of official papers (GB/T 9704—2012): fonts, sizes, the line pitch. A letterhead that has them keeps its own."""

from typing import Any, NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt

from reports.letter import fonts

_PITCH, _TITLE_PITCH, _TABLE_PITCH = 28.0, 36.0, 16.0  # points from line to line
_SECOND_SIZE, _THIRD_SIZE, _FOURTH_SIZE, _FIFTH_SIZE = 22.0, 16.0, 14.0, 10.5  # 2号, 3号, 4号, 5号, in points


class Look(NamedTuple):
    """A paragraph style. size, pitch: points; pitch 0: as the font has it. first, left, right: indents in characters.

    keeps: it stays on the page of the paragraph that follows.
    """

    name: str
    font: str
    size: float = _THIRD_SIZE
    pitch: float = _PITCH
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: int = 0
    left: int = 0
    right: int = 0
    keeps: bool = False


TITLE = Look("公文标题", fonts.TITLE, _SECOND_SIZE, _TITLE_PITCH, WD_ALIGN_PARAGRAPH.CENTER, keeps=True)
ADDRESSEE = Look("公文主送机关", fonts.BODY, align=WD_ALIGN_PARAGRAPH.LEFT)
BODY = Look("公文正文", fonts.BODY, first=2)
PART = Look("公文一级标题", fonts.HEI, first=2, keeps=True)
HEAD = Look("公文表头", fonts.HEI, _FIFTH_SIZE, _TABLE_PITCH, WD_ALIGN_PARAGRAPH.CENTER, keeps=True)
CELL = Look("公文表格", fonts.BODY, _FIFTH_SIZE, _TABLE_PITCH, WD_ALIGN_PARAGRAPH.LEFT)
SHORT = Look("公文表格居中", fonts.BODY, _FIFTH_SIZE, _TABLE_PITCH, WD_ALIGN_PARAGRAPH.CENTER)
ISSUER = Look("公文落款", fonts.BODY, right=2, keeps=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
DATE = Look("公文成文日期", fonts.BODY, right=4, align=WD_ALIGN_PARAGRAPH.RIGHT)
ODD_PAGE = Look("公文页码", fonts.SONG, _FOURTH_SIZE, 0, WD_ALIGN_PARAGRAPH.RIGHT, right=1)
EVEN_PAGE = Look("公文双页页码", fonts.SONG, _FOURTH_SIZE, 0, WD_ALIGN_PARAGRAPH.LEFT, left=1)
OF_LETTERS = (TITLE, ADDRESSEE, BODY, PART, HEAD, CELL, SHORT, ISSUER, DATE)


def style(document: Document, look: Look) -> Any:
    """The paragraph style by that name; made where the document has none."""
    if look.name in document.styles:
        return document.styles[look.name]
    made = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = None
    made.font.name, made.font.size = look.font, Pt(look.size)
    for script in ("w:eastAsia", "w:cs"):
        made.element.rPr.rFonts.set(qn(script), look.font)
    layout = made.paragraph_format
    layout.alignment, layout.keep_with_next, layout.widow_control = look.align, look.keeps, True
    layout.space_before = layout.space_after = Pt(0)
    if look.pitch:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.pitch)
    else:
        layout.line_spacing = 1.0
    _indent(made.element, look)
    return made


def _indent(element: Any, look: Look) -> None:
    """Indents in characters, as Word shows them, and in twips for programs that do not know characters."""
    indent = element.get_or_add_pPr().get_or_add_ind()
    for side, characters in (("firstLine", look.first), ("left", look.left), ("right", look.right)):
        indent.set(qn(f"w:{side}Chars"), str(characters * 100))
        indent.set(qn(f"w:{side}"), str(round(characters * look.size * 20)))
