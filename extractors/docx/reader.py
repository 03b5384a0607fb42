"""Word documents (.docx, .docm, .dotx) as paragraphs and tables of cells.

Text is what Word shows with all tracked changes accepted and hidden text hidden; what was left out is remarked.
Headers, footers, comments, footnotes, numbering and embedded files are not read.
"""

from typing import Final

from extractors.document import Document
from extractors.docx.names import (
    BODY,
    DELETED,
    DOCUMENT,
    DOUBLE_STRIKE,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH_STYLE,
    RUN_STYLE,
    STRIKE,
    VANISH,
)
from extractors.docx.package import Package
from extractors.docx.pictures import sheets_of, stamps_of
from extractors.docx.story import StoryReader
from extractors.docx.styles import Look, read_styles
from extractors.docx.trail import Trail
from extractors.docx.xml import child, has_any, normalised, parse

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACRO_MEDIA_TYPE: Final = "application/vnd.ms-word.document.macroEnabled.12"


def read_docx(data: bytes) -> Document:
    """The document in the bytes of a .docx file.

    Cells are named `T1R4C4`: table, row and *grid column* of the cell's top left corner, so that C4 is the same
    column in every row whatever is merged before it. Cells inside cells are named `T1R4C4/T1R2C1`, paragraphs `P3`.

    - Boxes of any kind (content control, form field, symbol font) are glyphs in the text, and so are marks.
    - A content control that shows its own words is `Cell.placeholder` where nothing else stands in the cell;
      beside other text, and in paragraphs, those words are dropped.
    - Text in a cell that is merged into another one does not show, and counts as hidden.

    Raises DocumentError: `document.unreadable` (empty, damaged, a DTD, nested too deep), `document.encrypted`,
    `document.type_mismatch` (another type of file under this name), `document.too_large` (over the limits of
    `extractors.docx.package`, of columns in a table, or of paragraphs and cells).
    """
    package = Package(data)
    xml = normalised(package.main())
    root = parse(xml)
    if root.tag != DOCUMENT:
        raise package.no_document()
    styles: dict[str, Look] = read_styles(package.styles()) if has_any(root, RUN_STYLE, PARAGRAPH_STYLE) else {}
    trail = Trail(
        styles,
        watch_looks=bool(styles) or has_any(root, VANISH, STRIKE, DOUBLE_STRIKE),
        watch_fonts=b"ings" in xml or b"Symbol" in xml,
        watch_marks=has_any(root, INSERTED, DELETED, MOVED_TO, MOVED_FROM),
    )
    body = child(root, BODY)
    blocks = StoryReader(trail).body(body) if body is not None else ()
    macros = package.has_macros
    media_type, remarks = MACRO_MEDIA_TYPE if macros else MEDIA_TYPE, trail.remarks(macros=macros)
    return Document("docx", media_type, blocks, remarks=remarks, stamps=tuple(stamps_of(root, package)), sheets=tuple(sheets_of(root, package)))
