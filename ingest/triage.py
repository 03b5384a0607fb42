"""What becomes of a file that no reader takes: material, ignored, or a problem that somebody has to look at."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from extractors.picture_kinds import PICTURES
from ingest import formats, sniff
from schema.batch import Outcome
from schema.submission import PAPER_NAMES, RECOGNISED_BY_NAMES, Paper

READABLE = frozenset({
    sniff.DOCX, sniff.DOCM, sniff.PDF, sniff.DOC, sniff.RTF, sniff.ODT, sniff.WORD_XML, sniff.MHTML,
    *(kind for _, _, kind in PICTURES),
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
    outcome: Outcome
    advice: str = ""
    code: str = "document.unreadable"


_RESEND = "请发送 Word（.docx）或 PDF 文件。"
_OPEN = "请用 hebiao run 处理，或者取出其中的文件后再处理。"
_ASK_AGAIN = "请申报单位重新发送。"

_MATERIAL = _Kind("material")
_CONTAINER = _Kind("problem", _OPEN)  # which only `check` leaves closed
_KINDS: dict[str, _Kind] = {
    sniff.EMPTY: _Kind("problem", _ASK_AGAIN),
    sniff.OFD: _Kind("problem", "请发送 Word（.docx）文件，或转换为 PDF 后重新提交。"),
    sniff.ENCRYPTED: _Kind("problem", "请申报单位取消加密后重新发送。", "document.encrypted"),
    sniff.BROKEN_ZIP: _Kind("problem", _ASK_AGAIN),
    **dict.fromkeys((sniff.ZIP, sniff.RAR, sniff.SEVEN_ZIP, sniff.GZIP, sniff.BZIP2, sniff.XZ, sniff.TAR), _CONTAINER),
    **dict.fromkeys((sniff.EML, sniff.MSG, sniff.TNEF), _CONTAINER),
    **dict.fromkeys((sniff.XLSX, sniff.XLS, sniff.PPTX, sniff.PPT, sniff.HTML, sniff.XML, sniff.TEXT, sniff.PACKAGE), _MATERIAL),
}
_UNKNOWN = _Kind("ignored")
_NEVER_READ = frozenset({sniff.EMPTY, sniff.ENCRYPTED, sniff.BROKEN_ZIP})

DOCUMENT_SUFFIXES = frozenset({".docx", ".docm", ".doc", ".wps", ".wpt", ".dot", ".dotx", ".pdf"})
# A file whose name was lost is left with its extension, and is not hidden.
_SUFFIXES_ALONE = DOCUMENT_SUFFIXES | {".rtf", ".odt", ".zip", ".rar", ".7z"}
_CONTAINER_SUFFIXES = frozenset({".eml", ".msg", ".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})
_NO_FORM_NAME = re.compile(r"法人|证书|执照|登记证|许可|信用|诚信|承诺|身份证|印章|公章")
# ISO 32000-1, 7.5.5; the 0 at the front of a linearized file is no trailer (Annex F). Servers append things to files.
_PDF_TRAILER = re.compile(rb"startxref\s+[1-9]")
_TRAILER_WITHIN = 64 * 1024
_MAIL_START = 4096
_COULD_BE_MAIL = frozenset({sniff.TEXT, sniff.MHTML, sniff.UNKNOWN, sniff.HTML})
_LITTER = frozenset({
    "thumbs.db", "ehthumbs.db", "desktop.ini", "_desktop.ini", ".ds_store", "__macosx", "icon\r", "$recycle.bin",
    "system volume information", "@eadir",
})
# What Word, WPS and LibreOffice lay beside a file that is open, and forget: ~$推荐表.docx, ~WRL0003.tmp, ~wps12.tmp,
# .~推荐表.docx, .~lock.推荐表.docx#.
_TEMPORARY = re.compile(r"~\$|\.~|~(?:wr[a-z]|wps|df|tmp)[^/]*\.tmp$", re.IGNORECASE)
# Parts without a name, as mail programs call them.
_NAMED_BY_PROGRAMS = re.compile(r"(?:noname|untitled|unnamed|att\d+|附件\d+|未命名)(?: \(\d+\))?(?:\.(?:txt|html?|dat|bin|eml))?", re.IGNORECASE)


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
    """Why a file is nobody's submission, or None: left behind by an office program, Windows or macOS, or hidden."""
    *folders, name = path.split("/")
    if _TEMPORARY.match(name):
        return "文字处理程序留下的临时文件"
    if any(part.lower() in _LITTER for part in (*folders, name)) or name.startswith("._"):
        return "系统自动生成的文件"
    if any(part.startswith(".") for part in folders) or (name.startswith(".") and name.lower() not in _SUFFIXES_ALONE):
        return "隐藏文件"
    return None


def settle(media_type: str, path: str, paper: Paper) -> Settled | None:
    """What becomes of a file by its kind and name; None where a reader takes it. paper: what it is by its name.

    A file that claims to be a form, by its extension or its name, and cannot be read is a problem whatever it is.
    A web page is read where it claims to be a form, and else no more than any other.
    """
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    if media_type in READABLE or (media_type == sniff.HTML and (suffix in DOCUMENT_SUFFIXES or paper.kind == "form")):
        return None
    kind = _KINDS.get(media_type, _UNKNOWN)
    if media_type == sniff.PACKAGE and suffix in DOCUMENT_SUFFIXES:
        return _problem("document.unreadable", "不是完整的 Word 文件，缺少正文部分。", _ASK_AGAIN)
    if media_type == sniff.EMPTY and _NAMED_BY_PROGRAMS.fullmatch(name.name):
        return Settled("ignored", "邮件程序附带的空文件（0 字节）")
    if kind.outcome == "problem":
        return _closed(media_type, path, kind)
    if suffix in DOCUMENT_SUFFIXES | _CONTAINER_SUFFIXES:
        return _problem("document.type_mismatch", f"扩展名是 {suffix}，内容却是{formats.name_behind(media_type)}，无法读取。", _RESEND)
    if paper.kind == "form":
        return _problem("document.unreadable", f"文件名像是推荐表，内容却是{formats.name_behind(media_type)}，无法读取。", _RESEND)
    if paper.kind != "other":
        return material(paper, "")
    return Settled(kind.outcome, f"{formats.name_of(media_type)}，内容未读取")


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


def _closed(media_type: str, path: str, kind: _Kind) -> Settled:
    """A problem with a kind of file that is not read, and with its extension where that says something else."""
    wrong = formats.mismatch(media_type, path)
    said = wrong or f"这是{formats.name_behind(media_type)}"
    if kind is _CONTAINER:
        return _problem(kind.code, f"{said}，没有打开。", kind.advice)
    what = "无法读取" if media_type in _NEVER_READ else "本版本还不能读取"
    return _problem("document.type_mismatch" if wrong else kind.code, f"{said}，{what}。", kind.advice)


def _problem(code: str, reason: str, advice: str) -> Settled:
    return Settled("problem", reason, code, advice)
