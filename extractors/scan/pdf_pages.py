"""Pages of a PDF as pictures, as a viewer shows them."""

import cv2
import numpy as np
import pypdfium2

from extractors.errors import DocumentError
from extractors.scan.ink import Picture
from schema.limits import Limits

_LONGEST, _SHORTEST = 2800, 1800  # pixels of the longer side: between 240 and 150 dots an inch of A4
_IMAGE = 3  # pypdfium2.raw.FPDF_PAGEOBJ_IMAGE


class Pages:
    """An open PDF. Raises DocumentError where pdfium cannot open it."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data, autoclose=True)
        except pypdfium2.PdfiumError as error:
            raise _undrawable() from error

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page as displayed, in points. number: from 1."""
        width, height = self._document[number - 1].get_size()
        return float(width), float(height)

    def draw(self, number: int, limits: Limits) -> Picture:
        """A page as a picture, about as fine as the picture on it. number: from 1.

        Raises DocumentError where the page has pictures of too many pixels.
        """
        try:
            return self._drawn(number, limits)
        except pypdfium2.PdfiumError as error:
            raise _undrawable() from error

    def _drawn(self, number: int, limits: Limits) -> Picture:
        page = self._document[number - 1]
        longest = max(page.get_size())
        finest = 0.0
        for image in page.get_objects(filter=[_IMAGE], max_depth=4):
            width, height = image.get_px_size()
            _refuse_large(width * height / 1e6, number, limits)
            left, bottom, right, top = image.get_bounds()
            finest = max(finest, max(width, height) / max(right - left, top - bottom, 1.0))
        scale = min(max(finest, _SHORTEST / longest), _LONGEST / longest)
        drawn = np.asarray(page.render(scale=scale, rev_byteorder=False).to_numpy(), np.uint8)
        return np.asarray(cv2.cvtColor(drawn, cv2.COLOR_BGRA2BGR), np.uint8) if drawn.shape[2] == 4 else drawn


def _undrawable() -> DocumentError:
    return DocumentError(
        "document.unreadable", "PDF 的页面是图片，但无法显示。", "请重新扫描后报送，或提交推荐表的 Word 文件。",
    )


def _refuse_large(megapixels: float, number: int, limits: Limits) -> None:
    if megapixels > limits.megapixels:
        raise DocumentError(
            "document.too_large",
            f"第{number}页的图片有 {megapixels:,.0f} 百万像素，超过上限 {limits.megapixels:,} 百万像素。",
            "请降低扫描分辨率（300 dpi 即可）后重新提交。",
        )
