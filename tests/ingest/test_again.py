"""A batch that is run again: only what is new is done, and what was told is told again where it went missing."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from schema.finding import Verdict
from tests.ingest.support import ROOT, results, run_hebiao
from tests.ingest.test_containers import FORM, mail, zipped

RULES = ROOT / "schema" / "notices" / "cq-2023-138.toml"


@pytest.fixture
def mailbox(tmp_path: Path, sample_of: Callable[[Verdict], Path]) -> Path:
    """A form, one in an archive in a mail, and a file that cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(sample_of("退回"), folder / "a.docx")
    (folder / "b.eml").write_bytes(mail("材料", {"材料.zip": zipped({"表.docx": FORM})}).as_bytes())
    (folder / "c.docx").write_bytes(b"")
    return folder


def run(mailbox: Path, *options: str) -> tuple[int, int, int]:
    """How many units there were, how many of them were read, and how many forms were only verified again."""
    done = run_hebiao("run", mailbox, "--out", mailbox.parent / "out", "--log-level", "info", *options)
    assert done.returncode == 3, done.stderr
    found = re.search(r"units=(\d+) new=(\d+)", done.stderr)
    again = re.search(r"verify again=(\d+)", done.stderr)
    assert found
    return int(found[1]), int(found[2]), int(again[1]) if again else 0


def moments(out: Path) -> dict[str, int]:
    """When each result was written."""
    return {file.relative_to(out).as_posix(): file.stat().st_mtime_ns for file in results(out)}


def test_nothing_new(mailbox: Path) -> None:
    """Nothing is read, nothing written; what somebody changed or took away is there again."""
    out = mailbox.parent / "out"
    assert run(mailbox) == (3, 3, 0)
    before, contents = moments(out), {file: file.read_bytes() for file in results(out)}
    assert run(mailbox) == (3, 0, 0)
    assert moments(out) == before
    (out / "index.html").write_text("x")
    record = next((out / "records").iterdir())
    record.unlink()
    assert run(mailbox) == (3, 0, 0)
    assert {file: file.read_bytes() for file in results(out)} == contents
    anew = {name for name, moment in moments(out).items() if before[name] != moment}
    assert anew == {"index.html", f"records/{record.name}"}


def test_what_is_new(mailbox: Path) -> None:
    """A file more costs that file, and one whose bytes are others is new."""
    run(mailbox)
    shutil.copy(mailbox / "a.docx", mailbox / "d.docx")
    (mailbox / "c.docx").write_text("其他")
    assert run(mailbox) == (4, 2, 0)


def test_other_rules(mailbox: Path, tmp_path: Path) -> None:
    """Stored records are verified by them; no file is opened."""
    run(mailbox)
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.read_text("utf-8").replace("yearly_scale = 2000", "yearly_scale = 900000"), "utf-8")
    assert run(mailbox, "--notice", str(rules)) == (3, 0, 2)
    assert "eligibility.scale" in "".join(file.read_text("utf-8") for file in (tmp_path / "out/findings").iterdir())


def test_other_means(mailbox: Path) -> None:
    """Files that could not be read are tried again where a limit is another; those that were read are not."""
    run(mailbox)
    assert run(mailbox, "--limit", "pages=100") == (3, 1, 0)


def test_an_older_reader_s_work(mailbox: Path) -> None:
    """What another version of the program read is read again."""
    from sqlalchemy import update

    from ingest.ledger.opening import ledger_address, opened
    from ingest.ledger.tables import reading

    run(mailbox)
    with opened(ledger_address(None, mailbox.parent / "out")) as engine, engine.begin() as connection:
        connection.execute(update(reading).values(reader="older"))
    assert run(mailbox) == (3, 3, 0)


def test_rebuild(mailbox: Path) -> None:
    """Everything that people read comes back from the ledger alone."""
    out = mailbox.parent / "out"
    run(mailbox)
    contents = {file: file.read_bytes() for file in results(out)}
    shutil.rmtree(mailbox)
    for file in results(out):
        file.unlink()
    done = run_hebiao("rebuild", "--out", out)
    assert done.returncode == 0, done.stderr
    assert {file: file.read_bytes() for file in results(out)} == contents
    assert run_hebiao("rebuild", "--out", mailbox.parent / "nowhere").returncode == 2


def test_decide(mailbox: Path) -> None:
    """What was decided stands in report and workbook and counts at once; a wrong name of a finding leads to the right ones."""
    out = mailbox.parent / "out"
    run(mailbox)
    [page] = [file for file in (out / "reports").iterdir() if "退回" in file.read_text("utf-8")][:1]
    wrong = run_hebiao("decide", page.stem, "no.such", "--waive", "--reason", "x", "--by", "王", "--out", out)
    assert wrong.returncode == 2
    code = re.search(r"现有：([\w.]+@[\w.\[\]]+)", wrong.stderr)
    assert code
    done = run_hebiao("decide", page.stem, code[1], "--waive", "--reason", "<b>已核实", "--by", "王", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "核对结论：" in done.stdout
    assert "不再追究：&lt;b&gt;已核实（王，" in page.read_text("utf-8")
    assert run(mailbox) == (3, 0, 0)
    assert "已核实" in run_hebiao("history", page.stem, "--out", out).stdout
    for options in ((), ("--waive", "--confirm"), ("--waive",)):
        assert run_hebiao("decide", page.stem, code[1], *options, "--out", out).returncode == 2
