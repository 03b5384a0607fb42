"""The bytes of a picture file -> its pages: JPEG, PNG, TIFF of many pages, BMP, WebP, HEIC; upright as the camera says."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import cv2
import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import DocumentError
from extractors.scan.ink import Picture
from schema.limits import Limits

_AGAIN = "请重新扫描或拍照后报送 JPEG、PNG 或 PDF 文件。"

with suppress(ImportError):  # HEIC comes from telephones only; without its codec the file is a clear problem
    from pillow_heif import register_heif_opener

    register_heif_opener()


def pictures_of(data: bytes, limits: Limits) -> Iterator[Picture]:
    """The pages of a picture file, one at a time, in colour or grey.

    Raises DocumentError: `document.too_large` for a page of too many pixels or too many pages, before it is decoded;
    `document.unreadable` for what is no picture or is damaged.
    """
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, with its own message
    try:
        with Image.open(BytesIO(data)) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
                _refuse_large(frame, number, limits)
                yield _pixels(frame)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:  # all that Pillow raises over bad data
        raise DocumentError("document.unreadable", "图片已损坏，或不是能识别的格式。", _AGAIN) from error


def _refuse_large(frame: Image.Image, number: int, limits: Limits) -> None:
    if number > limits.pages:
        raise DocumentError("document.too_large", f"图片文件的页数超过上限 {limits.pages:,} 页。", "请只提交推荐表本身。")
    megapixels = frame.width * frame.height / 1e6
    if megapixels > limits.megapixels:
        raise DocumentError(
            "document.too_large", f"图片有 {megapixels:,.0f} 百万像素，超过上限 {limits.megapixels:,} 百万像素。",
            "请降低扫描分辨率（300 dpi 即可）后重新提交。",
        )


def _pixels(frame: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in {"1", "L", "I;16", "I", "F", "LA"}:
        return np.asarray(upright.convert("L"))
    if upright.mode in {"RGBA", "PA", "P"}:
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA"))
    return cv2.cvtColor(np.asarray(upright.convert("RGB")), cv2.COLOR_RGB2BGR)
