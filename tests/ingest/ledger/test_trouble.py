"""A ledger that cannot be written, is held by another run, or is of a newer program: said in one sentence, and nothing damaged."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.ledger.lock import alone
from ingest.ledger.opening import LEDGER
from tests.chaos.mailbox import form
from tests.ingest.support import ROOT, contents, run_hebiao
from tests.ingest.test_full_disk import run_on

_HEBIAO = str(Path(sys.executable).with_name("hebiao"))
_READ_ONLY = """
mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 99
shift
"$@"
"""


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trouble") / "in"
    folder.mkdir()
    for seed in range(4):
        (folder / f"{seed}.docx").write_bytes(form(seed))
    return folder


@pytest.fixture(scope="module")
def finished(mailbox: Path) -> Path:
    """The output folder of a run over it."""
    out = mailbox.parent / "out"
    assert run_hebiao("run", mailbox, "--out", out).returncode == 0
    return out


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(finished, tmp_path / "out")


def commands(mailbox: Path, out: Path) -> dict[str, list[str | Path]]:
    """All that open a ledger."""
    application = min((out / "records").iterdir()).stem
    return {
        "run": ["run", mailbox], "rebuild": ["rebuild"], "history": ["history", application], "check": ["check", mailbox / "0.docx"],
        "decide": ["decide", application, "totals.trained", "--waive", "--reason", "已核实", "--by", "王老师"],
    }


def digests(out: Path) -> dict[str, str]:
    """Of all that is there but the lock, and what SQLite has beside a database that is open."""
    beside = (".lock", f"{LEDGER}-shm", f"{LEDGER}-wal")
    return {str(file): sha256(file.read_bytes()).hexdigest() for file in out.rglob("*") if file.is_file() and file.name not in beside}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_full_disk(share: float, mailbox: Path, finished: Path, tmp_path: Path) -> None:
    """What the ledger has by then is good: with room on the disk, the next run ends as if nothing had happened."""
    kilobytes = sum(file.stat().st_size for file in finished.rglob("*") if file.is_file()) // 1024
    code, said, left = run_on(int(kilobytes * share), mailbox, tmp_path)
    assert (code, "满。" in said.splitlines()[-1], "Traceback" in said) == (4, True, False)
    if (left / LEDGER).exists():
        with sqlite3.connect(left / LEDGER) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert run_hebiao("run", mailbox, "--out", left).returncode == 0
    assert contents(left) == contents(finished)


def run_read_only(mailbox: Path, out: Path, command: str) -> "subprocess.CompletedProcess[str]":
    """A command, with the output folder on a disk that is read-only."""
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", _READ_ONLY, "sh", out, _HEBIAO, *commands(mailbox, out)[command], "--out", out],
        capture_output=True, encoding="utf-8", check=False, cwd=ROOT,
    )
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("no disk can be mounted here")
    return done


@pytest.mark.parametrize("command", ["run", "rebuild", "decide"])
def test_a_folder_that_is_read_only(command: str, mailbox: Path, out: Path) -> None:
    before = digests(out)
    done = run_read_only(mailbox, out, command)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert done.stderr.endswith("：磁盘是只读的。\n")
    assert digests(out) == before


@pytest.mark.parametrize("command", ["history", "check"])
def test_reading_where_nothing_can_be_written(command: str, mailbox: Path, out: Path) -> None:
    """It says the same as elsewhere, and writes nothing, as SQLite would beside a ledger."""
    before = {str(file): file.read_bytes() for file in out.glob("*") if file.is_file()}
    done = run_read_only(mailbox, out, command)
    assert {str(file): file.read_bytes() for file in out.glob("*") if file.is_file()} == before
    elsewhere = run_hebiao(*commands(mailbox, out)[command], "--out", out)
    assert (done.returncode, done.stdout, done.stderr) == (elsewhere.returncode, elsewhere.stdout, elsewhere.stderr)
    assert done.returncode in (0, 1)


def test_what_a_run_has_not_put_into_the_ledger_yet(mailbox: Path, out: Path) -> None:
    """Where nothing can be written it cannot be had."""
    (out / f"{LEDGER}-wal").write_bytes(b"left by a run that was killed")
    done = run_read_only(mailbox, out, "history")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert "还有内容没有并入" in done.stderr


@pytest.mark.parametrize("command", ["run", "rebuild", "history", "check", "decide"])
def test_a_ledger_of_a_newer_program(command: str, mailbox: Path, out: Path) -> None:
    with sqlite3.connect(out / LEDGER) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = digests(out)
    done = run_hebiao(*commands(mailbox, out)[command], "--out", out)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert "版本 9999" in done.stderr
    assert "请升级核表" in done.stderr
    assert digests(out) == before


@pytest.fixture
def waiting(mailbox: Path, out: Path) -> Iterator["subprocess.Popen[str]"]:
    """A run that was started while another one holds the folder, and has said so."""
    with alone(out):
        process = subprocess.Popen(
            [_HEBIAO, "run", str(mailbox), "--out", str(out)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        )
        assert process.stderr
        assert process.stderr.readline().startswith(f"另一个核表正在处理 {out}（")
        assert process.poll() is None
    yield process
    process.kill()
    process.communicate()


def test_two_runs_at_once(waiting: "subprocess.Popen[str]", out: Path, finished: Path) -> None:
    """The second waits and says so, then does its own."""
    _, said = waiting.communicate(timeout=120)
    assert (waiting.returncode, said) == (0, "")
    assert contents(out) == contents(finished)
