"""A file's bytes in, the same file without its lock out."""

from extractors.locks.passwords import Passwords

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PDF_HEADER_WITHIN = 1024


def unlocked(data: bytes, passwords: Passwords) -> bytes | None:
    """A Word, Excel, PowerPoint, OpenDocument or PDF file without its password; None where it opens without one.

    What only asks not to be changed (a write password, protected sections, an owner's password of a PDF) is not locked.
    Raises DocumentError: `document.encrypted` where no password opens it, `document.unreadable` where its lock is damaged.
    """
    # What each kind needs is imported where it is wanted: hardly any file is locked.
    if data.startswith(_COMPOUND):
        from extractors.locks import office

        return office.unlocked(data, passwords)
    if data.startswith(_ZIP):
        if b"META-INF/manifest.xml" not in data:
            return None
        from extractors.locks import open_document

        return open_document.unlocked(data, passwords)
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN] and b"/Encrypt" in data:
        from extractors.locks import pdf

        return pdf.unlocked(data, passwords)
    return None
