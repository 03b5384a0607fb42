"""The page of the batch: every form, every file, what went wrong, and links that hold."""

import base64
import hashlib
from typing import Any
from urllib.parse import quote, unquote

from lxml import html

from reports.index import render_index
from schema.batch import Batch, FileEntry, Problem
from schema.finding import report
from tests.reports.builder import faulty, make_batch, make_files, make_finding, make_mail, make_record, make_submission
from tests.reports.hostile import WORDS, hostile, hostile_submissions


def batch() -> Batch:
    clean = make_record("evaluation_institution")
    unrecognised = make_finding(None, "info", "materials.unrecognised", message="“简介.pdf”不是规定的申报材料")
    folder = make_submission(id="文件夹-1", kind="folder", title="来信", mail=None, files=("来信/推荐表-悦来.pdf",), records=(clean.id,),
                             missing=(), findings=(unrecognised,))
    return make_batch([faulty("training_institution"), (clean, report(clean.id, []))], make_files(), [make_submission(), folder])


def page(shown: Batch) -> Any:
    return html.document_fromstring(render_index(shown))


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_row_a_form() -> None:
    """Verdict, unit, code, kind of form, occupation, levels, counts, file and link of each form."""
    rows = page(batch()).xpath("//table[@class='forms']/tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [
        ["退回", "重庆照母山数字技术研究院有限公司91500112MA5U7QXW0P", "培训机构推荐表", "云计算工程技术人员", "中级、高级", "5", "8", "2",
         "来信/推荐表-照母山.docx", "查看补正通知"],
        ["通过", "重庆悦来信息技术行业协会91500112MA5U7QXW0P", "评价机构推荐表", "物联网工程技术人员", "初级、中级、高级", "0", "0", "0",
         "来信/推荐表-悦来.pdf", "查看"],
    ]


def test_links_lead_to_the_reports() -> None:
    """Links are relative, by id, percent-encoded."""
    links = page(batch()).xpath("//table[@class='forms']//a/@href")
    assert {unquote(link) for link in links} == {
        "reports/样例-training_institution.html", "reports/样例-evaluation_institution.html", "notices/样例-training_institution.docx",
    }
    assert all(link.isascii() for link in links)


def test_letters_about_submissions() -> None:
    """What came without a form has its letter in the row of the submission."""
    alone = make_submission(records=())
    links = page(make_batch([], [], [alone])).xpath("//table[@class='submissions']//a/@href")
    assert [unquote(link) for link in links] == [f"notices/{alone.id}.docx"]


def test_totals_add_up() -> None:
    """Forms, each verdict and the files that failed are counted on top."""
    assert [text(item) for item in page(batch()).xpath("//dl[@class='totals']/div")] == [
        "推荐表2份", "退回1份", "待核0份", "通过1份", "来件2件", "材料不全1件", "未能处理1个文件",
    ]


def cells(row: Any) -> dict[str, str]:
    return {cell.get("data-label"): text(cell) for cell in row}


def test_a_row_a_submission() -> None:
    """When and from whom it came, its forms with their verdicts, what is missing, what is wrong, and each file's kind."""
    mail, folder = page(batch()).xpath("//table[@class='submissions']/tbody/tr")
    assert cells(mail) == {
        "收到时间": "2023年6月15日 16:21", "来件": "第二批培训机构申报材料傅庆 <fu@example.org.cn>",
        "推荐表": "退回 重庆照母山数字技术研究院有限公司培训机构推荐表 云计算工程技术人员",
        "缺少和问题": "缺法人登记证书复印件错误来件于 2023年6月17日 00:30 收到，晚于申报截止日期 2023年6月16日",
        "文件": "3 个 推荐表 法人登记证书复印件 未能处理材料.zip › 推荐表-照母山.docx推荐表按内容识别来信/扫描.pdf未能处理"
        "执照.pdf法人登记证书复印件按文件名识别",
    }
    assert cells(folder) == {
        "收到时间": "—", "来件": "来信文件夹", "推荐表": "通过 重庆悦来信息技术行业协会评价机构推荐表 物联网工程技术人员", "缺少和问题": "材料齐全",
        "文件": "1 个 推荐表材料.zip › 推荐表-悦来.pdf推荐表按内容识别“简介.pdf”不是规定的申报材料",
    }
    assert "missing" in mail.xpath(".//td[4]/p/@class")
    assert [unquote(link) for link in mail.xpath(".//a/@href")] == ["reports/样例-training_institution.html"]
    assert (mail.get("data-materials"), mail.get("data-problems")) == ("不全", "申报材料不全|逾期报送")
    assert not page(make_batch([])).xpath("//table[@class='submissions']")


def test_a_mail_without_dates_or_forms() -> None:
    """A missing Received is said, with the sender's own date beside; no form and no file are said as well."""
    bare = make_submission(mail=make_mail(received=None), files=(), records=(), title="", missing=())
    row = cells(page(make_batch([], (), [bare])).xpath("//table[@class='submissions']/tbody/tr")[0])
    assert row["收到时间"] == "（未写明）发送：2023年6月15日 16:20"
    assert row["来件"].startswith("（无主题）")
    assert (row["推荐表"], row["文件"]) == ("没有", "没有文件")


