"""Documents that are embedded in a document, which is read as any other: they come out of it as an archive's members do."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from ingest import sniff
from ingest.loading import too_much_memory
from ingest.unpack import refusals
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.member import Members, Metering, Refusal
from schema.limits import Limits


class _Finder(NamedTuple):
    """signs: one of them is in every file that has something embedded. find: opens it, members being counted by a meter."""

    signs: tuple[bytes, ...]
    find: Callable[[bytes, Metering], Members]


def open_embedded(data: bytes, media_type: str, budget: Callable[[], Budget], limits: Limits) -> Members:
    """What is embedded in a document, one at a time; nothing where it is no document, or cannot be opened.

    budget: what it may bring, asked for where something is embedded; raises OverLimitError where that lies too deep.
    """
    finder = _FINDERS.get(media_type)
    if finder is None or not any(sign in data for sign in finder.signs):
        return
    try:
        yield from finder.find(data, cache(lambda: Meter(budget(), len(data))))
    except OverLimitError as error:
        yield refusals.over_limit(refusals.REST, error)
    except MemoryError:
        full = too_much_memory(limits)
        yield Refusal(refusals.REST, full.code, full.reason, full.advice)


# What each kind needs is imported where it is wanted: hardly any document has something embedded.


def _of_package(data: bytes, meter: Metering) -> Members:
    from ingest.unpack.word_objects import in_package

    return in_package(data, meter)


def _of_compound(data: bytes, meter: Metering) -> Members:
    from ingest.unpack.word_objects import in_compound

    return in_compound(data, meter)


def _of_word_xml(data: bytes, meter: Metering) -> Members:
    from ingest.unpack.word_objects import in_word_xml

    return in_word_xml(data, meter)


def _of_open_document(data: bytes, meter: Metering) -> Members:
    from ingest.unpack.word_objects import in_open_document

    return in_open_document(data, meter)


def _of_rtf(data: bytes, meter: Metering) -> Members:
    from ingest.unpack.word_objects import in_rtf

    return in_rtf(data, meter)


def _of_pdf(data: bytes, meter: Metering) -> Members:
    from ingest.unpack.pdf_attachments import attachments

    return attachments(data, meter)


_PACKAGE = _Finder((b"/embeddings/",), _of_package)
_FINDERS = {
    sniff.DOCX: _PACKAGE,
    sniff.DOCM: _PACKAGE,
    sniff.DOC: _Finder(("ObjectPool".encode("utf-16-le"),), _of_compound),
    sniff.WORD_XML: _Finder((b"/embeddings/",), _of_word_xml),
    sniff.ODT: _Finder((b"Obj",), _of_open_document),
    sniff.RTF: _Finder((b"\\objdata",), _of_rtf),
    # Where objects of a PDF are packed together, it does not show in its bytes what they are.
    sniff.PDF: _Finder((b"/EmbeddedFile", b"/FileAttachment", b"/ObjStm"), _of_pdf),
}
