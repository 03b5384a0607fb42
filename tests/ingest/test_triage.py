"""What becomes of files that no reader takes."""

import pytest

from ingest import sniff
from ingest.recognition import paper_by_name
from ingest.triage import cut_off, kind_of, litter, scan, settle
from tests.ingest.support import pdf


@pytest.mark.parametrize("media_type", [
    sniff.DOCX, sniff.DOCM, sniff.PDF, sniff.DOC, sniff.RTF, sniff.ODT, sniff.WORD_XML, sniff.MHTML,
])
def test_documents_are_read(media_type: str) -> None:
    """Word and PDF go to a reader, whatever they are called."""
    assert settle(media_type, "推荐表.jpg", paper_by_name("推荐表.jpg")) is None


@pytest.mark.parametrize("name", ["推荐表.html", "附件1.doc", "推荐表"])
def test_a_web_page_that_may_be_a_form_is_read(name: str) -> None:
    """By its extension or its name."""
    assert settle(sniff.HTML, name, paper_by_name(name)) is None


@pytest.mark.parametrize(("media_type", "name", "outcome", "code", "words"), [
    (sniff.EMPTY, "推荐表.docx", "problem", "document.unreadable", "0 字节"),
    (sniff.ENCRYPTED, "推荐表.docx", "problem", "document.encrypted", "加密方式"),
    (sniff.ZIP, "材料.zip", "problem", "document.unreadable", "压缩包"),
    (sniff.ZIP, "推荐表.docx", "problem", "document.unreadable", "扩展名是 .docx，内容却是压缩包（ZIP），没有打开"),
    (sniff.PACKAGE, "推荐表.docx", "problem", "document.unreadable", "缺少正文"),
    (sniff.PACKAGE, "图.vsdx", "material", "", "缺少正文"),
    (sniff.BROKEN_ZIP, "推荐表.docx", "problem", "document.unreadable", "损坏"),
    (sniff.EML, "来信.eml", "problem", "document.unreadable", "邮件"),
    (sniff.TEXT, "推荐表.docx", "problem", "document.type_mismatch", ".docx"),
    (sniff.UNKNOWN, "推荐表.pdf", "problem", "document.type_mismatch", ".pdf"),
    (sniff.HTML, "说明.html", "material", "", "网页"),
    (sniff.EMPTY, "noname", "ignored", "", "0 字节"),
    (sniff.EMPTY, "ATT00001.htm", "ignored", "", "0 字节"),
    (sniff.EMPTY, "附件2", "ignored", "", "0 字节"),
    (sniff.EMPTY, "附件2.docx", "problem", "document.unreadable", "0 字节"),
    (sniff.EMPTY, "推荐表", "problem", "document.unreadable", "0 字节"),
    (sniff.UNKNOWN, "来信.eml", "problem", "document.type_mismatch", ".eml"),
    (sniff.XLSX, "培训机构推荐表.xlsx", "problem", "document.unreadable", "Excel"),
    (sniff.XLSX, "人员名单.xlsx", "material", "", "Excel"),
    (sniff.TEXT, "说明.txt", "material", "", "纯文本"),
    (sniff.UNKNOWN, "录像.mp4", "ignored", "", "无法识别"),
    (sniff.XLSX, "信用报告.xlsx", "material", "", "信用报告（按文件名识别，内容未读取）"),
])
def test_other_files(media_type: str, name: str, outcome: str, code: str, words: str) -> None:
    """A file that may be a form is never passed over; a problem says what it is and what to do."""
    settled = settle(media_type, f"来信/{name}", paper_by_name(f"来信/{name}"))
    assert settled
    assert (settled.outcome, settled.code) == (outcome, code)
    assert words in settled.reason
    assert bool(settled.advice) == (outcome == "problem")


@pytest.mark.parametrize(("name", "words"), [
    ("IMG_2033.jpg", ""),
    ("法人证书.jpg", "法人登记证书复印件（按文件名识别，内容未读取）"),
    ("营业执照/1.jpg", "法人登记证书复印件（按文件名识别，内容未读取）"),
    ("法人身份证.jpg", "按文件名看是证明材料"),
    ("推荐表及营业执照.jpg", ""),
    ("推荐表（含信用承诺）.jpg", ""),
])
def test_pictures_in_which_nothing_can_be_read(name: str, words: str) -> None:
    """Material where the name says so; what may be a form stays a problem."""
    path = f"来信/{name}"
    assert settle("image/jpeg", path, paper_by_name(path)) is None
    settled = scan(path, paper_by_name(path))
    assert (settled.outcome if settled else "problem") == ("material" if words else "problem")
    assert words in (settled.reason if settled else "")


@pytest.mark.parametrize(("path", "is_litter"), [
    ("~$推荐表.docx", True), ("a/Thumbs.db", True), (".DS_Store", True), ("__MACOSX/a/._推荐表.docx", True),
    ("a/desktop.ini", True), (".git/config", True), ("a/.推荐表.docx", True),
    (".~推荐表.docx", True), (".~lock.推荐表.docx#", True), ("~WRL0003.tmp", True), ("~wps12AB.tmp", True), ("a/Icon\r", True),
    ("$RECYCLE.BIN/推荐表.docx", True), ("材料/._推荐表.docx", True), ("来信.eml/材料.zip/__MACOSX/._a", True),
    ("推荐表.docx", False), ("a.b/推荐表~$.docx", False), ("thumbs.db.docx", False), ("~推荐表.docx", False), (".docx", False),
    ("来信.eml/.pdf", False),
])
def test_litter(path: str, is_litter: bool) -> None:
    """What systems leave behind is told from what people send."""
    assert bool(litter(path)) is is_litter


def test_pdf_that_was_cut_off() -> None:
    """A PDF without its trailer came in part only; what a server appends does no harm, nor does a linearized head."""
    whole = pdf(3)
    assert cut_off(sniff.PDF, whole) is None
    assert cut_off(sniff.PDF, whole + bytes(4096)) is None
    for length in (20, len(whole) // 2, whole.rindex(b"startxref")):
        found = cut_off(sniff.PDF, whole[:length])
        assert found
        assert (found.outcome, found.code) == ("problem", "document.unreadable")
    assert cut_off(sniff.PDF, b"%PDF-1.7\n" + b"startxref\n0\n%%EOF\n" + whole[:200])
    assert cut_off(sniff.DOCX, whole[:200]) is None


def test_a_mail_is_taken_at_its_names_word() -> None:
    """Text under the name of a mail is opened as one; the name of anything else proves nothing."""
    assert kind_of(b"Hello\n\nWorld\n", "a/b.EML") == sniff.EML
    assert kind_of(b"Hello\n\nWorld\n", "a/b.docx") == sniff.TEXT
    assert kind_of(b"%PDF-1.7\n", "a/b.eml") == sniff.PDF
