"""`--limit NAME=VALUE`."""

from dataclasses import fields
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.limit_option import limit_table, limits_of
from schema.limits import GB, MB, Limits
from tests.ingest.support import ROOT, run_hebiao

NAMES = [field.name.replace("_", "-") for field in fields(Limits)]


@pytest.mark.parametrize(("given", "limits"), [
    ([], Limits()),
    (["seconds=300", "memory=4GB"], Limits(seconds=300, memory=4 * GB)),
    (["idle-seconds=2.5"], Limits(idle_seconds=2.5)),
    (["pages=350", "pages=400"], Limits(pages=400)),
    (["total-size=1.5GB", "file-size=10 mb"], Limits(total_size=3 * GB // 2, file_size=10 * MB)),
])
def test_values(given: list[str], limits: Limits) -> None:
    """Each limit can be set by its name, sizes in units; of two values for one the last counts."""
    assert limits_of(given) == limits


@pytest.mark.parametrize("text", [
    "", "=", "seconds", "seconds=", "seconds=0", "seconds=-1", "seconds=nan", "seconds=1e3", "pages=1.5", "pages=9999999999",
    "memory=4", "memory=100MB", "file-size=0MB", "file-size=1TB", "pages=٣", "no=1", "file_size=1MB", "PAGES=3",
])
def test_wrong_values(text: str) -> None:
    """What is no limit, or no value of it, is refused with the names that there are."""
    with pytest.raises(UsageError, match="--limit") as caught:
        limits_of([text])
    assert all(name in str(caught.value) for name in NAMES)


def test_help_and_readme_list_all() -> None:
    """Every limit is in the help page of both commands, and in both manuals, with its default."""
    table = limit_table()
    rows = [line.split()[0] for line in table.splitlines()[1:]]
    assert [row.partition("=")[0] for row in rows] == NAMES
    assert limits_of(rows) == Limits()
    for command in ("run", "check"):
        assert table in run_hebiao(command, "--help").stdout
    for manual in ("README.md", "README.zh-CN.md"):
        text = (ROOT / manual).read_text("utf-8")
        assert all(f"`{row}`" in text for row in rows), manual


def test_check_and_run_take_them(good_form: Path, tmp_path: Path) -> None:
    """A limit of the command line holds, and the message names it with the figure; a wrong one is wrong usage."""
    for arguments in (["check"], ["run", "--out", tmp_path / "out"]):
        done = run_hebiao(*arguments, good_form, "--limit", "file-size=1KB")
        assert done.returncode == 3
        assert "KB，超过上限 1 KB" in done.stdout
        assert run_hebiao(*arguments, good_form, "--limit", "file=1KB").returncode == 2
