"""Pictures of a Word document: those as large as a seal, and those as large as a page."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from extractors.document import Sheet, Stamp
from extractors.docx.names import ANCHOR, BLIP, DELETED, EMBED, EXTENT, EXTENT_X, EXTENT_Y, INLINE, LINK, MOVED_FROM
from extractors.docx.package import Package
from extractors.docx.xml import Element, child
from extractors.errors import DocumentError
from extractors.stamp_size import MM, may_be_seal

_EMU = 1 / 12_700  # points
_MOST = 20  # seals of a document: more are its pictures
_SHEET_WIDE, _SHEET_LONG = 65 * MM, 90 * MM  # two photos of pages fit beside each other; photos of persons are smaller
_LONGER = 2.5  # times: banners and lines are no pages


class _Shown(NamedTuple):
    """A picture in the text: the id that it is called by, none where it lies elsewhere; width and height in points."""

    name: str | None
    width: float
    height: float


def stamps_of(root: Element, package: Package) -> Iterator[Stamp]:
    """The pictures of a main document that may be seals, each file once. A damaged one is none."""
    fitting = {one.name: one.width for one in _shown(root) if one.name and may_be_seal(one.width, one.height)}
    parts = package.pictures() if fitting else {}
    for name, width in list(fitting.items())[:_MOST]:
        if name in parts:
            try:
                data = package.read(parts[name])
            except DocumentError:
                continue
            yield Stamp(data, width)


def sheets_of(root: Element, package: Package) -> Iterator[Sheet]:
    """The pictures of a main document that may be pages, in its order, each file once."""
    fitting = [one.name for one in _shown(root) if _may_be_sheet(one.width, one.height)]
    parts = package.pictures() if fitting else {}
    seen = set()
    for name in fitting:
        part = parts.get(name or "")
        if part not in seen:
            yield Sheet(_reading(package, part))
        if part is not None:
            seen.add(part)


def _shown(root: Element) -> Iterator[_Shown]:
    """What shows of the pictures, in their order."""
    for blip in root.iter(BLIP):
        size = _size(blip)
        if size and (blip.get(EMBED) or blip.get(LINK)) and next(blip.iterancestors(DELETED, MOVED_FROM), None) is None:
            yield _Shown(blip.get(EMBED), *size)


def _size(blip: Element) -> tuple[float, float] | None:
    """Width and height in points as the picture is shown."""
    holder = next(blip.iterancestors(INLINE, ANCHOR), None)
    extent = child(holder, EXTENT) if holder is not None else None
    if extent is None:
        return None
    width, height = extent.get(EXTENT_X, ""), extent.get(EXTENT_Y, "")
    return (int(width) * _EMU, int(height) * _EMU) if width.isdecimal() and height.isdecimal() else None


def _may_be_sheet(width: float, height: float) -> bool:
    short, long = sorted((width, height))
    return short >= _SHEET_WIDE and long >= _SHEET_LONG and long <= _LONGER * short


def _reading(package: Package, part: str | None) -> Callable[[], bytes]:
    return partial(package.read, part) if part is not None else _elsewhere


def _elsewhere() -> bytes:
    raise DocumentError(
        "document.unreadable", "图片只是链接，没有保存在文件里。", "请在 Word 中插入图片本身，或直接报送扫描件（PDF、JPEG）。",
    )
