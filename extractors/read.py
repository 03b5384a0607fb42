"""A file's bytes in, what is in it out. The one door through which other rooms come here."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.document import Document, SealPrint
from extractors.errors import NoTextError
from extractors.office.kinds import kind_of
from extractors.picture_kinds import picture_kind
from extractors.recogniser_installed import require_recogniser
from schema.limits import Limits
from schema.notice import Notice
from schema.record import PagePicture, Record, Remark, Seal, Source
from schema.submission import Paper

if TYPE_CHECKING:
    from extractors.parts import Part

_PDF_HEADER_WITHIN = 1024  # bytes: readers accept a header that comes a little late
_DIGEST = 16  # of the characters of a file's digest, in the names of its pictures
_SEND_TEXT = "如果是推荐表，请发送填写好的 Word（.docx）或 PDF 文件。"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a document holds. paper: what it is by what it says, None where it says nothing that is known.

    pictures: of the scanned pages and of seals, by the names that the records give them. part: of a scan that holds no
    whole form and no paper that is known; other files may hold the other pages of its form.
    """

    records: tuple[Record, ...]
    paper: Paper | None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    part: "Part | None" = None


def read_contents(data: bytes, path: str, origin: tuple[str, ...], notice: Notice, limits: Limits) -> Contents:
    """Every filled form of a Word file, a PDF or a picture, in the order in which they stand in it; else what paper it is.

    A scan of some pages of a form gives what can be read of it as a form, if anything, and its part.

    path: of the file relative to its INPUT, with `/`. origin: the chain of containers down to the file.
    Raises DocumentError where the file cannot be read; its code says why.
    """
    document = _read_document(data, limits)
    # What follows is needed only where the file can be read at all.
    from extractors.mapping.mapper import map_document
    from extractors.papers import paper_in, papers_beside_form
    from extractors.records import build_record

    forms = map_document(document)
    if not forms and document.sheets:
        document = _with_pages_read(document, limits)
        forms = map_document(document)
    if not forms and not document.has_text:
        raise NoTextError("document.unreadable", "文件中没有任何文字，可能只有图片。", _SEND_TEXT)
    paper = Paper(kind="form", by="content", also=papers_beside_form(document)) if forms else paper_in(document)
    source = Source(
        path=path, origin=origin, sha256=hashlib.sha256(data).hexdigest(), media_type=document.media_type,
        reader=document.reader, pages=document.pages,
    )
    pictures = tuple(
        PagePicture(
            page=image.page, width=image.width, height=image.height, turns=image.turns,
            file=f"pages/{source.sha256[:_DIGEST]}-{image.page}.jpg", coloured=image.coloured,
        )
        for image in document.images
    )
    remarks = document.remarks
    if len(forms) > 1:
        detail = f"{len(forms)} 份推荐表"
        remarks = (*remarks, Remark(code="document.several_forms", detail=detail))
    prints = _seals(document, limits)
    seals = _named(prints, source) if prints is not None else None
    records = tuple(build_record(form, source, remarks, notice, pictures, seals) for form in forms)
    part = _part(document, source, pictures, records, seals) if document.reader == "scan" and (forms or paper is None) else None
    if not forms and part is None:
        return Contents((), paper)
    shown = {picture.file: image.jpeg for picture, image in zip(pictures, document.images, strict=True)}
    shown |= {seal.picture: one.jpeg for seal, one in zip(seals or (), prints or (), strict=True) if seal.picture and one.jpeg}
    return Contents(records, paper, shown, part)


def _with_pages_read(document: Document, limits: Limits) -> Document:
    """A Word file without a form, with the pictures read that may be its pages. Raises NoTextError as `require_recogniser`."""
    try:
        require_recogniser()
    except NoTextError:
        if document.says_much:
            return document
        raise
    from extractors.scan.pasted import with_pages_read  # a second to import

    return with_pages_read(document, limits)


def _part(
    document: Document, source: Source, pictures: tuple[PagePicture, ...], records: tuple[Record, ...], seals: tuple[Seal, ...] | None,
) -> "Part | None":
    """The part of a form that a scan holds; None where it holds a whole form or several."""
    from extractors.mapping.parts import shown_in
    from extractors.parts import Part

    shown = shown_in(document)
    if len(records) > 1 or (records and shown.is_whole):
        return None
    said = (records[0].form.occupation, records[0].form.organisation.name) if records else (None, None)
    return Part(document._replace(images=(), seals=None, stamps=(), sheets=()), source, shown, pictures, seals, *said)


def _seals(document: Document, limits: Limits) -> tuple[SealPrint, ...] | None:
    """The seals of a document, those among its pictures too; None where they cannot be known."""
    if not document.stamps:
        return document.seals
    try:
        require_recogniser()
    except NoTextError:
        return None
    from extractors.scan.stamps import seals_in

    among = (seal for stamp in document.stamps for seal in seals_in(stamp.data, stamp.width, limits))
    return (*(document.seals or ()), *among)


def _named(prints: Sequence[SealPrint], source: Source) -> tuple[Seal, ...]:
    """The seals with names for their pictures."""
    return tuple(
        one.seal.model_copy(update={"picture": f"pages/{source.sha256[:_DIGEST]}-seal-{number}.jpg"}) if one.jpeg else one.seal
        for number, one in enumerate(prints, start=1)
    )


def _read_document(data: bytes, limits: Limits) -> Document:
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        from extractors.pdf.reader import read_pdf  # pdfminer takes a third of a second to import

        return read_pdf(data, limits)
    picture = picture_kind(data)
    if picture:
        require_recogniser()
        from extractors.scan.reader import read_scan  # a second to import

        return read_scan(data, picture, limits)
    kind = kind_of(data)
    if kind:
        from extractors.office.reader import read_office  # wanted for older files only

        return read_office(data, kind)
    from extractors.docx.reader import read_docx

    return read_docx(data)
