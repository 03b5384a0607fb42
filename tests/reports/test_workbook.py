"""The workbook: text stays text, numbers are numbers, nothing that an applicant wrote becomes a formula or a link."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.escape import unescape

from reports.workbook import CELL_LIMIT, write_workbook
from schema.batch import Batch
from schema.finding import report
from schema.notice import load_notice
from tests.reports.builder import faulty, make_batch, make_files, make_finding, make_record, make_submission
from tests.reports.hostile import RISKY_IN_A_CELL, hostile, hostile_submissions


def batch() -> Batch:
    clean = make_record("evaluation_institution")
    return make_batch([faulty("training_institution"), (clean, report(clean.id, []))], make_files())


def written(shown: Batch, folder: Path) -> Any:
    target = folder / "summary.xlsx"
    write_workbook(shown, target, target.parent)
    return openpyxl.load_workbook(target)


def rows(sheet: Any) -> list[dict[str, Any]]:
    header, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def test_a_row_a_form_a_finding_a_file(tmp_path: Path) -> None:
    """Sheets with as many rows as there are forms, findings, submissions and files."""
    book = written(batch(), tmp_path)
    assert book.sheetnames == ["汇总", "差异", "来件", "文件", "名册", "推荐汇总表"]
    assert [sheet.max_row - 1 for sheet in book][:4] == [2, 15, 0, 5]


def test_a_form_s_row(tmp_path: Path) -> None:
    """Numbers are numbers; the credit code and the phone are text."""
    row = rows(written(batch(), tmp_path)["汇总"])[0]
    assert (row["结论"], row["错误"], row["警告"], row["提示"], row["近5年总规模（人次）"]) == ("退回", 5, 8, 2, 20598)
    assert row["统一社会信用代码"] == "91500112MA5U7QXW0P"
    assert row["联系电话"] == "023-60000483"
    assert row["专业技术等级"] == "中级、高级"
    assert row["记录编号"] == "样例-training_institution"


def test_a_finding_s_row(tmp_path: Path) -> None:
    """Everything that the report says of a finding, and where it is in the file."""
    row = rows(written(batch(), tmp_path)["差异"])[5]
    assert {**row} == {
        "单位名称": "重庆照母山数字技术研究院有限公司", "表种": "培训机构推荐表", "申报职业": "云计算工程技术人员", "程度": "错误",
        "改否": None, "决定": None,
        "所在部分": "已有基础", "栏目": "总规模", "问题": "总规模填报 18,620 人次，近5年人数合计 18,520 人次，相差 100 人次",
        "填报": "18,620", "应为": "18,520", "如何更正": "请核对后更正。", "依据": "推荐表填写要求", "代码": "totals.trained",
        "来源文件": "来信/推荐表.docx", "位置": "第2页，第1张表第4行第4列", "记录编号": "样例-training_institution", "报告": "查看",
    }


def test_a_file_s_row(tmp_path: Path) -> None:
    """Outcome, reason with advice, and the way in of each file."""
    found = rows(written(batch(), tmp_path)["文件"])
    assert [row["处理结果"] for row in found] == ["推荐表", "推荐表", "未能处理", "证明材料", "忽略"]
    assert found[2]["说明"] == "文件中没有可以读取的文字。请申报单位改报 Word 电子版。"
    assert found[3]["来自"] == "来信.eml › 执照.pdf"
    assert found[0]["大小（字节）"] == 48_213
    assert [(row["材料类别"], row["识别依据"]) for row in found] == [
        ("推荐表", "内容"), ("推荐表", "内容"), (None, None), ("法人登记证书复印件", "文件名"), (None, None),
    ]


def test_a_submission_s_row(tmp_path: Path) -> None:
    """How and when it came, in China's time, how many forms and files it has, what is missing and what is wrong."""
    files = make_files()
    folder = make_submission(id="文件夹-1", kind="folder", title="某单位", mail=None, files=(), records=(), missing=(), findings=())
    shown = make_batch([faulty("training_institution")], files, [make_submission(), folder])
    book = written(shown, tmp_path)
    first, second = rows(book["来件"])
    assert first == {
        "方式": "邮件", "主题/名称": "第二批培训机构申报材料", "发件人": "傅庆 <fu@example.org.cn>", "收到时间": "2023-06-15 16:21",
        "发送时间": "2023-06-15 16:20", "推荐表": 1, "文件": 3, "补报给": None, "缺少材料": "法人登记证书复印件",
        "问题": "错误：来件于 2023年6月17日 00:30 收到，晚于申报截止日期 2023年6月16日", "编号": "邮件-1",
    }
    assert list(second.values()) == ["文件夹", "某单位", None, None, None, 0, 0, None, None, None, "文件夹-1"]
    assert [row["来件编号"] for row in rows(book["文件"])] == ["邮件-1", "邮件-1", "邮件-1", None]


