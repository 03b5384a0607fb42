"""The office's own letterhead: a Word file with its headers, red rule and styles, into a copy of which a letter is put.

The letter takes the place of the paragraph 「{{正文}}」, or comes after all that stands in the file.
"""

import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from reports.letter import fonts

PLACE = "{{正文}}"
# What the library raises on files that are no Word file, or damaged ones, found by feeding it such.
_BROKEN = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, IndexError, EOFError,
    NotImplementedError, RuntimeError,
)


class LetterheadError(ValueError):
    """The letterhead is no Word file, or the letter's place in it is not clear. The text is for the user."""


def opened(letterhead: bytes) -> Document:
    """A copy of the letterhead. Raises LetterheadError where it is no .docx file or its 「{{正文}}」 has other words beside it."""
    try:
        document = docx.Document(BytesIO(letterhead))
        places = _places(document.element.body)
        document.element.body.get_or_add_sectPr()
        fonts.declare(document)
    except _BROKEN as error:
        raise LetterheadError("不是可以打开的 Word 文件，请用 Word 或 WPS 另存为 .docx 后再试") from error
    if any(_words(place) != PLACE for place in places):
        raise LetterheadError(f"其中“{PLACE}”应单独成段，前后不能有其他文字")
    return document


def place(body: Any, blocks: Sequence[etree._Element]) -> None:
    """Put a letter where the letterhead wants it. body: of the document; blocks: tables and paragraphs, of these the last."""
    found = next(iter(_places(body)), None)
    last: Any = blocks[-1]
    if found is None:
        section = body.find(qn("w:sectPr"))
        for block in blocks:
            section.addprevious(block)
        return
    for block in blocks:
        found.addprevious(block)
    section = found.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if section is not None:  # a section ends there, and still does
        last.find(qn("w:pPr")).append(section)
    found.getparent().remove(found)


def _places(body: Any) -> list[Any]:
    paragraphs = [found for found in body.iter(qn("w:p")) if next(found.iterancestors(qn("w:txbxContent")), None) is None]
    return [paragraph for paragraph in paragraphs if PLACE in _words(paragraph)]


def _words(paragraph: etree._Element) -> str:
    """The paragraph's words without blanks; brackets of either width."""
    return "".join(unicodedata.normalize("NFKC", "".join(text.text or "" for text in paragraph.iter(qn("w:t")))).split())
