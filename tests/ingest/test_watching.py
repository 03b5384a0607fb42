"""Folders that are watched: what moves is waited for, what settled is run over once."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from extractors.locks.passwords import Passwords
from ingest.ledger.lock import the_only_watcher
from ingest.ledger.opening import ledger_address
from ingest.ledger.telling import Telling
from ingest.outcome import Run
from ingest.run import Settled, at_desk, run_over
from ingest.watching import watch
from reports.totals import totals_of
from schema.batch import Batch
from schema.limits import Limits
from schema.notice import DEFAULT_NOTICE
from tests.chaos.mailbox import form
from tests.ingest.support import ROOT, contents, run_hebiao
from tests.ingest.test_containers import FORM, OTHER_FORM

Step = Callable[[], object]


class Script:
    """A clock on which things happen: at each second what is due then; after the last the watcher is told to end."""

    def __init__(self, steps: dict[int, Step], until: int) -> None:
        self._steps = steps
        self._until = until
        self._time = 0

    def now(self) -> float:
        """In seconds from the start."""
        return self._time

    def wait(self, seconds: float) -> None:
        """Do what is due then."""
        self._time += round(seconds)
        if self._time > self._until:
            raise KeyboardInterrupt
        self._steps.get(self._time, lambda: None)()


class Runs:
    """In the place of runs: notes when each was, and which files it would have read. interrupted: the first of them is."""

    def __init__(self, clock: Script, interrupted: bool = False) -> None:
        self.seen: list[tuple[float, list[str]]] = []
        self._clock = clock
        self._interrupted = interrupted

    def __call__(self, settled: Settled) -> Run:
        """Note it."""
        self.seen.append((self._clock.now(), sorted(file.name for file in settled.still if file.exists())))
        return Run(totals_of(Batch(notice="", notice_title="", forms=(), files=())), Path(), self._interrupted)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "来件").mkdir()
    return tmp_path / "来件"


def watched(folders: Sequence[Path], steps: dict[int, Step], until: int) -> list[tuple[float, list[str]]]:
    """When runs were made, and over which files."""
    clock = Script(steps, until)
    runs = Runs(clock)
    watch(folders, folders[0] / "out", runs, clock)
    return runs.seen


def grow(*files: Path) -> None:
    for file in files:
        with file.open("ab") as stream:
            stream.write(b"more")


def test_what_moves_is_waited_for(folder: Path) -> None:
    """A file that grows for some seconds is not read before it lay still for five; one that lies still need not wait for it."""
    slow, quick = folder / "慢.docx", folder / "快.docx"
    steps: dict[int, Step] = {second: lambda: grow(slow) for second in range(1, 9)}
    steps[3] = lambda: grow(slow, quick)
    assert watched([folder], steps, 30) == [(0, []), (8, ["快.docx"]), (13, ["快.docx", "慢.docx"])]


def test_the_time_counts_as_well(folder: Path) -> None:
    """A file that is written over keeps its size, and is read again."""
    file = folder / "a.docx"
    grow(file)
    assert watched([folder], {9: lambda: os.utime(file, (1, 1))}, 30) == [(5, ["a.docx"]), (14, ["a.docx"])]


def test_what_is_taken_away(folder: Path) -> None:
    """A file that goes is told once, and not if it is back at once, as where a program saves it anew."""
    file, saved = folder / "a.docx", folder / "b.docx"
    grow(file)
    shutil.copy2(file, saved)
    aside = folder.parent / "aside"
    steps: dict[int, Step] = {
        8: lambda: saved.rename(aside), 10: lambda: aside.rename(saved), 20: file.unlink,
    }
    assert watched([folder], steps, 40) == [(5, ["a.docx", "b.docx"]), (25, ["b.docx"])]


def test_the_output_is_not_looked_at(folder: Path) -> None:
    (folder / "out").mkdir()
    assert watched([folder], {3: lambda: grow(folder / "out" / "index.html")}, 20) == [(0, [])]


def test_a_folder_that_is_away(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A network drive: nothing in it is taken for gone, and the watcher says that it waits, once."""
    grow(folder / "a.docx")
    away = folder.parent / "away"
    steps: dict[int, Step] = {7: lambda: folder.rename(away), 20: lambda: away.rename(folder), 22: lambda: grow(folder / "b.docx")}
    assert watched([folder], steps, 40) == [(5, ["a.docx"]), (27, ["a.docx", "b.docx"])]
    assert capsys.readouterr().err.splitlines() == [
        f"找不到文件夹 {folder}（网络盘断开了？），等它恢复后继续。", "文件夹已恢复，继续查看。",
    ]