def test_findings_of_a_submission_without_a_form_are_there(tmp_path: Path) -> None:
    """They stand in no form's report, so they have rows of their own, without a report to open."""
    missing = make_finding(None, code="materials.missing", label="申报材料", message="来件中没有可以读取的推荐表", found=None, expected=None)
    with_form = make_submission()
    without = make_submission(id="邮件-2", title="申报材料", files=(), records=(), missing=("推荐表",), findings=(missing,))
    book = written(make_batch([faulty("training_institution")], (), [with_form, without]), tmp_path)
    *of_form, last = rows(book["差异"])
    assert len(of_form) == 15
    assert (last["单位名称"], last["问题"], last["所在部分"]) == ("（来件）申报材料", "来件中没有可以读取的推荐表", "来件与材料")
    assert (last["表种"], last["记录编号"], last["报告"]) == (None, None, None)


def test_more_links_than_excel_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows beyond the limit name the record instead of leading to it."""
    monkeypatch.setattr("reports.workbook._MOST_LINKS", 3)
    cells = [row[-1] for row in written(batch(), tmp_path)["差异"].iter_rows(min_row=2)]
    assert [bool(cell.hyperlink) for cell in cells] == [True] * 3 + [False] * 12
    assert cells[3].value == "样例-training_institution"


def test_sheets_can_be_worked_with(tmp_path: Path) -> None:
    """Header frozen and repeated in print, filters over all rows, landscape and one page wide, no default widths."""
    for sheet in written(batch(), tmp_path):
        head = 2 if sheet.title == "推荐汇总表" else 1  # below a heading
        assert sheet.freeze_panes in (f"C{head + 1}", f"B{head + 1}")
        assert sheet.auto_filter.ref == sheet.dimensions.replace("A1", f"A{head}")
        assert sheet.print_title_rows == f"$1:${head}"
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
        assert all(size.width >= 7 for size in sheet.column_dimensions.values())


def test_rows_are_as_high_as_their_text(tmp_path: Path) -> None:
    """A short row has one line, a long one as many as its text needs, and no row fills the screen."""
    messages = ("短", "长" * 100, "行\n行\n行", "很长" * 5000)
    record = make_record("training_institution", {"organisation.name": "某单位"})
    findings = [make_finding("occupation", message=message, suggestion="") for message in messages]
    sheet = written(make_batch([(record, report(record.id, findings))]), tmp_path)["差异"]
    assert [sheet.row_dimensions[row].height or 15 for row in range(2, 6)] == [15, 75, 45, 180]


def test_links_are_ours(tmp_path: Path) -> None:
    """The only links lead to the reports beside the workbook."""
    book = written(batch(), tmp_path)
    links = {cell.hyperlink.target for sheet in book for line in sheet.iter_rows() for cell in line if cell.hyperlink}
    assert {link.replace("\\", "/") for link in links} == {
        "reports/样例-training_institution.html", "reports/样例-evaluation_institution.html",
    }


@pytest.mark.parametrize("words", RISKY_IN_A_CELL, ids=lambda words: ascii(words[:20]))
def test_risky_words_stay_text(words: str, tmp_path: Path) -> None:
    """What looks like a formula, a link, a number or markup is written as a string, and the file stays well-formed."""
    record = make_record("training_institution", {
        "organisation.name": words, "organisation.credit_code": words, "occupation": words, "organisation.address": words,
    })
    finding = make_finding("occupation", found=words, message=words, expected=words, suggestion=words)
    book = written(make_batch([(record, report(record.id, [finding]))]), tmp_path)
    cells = [cell for sheet in book for line in sheet.iter_rows(min_row=2) for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert all(cell.value == "查看" for cell in cells if cell.hyperlink)
    stored = rows(book["汇总"])[0]["单位名称"]
    assert isinstance(stored, str)
    assert len(stored.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert (len(words) > 1000) == stored.endswith("…")
    if len(words) < 100 and words.isprintable():
        assert unescape(stored.rstrip()) == words  # openpyxl leaves it in strings that stand in the sheet itself
    assert_well_formed(tmp_path / "summary.xlsx")


def test_hostile_words_everywhere(tmp_path: Path) -> None:
    """A batch of hostile words gives a workbook whose every part is well-formed, without a formula."""
    book = written(make_batch([hostile("evaluation_institution")], make_files(), hostile_submissions()), tmp_path)
    assert not [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert_well_formed(tmp_path / "summary.xlsx")


def assert_well_formed(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        # `<f>` would be a formula, `<r>` rich text: none is ours.
        sheets = [etree.fromstring(parts.read(name)) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert [sheet for sheet in sheets if sheet.findall(".//{*}is")]
        assert not [sheet for sheet in sheets if sheet.findall(".//{*}is/{*}r") or sheet.findall(".//{*}f")]
        assert not [name for name in parts.namelist() if "externalLink" in name]


def test_an_empty_batch(tmp_path: Path) -> None:
    """Sheets with their headers alone."""
    assert [sheet.max_row for sheet in written(make_batch([]), tmp_path)] == [1, 1, 1, 1, 1, 2]


def test_the_same_batch_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two workbooks are equal, at any time."""
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(batch(), tmp_path / name, tmp_path)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").properties.created.year == 2000


