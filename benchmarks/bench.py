"""`make bench`: one table a question, each row with its ratio and its goal. Milliseconds depend on the machine."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import calls, memory, texts
from benchmarks.timing import Call, beside_python, cold, per_file
from extractors.locks.passwords import Passwords
from ingest.process import process
from schema.limits import Limits
from schema.notice import Notice, load_notice
from schema.record import ReaderName

_ROUNDS = 9
_FORMS = 500
_JOBS = 2
_GOAL_MEGABYTES = 250
_TEXTS = (1_000, 10_000, 100_000)
_MAILS = (500, 2000)
_GOAL_GROWTH = 1.2
_SCAN_ROUNDS = 2  # a scan takes as long as hundreds of other files
_SCANS = 4
_GOAL_SCAN_MEGABYTES = 900
_MAILBOX = Path(__file__).parents[1] / "samples" / "mailbox"
_CHECK = "check: read, map, verify"
_RENDERED = "check and HTML report"
_IMPORTS = "import pydantic, lxml.etree, rapidfuzz"


def main() -> None:
    """Measure and print. The files are the forms of the samples, or those named on the command line."""
    console = Console(width=110)
    notice = load_notice()
    given = [Path(name) for name in sys.argv[1:]] or sorted(_MAILBOX.rglob("*"))
    readers = {file: reader for file in given if file.is_file() and (reader := _reader(file, notice))}
    forms = [file for file, reader in readers.items() if reader != "scan"]
    word = [file for file in forms if file.suffix == ".docx" and calls.read_by_python_docx(file.read_bytes())]
    pdf = [file for file in forms if file.suffix == ".pdf"]
    scans = [file for file, reader in readers.items() if reader == "scan" and file.suffix == ".pdf"]
    if word:
        console.print(_warm("Word", word, notice, {
            "python-docx row.cells with text": calls.row_cells_text,
            "python-docx row.cells": calls.row_cells,
            "floor: unzip, lxml": calls.unzip_and_parse,
        }, goal=0.5))
    if pdf:
        console.print(_warm("PDF", pdf, notice, {
            "pdfplumber extract_tables": calls.extract_tables,
            "floor: pdfium text": calls.pdfium_text,
        }, goal=1.2))
    if word:
        console.print(_cold(word[0]))
    if scans:
        console.print(_scan(scans[0], notice))
        console.print(_memory(scans[:1], _SCANS, _GOAL_SCAN_MEGABYTES))
    if forms:
        console.print(_memory(forms, _FORMS, _GOAL_MEGABYTES))
    console.print(_texts())
    console.print(_mailboxes())


def _reader(file: Path, notice: Notice) -> ReaderName | None:
    """Which reader reads the forms of a file; None where it has none."""
    forms = process(file.read_bytes(), file.name, (file.name,), notice, Limits(), Passwords()).forms
    return forms[0].record.source.reader if forms else None


def _scan(file: Path, notice: Notice) -> Table:
    """A whole form, in one thread."""
    data = file.read_bytes()
    pages = len(calls.pdfium_text(data))
    others = "rapidocr on the full pages"
    times = per_file({_CHECK: calls.check(notice), others: calls.recognised_pages}, [data], _SCAN_ROUNDS)
    title = f"Scan of {pages} pages, warm, ms; {pages * 60_000 / times[_CHECK]:.1f} pages a minute a core"
    return _table(title, times, others, {_CHECK: 0.9})


def _warm(kind: str, files: Sequence[Path], notice: Notice, others: Mapping[str, Call], goal: float) -> Table:
    """The first of the others is what the ratios refer to."""
    measured: dict[str, Call] = {
        _CHECK: calls.check(notice), _RENDERED: calls.check_and_render(notice), **others, **calls.peers(files[0].suffix),
    }
    times = per_file(measured, [file.read_bytes() for file in files], _ROUNDS)
    reference = next(iter(others))
    return _table(f"{kind}: {len(files)} files, warm, ms a file", times, reference, {_CHECK: goal})


def _cold(file: Path) -> Table:
    check = "hebiao check one.docx"
    commands: dict[str, Sequence[str | Path]] = {
        check: [beside_python("hebiao"), "check", file], f"python -c '{_IMPORTS}'": [sys.executable, "-c", _IMPORTS],
    }
    times = cold(commands, _ROUNDS)
    return _table("Cold start, ms", times, list(commands)[1], {check: 3.0})


def _table(title: str, times: Mapping[str, float], reference: str, goals: Mapping[str, float]) -> Table:
    table = _columns(title, "median", "ratio", "goal")
    for name, time in times.items():
        ratio = time / times[reference]
        table.add_row(name, f"{time:.2f}", f"{ratio:.2f}", _against(ratio, goals[name], "≤ {:.1f}") if name in goals else "")
    return table


def _memory(files: Sequence[Path], forms: int, goal: float) -> Table:
    """goal: megabytes of a worker."""
    found = memory.of_forms(files, forms, _JOBS)
    table = _columns(f"Memory of a run over {forms} forms, {_JOBS} workers, {found.seconds:.0f} s", "MB", "goal")
    table.add_row("largest worker", f"{found.worker:.0f}", _against(found.worker, goal, "≤ {:.0f}"))
    table.add_row("largest worker, second fifth of the run", f"{found.early:.0f}", "")
    table.add_row("largest worker, last fifth of the run", f"{found.late:.0f}", "")
    table.add_row("main process", f"{found.main:.0f}", "")
    return table


def _texts() -> Table:
    """The pairing is one process's; the reading is shared out among the workers of a run."""
    table = _columns("Texts of 500 characters that are compared", "texts/s read", "texts/s paired", "pairs found", "MB")
    for count in _TEXTS:
        found = texts.of(count)
        rates = (f"{count / seconds:,.0f}" for seconds in (found.reading, found.pairing))
        table.add_row(f"{count:,}", *rates, f"{found.found} of {found.copied}", f"{found.megabytes:.0f}")
    return table


def _mailboxes() -> Table:
    few, many = (memory.of_mails(mails, _JOBS) for mails in _MAILS)
    sizes = [f"{mails:,} mails, MB" for mails in _MAILS]
    table = _columns(f"Memory of a run over a mailbox, {_JOBS} workers, {few.seconds:.0f} s and {many.seconds:.0f} s", *sizes, "ratio", "goal")
    for name, first, second in (("largest worker", few.worker, many.worker), ("main process", few.main, many.main)):
        ratio = second / first
        table.add_row(name, f"{first:.0f}", f"{second:.0f}", f"{ratio:.2f}", _against(ratio, _GOAL_GROWTH, "≤ {:.1f}"))
    return table


def _columns(title: str, *names: str) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    table.add_column("")
    for name in names:
        table.add_column(name, justify="right")
    return table


def _against(value: float, goal: float, text: str) -> str:
    return f"{text.format(goal)} {'reached' if value <= goal else 'missed'}"


if __name__ == "__main__":
    main()
