"""`summary.xlsx`: sheets 汇总 (a row a form), 差异 (a row a finding), 文件 (a row a file that came in).

What applicants wrote is written as text, always: no formula, no link and no number is made of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reports.places import place_text
from reports.text import clean, clip
from reports.words import section_title
from schema.batch import OUTCOME_NAMES, Batch, FileEntry, FormRow
from schema.finding import SEVERITY_NAMES, Finding, Severity, Verdict
from schema.forms import FORM_NAMES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767  # UTF-16 units; with more, Excel repairs the file
_SAFE_LENGTH = CELL_LIMIT // 2  # a character is two units at most
_FIXED_DATE = datetime(2000, 1, 1)  # no moment of anything: the same batch gives the same bytes
_FONT = "微软雅黑"
_TONES: dict[str, dict[str, str]] = {
    "退回": {"font_color": "#9F1D18", "bg_color": "#F9DEDC"},
    "待核": {"font_color": "#6B4400", "bg_color": "#FCEBC5"},
    "通过": {"font_color": "#1B6238", "bg_color": "#DDF0E3"},
}
_TONE_OF: dict[str, Verdict] = {"error": "退回", "warning": "待核", "problem": "退回"}

Value = str | int | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a sheet: its header, its width in characters, what stands in it.

    tone: of a value's row, the verdict whose colours the cell takes, if any. link: the record whose report it opens.
    """

    title: str
    width: int
    value: Callable[[T], Value]
    tone: Callable[[T], str | None] | None = None
    link: Callable[[T], str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with the form that it was found in."""

    form: FormRow
    finding: Finding


def write_workbook(batch: Batch, target: Path) -> None:
    """Write the workbook of a run to `target`: the same bytes for the same batch.

    Links lead to `reports/<id>.html` beside the workbook. Raises OSError where `target` cannot be written.
    """
    import xlsxwriter  # 30 ms: `hebiao check` needs no workbook

    buffer = BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": f"推荐表核验结果汇总（{clean(batch.notice)}）", "created": _FIXED_DATE})
    sheets = _Sheets(book)
    sheets.add("汇总", FORM_COLUMNS, batch.forms, fixed=2)
    sheets.add("差异", FINDING_COLUMNS, list(_findings(batch)), fixed=1)
    sheets.add("文件", FILE_COLUMNS, batch.files, fixed=1)
    book.close()
    target.write_bytes(buffer.getvalue())


def cell_text(text: str) -> str:
    """A text that Excel takes as it is: cleaned, not too long, and nothing that XlsxWriter takes for markup."""
    safe = clip(clean(text), _SAFE_LENGTH)
    # XlsxWriter writes a string between these tags into the file unescaped: it takes it for its own rich text.
    return f"{safe} " if safe.startswith("<r>") and safe.endswith("</r>") else safe


def _findings(batch: Batch) -> Iterator[Row]:
    for form in batch.forms:
        for finding in form.report.findings:
            yield Row(form, finding)


def _file_note(entry: FileEntry) -> str:
    problem = f"{entry.problem.reason}{entry.problem.advice}" if entry.problem else ""
    return "　".join(part for part in (problem, entry.note) if part)


def _severity(severity: Severity) -> str | None:
    return _TONE_OF.get(severity)


FORM_COLUMNS: tuple[Column[FormRow], ...] = (
    Column("结论", 7, lambda row: row.report.verdict, tone=lambda row: row.report.verdict),
    Column("单位名称", 32, lambda row: row.organisation),
    Column("统一社会信用代码", 24, lambda row: row.credit_code),
    Column("表种", 18, lambda row: FORM_NAMES[row.form_type]),
    Column("申报职业", 24, lambda row: row.occupation),
    Column("专业技术等级", 16, lambda row: "、".join(row.levels)),
    Column("错误", 7, lambda row: row.report.counts.error),
    Column("警告", 7, lambda row: row.report.counts.warning),
    Column("提示", 7, lambda row: row.report.counts.info),
    Column("近5年总规模（人次）", 14, lambda row: row.scale),
    Column("单位地址", 34, lambda row: row.address),
    Column("申报联系人", 12, lambda row: row.contact),
    Column("联系电话", 16, lambda row: row.contact_phone),
    Column("来源文件", 36, lambda row: row.path),
    Column("记录编号", 36, lambda row: row.id),
    Column("报告", 8, lambda _: "查看", link=lambda row: row.id),
)
FINDING_COLUMNS: tuple[Column[Row], ...] = (
    Column("单位名称", 26, lambda row: row.form.organisation),
    Column("表种", 18, lambda row: FORM_NAMES[row.form.form_type]),
    Column("申报职业", 24, lambda row: row.form.occupation),
    Column("程度", 7, lambda row: SEVERITY_NAMES[row.finding.severity], tone=lambda row: _severity(row.finding.severity)),
    Column("所在部分", 19, lambda row: section_title(row.finding)),
    Column("栏目", 24, lambda row: row.finding.label),
    Column("问题", 48, lambda row: row.finding.message),
    Column("填报", 20, lambda row: row.finding.found),
    Column("应为", 20, lambda row: row.finding.expected),
    Column("如何更正", 40, lambda row: row.finding.suggestion),
    Column("依据", 32, lambda row: row.finding.basis),
    Column("代码", 30, lambda row: row.finding.code),
    Column("来源文件", 32, lambda row: row.finding.evidence.file),
    Column("位置", 24, lambda row: place_text(row.finding.evidence)),
    Column("记录编号", 36, lambda row: row.form.id),
    Column("报告", 8, lambda _: "查看", link=lambda row: row.form.id),
)
FILE_COLUMNS: tuple[Column[FileEntry], ...] = (
    Column("文件", 48, lambda entry: entry.path),
    Column("来自", 48, lambda entry: " › ".join(entry.origin)),
    Column("处理结果", 11, lambda entry: OUTCOME_NAMES[entry.outcome], tone=lambda entry: _TONE_OF.get(entry.outcome)),
    Column("说明", 56, _file_note),
    Column("记录编号", 36, lambda entry: "、".join(entry.records)),
    Column("大小（字节）", 13, lambda entry: entry.size),
    Column("文件类型", 30, lambda entry: entry.media_type),
    Column("SHA-256", 66, lambda entry: entry.sha256),
)


class _Sheets:
    """Adds sheets to a workbook, with the formats that they share."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._header = self._format(bold=True, bg_color="#1F4468", font_color="#FFFFFF", valign="vcenter")
        self._text = self._format(num_format="@")
        self._number = self._format(num_format="#,##0")
        self._link = self._format(font_color="#1F4468", underline=1)
        self._tones = {tone: self._format(bold=True, align="center", **look) for tone, look in _TONES.items()}

    def add(self, name: str, columns: Sequence[Column[T]], rows: Sequence[T], fixed: int) -> None:
        """One sheet: a header that stays and filters, a row for each of `rows`; the first `fixed` columns stay too."""
        sheet = self._book.add_worksheet(name)
        last = len(columns) - 1
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.title, self._header)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                self._write(sheet, number, place, column, row)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, len(rows), last)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&P / &N")

    def _write(self, sheet: "Worksheet", number: int, place: int, column: Column[T], row: T) -> None:
        value = column.value(row)
        tone = column.tone(row) if column.tone else None
        look = self._tones[tone] if tone else self._text
        if column.link is not None:
            sheet.write_url(number, place, f"external:reports/{column.link(row)}.html", self._link, str(value))
        elif isinstance(value, int):
            sheet.write_number(number, place, value, self._number)
        elif value:
            sheet.write_string(number, place, cell_text(value), look)
        else:
            sheet.write_blank(number, place, None, look)

    def _format(self, **look: Any) -> "Format":
        shared = {"font_name": _FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1,
                  "border_color": "#C9CED3"}
        return self._book.add_format({**shared, **look})
