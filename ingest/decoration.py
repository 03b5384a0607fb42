"""Small pictures inside the text of a mail: logos and signatures, which nobody handed in."""

from io import BytesIO

_BYTES = 16 * 1024  # no page of a form is readable in fewer
_FORMATS = ("PNG", "JPEG", "GIF", "BMP")
_SIDE = 240  # pixels; nor in a strip so narrow


def is_decoration(data: bytes) -> bool:
    """Whether a picture that stands in a mail's text is too small for a scan of anything. False for what is none."""
    from PIL import Image, UnidentifiedImageError  # few mails have pictures in their text

    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            return len(data) < _BYTES or min(picture.size) < _SIDE
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):  # of damaged ones
        return False
