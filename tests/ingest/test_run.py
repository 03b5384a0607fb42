"""A whole run: every file ends in a named outcome, and the same input gives the same bytes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schema.catalogue.submissions import SUBMISSIONS
from schema.finding import Verdict
from tests.ingest.support import ROOT, SHARED, bomb, letter, pdf, results, run_hebiao, zipped


def cut_off(percent: int) -> bytes:
    """The first part of a form in PDF."""
    form = min((ROOT / "samples" / "mailbox").rglob("*推荐表*.pdf"))
    return form.read_bytes()[: form.stat().st_size * percent // 100]


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "空.docx": (lambda: b"", "document.unreadable", "0 字节"),
    "改名.docx": ("某公司推荐表".encode, "document.type_mismatch", "纯文本"),
    "无正文.docx": (lambda: zipped({"word/styles.xml": "<x/>"}), "document.unreadable", "缺少正文"),
    "断.docx": (lambda: letter()[:-100], "document.unreadable", "损坏"),
    "断在开头.pdf": (lambda: cut_off(10), "document.unreadable", "不完整"),
    "断在中间.pdf": (lambda: cut_off(50), "document.unreadable", "不完整"),
    "断在末尾.pdf": (lambda: cut_off(97), "document.unreadable", "不完整"),
    "密码.pdf": (lambda: pdf(1, "秘密"), "document.encrypted", "密码"),
    "零页.pdf": (lambda: pdf(0), "document.unreadable", ""),
    "五百页.pdf": (lambda: pdf(500), "document.too_large", "共 500 页，超过上限 200 页"),
    "三百兆.docx": (lambda: bomb(300), "document.too_large", "MB"),
    "旧.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "document.unreadable", "另存"),
}

OF_SUBMISSIONS = {entry.code for entry in SUBMISSIONS} | {"seal.missing"}  # of a file of text
FIVE: tuple[Verdict, ...] = ("通过", "退回", "退回", "通过", "退回")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in results(folder)}


def manifest(folder: Path) -> dict[str, dict[str, Any]]:
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    return {entry["path"]: entry for entry in said["files"]}


@pytest.fixture(scope="module")
def outcome_of(good_form: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one run over a good form, all bad files, and things that nobody sent."""
    mailbox = tmp_path_factory.mktemp("mailbox")
    for name, (content, _, _) in BAD.items():
        (mailbox / name).write_bytes(content())
    shutil.copy(good_form, mailbox / "好.docx")
    shutil.copy(good_form, mailbox / "改名的推荐表.bin")
    (mailbox / "来函.docx").write_bytes(letter())
    (mailbox / "Thumbs.db").write_bytes(b"x")
    (mailbox / "失效.docx").symlink_to(mailbox / "没有.docx")
    out = tmp_path_factory.mktemp("run") / "out"
    done = run_hebiao("run", mailbox, "--out", out)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == len(list(mailbox.iterdir()))
    assert str(out / "index.html") in done.stdout
    return out


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_problem(outcome_of: Path, name: str) -> None:
    """Every bad file is a problem with a code and a sentence that says what is wrong and what to do."""
    _, code, words = BAD[name]
    entry = manifest(outcome_of)[name]
    assert (entry["outcome"], entry["records"]) == ("problem", [])
    problem = entry["problem"]
    assert problem["code"].startswith("document.")
    assert problem["code"] == code or not code
    assert words in problem["reason"] + problem["advice"]
    assert "程序" not in problem["reason"]
    assert problem["advice"].endswith("。")
    assert problem["reason"] in (outcome_of / "index.html").read_text("utf-8")


def test_the_others_are_done(outcome_of: Path) -> None:
    """Good forms beside them are read, a form under a wrong extension too; each has its files."""
    entries = manifest(outcome_of)
    records = entries["好.docx"]["records"] + entries["改名的推荐表.bin"]["records"]
    assert len(records) == 2
    assert {file.stem for folder in ("records", "findings", "reports") for file in (outcome_of / folder).iterdir()} == set(records)


