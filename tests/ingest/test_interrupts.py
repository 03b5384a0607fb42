"""Requests to end: at once where one waits, and not before it is safe elsewhere."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.interrupts import let_in, obey_all, put_off
from tests.ingest.test_containers import FORM

if sys.platform == "win32":
    pytest.skip("signals of Unix", allow_module_level=True)

# The command, which is told to end in the midst of the first statement of a kind that it sends to its ledger.
COMMAND = """
import os, signal, sys
from sqlalchemy import Engine, event

statement = sys.argv.pop()

@event.listens_for(Engine, "before_cursor_execute")
def end(connection, cursor, said, *rest):
    global statement
    if statement and statement in said:
        statement = ""
        os.kill(os.getpid(), signal.SIGTERM)

from ingest.cli import main
sys.exit(main())
"""


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    obey_all()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def ask(number: signal.Signals = signal.SIGTERM) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_at_once(number: signal.Signals) -> None:
    """Where nothing is said of it, it is obeyed."""
    with pytest.raises(KeyboardInterrupt):
        ask(number)


def done_before_the_end(what: Callable[[list[str]], None]) -> list[str]:
    """What is done before a request to end is obeyed."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        what(done)
    return done


def test_when_it_is_done() -> None:
    """What puts it off is done to its end, and no further."""
    def what(done: list[str]) -> None:
        with put_off():
            ask()
            done.append("in")
        done.append("after")

    assert done_before_the_end(what) == ["in"]
    with put_off():  # it was obeyed, and is not once more
        pass


@pytest.mark.parametrize(("earlier", "expected"), [(True, ["before"]), (False, ["before", "waiting"])])
def test_where_it_waits(earlier: bool, expected: list[str]) -> None:
    """What puts it off and waits itself is broken off there, be it that the request came before or in the waiting."""
    def what(done: list[str]) -> None:
        with put_off():
            if earlier:
                ask()
            done.append("before")
            with let_in():
                done.append("waiting")
                ask()
                done.append("waited")

    assert done_before_the_end(what) == expected
    with pytest.raises(KeyboardInterrupt):  # and nothing is put off any more
        ask()


def test_one_in_the_other() -> None:
    """What is put off twice waits for both."""
    def what(done: list[str]) -> None:
        with put_off():
            with put_off():
                ask()
            done.append("outer")

    assert done_before_the_end(what) == ["outer"]


def test_ignored() -> None:
    """What whoever started the program ignores stays ignored."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    obey_all()
    ask(signal.SIGHUP)
    with put_off():
        ask(signal.SIGHUP)


@pytest.mark.parametrize("statement", ["INSERT INTO form ", "UPDATE reading", "SELECT form.record"])
def test_a_statement_is_not_broken_off(statement: str, tmp_path: Path) -> None:
    """A run that is told to end while it speaks with its ledger keeps what was finished, and the next finishes the rest."""
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.docx").write_bytes(FORM)
    done = run(tmp_path, statement)
    assert (done.returncode, "Traceback" in done.stderr) == (130, False), done.stderr
    assert json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["interrupted"]
    done = run(tmp_path, "")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out/records").iterdir())) == 3


def run(folder: Path, statement: str) -> "subprocess.CompletedProcess[str]":
    """Run the command over what lies in a folder, and tell it to end in the first statement of a kind."""
    arguments = ["run", str(folder / "in"), "--out", str(folder / "out"), "--jobs", "1", statement]
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=120,
    )
