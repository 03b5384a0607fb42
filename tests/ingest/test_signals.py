"""A run that is told to end, or is killed: nothing unpacked is left behind, and no process."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.ingest.support import run_hebiao
from tests.ingest.test_containers import FORM, mail

if sys.platform == "win32":
    pytest.skip("signals of Unix", allow_module_level=True)


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mails with many forms."""
    folder = tmp_path_factory.mktemp("in")
    for number in range(3):
        (folder / f"{number}.eml").write_bytes(mail("材料", {f"{form}.docx": FORM for form in range(60)}).as_bytes())
    return folder


@pytest.fixture
def started(mailbox: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A run that has unpacked something, and has some of it done."""
    command = [str(Path(sys.executable).with_name("hebiao")), "run", str(mailbox), "--out", str(tmp_path / "out"), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr
        for _ in range(5):
            process.stderr.readline()
        yield process


def unpacked(out: Path) -> list[str]:
    """What is left of what was unpacked."""
    return [file.name for file in out.iterdir() if file.name.startswith(".unpacked")]


def soon(what: Callable[[], bool]) -> bool:
    """Whether it gets true before one loses patience."""
    until = time.monotonic() + 60
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end(number: signal.Signals, started: "subprocess.Popen[str]", tmp_path: Path) -> None:
    """It ends as by Ctrl-C: what was finished is there and listed, all else is cleared away."""
    workers = psutil.Process(started.pid).children(recursive=True)
    started.send_signal(number)
    _, errors = started.communicate(timeout=120)
    assert (started.returncode, "Traceback" in errors) == (130, False)
    out = tmp_path / "out"
    assert unpacked(out) == []
    said = json.loads((out / "manifest.json").read_text("utf-8"))
    assert said["interrupted"]
    assert [name for entry in said["files"] for name in entry["records"]]
    assert soon(lambda: not any(worker.is_running() for worker in workers))


def test_killed(started: "subprocess.Popen[str]", tmp_path: Path) -> None:
    """Its workers end by themselves, and the next run clears away what it left."""
    workers = psutil.Process(started.pid).children(recursive=True)
    started.kill()
    started.communicate()
    out = tmp_path / "out"
    assert unpacked(out) != []
    assert soon(lambda: not any(worker.is_running() for worker in workers))
    shutil.copy(__file__, tmp_path / "a.txt")
    assert run_hebiao("run", tmp_path / "a.txt", "--out", out).returncode == 0
    assert unpacked(out) == []


def test_ignored(tmp_path: Path) -> None:
    """A signal that is ignored when the run starts, as by nohup, stays so."""
    file = tmp_path / "a.docx"
    file.write_bytes(FORM)
    command = [str(Path(sys.executable).with_name("hebiao")), "run", str(file), "--out", str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    ) as process:
        assert soon((tmp_path / "out").exists)
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=120)
    assert process.returncode == 0
