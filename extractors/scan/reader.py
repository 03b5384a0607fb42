"""Pictures of pages -> Document: the same glyphs and rules that a PDF page has, laid out by the same code."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.document import Block, Document, PageImage, SealPrint
from extractors.page.content import PageContent
from extractors.page.layout import Numbering, PageLayout
from extractors.scan.aligned import Measure, Paper
from extractors.scan.ink import Picture
from extractors.scan.page import ReadPage, read_page
from extractors.scan.pictures import pictures_of
from extractors.scan.prepared import A4
from extractors.scan.seals import seal_prints
from extractors.scan.shown import page_image
from extractors.stamp_size import MM
from schema.limits import Limits
from schema.record import BBox


@dataclass(frozen=True, slots=True)
class ScannedContent(PageContent):
    """What was read from the picture of a page, in points of the paper.

    page: where it was read from. measure: from the page to the paper. points: width and height of the page as displayed.
    picture: of the page, as it came.
    """

    page: ReadPage | None = None
    measure: Measure = field(default_factory=Measure)
    points: tuple[float, float] = (0.0, 0.0)
    picture: Picture | None = None

    def image(self, number: int) -> PageImage:
        """The picture of the page for reports. number: of the page, from 1."""
        assert self.page is not None  # noqa: S101 - `scanned` gives both
        assert self.picture is not None  # noqa: S101
        return page_image(self.picture, self.page.turns, number, self.points)._replace(codes=self.page.codes)

    def seals(self, number: int) -> tuple[SealPrint, ...]:
        """The seals on the page, each with its picture. number: of the page, from 1."""
        assert self.page is not None  # noqa: S101 - `scanned` gives it
        came_from, unit = self.page.came_from, self.page.unit

        def displayed(box: BBox) -> BBox:
            return self._on_display(came_from((box[0] / unit, box[1] / unit, box[2] / unit, box[3] / unit)))

        return seal_prints(self.page.flat, unit * MM, number, displayed, self.page.grey_rims)

    def displayed(self, box: BBox) -> BBox:
        """Where a box of the paper lies on the page as it came."""
        assert self.page is not None  # noqa: S101 - `scanned` gives it
        x0, top, x1, bottom = box
        return self._on_display(self.page.came_from((self.measure.on_page(x0), top, self.measure.on_page(x1), bottom)))

    def _on_display(self, shares: BBox) -> BBox:
        """Shares of the page's width and height in points."""
        width, height = self.points
        return shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height


def scanned(picture: Picture, paper: Paper, points: tuple[float, float] | None = None) -> ScannedContent:
    """Read the picture of a page of a paper. points: its width and height in points; None for A4."""
    page = read_page(picture)
    measure = paper.measure(page.rulings)
    if points is None:
        unit = max(picture.shape[:2]) / A4
        points = picture.shape[1] / unit, picture.shape[0] / unit
    return ScannedContent(
        *page.size, (1, 0, 0, 1, 0, 0), [measure.of_glyph(glyph) for glyph in page.glyphs],
        [measure.of_ruling(ruling) for ruling in page.rulings], page=page, measure=measure, points=points, picture=picture,
    )


def read_scan(data: bytes, media_type: str, limits: Limits) -> Document:
    """The tables and paragraphs of a picture file, page by page.

    Raises DocumentError: `document.unreadable` where it is damaged or the recogniser is not installed,
    `document.too_large` where it has too many pages or pixels.
    """
    blocks: list[Block] = []
    images: list[PageImage] = []
    seals: list[SealPrint] = []
    numbering, paper, pages = Numbering(), Paper(), 0
    for content in _contents(data, paper, limits):
        pages += 1
        blocks += PageLayout(content, pages).blocks(numbering)
        images.append(content.image(pages))
        seals += content.seals(pages)
    return Document("scan", media_type, tuple(blocks), pages, images=tuple(images), seals=tuple(seals))


def _contents(data: bytes, paper: Paper, limits: Limits) -> Iterator[ScannedContent]:
    return (scanned(picture, paper) for picture in pictures_of(data, limits))
