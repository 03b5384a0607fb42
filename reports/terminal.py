"""What `hebiao check` and `hebiao run` say on the terminal.

The words are the same with and without colour: a piece of text knows its style, one writer prints the text, the
other (on a terminal) gives it to rich. So output into a file or a pipe needs no rich, which takes 60 ms to load.
"""

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reports.places import place_text
from reports.text import clean, line
from reports.totals import Tally, Totals
from reports.words import VERDICTS, tally_text
from schema.batch import OUTCOME_NAMES, Problem
from schema.finding import SEVERITY_NAMES, Finding, Report, Severity, Verdict
from schema.forms import FORM_NAMES
from schema.privacy import mask
from schema.record import Record

Piece = tuple[str, str]  # text, style as rich names it
Line = tuple[Piece, ...]
_VERDICT_STYLES: dict[Verdict, str] = {"退回": "bold red", "待核": "bold yellow", "通过": "bold green"}
_SEVERITY_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_INDENT = "       "
_GAP = "  "


def print_check(results: Sequence[tuple[Record, Report]], problems: Sequence[Problem]) -> None:
    """Print each form with its findings, then the files that could not be read, to stdout."""
    lines: list[Line] = []
    for record, report in results:
        lines += [*_form(record, report), ()]
    for problem in problems:
        lines += [*_problem(problem), ()]
    _write(lines[:-1])


def print_totals(totals: Totals, index_path: Path) -> None:
    """Print the totals of a run, the files that could not be read, and where the overview is, to stdout.

    index_path: of `index.html`, as the user is to open it.
    """
    lines: list[Line] = list(_table(totals))
    counted = "，".join(f"{name} {totals.outcomes.get(outcome, 0)}" for outcome, name in OUTCOME_NAMES.items())
    beside = f"（另有邮件和压缩包 {totals.containers} 个，已打开）" if totals.containers else ""
    lines += [(), *_submissions(totals), ((f"收到文件 {sum(totals.outcomes.values())} 个{beside}：{counted}", ""),)]
    for problem in totals.problems:
        lines += [(), *map(_masked, _problem(problem))]
    lines += [(), (("汇总页：", "bold"), (clean(str(index_path)), "")),]
    _write(lines)


def _masked(pieces: Line) -> Line:
    """What a run says is often kept as a log, so no file's name gives a number away."""
    return tuple((mask(text), style) for text, style in pieces)


def _submissions(totals: Totals) -> Iterator[Line]:
    if totals.submissions:
        style = "bold red" if totals.incomplete else ""
        yield ((f"来件 {totals.submissions} 件，其中 ", ""), (f"材料不全 {totals.incomplete} 件", style))


def _form(record: Record, report: Report) -> Iterator[Line]:
    name = line(record.form.organisation.name or "（单位名称未填）")
    yield (
        (report.verdict, _VERDICT_STYLES[report.verdict]), (_GAP, ""), (name, "bold"),
        (f"{_GAP}{FORM_NAMES[record.form_type]}{_GAP}{line(record.form.occupation or '（职业未填）')}", ""),
    )
    yield ((f"      {line(record.source.path)}{_GAP}{tally_text(report.counts)}", "dim"),)
    if report.earlier:
        yield from _standing(report)
    for finding in report.findings:
        yield from _finding(finding)
    for finding in report.resolved:
        yield ((_GAP, ""), ("已改", "bold green"), (f"{_GAP}{line(finding.message)}", "dim"))
    for change in report.changes:
        words = f"{change.label}：{change.before or '（空）'} → {change.after or '（空）'}"
        if change.asked:
            yield ((_GAP, ""), ("改动", "dim"), (f"{_GAP}{line(words)}", "dim"))
        else:
            yield ((_GAP, ""), ("改动", "bold yellow"), (f"{_GAP}{line(words)}（没有要求改）", ""))


def _standing(report: Report) -> Iterator[Line]:
    """With which version it was compared, and what came of it."""
    before = report.earlier[-1]
    statuses = Counter(finding.status for finding in report.findings)
    counted = f"已改 {len(report.resolved)}，未改 {statuses['未改']}，新增 {statuses['新增']}"
    yield ((f"      对照第 {before.number} 版 {line(before.path)}：{counted}，改动 {len(report.changes)} 处", ""),)


def _finding(finding: Finding) -> Iterator[Line]:
    style = _SEVERITY_STYLES[finding.severity]
    status = f"{finding.status}{_GAP}" if finding.status else ""
    yield ((_GAP, ""), (SEVERITY_NAMES[finding.severity], style), (f"{_GAP}{status}", ""), (line(finding.message), ""))
    if finding.suggestion:
        yield ((f"{_INDENT} 更正：{line(finding.suggestion)}", ""),)
    where = (finding.label, place_text(finding.evidence), finding.basis, finding.code)
    yield ((f"{_INDENT} " + line(" · ".join(part for part in where if part)), "dim"),)


def _problem(problem: Problem) -> Iterator[Line]:
    yield (("未能处理", "bold red"), (_GAP, ""), (line(problem.file), "bold"))
    yield ((f"{_INDENT} {line(problem.reason)}", ""),)
    yield ((f"{_INDENT} 处理：{line(problem.advice)}", ""),)


def _table(totals: Totals) -> Iterator[Line]:
    """Rows of kinds of form, columns of verdicts and findings, with sums."""
    header = ("表种", "份数", *VERDICTS, *SEVERITY_NAMES.values())
    styles = ("", "", *(_VERDICT_STYLES[verdict] for verdict in VERDICTS), *_SEVERITY_STYLES.values())
    body = [(name, *_numbers(totals.of_forms[form_type])) for form_type, name in FORM_NAMES.items()]
    body.append(("合计", *_numbers(totals.together)))
    cells = [header, *([str(cell) for cell in row] for row in body)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(header))]
    for number, row in enumerate(cells):
        yield tuple(
            (_padded(cell, width, right=place > 0) + _GAP, _cell_style(number, cell, styles[place]))
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        if number in (0, len(cells) - 2):
            yield (("-" * (sum(widths) + len(_GAP) * (len(widths) - 1)), "dim"),)


def _cell_style(row: int, cell: str, style: str) -> str:
    return "bold" if row == 0 else "dim" if cell == "0" else style


def _numbers(tally: Tally) -> tuple[int, ...]:
    """How many there are, of each verdict, and of findings of each severity."""
    severities = (getattr(tally.counts, severity) for severity in SEVERITY_NAMES)
    return (tally.forms, *(tally.verdicts.get(verdict, 0) for verdict in VERDICTS), *severities)


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _write(lines: Iterable[Line]) -> None:
    if sys.stdout.isatty():
        _write_styled(lines)
        return
    # A pipe may be of an encoding without some character of an applicant's: what it cannot say becomes a question mark.
    encoding = sys.stdout.encoding or "utf-8"
    for pieces in lines:
        text = "".join(piece for piece, _ in pieces).rstrip()
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def _write_styled(lines: Iterable[Line]) -> None:
    """With colours; what is wider than the terminal goes on under its own beginning."""
    from rich.console import Console  # 60 ms: not where nobody sees the colours
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for pieces in lines:
        text = Text.assemble(*pieces)
        indent = len(text.plain) - len(text.plain.lstrip())
        if indent:
            console.print(Padding(text[indent:], (0, 0, 0, indent), expand=False))
        else:
            console.print(text, soft_wrap=True)
