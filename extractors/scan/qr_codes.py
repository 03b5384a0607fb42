"""What the QR codes on the picture of a page say."""

import cv2

from extractors.scan.ink import Picture

_LONGEST = 2800  # pixels of the longer side


def qr_texts(picture: Picture) -> tuple[str, ...]:
    """The texts of its QR codes, each once; none where no code can be read. In any direction."""
    scale = min(1.0, _LONGEST / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    try:
        _, codes, *_ = cv2.QRCodeDetectorAruco().detectAndDecodeBytesMulti(small)
    except cv2.error:  # its decoder fails over some patterns that look like a code
        return ()
    return tuple(dict.fromkeys(text for code in codes if (text := _decoded(bytes(code)))))


def _decoded(code: bytes) -> str:
    """Older codes say Chinese in GB 18030."""
    try:
        return code.decode("utf-8")
    except UnicodeDecodeError:
        return code.decode("gb18030", errors="replace")
