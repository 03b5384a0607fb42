"""XML parts as the package that the reader of .docx files takes."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN: Final = f"{_WORD}.document.main+xml"
STYLES: Final = f"{_WORD}.styles+xml"


class Part(NamedTuple):
    """name: with its leading slash. kind: its content type."""

    name: str
    kind: str
    content: bytes


def packed(parts: Iterable[Part]) -> bytes:
    """A zip file of the parts, not compressed: it is read at once and thrown away."""
    types: list[str] = []
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for part in parts:
            types.append(f"<Override PartName={quoteattr(part.name)} ContentType={quoteattr(part.kind)}/>")
            package.writestr(zipfile.ZipInfo(part.name.lstrip("/")), part.content)
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), f'<Types xmlns="{_TYPES}">{"".join(types)}</Types>')
    return buffer.getvalue()
