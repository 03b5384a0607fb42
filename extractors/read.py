"""A file's bytes in, its records out. The one door through which other rooms come here."""

import hashlib

from extractors.document import Document
from extractors.errors import DocumentError
from extractors.office.kinds import kind_of
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Record, Remark, Source

_PDF_HEADER_WITHIN = 1024  # bytes: readers accept a header that comes a little late


def read_forms(data: bytes, path: str, origin: tuple[str, ...], notice: Notice, limits: Limits) -> tuple[Record, ...]:
    """Every filled form of a Word or PDF file, in the order in which they stand in it.

    path: of the file relative to its INPUT, with `/`. origin: the chain of containers down to the file.
    Raises DocumentError where the file cannot be read (its code says why) or holds none of the forms
    (`document.not_a_form`).
    """
    document = _read_document(data, limits)
    # What follows is needed only where the file can be read at all.
    from extractors.mapping.mapper import map_document
    from extractors.records import build_record

    forms = map_document(document)
    if not forms:
        raise DocumentError(
            "document.not_a_form", "文件中没有找到培训机构推荐表或评价机构推荐表。", "如确为推荐表，请使用通知所附模板重新填报。"
        )
    source = Source(
        path=path, origin=origin, sha256=hashlib.sha256(data).hexdigest(), media_type=document.media_type,
        reader=document.reader, pages=document.pages,
    )
    remarks = document.remarks
    if len(forms) > 1:
        detail = f"{len(forms)} 份推荐表"
        remarks = (*remarks, Remark(code="document.several_forms", detail=detail))
    return tuple(build_record(form, source, remarks, notice) for form in forms)


def _read_document(data: bytes, limits: Limits) -> Document:
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        from extractors.pdf.reader import read_pdf  # pdfplumber takes half a second to import

        return read_pdf(data, limits)
    kind = kind_of(data)
    if kind:
        from extractors.office.reader import read_office  # wanted for older files only

        return read_office(data, kind)
    from extractors.docx.reader import read_docx

    return read_docx(data)
