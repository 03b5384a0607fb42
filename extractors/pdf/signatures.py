"""Electronic signatures of a PDF: that they are there, whose certificate they carry, and when they say they were made.

Nothing is verified: neither that the file is as it was signed, nor that the certificate is to be trusted.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pdfminer.pdfpage import PDFPage

from extractors.document import SealPrint
from extractors.page.content import PageContent
from extractors.pdf.entries import box_of, inherited, list_of, name_of, text_of, value_of
from schema.record import Seal

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2})?)?")
_RANGES = 2  # of the file's bytes, before the signature and behind it, each with its start and its length


def signatures_on(page: PDFPage, content: PageContent, number: int) -> list[SealPrint]:
    """The signature fields of a page that are signed. content: of the page as displayed. number: from 1.

    Raises DamagedError.
    """
    return [SealPrint(seal) for seal in _seals(page, content, number)] if page.annots else []


def _seals(page: PDFPage, content: PageContent, number: int) -> Iterator[Seal]:
    for annotation in list_of(page.annots):
        widget = value_of(annotation)
        if not isinstance(widget, dict) or name_of(inherited(widget, "FT")) != "Sig":
            continue
        signed = inherited(widget, "V")
        if not isinstance(signed, dict) or len(list_of(signed.get("ByteRange"))) < 2 * _RANGES:
            continue
        box = box_of(widget.get("Rect"), content.matrix)
        shows = box is not None and box[2] > box[0] and box[3] > box[1]
        yield Seal(
            kind="electronic", page=number if shows else None, bbox=_rounded(box) if shows and box else None,
            text=_subject(signed), confidence=1.0, signed=_moment(text_of(signed.get("M"))),
        )


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)


def _subject(signed: Mapping[str, Any]) -> str:
    """Whose certificate signed, else who the signature says did."""
    from extractors.pdf.certificates import signer  # cryptography takes 50 ms to import, and hardly any file is signed

    contents, certificates = value_of(signed.get("Contents")), list_of(signed.get("Cert"))
    subject = signer(contents if isinstance(contents, bytes) else b"", [one for one in certificates if isinstance(one, bytes)])
    return subject or text_of(signed.get("Name")).strip()


def _moment(text: str) -> str | None:
    """A PDF's date as ISO 8601; None where it is none, or has no time zone."""
    found = _DATE.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, utc, east, minutes = found.groups()
    zone = "+00:00" if utc else f"{east}:{minutes or '00'}" if east else ""
    try:
        moment = datetime.fromisoformat(f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}")
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else None
