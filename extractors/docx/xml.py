"""XML parts, parsed without trust: no DTD, no entities, no network, no tree deeper than 256 elements."""

import re
from typing import Final

from lxml import etree

from extractors.docx.names import VALUE
from extractors.errors import DocumentError

Element = etree._Element

MAX_TAGS: Final = 2_000_000

_OFF = frozenset({"0", "false", "off", "none"})
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_STRICT = re.compile(rb"(?<=[\"'])http://purl\.oclc\.org/ooxml/(?:wordprocessingml/main|officeDocument/math)(?=[\"'])")
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_RESEND = "请用 Word 打开后另存为新的 .docx 文件，再重新报送。"


class DocumentTypeError(DocumentError):
    """XML with a DTD: no damage that a reader may pass over, but what no word processor writes."""


def normalised(data: bytes) -> bytes:
    """The same XML in an encoding that keeps ASCII as it is, with the transitional namespaces.

    Raises DocumentError `document.unreadable` where the text is no UTF-16 although it begins like it.
    """
    encoding = _BYTE_ORDERS.get(data[:2])
    if encoding is not None:
        try:
            data = _DECLARATION.sub("", data.decode(encoding)).encode()
        except UnicodeError as error:
            raise DocumentError("document.unreadable", "文件内部的文字编码已损坏。", _RESEND) from error
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(lambda found: _TRANSITIONAL[found[0]], data)
    return data


def parse(data: bytes) -> Element:
    """The root element; comments and processing instructions are left out.

    Raises DocumentError. `document.unreadable`: malformed, nested deeper than libxml2's limit of 256 elements
    (20 tables inside each other are 60 deep, and no recursion over the tree runs out of stack), or with a DTD.
    `document.too_large`: more than MAX_TAGS tags, for a tree takes twenty times the space of its shortest tags.
    Entities in attributes are bounded by libxml2's own amplification limit before the DTD is seen here.
    """
    tags = data.count(b"<")
    if tags > MAX_TAGS:
        reason = f"文件内部的标记有 {tags:,} 个，超过 {MAX_TAGS:,} 个的上限。"
        raise DocumentError("document.too_large", reason, "请核对是否发错了文件，并重新报送填写好的推荐表。")
    # Not with collect_ids=False: libxml2 then reads the external part of a DTD from wherever it lies.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            reason = "文件内部嵌套过深或单个内容过大，超出可以安全读取的范围。"
        else:
            reason = "文件内部结构已损坏，无法解析。"
        raise DocumentError("document.unreadable", reason, _RESEND) from error
    except ValueError as error:  # lxml refuses some declared encodings this way
        raise DocumentError("document.unreadable", "文件内部结构已损坏，无法解析。", _RESEND) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise document_type()
    return root


def document_type() -> DocumentTypeError:
    """What to say of XML with a DTD."""
    return DocumentTypeError("document.unreadable", "文件内部含有文档类型定义（DTD），存在安全风险，未予读取。", _RESEND)


def child(parent: Element, tag: str) -> Element | None:
    """The first child of this name; quicker than `find`."""
    return next(parent.iterchildren(tag), None)


def is_on(element: Element | None) -> bool:
    """An on/off property (ST_OnOff): there and not switched off."""
    return element is not None and element.get(VALUE, "1") not in _OFF


def has_any(root: Element, *tags: str) -> bool:
    """Whether an element of one of these names is anywhere below; libxml2 looks without building an object for each."""
    return next(root.iter(*tags), None) is not None