def test_a_target_that_cannot_be_written(tmp_path: Path) -> None:
    """The caller learns it as an OSError."""
    with pytest.raises(OSError, match="summary"):
        write_workbook(make_batch([]), tmp_path / "missing" / "summary.xlsx", tmp_path)


def test_the_roster_counts_forms_by_occupation_and_level(tmp_path: Path) -> None:
    """A row an occupation that the notice opens, with units, verdicts, levels and quota; a chart for each kind of form."""
    shown = batch().model_copy(update={"openings": load_notice().openings})
    sheet = written(shown, tmp_path)["名册"]
    told = {(row["表种"], row["申报职业"]): row for row in rows(sheet)}
    assert len(told) == 20
    cloud = told["培训机构推荐表", "云计算工程技术人员"]
    assert (cloud["申报单位（家）"], cloud["退回（份）"], cloud["通过（份）"], cloud["中级（份）"], cloud["遴选名额"]) == (1, 1, 0, 1, "≤ 5 家")
    assert told["评价机构推荐表", "区块链工程技术人员"]["遴选名额"] == "本批不遴选"
    with zipfile.ZipFile(tmp_path / "summary.xlsx") as package:
        assert len([name for name in package.namelist() if name.startswith("xl/charts/chart")]) == 2


def test_what_passed_can_be_handed_up(tmp_path: Path) -> None:
    """Only the forms that passed, numbered, under a heading of their own; A4 lying, with every column on the page."""
    sheet = written(batch(), tmp_path)["推荐汇总表"]
    heading, header, *body = sheet.iter_rows(values_only=True)
    assert heading[0] == "数字技术工程师培育项目培训机构、评价机构推荐汇总表"
    assert header[:4] == ("序号", "单位名称", "统一社会信用代码", "单位类型")
    assert [(row[0], row[2], row[4]) for row in body] == [(1, "91500112MA5U7QXW0P", "评价机构")]
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_area.endswith("$A$1:$K$3")
