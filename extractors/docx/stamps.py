"""Pictures of a Word document that are as large as a seal."""

from collections.abc import Iterator

from extractors.document import Stamp
from extractors.docx.names import ANCHOR, BLIP, EMBED, EXTENT, EXTENT_X, EXTENT_Y, INLINE
from extractors.docx.package import Package
from extractors.docx.xml import Element, child
from extractors.errors import DocumentError
from extractors.stamp_size import may_be_seal

_EMU = 1 / 12_700  # points
_MOST = 20  # of a document: more are its pictures


def stamps_of(root: Element, package: Package) -> Iterator[Stamp]:
    """The pictures of a main document that may be seals, each file once. A damaged one is none."""
    blips = [(blip.get(EMBED), _size(blip)) for blip in root.iter(BLIP)]
    fitting = {name: size[0] for name, size in blips if name and size and may_be_seal(*size)}
    parts = package.pictures() if fitting else {}
    for name, width in list(fitting.items())[:_MOST]:
        if name in parts:
            try:
                data = package.read(parts[name])
            except DocumentError:
                continue
            yield Stamp(data, width)


def _size(blip: Element) -> tuple[float, float] | None:
    """Width and height in points as the picture is shown."""
    holder = next(blip.iterancestors(INLINE, ANCHOR), None)
    extent = child(holder, EXTENT) if holder is not None else None
    if extent is None:
        return None
    width, height = extent.get(EXTENT_X, ""), extent.get(EXTENT_Y, "")
    return (int(width) * _EMU, int(height) * _EMU) if width.isdecimal() and height.isdecimal() else None
