"""Pictures of a Word document: those as large as a seal, and those as large as a page."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from extractors.document import Crop, Sheet, Stamp
from extractors.docx.names import (
    ANCHOR,
    BLIP,
    DELETED,
    EMBED,
    EXTENT,
    EXTENT_X,
    EXTENT_Y,
    FALLBACK,
    IMAGE_DATA,
    IMAGE_ID,
    IMAGE_LINK,
    INLINE,
    LINK,
    MOVED_FROM,
    OBJECT,
    SHAPE_STYLE,
    SOURCE_RECT,
)
from extractors.docx.package import Package
from extractors.docx.xml import Element, child
from extractors.errors import DocumentError
from extractors.stamp_size import MM, may_be_seal

_EMU = 1 / 12_700  # points
_NUMBER = r"(\d+(?:\.\d+)?|\.\d+)"
_SHARE = re.compile(_NUMBER + "(f|%|)")
_WHOLE, _WHOLES = 100_000, {"f": 65_536, "%": 100, "": 1}  # a number without a unit and a point; others by their unit
_LENGTH = re.compile(rf"(?:^|;)\s*(width|height)\s*:\s*{_NUMBER}(pt|in|cm|mm|pc|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 10 * MM, "mm": MM, "pc": 12.0, "px": 0.75}
_MOST = 20  # seals of a document: more are its pictures
_SHEET_WIDE, _SHEET_LONG = 65 * MM, 90 * MM  # two photos of pages fit beside each other; photos of persons are smaller
_LONGER = 2.5  # times: banners and lines are no pages


class _Shown(NamedTuple):
    """A picture in the text: the id that it is called by, none where it lies elsewhere; width and height in points."""

    name: str | None
    width: float
    height: float
    crop: Crop


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
    """The pictures of a main document that may be pages, in its order, each file once, or once for each part that shows."""
    fitting = [one for one in _shown(root) if _may_be_sheet(one.width, one.height)]
    parts = package.pictures() if fitting else {}
    seen = set()
    for one in fitting:
        part = parts.get(one.name or "")
        if (part, one.crop) not in seen:
            yield Sheet(_reading(package, part), one.crop)
        if part is not None:
            seen.add((part, one.crop))


def _shown(root: Element) -> Iterator[_Shown]:
    """What shows of the pictures, in their order."""
    for picture in root.iter(BLIP, IMAGE_DATA):
        if next(picture.iterancestors(DELETED, MOVED_FROM), None) is None:
            shown = _drawn(picture) if picture.tag == BLIP else _of_shape(picture)
            if shown:
                yield shown


def _drawn(blip: Element) -> _Shown | None:
    holder = next(blip.iterancestors(INLINE, ANCHOR), None)
    extent = child(holder, EXTENT) if holder is not None else None
    if extent is None or not (blip.get(EMBED) or blip.get(LINK)):
        return None
    width, height = extent.get(EXTENT_X, ""), extent.get(EXTENT_Y, "")
    if not (width.isdecimal() and height.isdecimal()):
        return None
    cut = next(blip.itersiblings(SOURCE_RECT), None)
    crop = _crop(cut, "l", "t", "r", "b") if cut is not None else Crop()
    return _Shown(blip.get(EMBED), int(width) * _EMU, int(height) * _EMU, crop)


def _of_shape(data: Element) -> _Shown | None:
    """A picture in VML; none that only shows what is embedded, or what a drawing shows to newer Word."""
    shape = data.getparent()
    if shape is None or not (data.get(IMAGE_ID) or data.get(IMAGE_LINK)) or next(data.iterancestors(OBJECT, FALLBACK), None) is not None:
        return None
    size = {side: float(value) * _POINTS[unit] for side, value, unit in _LENGTH.findall(shape.get(SHAPE_STYLE, ""))}
    if len(size) < 2:
        return None
    return _Shown(data.get(IMAGE_ID), size["width"], size["height"], _crop(data, "cropleft", "croptop", "cropright", "cropbottom"))


def _crop(element: Element, *sides: str) -> Crop:
    return Crop(*(min(_share(element.get(side, "")), 1.0) for side in sides))


def _share(written: str) -> float:
    """A share as it is written: `10000` of 100000 or `10%` in DrawingML, `6554f` of 65536 or `0.1` in VML; 0 for nothing, and for paper added."""
    match = _SHARE.fullmatch(written)
    if match is None:
        return 0.0
    number, unit = float(match[1]), match[2]
    return number / (_WHOLES[unit] if unit or "." in written else _WHOLE)


def _may_be_sheet(width: float, height: float) -> bool:
    short, long = sorted((width, height))
    return short >= _SHEET_WIDE and long >= _SHEET_LONG and long <= _LONGER * short


def _reading(package: Package, part: str | None) -> Callable[[], bytes]:
    return partial(package.read, part) if part is not None else _elsewhere


def _elsewhere() -> bytes:
    raise DocumentError(
        "document.unreadable", "图片只是链接，没有保存在文件里。", "请在 Word 中插入图片本身，或直接报送扫描件（PDF、JPEG）。",
    )
