"""The bytes of a PDF -> its pages, repaired where need be; or why it cannot be read."""

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, int_value
from pdfminer.psexceptions import PSException

from extractors.errors import DocumentError
from extractors.locks.passwords import unknown_lock
from extractors.pdf.fonts import FontManager
from extractors.pdf.objects import Objects
from schema.limits import Limits

_HEADER_WITHIN = 1024  # bytes: viewers accept a header that comes a little late
_TRAILER_WITHIN = 2048  # bytes before the end, for mail gateways and servers that append a little

# What pdfminer raises over damaged files, besides its own: it takes the types of objects on trust.
_PARSER_ERRORS = (
    PSException, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    RecursionError, TypeError, ValueError, struct.error, zlib.error,
)

SEND_WORD = "请提交推荐表的 Word 文件，或由 Word 重新导出的 PDF。"

# They report every oddity of a file; what matters to the reader of a report is said by DocumentError.
for _name in ("pdfminer", "pikepdf"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class DamagedError(Exception):
    """pdfminer could not make sense of a part of the file."""


@contextmanager
def parsing() -> Iterator[None]:
    """Around a call of pdfminer: whatever it raises over damaged content becomes DamagedError."""
    try:
        yield
    except _PARSER_ERRORS as error:
        raise DamagedError(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """An open file.

    pages: those that were found, at most one more than are read. claimed: how many it says it has.
    sound: its table of objects could be read, and no page is missing. repaired: these are the bytes after repair.
    data: the bytes.
    """

    pages: tuple[PDFPage, ...]
    manager: FontManager
    claimed: int
    sound: bool
    data: bytes
    repaired: bool = False


def open_pdf(data: bytes, limits: Limits) -> OpenedPdf:
    """The pages of a PDF, at least one; of a damaged file after repair, where it can be repaired.

    Raises DocumentError: `document.unreadable` where it is no PDF, is damaged beyond repair or has no pages,
    `document.encrypted` where it is still locked, `document.too_large` where it has too many pages.
    """
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise DocumentError("document.unreadable", "文件不是 PDF，或开头部分已经损坏。", SEND_WORD)
    try:
        opened = _open(data, limits.pages)
    except DamagedError:
        _refuse_cut_off(data)
        return open_repaired(data, limits)
    if opened.sound and opened.pages:
        return opened
    _refuse_cut_off(data)
    try:
        return replace(open_repaired(data, limits), claimed=opened.claimed)
    except DocumentError:
        if opened.pages:
            return opened
        raise


def _refuse_cut_off(data: bytes) -> None:
    """Raise DocumentError for a file that ends early: repaired, it would pass for a form that was half filled."""
    if b"startxref" not in data[-_TRAILER_WITHIN:]:
        raise DocumentError("document.unreadable", "PDF 文件不完整，后面的部分缺失。", "请重新发送完整的文件。")


def open_repaired(data: bytes, limits: Limits) -> OpenedPdf:
    """The pages of a damaged PDF after qpdf has repaired it in memory. Raises as open_pdf does."""
    import pikepdf  # 60 ms to import, and hardly any file needs it

    repaired = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pdf.save(repaired, fix_metadata_version=False)
        opened = _open(repaired.getvalue(), limits.pages)
    except pikepdf.PasswordError as error:
        raise unknown_lock() from error
    except (pikepdf.PdfError, DamagedError) as error:
        raise DocumentError("document.unreadable", "PDF 文件已损坏或不完整，无法修复。", SEND_WORD) from error
    if not opened.pages:
        raise DocumentError("document.unreadable", "PDF 文件里没有页面。", SEND_WORD)
    return replace(opened, repaired=True)


def _open(data: bytes, most: int) -> OpenedPdf:
    try:
        with parsing():
            objects = Objects(PDFParser(BytesIO(data)))
            pages = tuple(islice(PDFPage.create_pages(objects), most + 1))
            claimed = int_value(dict_value(objects.catalog.get("Pages")).get("Count", 0))
    except DamagedError as error:
        if isinstance(error.__cause__, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise unknown_lock() from error
        raise
    if len(pages) > most:
        found = f"共 {claimed:,} 页，" if claimed > most else "的页数"
        raise DocumentError("document.too_large", f"PDF {found}超过上限 {most:,} 页。", "请只提交推荐表本身。")
    sound = claimed <= len(pages) and not any(isinstance(xref, PDFXRefFallback) for xref in objects.xrefs)
    return OpenedPdf(pages, FontManager(), claimed, sound, data)
