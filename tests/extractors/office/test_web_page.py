"""Web pages that hold a form: cleaned of what is active or elsewhere, and read to the same record."""

import quopri
import shutil
import subprocess

import pytest

from extractors.errors import DocumentError
from extractors.office.kinds import Kind, kind_of
from extractors.office.web_page import cleaned, page_in
from extractors.read import read_contents
from schema.limits import Limits
from schema.notice import load_notice
from schema.record import Record
from tests.extractors.office.test_reader import ROOT, SOFFICE, needs_libreoffice

SAMPLE = ROOT / "samples" / "mailbox" / "重庆衡川物联科技股份有限公司" / "附件1 培训机构推荐表.docx"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample as a web page."""
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(SAMPLE, folder / "sample.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "html", "--outdir", str(folder), str(folder / "sample.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "sample.html").read_bytes()


def single_file(page: bytes, charset: str) -> bytes:
    """The page as Word saves it in one file."""
    return (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_x\"\r\n\r\n------=_x\r\n"
        b"Content-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        + f'Content-Type: text/html; charset="{charset}"\r\n\r\n'.encode() + quopri.encodestring(page)
        + b"\r\n------=_x\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n------=_x--\r\n"
    )


def read(data: bytes) -> Record:
    record, = read_contents(data, "推荐表.doc", ("推荐表.doc",), load_notice(), Limits()).records
    return record


@needs_libreoffice
@pytest.mark.parametrize("way", ["utf-8", "gb2312", "single file"])
def test_forms(page: bytes, scratch: object, way: str) -> None:
    """A form comes back from a web page in either encoding, and from one saved as one file."""
    if way != "utf-8":
        page = page.decode().replace("charset=utf-8", "charset=gb2312").encode("gb18030")
    data = single_file(page, "gb2312") if way == "single file" else page
    record = read(data)
    assert record.form == read_contents(SAMPLE.read_bytes(), "a.docx", ("a.docx",), load_notice(), Limits()).records[0].form
    assert record.source.media_type == (Kind.MHTML if way == "single file" else Kind.HTML)


@pytest.mark.parametrize(("data", "kind"), [
    (b"<html><body>", Kind.HTML), (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>\n<title>", Kind.HTML), ("<html>".encode("utf-16"), Kind.HTML),
    (single_file(b"<p>", "utf-8"), Kind.MHTML), (b"x <html>", None), (b"Subject: a\nContent-Type: multipart/related\n\n", None),
])
def test_known_by_the_start(data: bytes, kind: Kind | None) -> None:
    """A page, or a page in one file, is told from text that only speaks of one, and from a mail."""
    assert kind_of(data) is kind


@pytest.mark.parametrize("bad", [
    "<script>alert(1)</script>", '<img src="http://example.com/a.png">', '<link rel="stylesheet" href="//example.com">',
    '<p onclick="go()" style="background: url(http://example.com)">', "<style>@import 'http://example.com'; p {background: url(x)}</style>",
    '<table background="http://example.com">', '<iframe src="file:///etc/passwd"></iframe>', '<a href="javascript:x">',
    '<object data="http://example.com"></object>', "<!-- http://example.com -->", '<meta http-equiv="refresh" content="0;url=http://example.com">',
])
def test_nothing_active(bad: str) -> None:
    """Nothing that runs or fetches is left; the text around it is."""
    page = cleaned(f"<html><body><p>前</p>{bad}后</body></html>".encode()).html.decode()
    for word in ("example.com", "script", "alert", "onclick", "passwd", "url("):
        assert word not in page
    assert "前" in page
    assert "后" in page


def test_fields() -> None:
    """What stands in the fields of a page is text: boxes, words, the option that is chosen."""
    page = cleaned(
        '<input type="checkbox" checked>初级<input type=radio>中级<input value="重庆">市<select><option>甲<option selected>乙</select>'
        '<textarea>丙</textarea><input type="hidden" value="丁">'.encode()
    ).html.decode()
    assert "☑初级☐中级重庆市乙丙" in page.replace("\n", "")
    assert "丁" not in page


def test_deleted_and_hidden() -> None:
    """What is deleted, or does not show, is no text, and is told."""
    page = cleaned("<p><del>8</del>75<span style='display: none'>内部备注</span><b hidden>x</b>人</p>".encode())
    assert "75人" in page.html.decode().replace("<b>", "")
    assert [(remark.code, "内部备注" in remark.detail) for remark in page.remarks] == [
        ("document.tracked_changes", False), ("document.hidden_text", True),
    ]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"<!-- x -->"])
def test_nothing_in_it(data: bytes) -> None:
    """A page of nothing is said to be one."""
    with pytest.raises(DocumentError) as caught:
        cleaned(data)
    assert caught.value.code == "document.unreadable"


def test_no_page_in_the_file() -> None:
    """A file of parts without a page is said to be one."""
    with pytest.raises(DocumentError, match="正文"):
        page_in(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n")
