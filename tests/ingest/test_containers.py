"""Mails and archives in a batch: every file inside is worked on, nothing is lost, and the ledger adds up."""

import json
import zipfile
from collections import Counter
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from samples import word
from samples.forms import make_form
from samples.style import word_style
from tests.ingest.support import letter, results, run_hebiao

FORM = word.write(make_form(31, "training_institution"), word_style(31))
OTHER_FORM = word.write(make_form(32, "evaluation_institution"), word_style(32))


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


def mail(subject: str, attachments: dict[str, bytes], forwarded: EmailMessage | None = None) -> EmailMessage:
    """A mail with attachments, and another mail that it forwards."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "zhang@example.com", "office@example.com", subject
    message["Date"] = "Mon, 05 Jun 2023 09:30:00 +0800"
    message.set_content("附件请查收。")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if forwarded is not None:
        message.add_attachment(forwarded)
    return message


def run(folder: Path, out: Path, *options: str) -> dict[str, Any]:
    """The manifest of a run."""
    done = run_hebiao("run", folder, "--out", out, *options)
    assert done.returncode in (0, 3), done.stderr
    assert "Traceback" not in done.stderr
    manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text("utf-8"))
    return manifest


def by_path(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The entries of a manifest by their paths, each of which stands once."""
    entries = {entry["path"]: entry for entry in manifest["files"]}
    assert len(entries) == len(manifest["files"])
    return entries


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    """A mailbox with every kind of nesting."""
    folder = tmp_path / "来件"
    folder.mkdir()
    inner = zipped({"材料/推荐表.docx": OTHER_FORM, "材料/说明.docx": letter(), "__MACOSX/._推荐表.docx": b"\x00\x05\x16\x07"})
    forwarded = mail("材料补充", {"推荐表.docx": FORM})
    (folder / "来信.eml").write_bytes(mail("申报材料", {"材料.zip": inner, "空.docx": b""}, forwarded).as_bytes())
    (folder / "打包.zip").write_bytes(zipped({"里层.zip": zipped({"里层/推荐表.docx": FORM})}))
    (folder / "空邮件.eml").write_bytes(mail("问好", {}).as_bytes())
    (folder / "单独.docx").write_bytes(OTHER_FORM)
    return folder


def test_every_file_is_in_the_ledger(mailbox: Path, tmp_path: Path) -> None:
    """Each file has its line with the chain it came by, and each container as many lines as it has members."""
    manifest = run(mailbox, tmp_path / "out")
    entries = by_path(manifest)
    assert entries["来信.eml/材料.zip/材料/推荐表.docx"]["origin"] == ["来信.eml", "材料.zip", "材料/推荐表.docx"]
    assert entries["来信.eml/材料.zip/材料/推荐表.docx"]["outcome"] == "form"
    assert entries["来信.eml/材料补充.eml/推荐表.docx"]["outcome"] == "form"
    assert entries["来信.eml/材料.zip/__MACOSX/._推荐表.docx"]["outcome"] == "ignored"
    assert entries["来信.eml/空.docx"]["outcome"] == "problem"
    assert entries["打包.zip/里层.zip/里层/推荐表.docx"]["outcome"] == "form"
    for entry in manifest["files"]:
        if entry["members"] is None:
            continue
        chain = entry["origin"]
        inside = [one for one in manifest["files"] if one["path"].startswith(f"{entry['path']}/")]
        assert sum(one["origin"][:-1] == chain for one in inside) == entry["members"]
    assert entries["来信.eml"]["outcome"] == "form"
    assert entries["空邮件.eml"]["outcome"] == "ignored"


def test_the_sums_add_up(mailbox: Path, tmp_path: Path) -> None:
    """Every record is one of a file's, every file that is a form has one, and the totals say so."""
    out = tmp_path / "out"
    done = run_hebiao("run", mailbox, "--out", out)
    files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    single = [entry for entry in files if entry["members"] is None]
    outcomes = Counter(entry["outcome"] for entry in single)
    records = [record for entry in single for record in entry["records"]]
    assert sorted(records) == sorted(file.stem for file in (out / "records").iterdir())
    assert outcomes["form"] == len(records) == 4
    assert f"收到文件 {len(single)} 个（另有邮件和压缩包 {len(files) - len(single)} 个，已打开）" in done.stdout
    assert f"推荐表 {outcomes['form']}，" in done.stdout


def test_nothing_is_left_on_the_disk(mailbox: Path, tmp_path: Path) -> None:
    """What was unpacked is gone when the run is over."""
    out = tmp_path / "out"
    run(mailbox, out)
    assert list(out.glob(".unpacked*")) == []


def test_the_same_bytes_for_any_number_of_workers(mailbox: Path, tmp_path: Path) -> None:
    """The order of ids and lines does not depend on which worker is done first."""
    one, three = tmp_path / "one", tmp_path / "three"
    run(mailbox, one, "--jobs", "1")
    run(mailbox, three, "--jobs", "3")
    for file in results(one):
        assert file.read_bytes() == (three / file.relative_to(one)).read_bytes(), file.name


def test_a_name_that_stands_twice(tmp_path: Path) -> None:
    """Two attachments of one name are two files."""
    folder = tmp_path / "in"
    folder.mkdir()
    message = mail("两份", {"推荐表.docx": FORM})
    message.add_attachment(OTHER_FORM, maintype="application", subtype="octet-stream", filename="推荐表.docx")
    (folder / "a.eml").write_bytes(message.as_bytes())
    entries = by_path(run(folder, tmp_path / "out"))
    assert entries["a.eml/推荐表.docx"]["records"] != entries["a.eml/推荐表 (2).docx"]["records"]
    assert entries["a.eml/推荐表 (2).docx"]["outcome"] == "form"


def test_a_bomb_costs_itself_alone(tmp_path: Path) -> None:
    """An archive over its limits is named with the limit; the form beside it in the same mail is read."""
    folder = tmp_path / "in"
    folder.mkdir()
    bomb = zipped({"0.txt": b"\x00" * (80 << 20)})
    (folder / "a.eml").write_bytes(mail("材料", {"炸弹.zip": bomb, "推荐表.docx": FORM}).as_bytes())
    entries = by_path(run(folder, tmp_path / "out"))
    refused = next(entry for path, entry in entries.items() if path.startswith("a.eml/炸弹.zip") and entry["problem"])
    assert refused["problem"]["code"] == "document.too_large"
    assert "100" in refused["problem"]["reason"]
    assert entries["a.eml/推荐表.docx"]["outcome"] == "form"


def test_a_mailbox_in_one_file(tmp_path: Path) -> None:
    """Each mail of an mbox is opened where it lies, and a `>From ` in it is as it was."""
    folder = tmp_path / "in"
    folder.mkdir()
    first, second = mail("一", {"推荐表.docx": FORM}), mail("二", {"推荐表.docx": OTHER_FORM})
    parts = [b"From zhang@example.com Mon Jun  5 09:30:00 2023\n" + one.as_bytes() + b"\n" for one in (first, second)]
    (folder / "收件箱").write_bytes(b"".join(parts))
    entries = by_path(run(folder, tmp_path / "out"))
    assert entries["收件箱"]["members"] == 2
    assert entries["收件箱/1.eml"]["members"] == 1
    assert entries["收件箱/2.eml/推荐表.docx"]["origin"] == ["收件箱", "2.eml", "推荐表.docx"]
    assert entries["收件箱/1.eml/推荐表.docx"]["outcome"] == entries["收件箱/2.eml/推荐表.docx"]["outcome"] == "form"
    assert (folder / "收件箱").is_file()