def test_equal_ids_get_numbers(outcome_of: Path) -> None:
    """The same form twice: the second, by path, has a number, everywhere alike."""
    entries = manifest(outcome_of)
    [first], [second] = entries["好.docx"]["records"], entries["改名的推荐表.bin"]["records"]
    assert second == f"{first}-2"
    assert json.loads((outcome_of / f"records/{second}.json").read_text("utf-8"))["id"] == second
    assert json.loads((outcome_of / f"findings/{second}.json").read_text("utf-8"))["record"] == second


def test_other_outcomes(outcome_of: Path) -> None:
    """What is no form is material, what nobody sent is ignored, a dead link is a problem."""
    entries = manifest(outcome_of)
    assert {name: entries[name]["outcome"] for name in ("来函.docx", "Thumbs.db", "失效.docx")} == {
        "来函.docx": "material", "Thumbs.db": "ignored", "失效.docx": "problem",
    }
    assert entries["来函.docx"]["note"]
    assert len(entries["好.docx"]["sha256"]) == 64


def test_same_input_gives_the_same_bytes(sample_of: Callable[[Verdict], Path], tmp_path: Path) -> None:
    """With one worker or three, into a new folder or over an earlier run."""
    mailbox = tmp_path / "in"
    mailbox.mkdir()
    for number, verdict in enumerate(FIVE):
        shutil.copy(sample_of(verdict), mailbox / f"{number}.docx")
    (mailbox / "9.docx").write_bytes(b"")
    for jobs, name in (("1", "one"), ("3", "three"), ("2", "one")):
        assert run_hebiao("run", mailbox, "--out", tmp_path / name, "--jobs", jobs).returncode == 3
    assert contents(tmp_path / "one") == contents(tmp_path / "three")


def test_output_inside_the_input(good_form: Path, tmp_path: Path) -> None:
    """What the first run wrote is not input of the second."""
    shutil.copy(good_form, tmp_path / "a.docx")
    for _ in range(2):
        assert run_hebiao("run", tmp_path, "--out", tmp_path / "out").returncode == 0
        assert list(manifest(tmp_path / "out")) == ["a.docx"]


def test_check_and_run_agree(sample_of: Callable[[Verdict], Path], tmp_path: Path) -> None:
    """`check --json` prints the documents that a run writes, for few files (in one process) and for many (in workers).

    What is said of a form beside what came with it is a run's alone.
    """
    files = []
    for number, verdict in enumerate(FIVE):
        files.append(tmp_path / f"{number}.docx")
        shutil.copy(sample_of(verdict), files[-1])
    run_hebiao("run", *files, "--out", tmp_path / "out")
    for chosen in (files[:3], files):
        said = json.loads(run_hebiao("check", "--json", *chosen).stdout)
        assert list(said) == ["records", "findings", "problems"]
        assert [record["source"]["path"] for record in said["records"]] == [file.name for file in chosen]
        for record, finding in zip(said["records"], said["findings"], strict=True):
            assert record == json.loads((tmp_path / f"out/records/{record['id']}.json").read_text("utf-8"))
            written = json.loads((tmp_path / f"out/findings/{record['id']}.json").read_text("utf-8"))["findings"]
            assert finding["findings"] == [item for item in written if item["code"] not in OF_SUBMISSIONS]
            assert len(written) > len(finding["findings"])


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_hostile_and_foreign_files(tmp_path: Path) -> None:
    """Every Word and PDF file of the collections of odd, broken and foreign files ends in an outcome, none as a form."""
    inputs = [SHARED / "inputs" / name for name in ("hostile/docx", "hostile/pdf", "foreign")]
    done = run_hebiao("run", *inputs, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    entries = manifest(tmp_path / "out")
    by_themselves = [entry for entry in entries.values() if len(entry["origin"]) == 1]
    assert len(by_themselves) == sum(1 for folder in inputs for _ in folder.iterdir())
    assert {entry["outcome"] for entry in by_themselves} <= {"material", "problem"}
    failed = {name: entry["problem"]["reason"] for name, entry in entries.items()
              if entry["problem"] and "程序" in entry["problem"]["reason"]}
    assert not failed
