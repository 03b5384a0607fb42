"""Whole runs in which workers fail: the file at fault has its line, and all others end as in a run without faults."""

import json
import os
import random
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from extractors.locks.passwords import Passwords
from ingest.ledger.opening import ledger_address
from ingest.ledger.telling import Telling
from ingest.run import at_desk, run_over
from samples import word
from samples.forms import make_form
from samples.style import word_style
from schema.limits import Limits
from schema.notice import DEFAULT_NOTICE
from tests.ingest import faults
from tests.ingest.faults import FAULTS, NUISANCES
from tests.ingest.faults import LIMITS as TIGHT
from tests.ingest.support import letter
from tests.ingest.test_containers import mail, zipped

MIXES = int(os.environ.get("HEBIAO_MIXES", "1"))
LIMITS = replace(TIGHT, seconds=15, idle_seconds=6)  # for forms that are really read
# What the problem of a file says, by the kind of failure.
_SAID = {
    "timeout": f"处理时间超过上限 {LIMITS.seconds:g} 秒", "idle": f"没有进展的时间超过上限 {LIMITS.idle_seconds:g} 秒",
    "memory": "内存超过上限 600 MB", "answer": "超过上限 1 MB", "crash": "程序异常终止", "fault": "程序出错",
}
FORMS = [word.write(make_form(seed, "training_institution"), word_style(seed)) for seed in range(41, 47)]


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms, mails and archives, some inside others."""
    folder = tmp_path_factory.mktemp("in")
    for number, form in enumerate(FORMS[:3]):
        (folder / f"{number}.docx").write_bytes(form)
    (folder / "函.docx").write_bytes(letter())
    inner = zipped({"里.docx": FORMS[3], "说明.txt": "说明".encode()})
    (folder / "信.eml").write_bytes(mail("材料", {"附件.zip": inner, "表.docx": FORMS[4], "函.docx": letter()}).as_bytes())
    (folder / "包.zip").write_bytes(zipped({"表.docx": FORMS[5]}))
    return folder


def run(folder: Path, out: Path, jobs: int, limits: Limits = LIMITS) -> dict[str, dict[str, Any]]:
    """The entries of the manifest of a run by their paths."""
    with at_desk(out, ledger_address(None, out), limits, jobs) as desk:
        run_over([folder], desk, Telling(notice=DEFAULT_NOTICE, masked=False), Passwords(), None)
    assert list(out.glob(".unpacked-*")) == []
    return entries_of(out)


@pytest.fixture(scope="module")
def undisturbed(mailbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run without faults."""
    out = tmp_path_factory.mktemp("run") / "out"
    run(mailbox, out, 2)
    return out


@pytest.mark.parametrize("seed", range(MIXES))
def test_mixes(seed: int, mailbox: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of all kinds and depths at fault, at random: each has a problem that says how, nothing else is changed."""
    chance = random.Random(seed)
    before = entries_of(undisturbed)
    plan = {path: chance.choice((*FAULTS, *NUISANCES)) for path in chance.sample(sorted(before), chance.randint(2, 6))}
    monkeypatch.setattr("ingest.reading.work", partial(faults.work, plan=plan))
    out = tmp_path / "out"
    entries = run(mailbox, out, chance.randint(1, 4))
    lost = {path for path in entries if plan.get(path) in FAULTS}
    assert entries.keys() == {path for path in before if not any(path.startswith(f"{one}/") for one in lost)}
    for path, entry in entries.items():
        told, expected = map(apart, (entry, before[path]))
        if path in lost:
            kinds = FAULTS[plan[path]][1]
            assert any(_SAID[kind] in entry["problem"]["reason"] for kind in kinds), entry
            told, expected = ({key: one[key] for key in ("path", "origin", "size", "sha256")} for one in (entry, before[path]))
        assert told == expected
        for record in told.get("records", ()):
            assert (out / f"records/{record}.json").read_bytes() == (undisturbed / f"records/{record}.json").read_bytes()
            assert (out / f"findings/{record}.json").is_file()
            assert (out / f"reports/{record}.html").is_file()


def apart(entry: dict[str, Any]) -> dict[str, Any]:
    """What an entry says of its file by itself: not of what is inside it, nor of what came beside it."""
    beside = {"submission"} if entry["members"] is None else {"submission", "outcome", "records", "note"}
    return {key: value for key, value in entry.items() if key not in beside}


def entries_of(out: Path) -> dict[str, dict[str, Any]]:
    """The entries of a manifest by their paths."""
    said = json.loads((out / "manifest.json").read_text("utf-8"))
    return {entry["path"]: entry for entry in said["files"]}
