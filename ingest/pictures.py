"""How large a picture is, by its header alone: nothing of it is decoded."""

import re
import struct

_PNG_AT = 16  # ISO/IEC 15948, 11.2.2: IHDR is the first chunk
_GIF_AT = 6
_BMP_AT = 18
# ISO/IEC 10918-1, B.2.2: a frame's header says height and width; other segments say how long they are.
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_SEGMENT = re.compile(rb"\xff+([^\x00\xff])")


def points(data: bytes, media_type: str) -> tuple[int, int] | None:
    """Width and height of a picture in points; None where its header does not say them, or for kinds of picture unknown."""
    try:
        if media_type == "image/png":
            return struct.unpack_from(">II", data, _PNG_AT)
        if media_type == "image/gif":
            return struct.unpack_from("<HH", data, _GIF_AT)
        if media_type == "image/bmp":
            width, height = struct.unpack_from("<ii", data, _BMP_AT)
            return width, abs(height)
        return _jpeg(data) if media_type == "image/jpeg" else None
    except struct.error:  # cut off
        return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while found := _JPEG_SEGMENT.match(data, at):
        length, _, height, width = struct.unpack_from(">HBHH", data, found.end())
        if found[1][0] in _JPEG_FRAMES:
            return width, height
        at = found.end() + length
    return None
