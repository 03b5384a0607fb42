"""What is measured for one file: a whole check, the floor below which no reader gets, and the peers that are installed."""

import zipfile
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from benchmarks.timing import Call
from extractors.locks.passwords import Passwords
from schema.limits import Limits
from schema.notice import Notice

if TYPE_CHECKING:
    from rapidocr import RapidOCR


def check(notice: Notice) -> Call:
    """Read, map and verify: all that `hebiao check` does but the printing."""
    from ingest.process import process

    return lambda data: process(data, "form", ("form",), notice, Limits(), Passwords())


def check_and_render(notice: Notice) -> Call:
    """The same, and the reports for the reviewer."""
    from ingest.process import process
    from reports.discrepancy import render_report

    def call(data: bytes) -> object:
        forms = process(data, "form", ("form",), notice, Limits(), Passwords()).forms
        return [render_report(form.record, form.report, notice) for form in forms]

    return call


def read_by_python_docx(data: bytes) -> bool:
    """Whether python-docx can open a file: it knows no strict OOXML and no damaged relationships."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        Document(BytesIO(data))
    except (KeyError, ValueError, OpcError):
        return False
    return True


def row_cells(data: bytes) -> object:
    """python-docx: every cell of every row of every table."""
    from docx import Document

    return [cell for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells]


def row_cells_text(data: bytes) -> object:
    """python-docx: the text of those cells."""
    from docx import Document

    return [cell.text for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells]


def unzip_and_parse(data: bytes) -> object:
    """The floor for Word: unpack the main part and parse it."""
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def extract_tables(data: bytes) -> object:
    """pdfplumber: the tables of every page."""
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def pdfium_text(data: bytes) -> list[str]:
    """The floor for PDF: the text of every page, by pdfium."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def recognised_pages(data: bytes) -> object:
    """rapidocr, as it comes, on the full pages of a PDF of pictures: where text is, and what it says."""
    from extractors.scan.pdf_pages import Pages

    pages, recogniser = Pages(data), _recogniser()
    return [recogniser(pages.draw(number, Limits())) for number in range(1, len(pdfium_text(data)) + 1)]


@cache
def _recogniser() -> "RapidOCR":
    from rapidocr import RapidOCR

    one = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    return RapidOCR(params={**one, "Global.log_level": "critical"})


def _docling(suffix: str) -> Call:
    from docling.datamodel.base_models import DocumentStream
    from docling.document_converter import DocumentConverter

    converter = DocumentConverter()
    return lambda data: converter.convert(DocumentStream(name=f"form{suffix}", stream=BytesIO(data)))


def _markitdown(suffix: str) -> Call:
    from markitdown import MarkItDown, StreamInfo

    converter = MarkItDown()
    return lambda data: converter.convert_stream(BytesIO(data), stream_info=StreamInfo(extension=suffix))


def _camelot(_: str) -> Call:
    import camelot

    return lambda data: camelot.read_pdf(BytesIO(data), pages="all")


_PEERS: dict[str, tuple[tuple[str, Callable[[str], Call]], ...]] = {
    ".docx": (("docling", _docling), ("markitdown", _markitdown)),
    ".pdf": (("camelot", _camelot), ("docling", _docling), ("markitdown", _markitdown)),
}


def peers(suffix: str) -> dict[str, Call]:
    """The peers that are installed, for files of a kind; none is required."""
    return {name: start(suffix) for name, start in _PEERS[suffix] if find_spec(name)}
