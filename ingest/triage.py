"""What becomes of a file that no reader takes: material, ignored, or a problem that somebody has to look at."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from extractors.picture_kinds import PICTURES
from ingest import sniff
from schema.batch import Outcome
from schema.submission import PAPER_NAMES, RECOGNISED_BY_NAMES, Paper

READABLE = frozenset({
    sniff.DOCX, sniff.DOCM, sniff.PDF, sniff.DOC, sniff.RTF, sniff.ODT, sniff.WORD_XML, *(kind for _, _, kind in PICTURES),
})


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of the file.

    reason: one sentence in Chinese without the file's name. code, advice: of a problem, else empty.
    """

    outcome: Outcome
    reason: str
    code: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    outcome: Outcome
    advice: str = ""
    code: str = "document.unreadable"


_RESEND = "请发送 Word（.docx）或 PDF 文件。"
_SAVE_AS = "请在 Word 或 WPS 中另存为 .docx，或导出为 PDF 后重新提交。"
_UNPACK = "请解压后把其中的文件放进文件夹再处理。"
_DETACH = "请把邮件的附件另存到文件夹再处理。"
_ASK_AGAIN = "请申报单位重新发送。"

_KINDS: dict[str, _Kind] = {
    sniff.EMPTY: _Kind("空文件（0 字节）", "problem", _ASK_AGAIN),
    sniff.MHTML: _Kind("单一文件网页", "problem", _SAVE_AS),
    sniff.OFD: _Kind("OFD 文档", "problem", "请发送 Word（.docx）文件，或转换为 PDF 后重新提交。"),
    sniff.ENCRYPTED: _Kind(
        "加密的 Office 文件，加密方式（如权限管理）不能解开，或者已经损坏", "problem", "请申报单位取消加密后重新发送。", "document.encrypted",
    ),
    sniff.BROKEN_ZIP: _Kind("已损坏的文件（压缩结构不完整）", "problem", _ASK_AGAIN),
    sniff.ZIP: _Kind("压缩包", "problem", _UNPACK),
    "application/vnd.rar": _Kind("压缩包（RAR）", "problem", _UNPACK),
    "application/x-7z-compressed": _Kind("压缩包（7z）", "problem", _UNPACK),
    "application/gzip": _Kind("压缩文件（gzip）", "problem", _UNPACK),
    "application/x-bzip2": _Kind("压缩文件（bzip2）", "problem", _UNPACK),
    "application/x-xz": _Kind("压缩文件（xz）", "problem", _UNPACK),
    "application/x-tar": _Kind("打包文件（tar）", "problem", _UNPACK),
    sniff.EML: _Kind("邮件", "problem", _DETACH),
    sniff.MSG: _Kind("邮件（Outlook）", "problem", _DETACH),
    sniff.TNEF: _Kind("邮件附件包（winmail.dat）", "problem", _DETACH),
    sniff.XLSX: _Kind("Excel 工作簿", "material"),
    sniff.XLS: _Kind("Excel 工作簿", "material"),
    sniff.PPTX: _Kind("演示文稿", "material"),
    sniff.PPT: _Kind("演示文稿", "material"),
    sniff.HTML: _Kind("网页", "material"),
    sniff.XML: _Kind("XML 数据", "material"),
    sniff.TEXT: _Kind("纯文本", "material"),
}
_UNKNOWN = _Kind("无法识别的数据", "ignored")

