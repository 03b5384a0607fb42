"""Passwords on the command line: from the environment and at a prompt, tried on everything, and told to nobody."""

import json
import os
import pty
import select
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pikepdf
import py7zr
import pytest

from ingest.passwords import find_passwords
from samples import pdf, word
from samples.forms import make_form
from samples.style import pdf_style, word_style
from tests.extractors.locks.locked import DATA, PASSWORD, agile, workbook
from tests.ingest.support import ROOT, run_hebiao
from tests.ingest.test_containers import mail
from tests.ingest.unpack.archives import by_library
from tests.ingest.unpack.rars import rar5

SECOND = "另一个-pass"
FORM = make_form(51, "training_institution")
OTHER = make_form(52, "evaluation_institution")


def locked_pdf(data: bytes) -> bytes:
    """A PDF with a user password."""
    locked = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user=SECOND, owner="besitzer"))
    return locked.getvalue()


def seven_zip(parts: dict[str, bytes]) -> bytes:
    """A 7z with locked names."""
    buffer = BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=PASSWORD, header_encryption=True) as archive:
        for name, content in parts.items():
            archive.writestr(content, name)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms and papers behind locks of every kind, one inside the other too."""
    folder = tmp_path_factory.mktemp("locked") / "来件"
    folder.mkdir()
    docx, other = word.write(FORM, word_style(51)), word.write(OTHER, word_style(52))
    (folder / "推荐表.docx").write_bytes(agile(docx))
    (folder / "推荐表.pdf").write_bytes(locked_pdf(pdf.write(OTHER, pdf_style(52))))
    (folder / "名单.xls").write_bytes(workbook(SECOND))
    (folder / "材料.zip").write_bytes(by_library({"推荐表.docx": agile(other)}, "zip", "zip:encryption=aes256", SECOND))
    message = mail("材料", {"材料.7z": seven_zip({"里层.rar": rar5({"推荐表.docx": docx}, SECOND)})})
    (folder / "来信.eml").write_bytes(message.as_bytes())
    return folder


def run(folder: Path, out: Path, given: str, *options: str) -> tuple[dict[str, dict[str, Any]], CompletedProcess[str]]:
    """The entries of the manifest by path, and what the command said."""
    done = run_hebiao("run", folder, "--out", out, *options, env={**os.environ, "HEBIAO_PASSWORD": given})
    files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    return {entry["path"]: entry for entry in files}, done


def test_everything_is_opened(mailbox: Path, tmp_path: Path) -> None:
    """Two passwords open all that is locked, however it lies in each other; the ledger says what was, and none of the words."""
    entries, done = run(mailbox, tmp_path / "out", f"{SECOND}\n{PASSWORD}", "--log-level", "debug")
    assert done.returncode == 0, done.stderr
    forms = {path for path, entry in entries.items() if entry["outcome"] == "form" and entry["members"] is None}
    assert forms == {"推荐表.docx", "推荐表.pdf", "材料.zip/推荐表.docx", "来信.eml/材料.7z/里层.rar/推荐表.docx"}
    assert entries["名单.xls"]["outcome"] == "material"
    opened = {path for path, entry in entries.items() if "密码" in entry["note"]}
    assert opened == {
        "推荐表.docx", "推荐表.pdf", "名单.xls", "材料.zip", "材料.zip/推荐表.docx", "来信.eml/材料.7z", "来信.eml/材料.7z/里层.rar",
    }
    assert entries["推荐表.docx"]["size"] == (mailbox / "推荐表.docx").stat().st_size
    said = [done.stdout, done.stderr, *(file.read_text("utf-8", "replace") for file in (tmp_path / "out").rglob("*") if file.is_file())]
    with zipfile.ZipFile(tmp_path / "out" / "summary.xlsx") as book:
        said += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    assert not any(word in text for text in said for word in (SECOND, PASSWORD))


@pytest.mark.parametrize(("given", "words"), [("", "没有密码"), ("x\ny", "给出的 2 个密码都打不开")])
def test_without_the_right_one(mailbox: Path, tmp_path: Path, given: str, words: str) -> None:
    """Each locked file is a problem of its own that says how to give a password, or that none of those given fits."""
    entries, done = run(mailbox, tmp_path / "out", given)
    assert done.returncode == 3
    problems = {path: entry["problem"] for path, entry in entries.items() if entry["problem"]}
    assert set(problems) == {"推荐表.docx", "推荐表.pdf", "名单.xls", "材料.zip/推荐表.docx", "来信.eml/材料.7z"}
    assert {problem["code"] for problem in problems.values()} == {"document.encrypted"}
    assert all(words in problem["reason"] and "--password" in problem["advice"] for problem in problems.values())


def test_from_standard_input(mailbox: Path) -> None:
    """Without a terminal, --password reads lines until an empty one; those of the environment count as well."""
    files = mailbox / "推荐表.docx", mailbox / "推荐表.pdf"
    done = run_hebiao(
        "check", *files, "--json", "--password", env={**os.environ, "HEBIAO_PASSWORD": SECOND}, input=f"x\n{PASSWORD}\n\nrest\n",
    )
    assert len(json.loads(done.stdout)["records"]) == 2


def test_check(mailbox: Path) -> None:
    """`check` opens a single file in the same way."""
    form = mailbox / "推荐表.docx"
    done = run_hebiao("check", form, "--json", env={**os.environ, "HEBIAO_PASSWORD": PASSWORD})
    assert [record["form_type"] for record in json.loads(done.stdout)["records"]] == ["training_institution"]
    assert PASSWORD not in done.stdout + done.stderr
    done = run_hebiao("check", form, DATA / "locked.odt", "--json", env={**os.environ, "HEBIAO_PASSWORD": ""})
    assert [problem["code"] for problem in json.loads(done.stdout)["problems"]] == ["document.encrypted"] * 2


def test_a_password_is_no_argument(mailbox: Path, tmp_path: Path) -> None:
    """What stands behind --password is taken for a file, which does not exist."""
    done = run_hebiao("run", "--password", PASSWORD, "--out", tmp_path / "out")
    assert done.returncode == 2


def test_prompt(mailbox: Path) -> None:
    """On a terminal it asks, one at a time, and does not show what is typed."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(ROOT)
        os.environ["HEBIAO_PASSWORD"] = ""
        hebiao = str(Path(sys.executable).with_name("hebiao"))
        os.execv(hebiao, [hebiao, "check", "--password", str(mailbox / "推荐表.docx")])  # noqa: S606
    shown = b""
    answers = [b"x\n", PASSWORD.encode() + b"\n", b"\n"]
    while select.select([terminal], [], [], 60)[0]:
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # what Linux says where a terminal has no more to give
            break
        if answers and shown.decode("utf-8", "replace").endswith("："):
            os.write(terminal, answers.pop(0))
    os.waitpid(pid, 0)
    text = shown.decode()
    assert text.count("密码（每次输入一个，直接回车结束）：") == 3
    assert PASSWORD not in text
    assert "培训机构推荐表" in text


def test_order_and_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each password counts once, in its order, and one in GBK is what it means."""
    monkeypatch.setenv("HEBIAO_PASSWORD", os.fsdecode("二\n一\n\n二".encode("gbk")))
    assert find_passwords(ask=False).tried == ("二", "一")
    monkeypatch.delenv("HEBIAO_PASSWORD")
    assert find_passwords(ask=False).tried == ()
