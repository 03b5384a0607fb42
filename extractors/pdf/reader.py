"""PDF -> Document: pages with text, and pages that are pictures, which are read as scans are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors import progress
from extractors.document import Block, Document, PageImage, SealPrint
from extractors.errors import DocumentError, NoTextError
from extractors.page.content import PageContent
from extractors.page.layout import Numbering, PageLayout
from extractors.pdf.canvas import draw
from extractors.pdf.opening import SEND_WORD, DamagedError, OpenedPdf, open_pdf, open_repaired, parsing
from extractors.pdf.overlay import whole_page
from extractors.pdf.scans import Scans
from extractors.pdf.signatures import signatures_on
from schema.limits import Limits
from schema.record import ReaderName, Remark

MEDIA_TYPE = "application/pdf"
_FEW_CHARACTERS = 50  # on a page: what a scanning application writes over a picture
_PICTURE = 0.7  # of a page without a table: it is a scan, whatever text lies over or under the picture
_SOME_PICTURE = 0.3  # of a page with few characters
_UNREADABLE = 0.3  # of all characters
_ODD = re.compile("[\u0080-\u00a6\u00a8-\u00af\u00b4-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u02ff]")  # letters that no form holds
_LONGEST_QUOTE = 60


@dataclass(slots=True)
class _Reading:
    """What has been read of a file so far."""

    blocks: list[Block] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    images: list[PageImage] = field(default_factory=list)
    seals: list[SealPrint] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)
    characters: int = 0
    unreadable: int = 0  # characters
    pictures: int = 0  # pages that are pictures, and cannot be read
    scanned: int = 0  # pages that are pictures, and were read
    unscanned: DocumentError | None = None  # why the last of them cannot
    unseen: bool = False  # pictures that may be seals cannot be looked at
    damaged: int = 0  # pages that cannot be read
    texts: int = 0  # pages with text that are neither


def read_pdf(data: bytes, limits: Limits) -> Document:
    """The tables and paragraphs of a PDF, page by page, upright, with the values of its form fields.

    Pages that are pictures, or whose fonts do not say what they show, are read as scans are. Raises DocumentError:
    `document.unreadable` where it is no PDF or is damaged beyond repair, as NoTextError where nothing can be read on its
    pages; `document.encrypted`; `document.too_large`. Single pages that cannot be read are left out and said in the
    remarks.
    """
    opened = open_pdf(data, limits)
    try:
        reading = _read(opened, limits, lenient=opened.repaired)
    except DamagedError:
        opened = _second_try(data, limits, opened)
        reading = _read(opened, limits, lenient=True)
    _refuse_unreadable(reading)
    remarks = (*_losses(opened, reading), *reading.remarks)
    reader: ReaderName = "scan" if reading.scanned > reading.texts else "pdf"
    seals = None if reading.unseen and not reading.seals else tuple(reading.seals)
    return Document(reader, MEDIA_TYPE, tuple(reading.blocks), len(opened.pages), remarks, tuple(reading.images), seals=seals)


def _second_try(data: bytes, limits: Limits, opened: OpenedPdf) -> OpenedPdf:
    """The file after repair; as it was where qpdf can make no more of it."""
    try:
        return open_repaired(data, limits)
    except DocumentError:
        return opened


def _read(opened: OpenedPdf, limits: Limits, *, lenient: bool) -> _Reading:
    """Read all pages. Raises DamagedError over a damaged page, or notes it where lenient."""
    reading = _Reading()
    scans = Scans(opened.data, limits)
    for number, page in enumerate(opened.pages, start=1):
        try:
            with parsing():
                drawn = draw(page, opened.manager)
            content = whole_page(drawn.upright(), page)
            signatures = signatures_on(page, drawn, number)
        except DamagedError:
            if not lenient:
                raise
            reading.damaged += 1
            reading.remarks.append(_remark(number, "已损坏，未能读取"))
            continue
        reading.seals += signatures
        _take(reading, content, number, scans)
        progress.made()
    return reading


def _take(reading: _Reading, content: PageContent, number: int, scans: Scans) -> None:
    """Add a page to what has been read."""
    layout = PageLayout(content, number)
    characters = sum(not glyph.text.isspace() for glyph in content.glyphs)
    unreadable = content.unreadable + sum(_ODD.match(glyph.text) is not None for glyph in content.glyphs)
    is_picture = content.pictures >= (_SOME_PICTURE if characters < _FEW_CHARACTERS else _PICTURE) and not layout.tables
    if (is_picture or unreadable > _UNREADABLE * max(characters, 1)) and _scan(reading, number, scans):
        return
    reading.characters += characters
    reading.unreadable += unreadable
    if is_picture:
        reading.pictures += 1
    else:
        reading.texts += bool(characters)
        if content.hidden.strip():
            reading.remarks.append(_hidden_remark(number, content.hidden))
        _look_for_seals(reading, content, number, scans)
    reading.blocks += layout.blocks(reading.numbering)


def _look_for_seals(reading: _Reading, content: PageContent, number: int, scans: Scans) -> None:
    """Add the seals on a page of text that are pictures; say that nothing is known where it cannot be looked at."""
    if content.stamps and not reading.unseen:
        try:
            reading.seals += scans.seals(number)
        except DocumentError:
            reading.unseen = True


def _scan(reading: _Reading, number: int, scans: Scans) -> bool:
    """Add a page that is a picture, read as scans are; where it cannot be, say why."""
    try:
        content, image, seals = scans.read(number)
    except DocumentError as error:
        reading.unscanned = error
        reading.remarks.append(_remark(number, f"是图片，未能读取：{error.reason.rstrip('。')}"))
        return False
    reading.scanned += 1
    reading.images.append(image)
    reading.seals += seals
    reading.blocks += PageLayout(content, number).blocks(reading.numbering)
    return True


def _refuse_unreadable(reading: _Reading) -> None:
    if reading.unscanned is None and reading.characters and reading.unreadable > _UNREADABLE * reading.characters:
        reason = "PDF 的字体没有文字编码信息，大部分文字无法识别。"
    elif reading.texts or (reading.scanned and reading.blocks):
        return
    elif reading.damaged:
        raise DocumentError("document.unreadable", "PDF 文件已损坏或不完整，无法修复。", SEND_WORD)
    elif reading.unscanned is not None:
        raise NoTextError(reading.unscanned.code, reading.unscanned.reason, reading.unscanned.advice)
    elif reading.scanned:
        reason = "PDF 的页面是图片（扫描件或照片），其中没有认出文字。"
    else:
        reason = "PDF 里没有可以读取的文字。"
    raise NoTextError("document.unreadable", reason, SEND_WORD)


def _losses(opened: OpenedPdf, reading: _Reading) -> Iterator[Remark]:
    """What a damaged file has lost, so that nobody takes its rest for the whole."""
    if opened.claimed > len(opened.pages):
        detail = f"PDF 不完整：应有{opened.claimed}页，只读到{len(opened.pages)}页"
        yield Remark(code="document.unreadable", detail=detail)
    if opened.repaired and reading.unreadable:
        detail = f"PDF 已损坏，修复后仍有 {reading.unreadable:,} 个字符无法识别"
        yield Remark(code="document.unreadable", detail=detail)


def _remark(page: int, what: str) -> Remark:
    return Remark(code="document.unreadable", detail=f"第{page}页{what}", page=page)


def _hidden_remark(page: int, hidden: str) -> Remark:
    quote = " ".join(hidden.split())
    quote = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + "……"
    return Remark(code="document.hidden_text", detail=f"第{page}页有不显示的文字，未计入：「{quote}」", page=page)
