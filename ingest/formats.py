"""What files of each kind are called in a sentence, and which extensions they go by."""

from pathlib import PurePosixPath
from typing import NamedTuple

from ingest import sniff


class _Format(NamedTuple):
    name: str
    suffixes: frozenset[str]


def _format(name: str, suffixes: str = "") -> _Format:
    return _Format(name, frozenset(suffixes.split()))


_WORD = _format("Word 文档（docx）", ".docx .docm .dotx .dotm .wps .wpt")  # WPS calls both of Word's formats so
_PICTURE = _format("图片", ".jpg .jpeg .jpe .jfif .png .gif .bmp .tif .tiff .webp .heic .heif")
_FORMATS: dict[str, _Format] = {
    sniff.DOCX: _WORD,
    sniff.DOCM: _WORD,
    sniff.DOC: _format("旧版 Word 文档（doc）", ".doc .dot .wps .wpt"),
    # Word and WPS themselves save the next two under .doc, where an old program shall open them.
    sniff.RTF: _format("RTF 文档", ".rtf .doc .wps"),
    sniff.WORD_XML: _format("Word 文档（XML）", ".xml .doc"),
    sniff.ODT: _format("OpenDocument 文档", ".odt .ott"),
    sniff.PDF: _format("PDF 文件", ".pdf"),
    sniff.OFD: _format("OFD 文档", ".ofd"),
    sniff.HTML: _format("网页", ".html .htm .xhtml .shtml"),
    sniff.MHTML: _format("单一文件网页", ".mht .mhtml"),
    sniff.XLSX: _format("Excel 工作簿", ".xlsx .xlsm .xltx .xltm .xlsb .et"),
    sniff.XLS: _format("Excel 工作簿", ".xls .xlt .et"),
    sniff.PPTX: _format("演示文稿", ".pptx .pptm .ppsx .potx .dps"),
    sniff.PPT: _format("演示文稿", ".ppt .pps .pot .dps"),
    sniff.XML: _format("XML 数据", ".xml .svg .xsd"),
    sniff.TEXT: _format("纯文本", ".txt .csv .log .md .json .ini .ics .vcf"),
    sniff.ZIP: _format("压缩包（ZIP）", ".zip"),
    sniff.RAR: _format("压缩包（RAR）", ".rar"),
    sniff.SEVEN_ZIP: _format("压缩包（7z）", ".7z"),
    sniff.GZIP: _format("压缩文件（gzip）", ".gz .tgz"),
    sniff.BZIP2: _format("压缩文件（bzip2）", ".bz2 .tbz .tbz2"),
    sniff.XZ: _format("压缩文件（xz）", ".xz .txz"),
    sniff.TAR: _format("打包文件（tar）", ".tar"),
    sniff.EML: _format("邮件", ".eml"),
    sniff.MSG: _format("邮件（Outlook）", ".msg"),
    sniff.TNEF: _format("邮件附件包（winmail.dat）", ".dat .tnef"),
    sniff.EMPTY: _format("空文件（0 字节）"),
    sniff.BROKEN_ZIP: _format("已损坏的文件（压缩结构不完整）"),
    sniff.PACKAGE: _format("不完整的 Office 文件，缺少正文部分"),
    sniff.ENCRYPTED: _format("加密的 Office 文件，加密方式（如权限管理）不能解开，或者已经损坏"),
}
_UNKNOWN = _format("无法识别的数据")
_CLAIMS = frozenset().union(*(one.suffixes for one in (*_FORMATS.values(), _PICTURE))) - {".dat", ".ini", ".log", ".json"}


def name_of(media_type: str) -> str:
    """What a file of this type is called."""
    return _of(media_type).name


def name_behind(media_type: str) -> str:
    """The same behind a Chinese character, from which Latin letters stand off."""
    name = name_of(media_type)
    return f" {name}" if name[0].isascii() else name


def mismatch(media_type: str, path: str) -> str:
    """One clause that says how the extension of a file contradicts its content; empty where it does not.

    No extension, or one that no kind of file goes by, claims nothing.
    """
    suffix = PurePosixPath(path).suffix.lower()
    known = _of(media_type)
    if not known.suffixes or suffix in known.suffixes or suffix not in _CLAIMS:
        return ""
    return f"扩展名是 {suffix}，内容却是{name_behind(media_type)}"


def _of(media_type: str) -> _Format:
    return _PICTURE if media_type.startswith("image/") else _FORMATS.get(media_type, _UNKNOWN)
