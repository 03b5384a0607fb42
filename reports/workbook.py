"""`summary.xlsx`: sheets 汇总 (a row a form), 差异 (a row a finding), 来件 (a row a submission), 文件 (a row a file),
名册 (a row an occupation, with charts) and 推荐汇总表 (the forms that passed, to be handed up).

What applicants wrote is written as text, always: no formula, no link and no number is made of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.columns import (
    FILE_COLUMNS,
    FINDING_COLUMNS,
    FORM_COLUMNS,
    RECOMMENDED_COLUMNS,
    ROSTER_COLUMNS,
    SUBMISSION_COLUMNS,
    Column,
    T,
    finding_rows,
)
from reports.roster import RosterRow, recommended, roster
from reports.submissions import submission_rows
from reports.text import clean, clip
from reports.words import VERDICTS
from schema.batch import Batch
from schema.finding import Verdict
from schema.forms import FORM_NAMES, FormType

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767  # UTF-16 units; with more, Excel repairs the file
_MOST_LINKS = 65_530  # on a sheet; Excel repairs a file with more
_SAFE_LENGTH = CELL_LIMIT // 2  # a character is two units at most
_FIXED_DATE = datetime(2000, 1, 1)  # no moment of anything: the same batch gives the same bytes
_FONT = "微软雅黑"
_LINE_HEIGHT = 15  # points
_MOST_LINES = 12
_HEADING = "数字技术工程师培育项目培训机构、评价机构推荐汇总表"
_FILLS: dict[Verdict, str] = {"通过": "#1B6238", "待核": "#E0B04F", "退回": "#9F1D18"}
_CHART_WIDTH, _CHART_HEIGHT = 620, 380  # pixels
_CHART_ROWS = 20  # that a chart covers
_TONES: dict[str, dict[str, str]] = {
    "退回": {"font_color": "#9F1D18", "bg_color": "#F9DEDC"},
    "待核": {"font_color": "#6B4400", "bg_color": "#FCEBC5"},
    "通过": {"font_color": "#1B6238", "bg_color": "#DDF0E3"},
}


def write_workbook(batch: Batch, target: Path, folder: Path) -> None:
    """Write the workbook of a run to `target`: the same bytes for the same batch.

    folder: where its sheets are kept until it is closed, row by row, as those of thousands of forms are large.
    Links lead to `reports/<id>.html` beside the workbook. Raises OSError where it cannot be written.
    """
    import xlsxwriter  # 30 ms: `hebiao check` needs no workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True, "tmpdir": str(folder),
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": f"推荐表核验结果汇总（{clean(batch.notice)}）", "created": _FIXED_DATE})
    sheets = _Sheets(book)
    sheets.add("汇总", FORM_COLUMNS, batch.forms, fixed=2, printed=13)
    sheets.add("差异", FINDING_COLUMNS, list(finding_rows(batch)), fixed=1, printed=11)
    sheets.add("来件", SUBMISSION_COLUMNS, list(submission_rows(batch)), fixed=2, printed=10)
    sheets.add("文件", FILE_COLUMNS, batch.files, fixed=1, printed=6)
    sheets.add_roster("名册", roster(batch))
    sheets.add("推荐汇总表", RECOMMENDED_COLUMNS, recommended(batch), fixed=2, printed=len(RECOMMENDED_COLUMNS), heading=_HEADING)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None  # the OSError itself


def _verdict_columns() -> Iterator[tuple[Verdict, int]]:
    """Each verdict with the number of its column in the roster, 通过 first."""
    titles = [column.title for column in ROSTER_COLUMNS]
    for verdict in reversed(VERDICTS):
        yield verdict, next(place for place, title in enumerate(titles) if title.startswith(verdict))


def cell_text(text: str) -> str:
    """A text that Excel takes as it is: cleaned, not too long, and nothing that XlsxWriter takes for markup."""
    safe = clip(clean(text), _SAFE_LENGTH)
    # XlsxWriter writes a string between these tags into the file unescaped: it takes it for its own rich text.
    return f"{safe} " if safe.startswith("<r>") and safe.endswith("</r>") else safe


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: not every program finds the height of a row by itself."""
    if 2 * len(text) < width and "\n" not in text:
        return 1
    # A Chinese character is two columns wide, as in GBK it is two bytes; what GBK has not is rare.
    return sum(1 + len(line.encode("gbk", "replace")) // (width - 1) for line in text.split("\n"))


class _Sheets:
    """Adds sheets to a workbook, with the formats that they share."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._header = self._format(bold=True, bg_color="#1F4468", font_color="#FFFFFF", valign="vcenter")
        self._heading = book.add_format({"font_name": _FONT, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"})
        self._text = self._format(num_format="@")
        self._number = self._format(num_format="#,##0")
        self._link = self._format(font_color="#1F4468", underline=1)
        self._tones = {tone: self._format(bold=True, **look) for tone, look in _TONES.items()}

    def add_roster(self, name: str, rosters: Mapping[FormType, Sequence[RosterRow]]) -> None:
        """The roster of all kinds of form, and below it a chart of each: forms by occupation, by how it stands with them."""
        rows = [row for of_kind in rosters.values() for row in of_kind]
        sheet = self.add(name, ROSTER_COLUMNS, rows, fixed=2, printed=len(ROSTER_COLUMNS))
        first = 1
        for number, (form_type, of_kind) in enumerate(rosters.items()):
            chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
            last = first + len(of_kind) - 1
            for verdict, place in _verdict_columns():
                chart.add_series({
                    "name": verdict, "categories": [name, first, 1, last, 1], "values": [name, first, place, last, place],
                    "fill": {"color": _FILLS[verdict]}, "gap": 60,
                })
            chart.set_title({"name": f"{FORM_NAMES[form_type]}（份）", "name_font": {"name": _FONT, "size": 12}})
            chart.set_y_axis({"reverse": True, "num_font": {"name": _FONT, "size": 9}})
            chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E3E6E9"}}, "num_format": "0"})
            chart.set_legend({"position": "bottom"})
            chart.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
            sheet.insert_chart(len(rows) + 2, 0, chart, {"x_offset": number * (_CHART_WIDTH + 12)})
            first = last + 1
        sheet.print_area(0, 0, len(rows) + 2 + _CHART_ROWS, len(ROSTER_COLUMNS) - 1)

    def add(
        self, name: str, columns: Sequence[Column[T]], rows: Sequence[T], fixed: int, printed: int, heading: str = "",
    ) -> "Worksheet":
        """One sheet: a header that stays and filters, a row for each of `rows`.

        fixed: columns that stay in sight. printed: columns that go on paper; what follows is for other programs.
        heading: above the header, where the sheet is handed on by itself.
        """
        sheet = self._book.add_worksheet(name)
        last = len(columns) - 1
        top = 1 if heading else 0
        if heading:
            sheet.merge_range(0, 0, 0, last, heading, self._heading)
            sheet.set_row(0, 40)
        sheet.set_row(top, 30)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(top, place, column.title, self._header)
        for number, row in enumerate(rows, top + 1):
            lines = [self._write(sheet, number, place, column, row) for place, column in enumerate(columns)]
            sheet.set_row(number, _LINE_HEIGHT * min(max(lines), _MOST_LINES))
        sheet.freeze_panes(top + 1, fixed)
        sheet.autofilter(top, 0, top + len(rows), last)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, top + len(rows), printed - 1)
        sheet.repeat_rows(0, top)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        return sheet

    def _write(self, sheet: "Worksheet", number: int, place: int, column: Column[T], row: T) -> int:
        """Write a cell, and say how many lines it takes."""
        value = column.value(row)
        tone = column.tone(row) if column.tone else None
        look = self._tones[tone] if tone else self._text
        if column.link is not None:
            self._write_link(sheet, number, place, column.link(row), str(value))
        elif isinstance(value, int):
            sheet.write_number(number, place, value, self._number)
        elif value:
            text = cell_text(value)
            sheet.write_string(number, place, text, look)
            return _lines(text, column.width)
        else:
            sheet.write_blank(number, place, None, look)
        return 1

    def _write_link(self, sheet: "Worksheet", number: int, place: int, record_id: str | None, words: str) -> None:
        if record_id is None:
            sheet.write_blank(number, place, None, self._text)
        elif number <= _MOST_LINKS:
            sheet.write_url(number, place, f"external:reports/{record_id}.html", self._link, words)
        else:
            sheet.write_string(number, place, record_id, self._text)

    def _format(self, **look: Any) -> "Format":
        shared = {"font_name": _FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1,
                  "border_color": "#C9CED3"}
        return self._book.add_format({**shared, **look})
