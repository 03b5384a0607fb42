"""Word files whose pages are pictures, pasted into them: read as scans are, behind what was typed."""

from dataclasses import dataclass, field

from extractors import progress
from extractors.document import Block, Crop, Document, PageImage, SealPrint, Sheet, Table, characters_in
from extractors.errors import DocumentError, NoTextError
from extractors.page.layout import Numbering, PageLayout
from extractors.scan.aligned import Paper
from extractors.scan.ink import Picture
from extractors.scan.pictures import pictures_of
from extractors.scan.reader import scanned
from schema.limits import Limits
from schema.record import ReaderName, Remark

_DRAWINGS = ((0, b"\xd7\xcd\xc6\x9a", "WMF"), (40, b" EMF", "EMF"))  # offset, bytes there, name
_AGAIN = "请在 Word 中改为插入 JPEG 或 PNG 图片，或直接报送扫描件（PDF、JPEG）。"


@dataclass(slots=True)
class _Reading:
    """What has been read of the pictures so far. unread: why the last that cannot be read cannot."""

    numbering: Numbering
    paper: Paper = field(default_factory=Paper)
    blocks: list[Block] = field(default_factory=list)
    images: list[PageImage] = field(default_factory=list)
    seals: list[SealPrint] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unread: DocumentError | None = None

    def add(self, sheet: Sheet, number: int, limits: Limits) -> None:
        """Read a picture as a page. Raises DocumentError where it cannot be."""
        data = sheet.read()
        name = next((name for offset, magic, name in _DRAWINGS if data.startswith(magic, offset)), None)
        if name is not None:
            raise DocumentError("document.unreadable", f"图片是 {name} 格式的矢量图，无法识别。", _AGAIN)
        content = scanned(_cropped(next(pictures_of(data, limits)), sheet.crop), self.paper)
        self.blocks += PageLayout(content, number).blocks(self.numbering)
        self.images.append(content.image(number))
        self.seals += content.seals(number)


def with_pages_read(document: Document, limits: Limits) -> Document:
    """A document with its `sheets` read, each as the page of its number; `scan` where they say more than what was typed.

    What cannot be read is said in the remarks. Raises NoTextError where none can be, and hardly anything was typed.
    """
    typed = tuple(block for block in document.blocks if characters_in(block))
    reading = _Reading(Numbering(tables=sum(isinstance(block, Table) for block in typed)))
    for number, sheet in enumerate(document.sheets, start=1):
        try:
            _refuse_many(number, limits)
            reading.add(sheet, number, limits)
        except DocumentError as error:
            reading.unread = error
            detail = f"第{number}张图片未能读取：{error.reason.rstrip('。')}"
            reading.remarks.append(Remark(code="document.unreadable", detail=detail, page=number))
        if number > limits.scans:
            break
        progress.made()
    if reading.unread is not None and not reading.images and not document.says_much:
        raise NoTextError(reading.unread.code, reading.unread.reason, reading.unread.advice)
    said = sum(map(characters_in, reading.blocks))
    reader: ReaderName = "scan" if reading.images and said >= document.characters else document.reader
    return document._replace(
        reader=reader, blocks=(*typed, *reading.blocks), pages=len(document.sheets), sheets=(), images=tuple(reading.images),
        remarks=(*document.remarks, *reading.remarks), seals=tuple(reading.seals),
    )


def _cropped(picture: Picture, crop: Crop) -> Picture:
    """What shows of a picture; all of it where nothing would."""
    height, width = picture.shape[:2]
    left, right = round(crop.left * width), round((1 - crop.right) * width)
    top, bottom = round(crop.top * height), round((1 - crop.bottom) * height)
    part = picture[top:bottom, left:right]
    return part if part.size else picture


def _refuse_many(number: int, limits: Limits) -> None:
    if number > limits.scans:
        raise DocumentError(
            "document.too_large", f"文件中的页面图片超过上限 {limits.scans:,} 张，其余的没有读取。", "请只提交推荐表本身。",
        )
