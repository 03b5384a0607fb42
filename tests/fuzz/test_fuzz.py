"""A slice of the fuzzing, and that it would notice what it looks for."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ingest.process import process
from ingest.work import Work
from schema.batch import FileEntry, Problem
from tests.fuzz import running, unit
from tests.fuzz.case import Case, make, parse_case
from tests.fuzz.mutators import MUTATORS
from tests.fuzz.promises import broken
from tests.fuzz.running import ROOT, cases, run, run_all, shrunk, signature

_SLICE = 150
_QUICK = [name for name in MUTATORS if name != "old-office"]  # that one waits for LibreOffice


def test_a_slice() -> None:
    """Of a few mutated inputs of every kind, each has an outcome that is named."""
    failed = {str(case): result.failures for case, result in run_all(cases(_SLICE, names=_QUICK), jobs=2) if result.failures}
    assert failed == {}


_DIGESTS = """
import hashlib, sys
from tests.fuzz.case import Case, make
for name in sys.argv[1:]:
    print(*(hashlib.sha256(make(Case(name, number)).data).hexdigest() for number in range(5)))
"""


def _digests(hash_seed: int) -> list[list[str]]:
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _DIGESTS, *_QUICK], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": str(hash_seed)},
        capture_output=True, text=True, check=True,
    )
    return [line.split() for line in said.stdout.splitlines()]


def test_the_same_input_every_time() -> None:
    """A case is the same bytes in every process, so that a failure can be looked into; and it differs from the next one."""
    digests = _digests(1)
    assert digests == _digests(2)
    assert all(len(set(row)) > 1 for row in digests)
    assert parse_case(str(Case("raw", 3, (0, 2)))) == Case("raw", 3, (0, 2))


def test_a_crash_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody expects fails its case, which is known again by the place in the program."""
    def work(*_: object) -> tuple[Work, ...]:
        raise KeyError("500103199001011234")

    monkeypatch.setattr(running, "work_on", work)
    (failure,) = run(Case("raw", 1)).failures
    assert signature(failure).startswith("KeyError in work (tests")
    assert "500103" not in signature(failure)


def test_what_is_slow_or_large_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time and memory beyond what a small file may take fail a case."""
    monkeypatch.setattr(running, "MOST_SECONDS", 0)
    monkeypatch.setattr(running, "MOST_MEGABYTES", 0)
    monkeypatch.setattr(running, "_megabytes", iter([1, 9, 9]).__next__)
    assert [failure.split(":")[0] for failure in run(Case("markup", 1)).failures] == ["slow", "memory"]


def _dies(case: Case) -> running.Result:
    if case.number == 1 and (case.kept is None or 0 in case.kept):
        os.abort()
    if case.number == 2:
        time.sleep(600)
    return running.Result("form", (), 0.0)


def test_a_hang_and_a_dead_process_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that hangs or dies fails its own case and no other, and the step that does it is found."""
    monkeypatch.setattr(running, "run", _dies)
    monkeypatch.setattr(running, "MOST_WAITING", 5)
    given = [Case("raw", number) for number in range(4)]
    said = {case.number: [failure.split()[0] for failure in result.failures] for case, result in run_all(given, jobs=2)}
    assert said == {0: [], 1: ["crash"], 2: ["timeout"], 3: []}
    assert shrunk(Case("raw", 1), "crash -6", jobs=1) == Case("raw", 1, (0,))


def test_broken_promises(tmp_path: Path) -> None:
    """Each of the promises is looked at."""
    given = make(Case("markup", 1, ()))
    (work,) = unit.work_on(given.name, given.data, tmp_path)
    assert broken((work,), given.data, tmp_path) == ()
    entry = work.entry
    assert broken((work,), b"other", tmp_path)
    assert broken((Work(entry.model_copy(update={"sha256": ""}), work.forms),), given.data, tmp_path)
    assert broken((Work(entry),), given.data, tmp_path)
    lost = work.forms[0].checked.report.model_copy(update={"record": "x"})
    assert broken((_with(work, report=lost),), given.data, tmp_path)
    form = work.forms[0].checked.record
    for update in ({"evidence": {"nothing.there": form.evidence["occupation"]}}, {"schema_version": "2"}, {"id": "a/b"}):
        assert broken((_with(work, record=form.model_copy(update=update)),), given.data, tmp_path)


@pytest.mark.parametrize(("code", "reason", "advice"), [
    ("document.nothing", "文件已损坏。", "请重新发送。"), ("document.unreadable", "damaged.", "请重新发送。"),
    ("document.unreadable", "文件已损坏。", "请重新发送"),
    ("document.unreadable", "文件 {folder} 已损坏。", "请重新发送。"),
    ("document.unreadable", "在 work.py 出错。", "请重新发送。"),
])
def test_words_of_problems(code: str, reason: str, advice: str, tmp_path: Path) -> None:
    """A problem has a code that is known, and sentences for people."""
    entry = process(b"\x89PNG\r\n\x1a\n", "推荐表.png", ("推荐表.png",), unit.notice()).entry
    assert broken((Work(entry),), b"\x89PNG\r\n\x1a\n", tmp_path) == ()
    problem = Problem(file=entry.path, code=code, reason=reason.format(folder=tmp_path), advice=advice)
    assert broken((Work(entry.model_copy(update={"problem": problem})),), b"\x89PNG\r\n\x1a\n", tmp_path)


def _with(work: Work, **changes: Any) -> Work:
    form = work.forms[0]
    return replace(work, forms=(replace(form, checked=replace(form.checked, **changes)),))


def test_an_entry_without_a_note(tmp_path: Path) -> None:
    """Who passes a file over says why."""
    entry = FileEntry(path="a", origin=("a",), size=0, sha256=sha256().hexdigest(), media_type="x", outcome="ignored")
    assert broken((Work(entry),), b"", tmp_path) == ("ignored without a note",)
