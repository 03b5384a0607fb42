"""A disk that is full, at any time of a run: one sentence that says where, exit code 4, and nothing half written."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.support import ROOT, run_hebiao
from tests.ingest.test_containers import FORM, OTHER_FORM, mail

HEBIAO = str(Path(sys.executable).with_name("hebiao"))
_IN_A_SMALL_DISK = """
mount -t tmpfs -o size=$1k tmpfs "$2" || exit 99
"$3" run "$4" --out "$2/out" --jobs 2
code=$?
cp -a "$2/out" "$5"
exit $code
"""
# HEBIAO_MIXES=50 tries so many sizes of a disk.
MIXES = int(os.environ.get("HEBIAO_MIXES", "0"))


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two forms and a mail with one."""
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.docx").write_bytes(FORM)
    (folder / "b.docx").write_bytes(OTHER_FORM)
    (folder / "信.eml").write_bytes(mail("材料", {"表.docx": FORM}).as_bytes())
    return folder


@pytest.fixture(scope="module")
def kilobytes(mailbox: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """What a run over them writes."""
    out = tmp_path_factory.mktemp("whole") / "out"
    assert run_hebiao("run", mailbox, "--out", out).returncode == 0
    return sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) // 1024


def run_on(size: int, mailbox: Path, tmp_path: Path) -> tuple[int, str, Path]:
    """The exit code of a run onto a disk of so many kilobytes, what it says on stderr, and a copy of what it wrote."""
    small, copy = tmp_path / "small", tmp_path / "copy"
    small.mkdir()
    command: list[str | Path] = ["unshare", "--mount", "--map-root-user", "sh", "-c", _IN_A_SMALL_DISK, "sh", str(size), small, HEBIAO, mailbox, copy]
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("no disk can be mounted here")
    return done.returncode, done.stderr, copy


def assert_whole(out: Path) -> None:
    """No part of a file is there, and nothing that was unpacked."""
    assert [file.name for file in out.rglob(".*") if file.name.endswith(".part") or file.is_dir()] == []
    for file in out.rglob("*.json"):
        json.loads(file.read_text("utf-8"))
    for file in out.rglob("*.html"):
        assert file.read_text("utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize("share", [0.02, 0.45, 0.9, *(random.Random(seed).random() for seed in range(MIXES))])
def test_output(share: float, kilobytes: int, mailbox: Path, tmp_path: Path) -> None:
    """Records, then reports, then the overview do not fit: what is there is whole."""
    code, said, out = run_on(max(8, int(kilobytes * share)), mailbox, tmp_path)
    assert (code, "Traceback" in said) == (4, False)
    assert said.splitlines()[-1].startswith("无法写入")
    assert "磁盘" in said.splitlines()[-1]
    assert "满。" in said.splitlines()[-1]
    assert_whole(out)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of files there")
def test_what_is_unpacked(tmp_path: Path) -> None:
    """A member that cannot be put on the disk is no fault of its mail: the run ends and says so."""
    import resource

    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "信.eml").write_bytes(mail("材料", {"大.bin": random.Random(1).randbytes(1 << 20)}).as_bytes())
    limit = 1 << 19
    done = run_hebiao("run", folder, "--out", out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(f"无法写入 {out}/.unpacked-")
    assert done.stderr.endswith("：文件超过系统允许的大小。\n")
    assert_whole(out)
