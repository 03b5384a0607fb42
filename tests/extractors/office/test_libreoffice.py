"""LibreOffice as a tool that may be missing, hang, fail or write too much; a script stands in for it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from extractors.errors import DocumentError
from extractors.office import libreoffice, slots
from extractors.office.libreoffice import to_docx
from tests.extractors.office.conftest import left

ROOT = Path(__file__).parents[3]
# The last argument is the file; `out` is the folder that the result goes to.
_HEAD = '#!/bin/sh\nfor file; do :; done\nout="$(dirname "$file")/out"; mkdir "$out"\n'
_WRITES = _HEAD + 'cp "$file" "$out/input.docx"\n'

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no shell scripts")
Fake = Callable[[str], Path]


@pytest.fixture
def fake(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a script in the place of LibreOffice."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    def put(script: str) -> Path:
        file = folder / "soffice"
        file.write_text(script, "utf-8")
        file.chmod(0o755)
        return file

    return put


def refusal(suffix: str = ".doc") -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        to_docx(b"data", suffix, "MS Word 97")
    return caught.value


def test_what_it_writes_is_taken_and_nothing_stays(fake: Fake, scratch: Path) -> None:
    """The bytes come back, and no copy of an applicant's file is left behind."""
    fake(_WRITES)
    assert to_docx(b"data", ".doc", "MS Word 97") == b"data"
    assert left(scratch) == []


def test_not_installed(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice it is said which package to install."""
    monkeypatch.setenv("PATH", "")
    error = refusal()
    assert error.code == "document.unreadable"
    assert "LibreOffice" in error.reason
    assert "libreoffice-writer" in error.advice


def test_hangs(fake: Fake, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended with all that it started when its time is over."""
    monkeypatch.setattr(libreoffice, "MAX_SECONDS", 1)
    fake(_HEAD + "sleep 3217 &\nsleep 3217\n")
    started = time.monotonic()
    error = refusal()
    assert time.monotonic() - started < 10
    assert (error.code, "1 秒" in error.reason) == ("document.too_large", True)
    assert left(scratch) == []
    assert not [process for process in psutil.process_iter(["cmdline"]) if process.info["cmdline"] == ["sleep", "3217"]]


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 0\n", "#!/bin/sh\nkill -SEGV $$\n", _HEAD + ': > "$out/input.docx"\n',
                                    _HEAD + 'ln -s /etc/hostname "$out/input.docx"\n'])
def test_writes_nothing(fake: Fake, scratch: Path, script: str) -> None:
    """No result, an empty one, or one that leads elsewhere: the file cannot be read, whatever the exit status."""
    fake(script)
    error = refusal()
    assert error.code == "document.unreadable"
    assert "LibreOffice" in error.reason
    assert left(scratch) == []