def test_a_run_that_is_interrupted(folder: Path) -> None:
    """It is the last."""
    clock = Script({}, 5)
    runs = Runs(clock, interrupted=True)
    watch([folder], folder / "out", runs, clock)
    assert len(runs.seen) == 1


def over(folder: Path, out: Path, seen: list[list[str]]) -> Callable[[Settled], Run]:
    """Real runs; notes the files that each told of."""
    def run(settled: Settled) -> Run:
        with at_desk(out, ledger_address(None, out), Limits(), 1) as desk:
            done = run_over([folder], desk, Telling(notice=DEFAULT_NOTICE, masked=False), Passwords(), settled=settled)
        seen.append([entry["path"] for entry in json.loads((out / "manifest.json").read_text("utf-8"))["files"]])
        return done

    return run


def test_real_runs(folder: Path, tmp_path: Path) -> None:
    """They come to the same as one run over all; what is known of a file that is being written again stays until it is written.

    A second watcher goes on where the first one ended.
    """
    out, seen = tmp_path / "out", list[list[str]]()
    a, b = folder / "a.docx", folder / "b.docx"
    a.write_bytes(FORM)
    steps: dict[int, Step] = {second: lambda: grow(a) for second in range(7, 20)}
    steps[6] = lambda: b.write_bytes(OTHER_FORM)
    watch([folder], out, over(folder, out, seen), Script(steps, 16))
    assert seen == [["a.docx"], ["a.docx", "b.docx"]]
    a.write_bytes(FORM)
    (folder / "c.docx").write_bytes(form(33))
    watch([folder], out, over(folder, out, seen), Script({}, 10))
    assert seen[2:] == [["a.docx", "b.docx", "c.docx"]]
    whole = tmp_path / "whole"
    assert run_hebiao("run", folder, "--out", whole).returncode == 0
    assert contents(out).keys() == contents(whole).keys()


def test_a_folder_that_goes_before_the_run(folder: Path, tmp_path: Path) -> None:
    """Between the look and the run: nothing is taken for gone."""
    out, seen = tmp_path / "out", list[list[str]]()
    (folder / "a.docx").write_bytes(FORM)
    run = over(folder, out, seen)
    settled = Settled(frozenset({folder / "a.docx"}), frozenset())
    run(settled)
    folder.rename(tmp_path / "away")
    run(settled)
    assert seen == [["a.docx"], ["a.docx"]]


@pytest.fixture
def started(folder: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A watcher that has looked at an empty folder, and waits."""
    command = [str(Path(sys.executable).with_name("hebiao")), "watch", str(folder), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stderr
        assert process.stderr.readline() == f"正在查看 {folder}，结束请按 Ctrl-C。\n"
        while not process.stdout.readline().endswith("index.html\n"):
            assert process.poll() is None
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end(number: signal.Signals, started: "subprocess.Popen[str]", tmp_path: Path) -> None:
    started.send_signal(number)
    _, said = started.communicate(timeout=60)
    assert (started.returncode, said) == (0, "")
    with the_only_watcher(tmp_path / "out"):
        pass


def test_a_second_watcher(started: "subprocess.Popen[str]", folder: Path, tmp_path: Path) -> None:
    """It says who watches; a command between two runs does not wait for the watcher."""
    out = tmp_path / "out"
    done = run_hebiao("watch", folder, "--out", out)
    assert (done.returncode, done.stderr.startswith(f"已有一个 hebiao watch 在为 {out} 查看收件")) == (4, True)
    assert f"上的进程 {started.pid}）" in done.stderr
    rebuilt = run_hebiao("rebuild", "--out", out)
    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")
    manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["files"] == []


@pytest.mark.parametrize(("given", "words"), [("nowhere", "找不到"), ("a.docx", "不是文件夹"), ("out", "不能就是输入文件夹")])
def test_wrong_folders(given: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(FORM)
    (tmp_path / "out").mkdir()
    done = run_hebiao("watch", tmp_path / given, "--out", tmp_path / "out")
    assert (done.returncode, words in done.stderr) == (2, True)
