"""Pages of a PDF that are pictures: drawn as a viewer shows them, and read as scans are."""

from functools import cached_property
from typing import TYPE_CHECKING

from extractors.document import PageImage, SealPrint
from extractors.errors import DocumentError
from extractors.page.content import PageContent
from extractors.recogniser_installed import require_recogniser
from schema.limits import Limits

if TYPE_CHECKING:
    from extractors.scan.aligned import Paper
    from extractors.scan.pdf_pages import Pages


class Scans:
    """The pictures of one file. What reads them is loaded with the first one: a second, and most files have none."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data, self._limits = data, limits
        self._read = 0

    def read(self, number: int) -> tuple[PageContent, PageImage, tuple[SealPrint, ...]]:
        """What stands on a page, from 1, its picture for reports, and its seals.

        Raises DocumentError where it cannot be drawn, has too many pixels, is one scan too many, or the recogniser is
        not installed.
        """
        require_recogniser()
        from extractors.scan.reader import scanned

        self._count()
        content = scanned(self._pages.draw(number, self._limits), self._paper, self._pages.size(number))
        return content, content.image(number), content.seals(number)

    def seals(self, number: int) -> tuple[SealPrint, ...]:
        """The seals on a page of text, from 1, as it is displayed.

        Raises DocumentError as `read`.
        """
        require_recogniser()
        from extractors.scan.stamps import seals_on

        self._count()
        return seals_on(self._pages.draw(number, self._limits), number, self._pages.size(number))

    def _count(self) -> None:
        self._read += 1
        if self._read > self._limits.scans:
            raise DocumentError(
                "document.too_large", f"扫描件超过上限 {self._limits.scans:,} 页，其余的页没有读取。", "请只提交推荐表本身。",
            )

    @cached_property
    def _pages(self) -> "Pages":
        from extractors.scan.pdf_pages import Pages

        return Pages(self._data)

    @cached_property
    def _paper(self) -> "Paper":
        from extractors.scan.aligned import Paper

        return Paper()
