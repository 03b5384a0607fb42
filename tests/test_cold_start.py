"""What `hebiao check` of one ordinary Word form loads: nothing that such a form does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAILBOX = ROOT / "samples" / "mailbox"
# Each takes as long to load as a tenth of the whole check, or longer; all are needed for rarer forms or other commands.
SLOW = {
    "asyncio", "cn2an", "concurrent.futures", "docx", "email_validator", "http", "jieba", "jinja2", "logging",
    "multiprocessing", "pdfminer", "pdfplumber", "phonenumbers", "pikepdf", "PIL", "rich", "stdnum", "structlog",
    "word_count", "xlsxwriter",
}
# Rooms that a check on the terminal never enters.
ELSEWHERE = {"extractors.pdf", "ingest.reading", "ingest.reporting", "ingest.pool", "ingest.worker", "reports.sheet", "reports.workbook"}
CHECK = """
import sys
from ingest.cli import main
code = main()
print(code, *sys.modules, file=sys.stderr)
"""


def loaded_by_check(file: Path, folder: Path, *options: str) -> tuple[int, set[str]]:
    """The exit code of `hebiao check`, and every module that is loaded at its end. folder: where it is called, without a ledger."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK, "check", str(file), *options], cwd=folder, capture_output=True, text=True, check=True,
    )
    code, *modules = done.stderr.split()
    return int(code), set(modules)


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("kind", ["培训", "评价"])
def test_an_ordinary_word_form_loads_nothing_slow(kind: str, options: tuple[str, ...], tmp_path: Path) -> None:
    """A form that is filled as it should be is read, verified and told without any library for the unusual."""
    sample = {
        "培训": MAILBOX / "重庆衡川物联科技股份有限公司" / "附件1 培训机构推荐表.docx",
        "评价": MAILBOX / "重庆衡川物联科技股份有限公司" / "附件2 评价机构推荐表.docx",
    }[kind]
    code, modules = loaded_by_check(sample, tmp_path, *options)
    assert code == 0
    assert modules & (SLOW | ELSEWHERE) == set()


def test_a_run_over_what_was_done_already(tmp_path: Path) -> None:
    """It reads, judges and draws nothing, and loads nothing that does."""
    arguments = ["run", str(MAILBOX / "重庆衡川物联科技股份有限公司"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    call = [sys.executable, "-c", CHECK, *arguments]
    subprocess.run(call, cwd=ROOT, capture_output=True, check=True)
    modules = set(subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stderr.split())
    needed = {"asyncio", "concurrent.futures", "http", "logging"}  # asyncio by the lock of the output folder
    assert modules & ((SLOW | ELSEWHERE | {"extractors.parts", "ingest.ledger.found", "validators"}) - needed) == set()
