"""Pictures as PNG files (ISO/IEC 15948), packed by Python's own zlib, as the library brings one that may pack otherwise."""

import struct
import zlib

from PIL import Image

_INCH = 0.0254  # metres


def png(picture: Image.Image, dots: int = 96) -> bytes:
    """A gray picture. dots: an inch."""
    width, height = picture.size
    rows = b"".join(b"\x00" + picture.crop((0, y, width, y + 1)).tobytes() for y in range(height))
    a_metre = round(dots / _INCH)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"pHYs", struct.pack(">IIB", a_metre, a_metre, 1)),
        (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""),
    )
    packed = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
