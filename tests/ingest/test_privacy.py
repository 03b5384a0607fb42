"""Whose numbers are seen where: nobody's in what a run says, nor with `--mask` in anything but the records."""

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.ingest.support import ROOT, letter, results, run_hebiao, zipped
from tests.reports.letter.opening import mail as opened

IDENTITY, MOBILE, LANDLINE = "500103199001011234", "13812345678", "023-60000483"
NAME = f"张三{MOBILE}（{IDENTITY}）"
IN_RECORDS = re.compile(r'"(?:phone|id_number)": "([^"]+)"')


@pytest.fixture(scope="module")
def mailbox(good_form: Path, faulty_form: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Names, headers and contents with numbers: a folder, a mail, an archive in it, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("mailbox")
    (folder / NAME).mkdir()
    shutil.copy(good_form, folder / NAME / f"推荐表{MOBILE}.docx")
    (folder / f"{IDENTITY}身份证.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(64))
    (folder / "推荐表 １３８ １２３４ ５６７８.docx").write_bytes(letter()[:-100])
    (folder / f"{LANDLINE}.pdf").write_bytes(b"%PDF-1.7" + bytes(51 * 1024 * 1024))
    (folder / f"{MOBILE}.eml").write_bytes(mail(faulty_form))
    return folder


def mail(form: Path) -> bytes:
    """A mail whose headers and attachments' names hold numbers; one attachment is an archive, one is broken."""
    message = EmailMessage()
    message["From"] = f"张三 {MOBILE} <{MOBILE}@139.com>"
    message["To"] = "office@example.org"
    message["Subject"] = f"申报材料（联系电话{LANDLINE}，身份证{IDENTITY}）"
    message["Date"] = "Thu, 15 Jun 2023 10:00:00 +0800"
    message["Message-ID"] = f"<{MOBILE}@139.com>"
    message.set_content(f"电话 {MOBILE}")
    attachments = {
        f"{NAME}.docx": form.read_bytes(), f"{MOBILE}推荐表.docx": b"PK\3\4broken",
        f"{IDENTITY}.zip": zipped({f"{MOBILE}/{IDENTITY}信用报告.pdf": b"%PDF-1.7 broken"}),
    }
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.fixture(scope="module")
def plain(mailbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The output of an ordinary run that logs all it has to say, and the process."""
    out = tmp_path_factory.mktemp("plain") / "out"
    return out, run_hebiao("run", mailbox, "--out", out, "--log-level", "debug")


@pytest.fixture(scope="module")
def masked(mailbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The same with `--mask`."""
    out = tmp_path_factory.mktemp("masked") / "out"
    return out, run_hebiao("run", mailbox, "--out", out, "--mask", "--log-level", "debug")


def compact(text: str) -> str:
    return re.sub(r"[\s\-()%]", "", unicodedata.normalize("NFKC", text))


def numbers(out: Path) -> set[str]:
    """Every number that came in: those of names and headers, and those that the records hold."""
    records = "".join(file.read_text("utf-8") for file in (out / "records").iterdir())
    held = {compact(number) for number in IN_RECORDS.findall(records)}
    assert len(held) > 10
    return {IDENTITY, MOBILE, compact(LANDLINE), *held}


def seen(text: str, secrets: Iterable[str]) -> list[str]:
    return [secret for secret in secrets if secret in compact(text)]


def text_of(file: Path) -> str:
    """All that a file says: of a letter and of a draft what is packed in them as well."""
    if file.suffix == ".docx":
        with ZipFile(file) as package:
            return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    if file.suffix == ".eml":
        said = opened(file.read_bytes())
        body: Any = said.get_body()
        return "\n".join((*map(str, said.values()), body.get_content(), *(str(part.get_filename()) for part in said.iter_attachments())))
    return file.read_text("utf-8")


def documents(out: Path) -> Iterator[tuple[str, str]]:
    """Name and text of everything that is written but the records."""
    for file in results(out):
        if file.suffix != ".xlsx" and file.parent.name != "records":
            yield file.name, text_of(file)
    for sheet in openpyxl.load_workbook(out / "summary.xlsx"):
        yield sheet.title, "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("way", ["plain", "masked"])
def test_what_a_run_says_gives_nobody_away(way: str, request: pytest.FixtureRequest) -> None:
    """No full number in log, progress and totals, whether of a name, a header or a form."""
    out, done = request.getfixturevalue(way)
    assert done.returncode == 3
    said = done.stdout + done.stderr
    assert "DEBUG file=" in said
    assert said.count("138****5678") > 5
    assert seen(said, numbers(out)) == []


def test_without_mask_the_reviewer_sees_the_numbers(plain: tuple[Path, Any]) -> None:
    """Reports, index and workbook have them: the reviewer compares them and calls."""
    out, _ = plain
    told = dict(documents(out))
    for name in ("index.html", "文件", "manifest.json"):
        assert MOBILE in told[name]
    assert any(MOBILE in "".join(seen(text, numbers(out))) for text in told.values())


def test_with_mask_only_records_have_the_numbers(masked: tuple[Path, Any], plain: tuple[Path, Any]) -> None:
    """Nothing else that is written holds a full one; the records are those of an ordinary run."""
    out, _ = masked
    told = dict(documents(out))
    assert {name: found for name, text in told.items() if (found := seen(text, numbers(out)))} == {}
    assert "138****5678" in told["index.html"]
    assert "500103********1234" in told["文件"]
    for record in (out / "records").iterdir():
        assert record.read_bytes() == (plain[0] / "records" / record.name).read_bytes()
    assert [file.name for file in out.rglob("*") if seen(file.name, numbers(out))] == []


def test_with_mask_nothing_else_changes(masked: tuple[Path, Any], plain: tuple[Path, Any]) -> None:
    """The same files, verdicts, counts and codes."""
    names = [{file.relative_to(out).as_posix() for file in results(out)} for out, _ in (masked, plain)]
    assert names[0] == names[1]
    for file in sorted((masked[0] / "findings").iterdir()):
        here, there = (json.loads((out / "findings" / file.name).read_text("utf-8")) for out, _ in (masked, plain))
        assert (here["verdict"], here["counts"]) == (there["verdict"], there["counts"])
        assert [(one["code"], one["field"]) for one in here["findings"]] == [(one["code"], one["field"]) for one in there["findings"]]


def test_wrong_usage_gives_nobody_away(tmp_path: Path) -> None:
    """A message about an argument is a line of the log like any other."""
    done = run_hebiao("run", tmp_path / f"{NAME}\x1b[31m.eml")
    assert done.returncode == 2
    assert "张三138****5678（500103********1234）" in done.stderr
    assert "\x1b" not in done.stderr


def test_the_log_is_masked_in_one_place() -> None:
    """Whatever is logged, also by a library: one line, without control characters and without a full number."""
    code = (
        "import logging; from ingest.log import log; "
        f"log.warning('file=%r', '{MOBILE}'); log.warning('a\\nb\\x1b[31m{IDENTITY}'); log.info('unasked'); "
        f"logging.getLogger('library').error('{MOBILE}'); logging.getLogger('library').warning('unasked')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == [
        "WARNING file='138****5678'", "WARNING a b\ufffd[31m500103********1234", "ERROR 138****5678",
    ]