def test_of_several_units_it_is_said_whose_papers_are_missing() -> None:
    """A district forwards what two units sent: the names of the papers alone would not do."""
    message = "来件中没有重庆悦来信息技术行业协会的法人登记证书复印件"
    one, other = make_record("training_institution"), make_record("evaluation_institution")
    missing = make_finding(None, "error", "materials.missing", message=message)
    for records, told in (((one.id, other.id), True), ((one.id,), False)):
        said = make_submission(records=records, missing=("法人登记证书复印件",), findings=(missing,))
        shown = make_batch([(record, report(record.id, [])) for record in (one, other)], (), [said])
        (row,) = page(shown).xpath("//table[@class='submissions']/tbody/tr")
        assert (message in cells(row)["缺少和问题"]) is told


def test_a_question_is_not_complete() -> None:
    """A mail that brought nothing, or a picture in its text, has no materials: neither all of them nor too few."""
    logo = FileEntry(
        path="来信.eml/logo.png", origin=("来信.eml", "logo.png"), size=1, sha256="", media_type="image/png", outcome="ignored",
        submission="邮件-1",
    )
    for files, told in (((), "没有文件"), ((logo,), "1 个 忽略logo.png忽略")):
        bare = make_submission(id="邮件-1", files=tuple(one.path for one in files), records=(), missing=(), findings=())
        (row,) = page(make_batch([], files, [bare])).xpath("//table[@class='submissions']/tbody/tr")
        assert (cells(row)["缺少和问题"], cells(row)["文件"], row.get("data-materials")) == ("没有申报材料", told, "")


def test_a_long_list_of_files_is_folded_up() -> None:
    """Whoever looks for one of thousands opens the list; a short one is open."""
    files = [entry.model_copy(update={"path": f"{number}"}) for number in range(100) for entry in make_files()]
    assert page(make_batch([], files)).xpath("//section[h2[@id='files']]/details/@open") == []
    assert page(batch()).xpath("//section[h2[@id='files']]/details/@open") == [""]


def test_problems_stand_on_top_with_advice() -> None:
    """A file that failed is named before the table with its reason and what to do; without one there is no such part."""
    tree = page(batch())
    problems = tree.xpath("//section[contains(@class, 'problems')]")[0]
    assert text(problems.xpath(".//li")[0]) == "来信/扫描.pdf 文件中没有可以读取的文字。 处理办法请申报单位改报 Word 电子版。"
    assert tree.xpath("//section")[0] is problems
    assert not page(make_batch([])).xpath("//section[contains(@class, 'problems')]")


def test_every_file_has_an_outcome() -> None:
    """Every file that came in stands in the list with what became of it, nested ones with their way in."""
    rows = [text(row) for row in page(batch()).xpath("//table[@class='files']/tbody/tr")]
    assert len(rows) == 5
    assert "推荐表" in rows[0]
    assert "样例-training_institution" in rows[0]
    assert page(batch()).xpath("//table[@class='files']//a/@href")[0] == quote("reports/样例-training_institution.html")
    assert "未能处理" in rows[2]
    assert "来信.eml › 执照.pdf 证明材料 法人登记证书" in rows[3]
    assert "忽略 系统文件" in rows[4]


def test_an_empty_batch_says_so() -> None:
    """No form and no file: a page that says it, without a table."""
    tree = page(make_batch([]))
    assert "本批次没有推荐表。" in text(tree)
    assert not tree.xpath("//table")


def test_without_script_nothing_is_missing() -> None:
    """Filters are hidden and headers are words until the script runs; every row is visible."""
    tree = page(batch())
    filters = tree.xpath("//div[@class='filters']")
    assert len(filters) == 2
    assert all(part.get("hidden") is not None for part in filters)
    assert not tree.xpath("//th//button")
    assert not tree.xpath("//tr[@hidden]")


def test_only_the_page_s_own_script_may_run() -> None:
    """Style and script are allowed by their hash, which fits, and nothing else."""
    tree = page(batch())
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(tree.xpath(f"//{name}")[0].text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_hostile_words_do_no_harm() -> None:
    """Units, occupations, paths, reasons and ids of any wording stay text and attribute values."""
    record, found = hostile("training_institution")
    problem = Problem(file=WORDS, code=WORDS, reason=WORDS, advice=WORDS)
    entry = FileEntry(path=WORDS, origin=(WORDS, WORDS), size=1, sha256="", media_type=WORDS, outcome="problem",
                      problem=problem, note=WORDS, records=(WORDS,))
    source = render_index(make_batch([(record, found)], [entry], hostile_submissions()))
    tree: Any = html.document_fromstring(source)
    source.encode("utf-8")
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //iframe")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name in ("style", "src")]
    name = quote(record.id, safe="")
    assert set(tree.xpath("//table[@class='forms']//a/@href")) == {f"reports/{name}.html", f"notices/{name}.docx"}
    assert all(link.startswith(("reports/", "notices/", "#", "summary.xlsx")) for link in tree.xpath("//a/@href"))
    assert not set(source) & set("\x00\x07\x1b\u202e\u2066\u2069")


def test_the_same_batch_gives_the_same_bytes() -> None:
    """Two renderings are equal."""
    assert render_index(batch()) == render_index(batch())
