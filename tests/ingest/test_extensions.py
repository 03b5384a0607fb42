"""Files under a wrong extension, or none: read by what they are, and the contradiction told."""

import json
from typing import Any

import pytest

from extractors.locks.passwords import Passwords
from ingest import sniff
from ingest.formats import mismatch
from ingest.process import process
from samples import pdf, word
from samples.forms import make_form
from samples.style import pdf_style, word_style
from schema.limits import Limits
from schema.notice import load_notice
from tests.ingest.support import letter, run_hebiao, zipped
from tests.ingest.test_containers import mail
from tests.ingest.test_decoration import picture
from tests.ingest.unpack.rars import rar5

DOCX = word.write(make_form(61, "training_institution"), word_style(61))
PDF = pdf.write(make_form(62, "evaluation_institution"), pdf_style(62))


@pytest.mark.parametrize(("media_type", "name", "expected"), [
    (sniff.DOCX, "推荐表.doc", "扩展名是 .doc，内容却是 Word 文档（docx）"),
    (sniff.PDF, "推荐表.docx", "扩展名是 .docx，内容却是 PDF 文件"),
    (sniff.DOCX, "推荐表.zip", "扩展名是 .zip，内容却是 Word 文档（docx）"),
    (sniff.RAR, "材料.zip", "扩展名是 .zip，内容却是压缩包（RAR）"),
    (sniff.ZIP, "推荐表.docx", "扩展名是 .docx，内容却是压缩包（ZIP）"),
    (sniff.HTML, "推荐表.doc", "扩展名是 .doc，内容却是网页"),
    ("image/jpeg", "证书.PDF", "扩展名是 .pdf，内容却是图片"),
    (sniff.DOC, "推荐表.wps", ""), (sniff.DOCX, "推荐表.wps", ""), (sniff.RTF, "推荐表.doc", ""), (sniff.WORD_XML, "推荐表.doc", ""),
    (sniff.XLSX, "名单.et", ""), ("image/png", "证书.jpg", ""),
    (sniff.DOCX, "推荐表", ""), (sniff.PDF, "form.dat", ""), (sniff.PDF, "v1.2", ""), (sniff.UNKNOWN, "a.docx", ""),
])
def test_mismatch(media_type: str, name: str, expected: str) -> None:
    """An extension contradicts the content where it stands for another kind; what programs mix up themselves does not."""
    assert mismatch(media_type, f"a.b/{name}") == expected


@pytest.mark.parametrize(("data", "name", "told"), [
    (DOCX, "推荐表.docx", []), (DOCX, "推荐表", []), (DOCX, "form.dat", []),
    (DOCX, "推荐表.doc", ["扩展名是 .doc，内容却是 Word 文档（docx），已按内容读取"]),
    (PDF, "推荐表.docx", ["扩展名是 .docx，内容却是 PDF 文件，已按内容读取"]),
    (DOCX, "推荐表.jpg", ["扩展名是 .jpg，内容却是 Word 文档（docx），已按内容读取"]),
])
def test_forms(data: bytes, name: str, told: list[str]) -> None:
    """A form is read all the same, and its report says so in a hint that changes no verdict."""
    form, = process(data, name, (name,), load_notice(), Limits(), Passwords()).forms
    findings = [finding for finding in form.report.findings if finding.code == "document.type_mismatch"]
    assert [finding.message for finding in findings] == told
    assert {finding.severity for finding in findings} <= {"info"}
    assert all("不影响核对" in finding.suggestion for finding in findings)


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The manifest of a run over containers and papers that are called what they are not."""
    folder = tmp_path_factory.mktemp("extensions") / "in"
    folder.mkdir()
    for name, data in {
        "一.zip": rar5({"推荐表.docx": DOCX}), "二.docx": zipped({"推荐表.pdf": PDF}), "三.pdf": mail("材料", {"表.docx": DOCX}).as_bytes(),
        "四.docx": letter(), "五.pdf": letter(), "六.rar": zipped({"说明.txt": "说明".encode()}), "七": zipped({"表": DOCX}),
        "八.docx": zipped({"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}), "九.docx": letter()[:-40],
        "法人登记证书.pdf": picture(60, 80, "JPEG"),
    }.items():
        (folder / name).write_bytes(data)
    out = folder.parent / "out"
    run_hebiao("run", folder, "--out", out)
    return {entry["path"]: entry for entry in json.loads((out / "manifest.json").read_text("utf-8"))["files"]}


@pytest.mark.parametrize(("path", "outcome", "note"), [
    ("一.zip", "form", "扩展名是 .zip，内容却是压缩包（RAR）；内含 1 个文件"),
    ("二.docx", "form", "扩展名是 .docx，内容却是压缩包（ZIP）；内含 1 个文件"),
    ("二.docx/推荐表.pdf", "form", ""),
    ("三.pdf/表.docx", "form", ""),
    ("五.pdf", "material", "扩展名是 .pdf，内容却是 Word 文档（docx）"),
    ("六.rar/说明.txt", "material", "纯文本，内容未读取"),
    ("七/表", "form", ""),
    ("法人登记证书.pdf", "material", "扩展名是 .pdf，内容却是图片"),
])
def test_containers_and_papers(entries: dict[str, dict[str, Any]], path: str, outcome: str, note: str) -> None:
    """Mails and archives are opened whatever they are called, and the ledger tells the contradiction."""
    assert entries[path]["outcome"] == outcome
    assert note in entries[path]["note"]


def test_what_cannot_be_read(entries: dict[str, dict[str, Any]]) -> None:
    """A Word file that has lost its text, or its end, is a problem, and no archive."""
    assert [entries[path]["problem"]["code"] for path in ("八.docx", "九.docx")] == ["document.unreadable"] * 2
    assert "扩展名" not in entries["四.docx"]["note"]