DOCUMENT_SUFFIXES = frozenset({".docx", ".docm", ".doc", ".wps", ".wpt", ".dot", ".dotx", ".pdf"})
_CONTAINER_SUFFIXES = frozenset({".eml", ".msg", ".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})
_NO_FORM_NAME = re.compile(r"法人|证书|执照|登记证|许可|信用|诚信|承诺|身份证|印章|公章")
# ISO 32000-1, 7.5.5; the 0 at the front of a linearized file is no trailer (Annex F). Servers append things to files.
_PDF_TRAILER = re.compile(rb"startxref\s+[1-9]")
_TRAILER_WITHIN = 64 * 1024
_MAIL_START = 4096
_COULD_BE_MAIL = frozenset({sniff.TEXT, sniff.MHTML, sniff.UNKNOWN, sniff.HTML})
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def kind_of(data: bytes, path: str) -> str:
    """The media type of a file: its content's, but a mail is taken at its name's word.

    A mail is text; what its first lines look like is its sender's affair, and a file with attachments must not be lost.
    """
    kind = sniff.media_type(data)
    if kind not in _COULD_BE_MAIL:
        return kind
    from ingest.unpack.headers import is_mail  # the library's mail package, which a Word file does not need

    return sniff.EML if path.lower().endswith(".eml") or is_mail(data[:_MAIL_START]) else kind


def litter(path: str) -> str | None:
    """Why a file is nobody's submission, or None: left behind by Word, Windows or macOS, or hidden."""
    parts = path.split("/")
    if parts[-1].startswith("~$"):
        return "Word 打开文件时留下的临时文件"
    if any(part.lower() in _LITTER or part == ".DS_Store" for part in parts):
        return "系统自动生成的文件"
    if any(part.startswith(".") for part in parts):
        return "隐藏文件"
    return None


def settle(media_type: str, path: str, paper: Paper) -> Settled | None:
    """What becomes of a file by its kind and name; None where a reader takes it. paper: what it is by its name.

    A file that claims to be a form, by its extension or its name, and cannot be read is a problem whatever it is.
    """
    if media_type in READABLE:
        return None
    kind = _KINDS.get(media_type, _UNKNOWN)
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    if media_type == sniff.ZIP and suffix in DOCUMENT_SUFFIXES:
        return _problem("document.unreadable", "不是完整的 Word 文件，缺少正文部分。", _ASK_AGAIN)
    if kind.outcome == "problem":
        return _problem(kind.code, f"{_what(kind, media_type)}。", kind.advice)
    if suffix in DOCUMENT_SUFFIXES | _CONTAINER_SUFFIXES:
        return _problem("document.type_mismatch", f"扩展名是 {suffix}，内容却是{kind.name}，无法读取。", _RESEND)
    if paper.kind == "form":
        return _problem("document.unreadable", f"文件名像是推荐表，内容却是{kind.name}，无法读取。", _RESEND)
    if paper.kind != "other":
        return material(paper, "")
    return Settled(kind.outcome, f"{kind.name}，内容未读取")


def scan(path: str, paper: Paper) -> Settled | None:
    """What becomes of a picture in which nothing can be read: material where its name says so, else None; it may be a form."""
    if paper.kind == "form" or (paper.kind == "other" and not _NO_FORM_NAME.search(PurePosixPath(path).stem)):
        return None
    return material(paper, "图片，按文件名看是证明材料，内容未读取")


def material(paper: Paper, otherwise: str) -> Settled:
    """A paper that is no form. otherwise: what is said of it where it is none that is known."""
    if paper.kind == "other":
        return Settled("material", otherwise)
    read = "" if paper.by == "content" else "，内容未读取"
    return Settled("material", f"{PAPER_NAMES[paper.kind]}（按{RECOGNISED_BY_NAMES[paper.by]}识别{read}）")


def cut_off(media_type: str, data: bytes) -> Settled | None:
    """A problem where a PDF ends before its trailer, else None.

    It could be repaired; but a form without its last pages would then be sent back for being half filled.
    """
    if media_type != sniff.PDF or _PDF_TRAILER.search(data, max(0, len(data) - _TRAILER_WITHIN)):
        return None
    return _problem("document.unreadable", "PDF 文件不完整，后面的部分缺失。", _ASK_AGAIN)


def _what(kind: _Kind, media_type: str) -> str:
    if media_type in {sniff.EMPTY, sniff.ENCRYPTED, sniff.BROKEN_ZIP}:
        return f"这是{kind.name}，无法读取"
    return f"这是{kind.name}，本版本还不能读取"


def _problem(code: str, reason: str, advice: str) -> Settled:
    return Settled("problem", reason, code, advice)
