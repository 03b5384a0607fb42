"""Corrected files: which form they are a version of, what became of every finding, and what else was changed."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from samples import word
from samples.corrections import KINDS, Pair, make_pair
from samples.style import word_style
from schema.forms import FormType
from tests.ingest.support import results, run_hebiao
from validators.places import fields

_FORM_TYPES: tuple[FormType, ...] = ("training_institution", "evaluation_institution")
# 20 pairs: every kind for both forms, and some once more.
PAIRS: Mapping[str, Pair] = {
    f"{number:02}-{kind}": make_pair(300 + number, kind, form_type)
    for number, (form_type, kind) in enumerate([
        *((form_type, kind) for form_type in _FORM_TYPES for kind in KINDS),
        *(("training_institution", kind) for kind in KINDS), *(("evaluation_institution", kind) for kind in KINDS[:2]),
    ])
}


def written(pair: Pair, *, corrected: bool) -> bytes:
    return word.write(pair.corrected if corrected else pair.original, word_style(7))


class Runs:
    """What two runs over a mailbox told; the corrections came between them."""

    def __init__(self, folder: Path) -> None:
        self.out, self._mailbox = folder / "out", folder / "in"
        self._mailbox.mkdir(parents=True)
        for name, pair in PAIRS.items():
            (self._mailbox / f"{name}.docx").write_bytes(written(pair, corrected=False))
        self.run(self._mailbox)
        self.ids = {entry["path"].removesuffix(".docx"): entry["records"][0] for entry in self.files()}
        (self._mailbox / "更正").mkdir()
        for name, pair in PAIRS.items():
            if not pair.is_told:
                (self._mailbox / "更正" / f"{name}.docx").write_bytes(written(pair, corrected=True))
        self.run(self._mailbox)
        for name, pair in PAIRS.items():
            if pair.is_told:
                file = folder / f"{name}-更正.docx"
                file.write_bytes(written(pair, corrected=True))
                self.run(file, "--corrects", self.ids[name])

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run into the output folder."""
        done = run_hebiao("run", *arguments, "--out", self.out)
        assert done.returncode == 0, done.stderr
        return done

    def files(self) -> Any:
        """The lines of the manifest."""
        return json.loads((self.out / "manifest.json").read_text("utf-8"))["files"]

    def findings(self, name: str) -> Any:
        """The findings of the application of a pair."""
        return json.loads((self.out / f"findings/{self.ids[name]}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return Runs(tmp_path_factory.mktemp("corrections"))


def named(findings: Sequence[Any], status: str) -> set[str]:
    """Findings about the form itself, by code and field; none of these files has a seal."""
    said = {f"{one['code']}@{one['field']}" for one in findings if one["status"] == status and one["field"]}
    return said - {"seal.missing@commitment.organisation"}


@pytest.mark.parametrize("name", PAIRS)
def test_every_status(name: str, runs: Runs) -> None:
    """Put right, left as it was, or new: by code and field."""
    pair, told = PAIRS[name], runs.findings(name)
    assert [one["number"] for one in told["earlier"]] == [1]
    assert named(told["resolved"], "已改") == pair.fixed
    assert named(told["findings"], "未改") == pair.left
    assert named(told["findings"], "新增") == pair.new


@pytest.mark.parametrize("name", PAIRS)
def test_every_change(name: str, runs: Runs) -> None:
    """All values that are another are told, and those that no finding asked for apart."""
    pair = PAIRS[name]
    before, now = ({field.path: field.value for field in fields(one.form)} for one in (pair.original, pair.corrected))
    changes = {one["field"]: one for one in runs.findings(name)["changes"]}
    assert {path for path in before if before[path] != now[path]} == set(changes)
    assert pair.changed <= {path for path, one in changes.items() if not one["asked"]}
    asked = {finding.partition("@")[2] for finding in pair.fixed} & set(changes)
    assert all(changes[path]["asked"] for path in asked)


@pytest.mark.parametrize("name", PAIRS)
def test_the_last_counts(name: str, runs: Runs) -> None:
    """One record under the id that the application had first, and a line for each file that says what counts."""
    record = json.loads((runs.out / f"records/{runs.ids[name]}.json").read_text("utf-8"))
    assert record["form"]["organisation"]["name"] == PAIRS[name].corrected.form.organisation.name
    lines = {entry["path"]: entry for entry in runs.files() if name in entry["path"]}
    [newer] = [path for path in lines if "更正" in path]
    assert {path: (entry["records"], entry.get("corrected_by")) for path, entry in lines.items()} == {
        f"{name}.docx": ([runs.ids[name]], newer), newer: ([runs.ids[name]], None),
    }


def test_nothing_is_there_twice(runs: Runs) -> None:
    """As many applications as pairs, and no finding that somebody applied twice."""
    assert {file.stem for file in (runs.out / "records").iterdir()} == set(runs.ids.values())
    assert "duplicates.application" not in "".join(file.read_text("utf-8") for file in (runs.out / "findings").iterdir())


def test_the_page_tells_it(runs: Runs) -> None:
    """Status of each finding, what was put right, and what nobody asked to change."""
    [name] = [name for name in PAIRS if name.endswith("renamed") and name.startswith("03")]
    page = (runs.out / f"reports/{runs.ids[name]}.html").read_text("utf-8")
    assert "与上一版对照" in page
    assert "没有要求改、却改动了" in page
    assert str(PAIRS[name].original.form.organisation.name) in page
    half = next(name for name in PAIRS if name.endswith("half_fixed"))
    assert '<span class="status">未改</span>' in (runs.out / f"reports/{runs.ids[half]}.html").read_text("utf-8")


def test_check_compares_by_itself(runs: Runs, tmp_path: Path) -> None:
    """With the ledger beside it, a corrected file is held against the version that counts; the ledger is not touched."""
    name = "00-fixed"
    file = tmp_path / "再改.docx"
    file.write_bytes(written(PAIRS["01-half_fixed"], corrected=True))
    before = {path: path.read_bytes() for path in results(runs.out)}
    done = run_hebiao("check", file, "--json", "--out", runs.out)
    [told] = json.loads(done.stdout)["findings"]
    assert [one["path"] for one in told["earlier"]] == ["01-half_fixed.docx"]  # the same bytes are the second version itself
    file.write_bytes(written(PAIRS[name], corrected=False))
    said = run_hebiao("check", file, "--out", runs.out).stdout
    assert "对照" not in said  # nor is the first held against the one that came after it
    assert before == {path: path.read_bytes() for path in results(runs.out)}
    assert "earlier" not in json.loads(run_hebiao("check", file, "--json", "--out", tmp_path).stdout)["findings"][0]


def test_history_names_both(runs: Runs) -> None:
    """The two versions and what became of the findings; an id that there is not leads to those like it."""
    name = next(name for name in PAIRS if name.endswith("half_fixed"))
    said = run_hebiao("history", runs.ids[name], "--out", runs.out).stdout
    assert f"第 1 版 {name}.docx" in said
    assert "已改正（2）" in said
    assert "没有改正（4）" in said  # papers and seal are still missing
    wrong = run_hebiao("history", runs.ids[name][:-1], "--out", runs.out)
    assert (wrong.returncode, runs.ids[name] in wrong.stderr) == (2, True)
