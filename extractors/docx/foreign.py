"""What a file is that is called .docx and is none: said in the words of the person who has to send another."""

import re

from extractors.errors import DocumentError
from extractors.locks.passwords import unknown_lock

_SEND_WORD = "请用 Word 打开后另存为 .docx 格式，再重新报送。"
_SEND_FORM = "请核对是否发错了文件，并重新报送填写好的 Word 推荐表。"
_RESEND = "请核对原文件能否打开，并重新报送。"

_ZIP = b"PK"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the old container of Word, Excel and PowerPoint, and of encrypted files
_SIGNATURES = (
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\0", "TIFF 图片"),
    (b"MM\0*", "TIFF 图片"),
)
_MARKUP = ((re.compile(rb"<!doctype html|<html|<head|<body|<table", re.I), "网页（HTML）"), (re.compile(rb"<\?xml"), "XML 文件"))
_SECOND = {"spreadsheet": "Excel 工作簿", "presentation": "PowerPoint 演示文稿", "text": "OpenDocument 文本"}
_STREAMS = (  # in this order: a stream of the name before decides
    ("EncryptedPackage", "", ""),
    ("WordDocument", "旧版 Word 文档（.doc）", _SEND_WORD),
    ("Workbook", "旧版 Excel 工作簿（.xls）", _SEND_FORM),
    ("PowerPoint Document", "旧版 PowerPoint 演示文稿（.ppt）", _SEND_FORM),
    ("__substg1.0_", "Outlook 邮件（.msg）", _SEND_FORM),
)
_TEXT_SAMPLE = 4096


def not_a_package(data: bytes) -> DocumentError | None:
    """Why these bytes are no zip file, and so no .docx; None where they begin like one.

    `document.unreadable`: empty, or nothing that is known; `document.encrypted`: a password protects it;
    `document.type_mismatch`: recognisably something else.
    """
    if data.startswith(_ZIP):
        return None
    if not data.strip(b"\0 \t\r\n"):
        size = "空文件（0 字节）" if not data else "空文件，没有任何内容"
        return DocumentError("document.unreadable", f"该文件是{size}。", _RESEND)
    if data.startswith(_COMPOUND):
        return _compound(data)
    kind = _kind(data)
    if kind is None:
        return DocumentError("document.unreadable", "该文件不是 Word 文档，或者已经损坏。", _RESEND)
    return _mismatch(kind, _SEND_WORD if kind in ("RTF 文档", "网页（HTML）", "XML 文件") else _SEND_FORM)


def other_package(names: tuple[str, ...], media_type: bytes) -> DocumentError:
    """`document.type_mismatch` for a zip file without a Word document, by its members and its `mimetype`."""
    for prefix, kind in (("xl/", "Excel 工作簿"), ("ppt/", "PowerPoint 演示文稿"), ("visio/", "Visio 绘图")):
        if any(name.startswith(prefix) for name in names):
            return _mismatch(kind, _SEND_FORM)
    for word, kind in _SECOND.items():
        if b"opendocument." + word.encode() in media_type:
            return _mismatch(kind, _SEND_WORD if word == "text" else _SEND_FORM)
    return DocumentError("document.type_mismatch", "文件内容是压缩包，里面没有 Word 文档的正文。", _SEND_FORM)


def _compound(data: bytes) -> DocumentError:
    """A compound file by the names of its streams, which stand in its directory as UTF-16."""
    for stream, kind, advice in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return _mismatch(kind, advice) if kind else unknown_lock()
    return _mismatch("旧版 Office 文件", _SEND_WORD)


def _kind(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        return "PDF 文件"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if not _is_text(data[:_TEXT_SAMPLE]):
        return None
    head = data[:_TEXT_SAMPLE]
    return next((kind for pattern, kind in _MARKUP if pattern.search(head)), "纯文本文件")


def _is_text(sample: bytes) -> bool:
    """No control characters but line ends and tabs, and readable as UTF-8, UTF-16 with its mark, or GB 18030."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", sample):
        return False
    # The sample may end inside a character; the decoder leaves that out.
    return any(_decodes(sample, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(sample: bytes, encoding: str) -> bool:
    for cut in range(4):
        try:
            sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _mismatch(kind: str, advice: str) -> DocumentError:
    blank = " " if kind[0].isascii() else ""
    return DocumentError("document.type_mismatch", f"文件内容是{blank}{kind}，不是 .docx 格式的 Word 文档。", advice)
