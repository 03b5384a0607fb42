"""Kinds of picture files, by their first bytes."""

# Offset, bytes there, media type.
PICTURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
)


def picture_kind(data: bytes) -> str | None:
    """The media type of a picture file; None for any other."""
    return next((kind for offset, magic, kind in PICTURES if data.startswith(magic, offset)), None)
