"""A slice of the fuzzing, and that it would notice what it looks for."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.worker import Failure
from schema.batch import Problem
from tests.fuzz import running
from tests.fuzz.case import Case, make, parse_case
from tests.fuzz.mutators import MUTATORS
from tests.fuzz.promises import broken
from tests.fuzz.running import ROOT, Result, cases, run, run_all, shrunk, signature
from tests.fuzz.unit import Done, work_on

_SLICE = 150
_QUICK = [name for name in MUTATORS if name != "old-office"]  # that one waits for LibreOffice


def test_a_slice() -> None:
    """Of a few mutated inputs of every kind, each has an outcome that is named."""
    failed = {str(case): result.failures for case, result in run_all(cases(_SLICE, names=_QUICK), jobs=2) if result.failures}
    assert failed == {}


_PRINT_DIGESTS = "import sys; from tests.fuzz.test_fuzz import digests; print(*digests(sys.argv[1:]))"


def digests(names: Iterable[str]) -> list[str]:
    """Of three cases of each mutator."""
    return [sha256(make(Case(name, number)).data).hexdigest() for name in names for number in range(3)]


def test_the_same_input_every_time() -> None:
    """A case is the same bytes in every process, so that a failure can be looked into; and it differs from the next one."""
    command = [sys.executable, "-W", "ignore", "-c", _PRINT_DIGESTS, *_QUICK]
    said = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "77"}, capture_output=True, text=True, check=True,
    )
    assert said.stdout.split() == digests(_QUICK)
    assert len(set(digests(_QUICK))) > 2 * len(_QUICK)
    assert parse_case(str(Case("raw", 3, (0, 2)))) == Case("raw", 3, (0, 2))


def test_a_crash_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody expects fails its case, which is known again by the place in the program."""
    def work(*_: object, **__: object) -> Done:
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


def test_a_hang_and_a_dead_process_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that hangs or dies fails its case, and the step that does it is found."""
    def each(_: object, given: Iterable[Case], *__: object) -> Iterator[tuple[Case, Failure | Result]]:
        for case in given:
            dies = case.number == 1 and (case.kept is None or 0 in case.kept)
            yield case, Failure("crash", "-6") if dies else Failure("timeout") if case.number == 2 else Result("form", (), 0.1)

    monkeypatch.setattr(running, "each", each)
    said = [result.failures for _, result in run_all((Case("raw", number) for number in range(3)), jobs=2)]
    assert said == [(), ("crash -6",), ("timeout",)]
    assert shrunk(Case("raw", 1), "crash -6", jobs=1) == Case("raw", 1, (0,))


def test_broken_promises(tmp_path: Path) -> None:
    """Each of the promises is looked at."""
    given = make(Case("markup", 2, ()))
    done = work_on(given.name, given.data, tmp_path)
    (work,), (row,) = done.works, done.batch.forms
    assert broken(done, given.data, tmp_path) == ()
    assert broken(done, b"other", tmp_path)
    for update in ({"sha256": ""}, {"outcome": "material"}):
        assert broken(done._replace(works=(replace(work, entry=work.entry.model_copy(update=update)),)), given.data, tmp_path)
    record = work.forms[0].record
    nowhere = {"nothing.there": record.evidence["occupation"]}
    changes: list[dict[str, object]] = [{"evidence": nowhere}, {"schema_version": "2"}, {"id": "a/b"}]
    for change in changes:
        form = replace(work.forms[0], record=record.model_copy(update=change))
        assert broken(done._replace(works=(replace(work, forms=(form,)),)), given.data, tmp_path)
    lost = row.model_copy(update={"report": row.report.model_copy(update={"record": "x"})})
    assert broken(done._replace(batch=done.batch.model_copy(update={"forms": (lost,)})), given.data, tmp_path)
    for page in (done.pages[row.id][:-9], f"{done.pages[row.id]}{tmp_path}</html>"):
        assert broken(done._replace(pages={row.id: page}), given.data, tmp_path)


@pytest.mark.parametrize(("code", "reason", "advice"), [
    ("document.nothing", "文件已损坏。", "请重新发送。"), ("document.unreadable", "damaged.", "请重新发送。"),
    ("document.unreadable", "文件已损坏。", "请重新发送"), ("document.unreadable", "文件 {folder} 已损坏。", "请重新发送。"),
    ("document.unreadable", "在 work.py 出错。", "请重新发送。"),
])
def test_words_of_problems(code: str, reason: str, advice: str, tmp_path: Path) -> None:
    """A problem has a code that is known, and sentences for people."""
    done = work_on("推荐表.docx", b"", tmp_path)
    assert broken(done, b"", tmp_path) == ()
    problem = Problem(file="推荐表.docx", code=code, reason=reason.format(folder=tmp_path), advice=advice)
    entry = done.batch.files[0].model_copy(update={"problem": problem})
    assert broken(done._replace(batch=done.batch.model_copy(update={"files": (entry,)})), b"", tmp_path)


def test_an_entry_without_a_note(tmp_path: Path) -> None:
    """Who passes a file over says why."""
    done = work_on("~$推荐表.docx", b"x", tmp_path)
    assert broken(done, b"x", tmp_path) == ()
    entry = done.batch.files[0].model_copy(update={"note": ""})
    assert broken(done._replace(batch=done.batch.model_copy(update={"files": (entry,)})), b"x", tmp_path)
