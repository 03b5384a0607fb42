"""A slice of `make chaos`, and that it would notice what it looks for."""

import json
import random
import re
from pathlib import Path

import pytest

from tests.chaos.mailbox import change, fill
from tests.chaos.plug import Peace, differences, in_peace, kill, leftovers, pull
from tests.ingest.postgres import PASSWORD, Postgres
from tests.ingest.support import contents

_NEW, _AGAIN, _ON_SERVER, _DECIDING = range(3), range(50, 51), range(100, 102), range(150, 151)
_MOMENT = re.compile(rb'"at": "[^"]+"')  # of a decision: the only clock that is read


@pytest.fixture(scope="module")
def peace(small_mailbox: Path) -> Peace:
    return in_peace(["run", str(small_mailbox)], small_mailbox.parent / "out")


def test_everything_is_in_it(peace: Peace) -> None:
    """What is compared is worth it."""
    assert sum(name.startswith("records/") for name in peace.files) == 13
    assert any(name.startswith("notices/") for name in peace.files)


@pytest.fixture(scope="module")
def next_morning(tmp_path_factory: pytest.TempPathFactory) -> Peace:
    """A run over the mailbox as it has changed, that goes on with what the first one left."""
    folder = tmp_path_factory.mktemp("next") / "in"
    fill(folder)
    first = in_peace(["run", str(folder)], folder.parent / "first")
    change(folder)
    return in_peace(first.command, folder.parent / "out", folder.parent / "first")


@pytest.mark.parametrize("seed", _NEW)
def test_pulled_plugs(seed: int, peace: Peace, tmp_path: Path) -> None:
    assert pull(peace, tmp_path / "out", seed).wrong == []


@pytest.mark.parametrize("seed", _AGAIN)
def test_pulled_plugs_the_next_morning(seed: int, next_morning: Peace, tmp_path: Path) -> None:
    assert pull(next_morning, tmp_path / "out", seed).wrong == []


@pytest.mark.parametrize("seed", _DECIDING)
def test_pulled_plugs_while_deciding(seed: int, next_morning: Peace, tmp_path: Path) -> None:
    """The decision is there or it is not; told anew, all that people read says the same of it."""
    reports = [json.loads(text) for name, text in next_morning.files.items() if name.startswith("findings/")]
    about, named = next((report["record"], f"{one['code']}@{one['field']}") for report in reports for one in report["findings"] if one["field"])
    command = ["decide", about, named, "--waive", "--reason", "已核实", "--by", "王老师"]
    in_peace(next_morning.command, tmp_path / "before", next_morning.before)
    decided = in_peace(command, tmp_path / "decided", tmp_path / "before")
    kill(decided, tmp_path / "out", random.Random(seed))
    rebuilt = in_peace(["rebuild"], tmp_path / "rebuilt", tmp_path / "out")
    found = {name: _MOMENT.sub(b"", text) for name, text in rebuilt.files.items() if name.startswith(("findings/", "records/"))}
    wanted = [
        {name: _MOMENT.sub(b"", text) for name, text in files.items() if name.startswith(("findings/", "records/"))}
        for files in (next_morning.files, decided.files)
    ]
    assert found in wanted
    assert leftovers(tmp_path / "rebuilt") == []


@pytest.mark.parametrize("seed", _ON_SERVER)
def test_pulled_plugs_with_a_server(seed: int, server: Postgres, peace: Peace, tmp_path: Path) -> None:
    command = [*peace.command, "--ledger", server.make(f"chaos{seed}")]
    assert pull(Peace(command, peace.files, peace.seconds, environment={"PGPASSWORD": PASSWORD}), tmp_path / "out", seed).wrong == []


def test_what_is_wrong_is_noticed(tmp_path: Path) -> None:
    """Lost and doubled forms, other bytes, a manifest that is not complete, parts of files."""
    one, other = tmp_path / "one", tmp_path / "other"
    for out, names in ((one, ["a", "b", "manifest.json"]), (other, ["b", "c", "manifest.json"])):
        out.mkdir()
        for name in names:
            (out / name).write_text('{"interrupted": true}' if name.endswith("json") else out.name, "utf-8")
    (other / ".unpacked-1").mkdir()
    (other / ".c.part").touch()
    assert differences(contents(one), contents(other)) == ["lost: a", "doubled: c", "differs: b", "the manifest is not complete"]
    assert leftovers(other) == ["left: .c.part", "left: .unpacked-1"]
