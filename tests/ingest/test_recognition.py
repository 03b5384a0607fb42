"""What paper a file is, by content before name."""

import pytest

from ingest.recognition import paper_by_name, recognised
from schema.submission import Paper


@pytest.mark.parametrize(("path", "kind", "also"), [
    ("来信.eml/营业执照副本.pdf", "certificate", ()), ("法人证书复印件/IMG_2033.jpg", "certificate", ()),
    ("营业执照.zip/1.jpg", "certificate", ()), ("承诺书", "commitment", ()), ("1.营业执照", "certificate", ()),
    ("营业执照和信用报告/1.jpg", "other", ()), ("报送营业执照.eml/1.jpg", "other", ()), ("营业执照/说明/1.jpg", "other", ()),
    ("推荐表及承诺书.pdf", "form", ("commitment",)),
])
def test_by_name(path: str, kind: str, also: tuple[str, ...]) -> None:
    """The file's own name counts, else its folder's if that names one paper alone; never the subject of a mail."""
    paper = paper_by_name(path)
    assert (paper.kind, paper.by, paper.also) == (kind, "name", also)


def test_content_counts_before_the_name() -> None:
    """A name adds what else is in the file; one that says form does not make a form of a document that is none."""
    certificate = Paper(kind="certificate", by="content")
    assert recognised(certificate, paper_by_name("推荐表.pdf")) == certificate
    assert recognised(certificate, paper_by_name("营业执照、承诺书.pdf")).also == ("commitment",)
    assert recognised(None, paper_by_name("信用报告.docx")) == Paper(kind="credit_report", by="name")
    assert recognised(None, paper_by_name("推荐表.docx")).kind == "other"
    form = Paper(kind="form", by="content", also=("commitment",))
    assert recognised(form, paper_by_name("推荐表、承诺书、营业执照.docx")).also == ("commitment", "certificate")
