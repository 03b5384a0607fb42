"""A slice of `make chaos`, and that it would notice what it looks for."""

from pathlib import Path

import pytest

from tests.chaos.mailbox import fill
from tests.chaos.plug import Peace, differences, in_peace, leftovers, pull
from tests.ingest.postgres import PASSWORD, Postgres
from tests.ingest.support import contents

_ON_FILES, _ON_SERVER = range(6), range(100, 103)


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chaos") / "in"
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def peace(mailbox: Path) -> Peace:
    return in_peace(["run", str(mailbox)], mailbox.parent / "out")


def test_everything_is_in_it(peace: Peace) -> None:
    """What is compared is worth it."""
    assert sum(name.startswith("records/") for name in peace.files) == 12
    assert any(name.startswith("notices/") for name in peace.files)


@pytest.mark.parametrize("seed", _ON_FILES)
def test_pulled_plugs(seed: int, peace: Peace, tmp_path: Path) -> None:
    assert pull(peace, tmp_path / "out", seed).wrong == []


@pytest.mark.parametrize("seed", _ON_SERVER)
def test_pulled_plugs_with_a_server(seed: int, server: Postgres, peace: Peace, tmp_path: Path) -> None:
    command = [*peace.command, "--ledger", server.make(f"chaos{seed}")]
    assert pull(Peace(command, peace.files, peace.seconds, {"PGPASSWORD": PASSWORD}), tmp_path / "out", seed).wrong == []


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