def test_writes_too_much(fake: Fake, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result over the limit is not read."""
    monkeypatch.setattr(libreoffice, "MAX_OUTPUT", 3)
    fake(_WRITES)
    assert refusal().code == "document.too_large"


def test_cannot_be_started(fake: Fake, scratch: Path) -> None:
    """A program that the system does not run is no traceback."""
    fake("no script").write_bytes(b"\x7fELF")
    assert refusal().code == "document.unreadable"


def test_speaks_to_nobody(fake: Fake, scratch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What it prints reaches no user."""
    fake(_WRITES + "echo noise; echo noise >&2\n")
    to_docx(b"data", ".doc", "MS Word 97")
    assert capfd.readouterr() == ("", "")


def test_knows_nothing_of_the_user(fake: Fake, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neutral names, a home of its own, no display and no secrets; macros and links are off."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("HEBIAO_PASSWORD", "secret")
    fake(_HEAD + '{ echo "$@"; env; cat "$(dirname "$file")/profile/user/registrymodifications.xcu"; } > "$out/input.docx"\n')
    said = to_docx(b"data", ".doc", "MS Word 97").decode()
    arguments = said.split("\n", 1)[0]
    assert "/input.doc" in arguments
    assert "--headless" in arguments
    assert "HOME=" + str(scratch) in said
    assert "DISPLAY" not in said
    assert "secret" not in said
    assert 'oor:name="MacroSecurityLevel" oor:op="fuse"><value>3<' in said
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in said


def test_has_no_network(fake: Fake, scratch: Path) -> None:
    """It sees no network interface but its own loopback, where the system permits to shut it in."""
    if not libreoffice._shut_in():
        pytest.skip("this system does not permit network namespaces")
    fake(_HEAD + 'cat /proc/net/dev > "$out/input.docx"\n')
    lines = to_docx(b"data", ".doc", "MS Word 97").decode().splitlines()
    assert [line.split(":")[0].strip() for line in lines if ":" in line] == ["lo"]


def test_works_where_it_cannot_be_shut_in(fake: Fake, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container without namespaces it converts all the same, and the clock still ends all that it started."""
    monkeypatch.setattr(libreoffice, "_shut_in", tuple)
    fake(_WRITES)
    assert to_docx(b"data", ".doc", "MS Word 97") == b"data"
    monkeypatch.setattr(libreoffice, "MAX_SECONDS", 1)
    fake(_HEAD + "sleep 3219 &\nsleep 3219\n")
    assert refusal().code == "document.too_large"
    assert not [process for process in psutil.process_iter(["cmdline"]) if process.info["cmdline"] == ["sleep", "3219"]]


def test_two_at_a_time(fake: Fake, scratch: Path) -> None:
    """Five processes convert at once; two conversions run together, never more, and all succeed."""
    log = scratch.parent / "log"
    fake(_HEAD + f'echo + >> "{log}"\nsleep 0.4\necho - >> "{log}"\ncp "$file" "$out/input.docx"\n')
    code = "from extractors.office.libreoffice import to_docx; to_docx(b'x', '.doc', 'MS Word 97')"
    environment = {**os.environ, "TMPDIR": str(scratch)}
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment) for _ in range(5)]
    assert [process.wait(60) for process in processes] == [0] * 5
    running = most = 0
    for line in log.read_text("utf-8").split():
        running += 1 if line == "+" else -1
        most = max(most, running)
    assert most == slots.SLOTS == 2


def test_no_place_gets_free(fake: Fake, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits too long is told so; it is not the file's fault."""
    monkeypatch.setattr(libreoffice, "MAX_SECONDS_IN_ALL", 0.2)
    fake(_WRITES)
    with slots.slot(1), slots.slot(1):
        assert "等候" in refusal().reason
    monkeypatch.setattr(libreoffice, "MAX_SECONDS_IN_ALL", 20)
    assert to_docx(b"data", ".doc", "MS Word 97") == b"data"


def test_killed_process_leaves_nothing_for_long(fake: Fake, scratch: Path) -> None:
    """A worker that is killed takes its conversion with it, and what it left is removed by the next one."""
    if not libreoffice._shut_in():
        pytest.skip("this system does not permit namespaces")
    fake(_HEAD + "sleep 3218\n")
    code = "from extractors.office.libreoffice import to_docx; to_docx(b'x', '.doc', 'MS Word 97')"
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "TMPDIR": str(scratch)})
    until = time.monotonic() + 20
    while not list(scratch.rglob("out")) and time.monotonic() < until:
        time.sleep(0.05)
    worker.kill()
    worker.wait()
    assert "input.doc" in left(scratch)
    fake(_WRITES)
    with slots.slot(10), slots.slot(10):  # both get free, so the conversion has ended
        assert left(scratch) == []


def test_conversion_without_its_parent_still_counts(fake: Fake, scratch: Path) -> None:
    """Where it cannot be shut in, a conversion whose worker was killed keeps its place until it ends."""
    fake(_HEAD + 'echo $$ > "$out/pid"\nexec sleep 3220\n')
    code = "from extractors.office import libreoffice as it; it._shut_in = tuple; it.to_docx(b'x', '.doc', 'MS Word 97')"
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "TMPDIR": str(scratch)})
    until = time.monotonic() + 20
    while not (found := [file for file in scratch.rglob("pid") if file.stat().st_size]) and time.monotonic() < until:
        time.sleep(0.05)
    worker.kill()
    worker.wait()
    with slots.slot(1), pytest.raises(TimeoutError), slots.slot(0):
        pass
    psutil.Process(int(found[0].read_text("utf-8"))).kill()
    with slots.slot(1), slots.slot(10):
        assert left(scratch) == []


def test_folder_of_somebody_else(fake: Fake, scratch: Path) -> None:
    """A folder that others can open is not used for applicants' files."""
    fake(_WRITES)
    folder = scratch / f"hebiao-office-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o755)
    assert refusal().code == "document.unreadable"
    assert left(scratch) == []
