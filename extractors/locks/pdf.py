"""PDF files with a user password (ISO 32000-2, 7.6), by qpdf."""

from io import BytesIO

import pikepdf

from extractors.locks.passwords import Passwords


def unlocked(data: bytes, passwords: Passwords) -> bytes | None:
    """The file without its password; None where it opens without one, or is too damaged to tell."""
    for password in ("", *passwords.tried):
        try:
            with pikepdf.open(BytesIO(data), password=password) as document:
                if not password:
                    return None
                opened = BytesIO()
                document.save(opened, encryption=False, fix_metadata_version=False)
                return opened.getvalue()
        except pikepdf.PasswordError:
            continue
        except pikepdf.PdfError:
            return None
    raise passwords.refusal("PDF 设有打开密码")
