"""The exit codes, one by one, as scripts see them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from schema.finding import Verdict
from tests.ingest.support import ROOT, letter, run_hebiao


def folder_with(folder: Path, *files: Path) -> Path:
    folder.mkdir()
    for file in files:
        shutil.copy(file, folder)
    return folder


def empty_file(folder: Path) -> Path:
    file = folder / "空.docx"
    file.touch()
    return file


def test_0_nothing_wrong(good_form: Path, tmp_path: Path) -> None:
    """A form in order, checked and run."""
    assert run_hebiao("check", good_form).returncode == 0
    assert run_hebiao("run", good_form, "--out", tmp_path / "out").returncode == 0


def test_0_run_does_not_fail_on_findings(faulty_form: Path, tmp_path: Path) -> None:
    """A run that did its work is done, whatever it found; so is a check that is told not to fail."""
    assert run_hebiao("run", faulty_form, "--out", tmp_path / "out").returncode == 0
    assert run_hebiao("check", faulty_form, "--fail-on", "never").returncode == 0


def test_1_discrepancies(faulty_form: Path, tmp_path: Path) -> None:
    """An error fails a check, and a run that is told to."""
    assert run_hebiao("check", faulty_form).returncode == 1
    assert run_hebiao("run", faulty_form, "--out", tmp_path / "out", "--fail-on", "error").returncode == 1


def test_1_from_warnings_on(sample_of: Callable[[Verdict], Path], good_form: Path) -> None:
    """A warning fails a check only if it is told so; a form without one does not."""
    warned = sample_of("待核")
    assert run_hebiao("check", warned).returncode == 0
    assert run_hebiao("check", warned, "--fail-on", "warning").returncode == 1
    assert run_hebiao("check", good_form, "--fail-on", "warning").returncode == 0


@pytest.mark.parametrize(("arguments", "words"), [
    ([], "缺少命令"),
    (["chek"], "没有 chek 这个命令"),
    (["check"], "缺少 FILE"),
    (["check", "没有.docx"], "找不到：没有.docx"),
    (["check", "tests"], "hebiao run"),
    (["run", "没有"], "找不到：没有"),
    (["run", "samples/mailbox", "--out", "samples/mailbox"], "输出文件夹"),
    (["run", "--jobs", "0"], "--jobs 的值不对"),
    (["run", "--jobs", "many"], "--jobs 的值不对"),
    (["run", "--jobs"], "--jobs 后面缺少值"),
    (["run", "--output", "x"], "没有 --output 这个选项"),
    (["run", "--fail-on", "info"], "never、warning、error"),
    (["run", "--log-level", "loud"], "debug、info、warning、error"),
    (["check", "x", "--json=yes"], "--json 后面不能带值"),
    (["run", "--notice", "没有"], "找不到通知规则 没有"),
    (["schema", "other"], "training_institution、evaluation_institution"),
    (["codes", "x"], "多余的参数：x"),
])
def test_2_wrong_usage(arguments: list[str], words: str) -> None:
    """One Chinese sentence on what was wrong, and nothing else."""
    done = run_hebiao(*arguments, cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert not any(word in done.stderr for word in ("Usage", "Error", "Invalid", "Traceback"))


def test_3_input_that_cannot_be_read(good_form: Path, tmp_path: Path) -> None:
    """A file that cannot be read, with the others done."""
    bad = empty_file(tmp_path)
    done = run_hebiao("check", bad, good_form, "--json")
    assert done.returncode == 3
    said = json.loads(done.stdout)
    assert ([problem["file"] for problem in said["problems"]], len(said["records"])) == ([bad.name], 1)
    mailbox = folder_with(tmp_path / "in", bad, good_form)
    assert run_hebiao("run", mailbox, "--out", tmp_path / "out").returncode == 3
    assert len(list((tmp_path / "out/records").iterdir())) == 1


def test_3_check_of_what_is_no_form(tmp_path: Path) -> None:
    """A file that was taken for a form and is none gave no record; in a mailbox it is material."""
    (tmp_path / "in").mkdir()
    file = tmp_path / "in/来函.docx"
    file.write_bytes(letter())
    assert run_hebiao("check", file).returncode == 3
    assert run_hebiao("run", tmp_path / "in", "--out", tmp_path / "out").returncode == 0


def test_1_and_3_together(faulty_form: Path, tmp_path: Path) -> None:
    """Under `check` discrepancies win, under `run` the file that could not be read."""
    bad = empty_file(tmp_path)
    assert run_hebiao("check", bad, faulty_form).returncode == 1
    mailbox = folder_with(tmp_path / "in", bad, faulty_form)
    assert run_hebiao("run", mailbox, "--out", tmp_path / "out", "--fail-on", "error").returncode == 3


def test_4_output_that_cannot_be_written(good_form: Path, tmp_path: Path) -> None:
    """One sentence that names the place and the reason."""
    (tmp_path / "out").write_text("in the way")
    done = run_hebiao("run", good_form, "--out", tmp_path / "out")
    assert done.returncode == 4
    assert str(tmp_path / "out") in done.stderr
    assert "同名的文件已经存在" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_4_standard_output_that_is_full() -> None:
    """A result that cannot be printed is no success."""
    command = [str(Path(sys.executable).with_name("hebiao")), "codes"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_130_what_was_finished_stays(good_form: Path, faulty_form: Path, tmp_path: Path) -> None:
    """Ctrl-C in the middle of a run: the forms that were done are whole and listed, an earlier run's are still there."""
    run_hebiao("run", faulty_form, "--out", tmp_path / "out")
    [earlier] = (tmp_path / "out/records").iterdir()
    mailbox = tmp_path / "in"
    mailbox.mkdir()
    for number in range(300):
        shutil.copy(good_form, mailbox / f"{number:03}.docx")
    command = [str(Path(sys.executable).with_name("hebiao")), "run", str(mailbox), "--out", str(tmp_path / "out"), "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr
        for _ in range(3):
            process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    listed = [name for entry in manifest["files"] for name in entry["records"]]
    assert 3 <= len(listed) < 300
    for name in listed:
        assert json.loads((tmp_path / f"out/records/{name}.json").read_text("utf-8"))["id"] == name
    assert earlier.exists()
    assert (tmp_path / "out/index.html").exists()
    assert not list((tmp_path / "out").rglob("*.part"))


def test_reader_that_has_seen_enough() -> None:
    """A closed pipe (`hebiao codes | head -1`) is no error and says nothing."""
    command = [str(Path(sys.executable).with_name("hebiao")), "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_streams_that_are_closed(good_form: Path, tmp_path: Path) -> None:
    """A caller that has closed standard output or error, as daemons do, gets its output folder all the same."""
    hebiao = Path(sys.executable).with_name("hebiao")
    script = '"$0" run "$1" --out "$2" >&- 2>&-'
    assert subprocess.run(["sh", "-c", script, hebiao, good_form, tmp_path / "out"], check=False).returncode == 0
    assert (tmp_path / "out/index.html").exists()


def test_output_is_utf8_whatever_the_locale() -> None:
    """Chinese is printed under the C locale as well."""
    settings = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "培训总规模" in run_hebiao("codes", env=settings).stdout
    assert "没有 什么 这个命令" in run_hebiao("什么", env=settings).stderr
