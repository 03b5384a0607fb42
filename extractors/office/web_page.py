"""Web pages, as Word and other programs save or export a document: made ready for LibreOffice, which fetches what they name.

What is active or lies elsewhere is left out, and what stands in the fields of a form becomes text.
"""

import email
import re
from typing import Final, NamedTuple

import lxml.html
from lxml import etree

from extractors.docx.xml import MAX_TAGS
from extractors.errors import DocumentError
from schema.record import Remark

_HEAD: Final = 4096  # bytes in which a page says how it is encoded
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CHINESE: Final = re.compile(r"gb[k\d_-]|hz|cp936", re.IGNORECASE)
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_LEFT_OUT: Final = (
    "script", "link", "meta", "base", "img", "iframe", "frame", "object", "embed", "applet", "audio", "video", "svg", "noscript",
)
_LEADING_ELSEWHERE: Final = frozenset({"src", "href", "background", "action", "data", "longdesc", "lowsrc", "dynsrc", "poster"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_QUOTE: Final = 60
_FETCHED: Final = re.compile(r"url\s*\([^)]*\)|@import[^;]*;?", re.IGNORECASE)
_RESEND: Final = "请在 Word 或 WPS 中打开，另存为 .docx 后重新提交。"


class Page(NamedTuple):
    """A page in UTF-8 as LibreOffice may have it, and what is to be said of it."""

    html: bytes
    remarks: tuple[Remark, ...]


def cleaned(data: bytes) -> Page:
    """The page without all that is active, lies elsewhere, is deleted or does not show.

    Raises DocumentError where nothing is in it.
    """
    if data.count(b"<") > MAX_TAGS:
        raise DocumentError("document.too_large", f"网页中的标记超过 {MAX_TAGS:,} 个的上限。", _RESEND)
    try:
        page = lxml.html.document_fromstring(_text(data).encode(), lxml.html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("document.unreadable", "网页已损坏，或者是空的。", _RESEND) from error
    _write_fields(page)
    remarks = _without_what_is_no_text(page)
    etree.strip_elements(page, *_LEFT_OUT, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in page.iter():
        for name in [name for name in element.attrib if str(name).lower() in _LEADING_ELSEWHERE or str(name).lower().startswith("on")]:
            del element.attrib[name]
        if "style" in element.attrib:
            element.set("style", _FETCHED.sub("", element.get("style", "")))
        if element.tag == "style" and element.text:
            element.text = _FETCHED.sub("", element.text)
    body: bytes = lxml.html.tostring(page, encoding="utf-8")
    return Page(b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">' + body, remarks)


def page_in(data: bytes) -> bytes:
    """The page in a web page saved as one file (MHTML, RFC 2557). Raises DocumentError where there is none."""
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content
    raise DocumentError("document.unreadable", "单一文件网页中没有网页的正文。", _RESEND)


def _text(data: bytes) -> str:
    mark = next((encoding for start, encoding in _MARKS.items() if data.startswith(start)), None)
    said = _CHARSET.search(data, 0, _HEAD)
    label = said[1].decode("ascii", "replace") if said else ""
    for encoding in (mark, "utf-8", "gb18030" if _CHINESE.match(label) else label, "gb18030"):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeError, LookupError):  # the label may be unknown
                continue
    return data.decode("gb18030", errors="replace")


def _without_what_is_no_text(page: lxml.html.HtmlElement) -> tuple[Remark, ...]:
    deleted = [element for element in page.iter("del") if element.text_content().strip()]
    hidden = [
        element for element in page.iter(etree.Element)
        if ("hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))) and element.text_content().strip()
    ]
    for element in (*deleted, *hidden):
        element.drop_tree()
    said = []
    if deleted:
        said.append(Remark(code="document.tracked_changes", detail=f"网页中有 {len(deleted)} 处标为删除的文字"))
    if hidden:
        quote = "".join(element.text_content() for element in hidden).strip()
        said.append(Remark(code="document.hidden_text", detail=f"网页中有不显示的文字，未计入：「{quote[:_LONGEST_QUOTE]}」"))
    return tuple(said)


def _write_fields(page: lxml.html.HtmlElement) -> None:
    """Put what stands in the fields of a page into its text, as boxes and words."""
    for field in list(page.iter("input", "select", "textarea")):
        kind = field.get("type", "text").lower()
        if field.tag == "select":
            chosen = [option for option in field.iter("option") if "selected" in option.attrib]
            shown = " ".join(option.text_content() for option in chosen)
        elif field.tag == "textarea":
            shown = field.text_content()
        elif kind in ("checkbox", "radio"):
            shown = "☑" if "checked" in field.attrib else "☐"
        else:
            shown = "" if kind in ("hidden", "submit", "button", "image", "reset", "password") else field.get("value", "")
        field.tail = shown + (field.tail or "")
        field.drop_tree()
