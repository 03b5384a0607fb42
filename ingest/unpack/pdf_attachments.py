"""Files attached to a PDF: those of the whole document, a portfolio's among them, and those pinned to its pages."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, Stream, String

from ingest.unpack import names, refusals
from ingest.unpack.budget import Meter, OverLimitError
from ingest.unpack.member import Member, Members, Metering, Refusal
from schema.limits import KB

_BLOCK = 64 * KB
_SYSTEMS = ("/UF", "/F", "/DOS", "/Mac", "/Unix")  # ISO 32000-2, 7.11.3: in Unicode first
# What pikepdf raises over damaged objects.
_DAMAGED = (pikepdf.PdfError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class _Attachment(NamedTuple):
    name: str
    stream: Stream


def attachments(data: bytes, meter: Metering) -> Members:
    """What is attached to a PDF, each file once; nothing where that cannot be opened, for reading it says so."""
    try:
        pdf = pikepdf.open(BytesIO(data))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return
    with pdf:
        seen = set()
        for one in (*_of_document(pdf), *_of_pages(pdf)):
            if one.stream.objgen not in seen:
                seen.add(one.stream.objgen)
                yield _member(one, meter())


def _of_document(pdf: Pdf) -> Iterator[_Attachment]:
    try:
        for spec in NameTree(pdf.Root.Names.EmbeddedFiles).values():
            yield from _attachment(spec)
    except _DAMAGED:
        return  # there are none, or the tree is damaged from here on


def _of_pages(pdf: Pdf) -> Iterator[_Attachment]:
    for page in pdf.pages:
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, Array) else ():
            if isinstance(note, Dictionary) and note.get("/Subtype") == Name.FileAttachment:
                yield from _attachment(note.get("/FS"))


def _attachment(spec: Object | None) -> Iterator[_Attachment]:
    """Nothing where it is a link to a file elsewhere."""
    files = spec.get("/EF") if isinstance(spec, Dictionary) else None
    if not isinstance(spec, Dictionary) or not isinstance(files, Dictionary):
        return
    stream = next((one for one in map(files.get, _SYSTEMS) if isinstance(one, Stream)), None)
    if stream is not None:
        yield _Attachment(next((str(one) for one in map(spec.get, _SYSTEMS) if isinstance(one, String)), ""), stream)


def _member(one: _Attachment, meter: Meter) -> Member | Refusal:
    name = names.file_name(one.name)
    try:
        return Member(name, _content(one.stream, meter))
    except OverLimitError as error:
        if error.ends:
            raise
        return refusals.over_limit(name, error)
    except (zlib.error, EOFError, *_DAMAGED):
        return Refusal(
            name, refusals.UNREADABLE, "PDF 中的这个附件已损坏，或者压缩方式不受支持，无法取出。",
            "请在 PDF 阅读器中打开，另存附件后处理，或请申报单位把它作为单独的附件发送。",
        )


def _content(stream: Stream, meter: Meter) -> bytes:
    """The bytes of an attachment, counted as they are unpacked; qpdf would unpack a bomb in one piece."""
    packed = stream.read_raw_bytes()
    meter.start(len(packed))
    filters = stream.get("/Filter")
    if not packed or filters is None or (isinstance(filters, Array) and not len(filters)):
        meter.count(len(packed))
        return packed
    parameters = stream.get("/DecodeParms")
    if (filters != Name.FlateDecode and list(filters) != [Name.FlateDecode]) or isinstance(parameters, Dictionary):
        raise EOFError
    kept = BytesIO()
    inflating = zlib.decompressobj()
    while packed and not inflating.eof:
        block = inflating.decompress(packed, _BLOCK)
        meter.count(len(block))
        kept.write(block)
        packed = inflating.unconsumed_tail
    if not inflating.eof:
        raise EOFError
    return kept.getvalue()
