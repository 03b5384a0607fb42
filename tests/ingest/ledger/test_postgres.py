"""A ledger that a team shares on a PostgreSQL server: all that a ledger in a file does, and what only a server can do."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from ingest.ledger import lock
from ingest.ledger.found import found_in
from ingest.ledger.opening import ledger_address, opened
from tests.ingest.ledgers import VERSIONS, hand_in, unit
from tests.ingest.postgres import PASSWORD, Postgres
from tests.ingest.support import ROOT, checked, contents, run_hebiao

_databases = (f"ledger{number}" for number in itertools.count())
_ENVIRONMENT = {**os.environ, "PGPASSWORD": PASSWORD}

Hebiao = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def address(server: Postgres) -> str:
    """Of an empty database."""
    return server.make(next(_databases))


@pytest.fixture
def hebiao(address: str) -> Hebiao:
    """The command with that ledger."""
    return lambda *arguments, **changes: run_hebiao(*arguments, "--ledger", address, env={**_ENVIRONMENT, **changes})


@pytest.fixture(scope="module")
def wanted(small_mailbox: Path) -> dict[str, bytes]:
    """What a run with a ledger in a file gives."""
    out = small_mailbox.parent / "sqlite"
    assert run_hebiao("run", small_mailbox, "--out", out).returncode == 3
    return contents(out)


@pytest.fixture
def started(address: str, small_mailbox: Path, tmp_path: Path) -> Iterator[Callable[[str], "subprocess.Popen[str]"]]:
    """Starts runs, with output folders by those names."""
    under_way = []

    def start(name: str) -> "subprocess.Popen[str]":
        command = [str(Path(sys.executable).with_name("hebiao")), "run", str(small_mailbox), "--out", str(tmp_path / name), "--ledger", address]
        under_way.append(subprocess.Popen(
            command, cwd=ROOT, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        ))
        return under_way[-1]

    yield start
    for process in under_way:
        process.kill()
        process.communicate()


def test_as_with_a_file(hebiao: Hebiao, small_mailbox: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """The same bytes; a second run reads nothing; another output folder is filled from the same ledger."""
    assert hebiao("run", small_mailbox, "--out", tmp_path / "out").returncode == 3
    assert contents(tmp_path / "out") == wanted
    for out in (tmp_path / "out", tmp_path / "other"):
        again = hebiao("run", small_mailbox, "--out", out)
        assert (again.returncode, again.stderr) == (3, "")
        assert contents(out) == wanted
    assert not list(tmp_path.rglob("ledger.db"))


def test_between_two_runs(hebiao: Hebiao, small_mailbox: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """`decide`, `history`, `rebuild` and `check` work on it."""
    out = tmp_path / "out"
    hebiao("run", small_mailbox, "--out", out)
    reports = [json.loads(file.read_text("utf-8")) for file in sorted((out / "findings").iterdir())]
    report = next(one for one in reports if one["findings"])
    finding = report["findings"][0]
    where = f"{finding['code']}@{finding['field'] or finding['message']}"
    decided = hebiao("decide", report["record"], where, "--waive", "--reason", "已电话核实", "--by", "王老师", "--out", out)
    assert (decided.returncode, decided.stderr) == (0, "")
    assert "已电话核实" in hebiao("history", report["record"], "--out", out).stdout
    after = contents(out)
    assert after != wanted
    (out / "index.html").unlink()
    assert hebiao("rebuild", "--out", out).returncode == 0
    assert contents(out) == after
    checked = hebiao("check", small_mailbox / "推荐表0.docx", "--out", out, "--fail-on", "never")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_second_waits(address: str, started: Callable[[str], "subprocess.Popen[str]"], wanted: dict[str, bytes], tmp_path: Path) -> None:
    """It says for whom, and goes on when the ledger is free."""
    with psycopg.connect(address, password=PASSWORD, application_name="4711@schreibtisch", autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(%s)", [lock._KEY])
        run = started("out")
        assert run.stderr
        said = run.stderr.readline()
        assert said == "另一个核表正在使用这个台账（schreibtisch 上的进程 4711），等它结束后继续；不想等请按 Ctrl-C。\n"
        assert run.poll() is None
    run.communicate(timeout=120)
    assert run.returncode == 3
    assert contents(tmp_path / "out") == wanted


def test_two_at_once(started: Callable[[str], "subprocess.Popen[str]"], wanted: dict[str, bytes], tmp_path: Path) -> None:
    """On a ledger that neither of them finds: one makes it, and both end well."""
    for run in [started("one"), started("other")]:
        run.communicate(timeout=120)
        assert run.returncode == 3
    assert contents(tmp_path / "one") == contents(tmp_path / "other") == wanted


def test_a_server_that_goes_away(
    server: Postgres, started: Callable[[str], "subprocess.Popen[str]"], wanted: dict[str, bytes], hebiao: Hebiao, small_mailbox: Path,
    tmp_path: Path,
) -> None:
    """In the middle of a run: said in one sentence, and the next run goes on from what was kept."""
    run = started("out")
    assert run.stderr
    run.stderr.readline()
    try:
        server.stop()
        _, said = run.communicate(timeout=120)
        assert (run.returncode, said.splitlines()[-1].partition("：")[2]) == (4, "服务器停了，或者网络断了。已完成的保留，恢复后再运行一次即可。")
        assert "Traceback" not in said
        refused = hebiao("run", small_mailbox, "--out", tmp_path / "out")
        assert (refused.returncode, refused.stderr.startswith("连接不上台账")) == (4, True)
    finally:
        server.start()
    assert hebiao("run", small_mailbox, "--out", tmp_path / "out").returncode == 3
    assert contents(tmp_path / "out") == wanted


def test_names_with_a_character_that_it_does_not_take(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NUL, which a mail may have in a name: it is stored as another character, and found again."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with opened(ledger_address(address, tmp_path)) as engine, engine.connect() as connection:
        hand_in(connection, {unit("a\0.docx"): [checked("甲", "重庆\0样例有限公司")]})
        assert [row.id for row in found_in(connection, VERSIONS.reader).forms] == ["甲"]


def test_a_wrong_password(hebiao: Hebiao, small_mailbox: Path, tmp_path: Path) -> None:
    done = hebiao("run", small_mailbox, "--out", tmp_path / "out", PGPASSWORD="wrong")
    assert (done.returncode, done.stderr[:6], done.stderr.count("\n")) == (4, "无法登录台账", 1)
    assert "wrong" not in done.stderr


def test_no_such_database(server: Postgres, small_mailbox: Path, tmp_path: Path) -> None:
    done = run_hebiao("run", small_mailbox, "--out", tmp_path / "out", "--ledger", server.address("missing"), env=_ENVIRONMENT)
    assert done.returncode == 4
    assert "没有这个数据库或用户" in done.stderr


def test_of_a_newer_version(hebiao: Hebiao, address: str, small_mailbox: Path, tmp_path: Path) -> None:
    """Said, and not touched."""
    single = small_mailbox / "推荐表0.docx"
    assert hebiao("run", single, "--out", tmp_path / "out").returncode == 0
    with psycopg.connect(address, password=PASSWORD) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (["run", single], ["rebuild"], ["check", single]):
        done = hebiao(*command, "--out", tmp_path / "out")
        assert (done.returncode, "请升级核表" in done.stderr, "Traceback" in done.stderr) == (4, True, False)
