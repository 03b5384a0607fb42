"""What holds files in documents: an OLE package, a PDF with attachments."""

import struct
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Pdf


def packaged(name: bytes, data: bytes, wide: str = "", kind: int = 2) -> bytes:
    """What Word's 「由文件创建」 puts into an object."""
    texts = name + b"\0C:\\" + name + b"\0\0\0\x03\0" + struct.pack("<I", 4) + b"C:\\\0"
    said = struct.pack("<H", kind) + texts + struct.pack("<I", len(data)) + data
    for text in ("C:\\x", wide, wide) if wide else ():
        said += struct.pack("<I", len(text)) + text.encode("utf-16-le")
    return struct.pack("<I", len(said)) + said


def attached_to_page(*files: tuple[str, bytes], change: Callable[[Pdf], None] = lambda _: None) -> bytes:
    """A PDF with attachments. change: what is done to it then."""
    written = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        for number, (name, data) in enumerate(files):
            pdf.attachments[f"{number:03}"] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        change(pdf)
        pdf.save(written, static_id=True)
    return written.getvalue()
