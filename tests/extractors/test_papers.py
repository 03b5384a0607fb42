"""What a document that is no form is, by what it says."""

import pytest

from extractors.document import Block, Cell, Document, Locator, Paragraph, Table
from extractors.papers import paper_in, papers_beside_form
from schema.submission import Paper

NOWHERE = Locator()
NAME, CODE = "重庆市听风岭职业培训学校", "52500118MJ1234567Q"


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """A paragraph for each text."""
    return tuple(Paragraph(text, NOWHERE) for text in texts)


def table(*rows: tuple[str, ...]) -> Table:
    """A table of these rows."""
    cells = tuple(Cell(at, column, 1, 1, text, NOWHERE) for at, row in enumerate(rows) for column, text in enumerate(row))
    return Table(cells, len(rows), ())


def paper(*blocks: Block) -> Paper | None:
    """What a document of these blocks is."""
    return paper_in(Document("docx", "", blocks))


LICENCE = (
    *paragraphs("统一社会信用代码", "91500112MA5U7QXW0P 营业执照", "（副　本）"),
    *paragraphs(
        "名　　称 重庆照母山数字技术研究院有限责任（ 注册资本 壹仟贰佰万元整", "集团）股份公司 成立日期 2012年02月05日",
        "类　　型 股份有限公司 住　　所 重庆市渝北区春晖大道226号", "法定代表人 黎文博", "登记机关　样例市场监督管理局",
    ),
)
CERTIFICATE = (
    *paragraphs("民办非企业单位", "登记证书", "（正本）"),
    table(("统一社会信用代码", CODE), ("名  称", NAME), ("法定代表人", "黎文博"), ("业务主管单位", "样例市样例局"), ("开办资金", "贰佰万元")),
)
REPORT = (
    *paragraphs("法人和非法人组织", "公共信用信息报告", f"主体名称：{NAME}", f"统一社会信用代码：{CODE}", "报告编号：样例 001"),
    table(("登记状态", "存续"), ("营业执照", "登记机关"), ("行政处罚", "0 条"), ("名称", "类型"), ("注册资本", "有效期")),
)
LETTER = paragraphs(
    "诚 信 承 诺 书", f"我单位（{NAME}，统一社会信用代\n码：{CODE}）自愿申报，报送的推荐表和营业执照真实，", "特此承诺。",
    f"承诺单位（盖章）：{NAME}", "2023年6月8日",
)


@pytest.mark.parametrize(("blocks", "kind", "name", "code"), [
    (LICENCE, "certificate", "重庆照母山数字技术研究院有限责任（集团）股份公司", "91500112MA5U7QXW0P"),
    (CERTIFICATE, "certificate", NAME, CODE), (REPORT, "credit_report", NAME, CODE), (LETTER, "commitment", NAME, CODE),
])
def test_papers(blocks: tuple[Block, ...], kind: str, name: str, code: str) -> None:
    """The title tells the kind, over two lines, with spaces or beside a code; labels tell whose it is."""
    found = paper(*blocks)
    assert found
    assert (found.kind, found.by, found.also, found.names, found.credit_codes) == (kind, "content", (), (name,), (code,))


@pytest.mark.parametrize("title", [
    "事业单位法人证书", "社会团体法人登记证书", "基金会法人登记证书", "农民专业合作社营业执照", "营业执照（副本）", "统一社会信用代码证书",
    "民办非企业单位（法人）登记证书",
])
def test_certificates(title: str) -> None:
    """Every kind of legal entity has a certificate of its own."""
    said = paragraphs(title, f"名称：{NAME}", "法定代表人：黎文博", "住所：样例路1号", "有效期：自2021年至2026年")
    found = paper(*said)
    assert found
    assert (found.kind, found.names) == ("certificate", (NAME,))


@pytest.mark.parametrize("blocks", [
    (),
    paragraphs("关于报送营业执照、信用报告和诚信承诺书的函", "现将有关材料报上，请审阅。", "联系人：黎文博"),
    (*paragraphs("申报材料清单"), table(("序号", "名称"), ("1", "营业执照"), ("2", "信用报告"), ("3", "诚信承诺书"), ("4", "推荐表"))),
    paragraphs("办学许可证", f"名称：{NAME}", "法定代表人：黎文博", "住所：样例路1号", "有效期：自2021年至2026年"),
    paragraphs("单位简介", "本单位成立于2012年，营业执照齐全，信用报告良好，并作出承诺。"),
])
def test_other_documents(blocks: tuple[Block, ...]) -> None:
    """A letter or a list that mentions the papers is none of them."""
    assert paper(*blocks) is None


def test_several_papers_in_one_file() -> None:
    """Papers bound together are all found, the first is the kind; a report that speaks of a certificate holds none."""
    found = paper(*CERTIFICATE, *REPORT, *LETTER)
    assert found
    assert (found.kind, found.also) == ("certificate", ("credit_report", "commitment"))
    report = paper(*REPORT)
    assert report
    assert report.also == ()


def test_papers_behind_a_form() -> None:
    """A letter that follows the form is found; the 承诺 box of the form itself is none."""
    form = (*paragraphs("培训机构推荐表"), table(("单位名称", NAME), ("承诺", "本单位承诺……法定代表人签字"), ("承诺书", "盖章")))
    assert papers_beside_form(Document("docx", "", form)) == ()
    assert papers_beside_form(Document("docx", "", (*form, *LETTER))) == ("commitment",)


def test_the_writer_of_a_letter() -> None:
    """A letter names its writer in brackets, or at its end."""
    for said in (f"我单位（{NAME}）承诺：", f"本校（ {NAME}，下同）承诺：", f"现承诺。承诺单位（盖章）：{NAME}", f"承诺人： {NAME}"):
        found = paper(*paragraphs("承诺书", said, "如有违反，愿承担责任。", "法定代表人（签字）："))
        assert found
        assert found.names == (NAME,)


def test_names_are_names_of_units() -> None:
    """What stands behind a label and is no unit's name is not taken for one; a name may go on in the next line."""
    found = paper(*paragraphs(
        "营业执照", "名称：黎文博", "单位：万元", "名称　重庆照母山教育集团　类型　股份", "有限公司", "住所：样例路1号", "法定代表人：黎文博",
    ))
    assert found
    assert found.names == ("重庆照母山教育集团有限公司",)


def test_a_line_of_blanks_does_no_harm() -> None:
    """However long it is, what stands around it is read, without going over the blanks again and again."""
    found = paper(*paragraphs("营业执照", "名称：" + " " * 200_000, "统一社会信用代码 " + " " * 200_000), *LICENCE)
    assert found
    assert found.credit_codes == ("91500112MA5U7QXW0P",)
