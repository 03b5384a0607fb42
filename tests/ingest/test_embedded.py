"""Documents embedded in documents are files of a batch: read, listed, counted; under `check` as under `run`."""

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from samples import word
from samples.forms import make_form
from samples.style import word_style
from tests.extractors.pdf.drawing import pdf
from tests.ingest.support import letter, run_hebiao

FORM = word.write(make_form(31, "training_institution"), word_style(31))
OTHER_FORM = word.write(make_form(32, "evaluation_institution"), word_style(32))


def with_objects(document: bytes, files: dict[str, bytes]) -> bytes:
    """A Word file with others embedded in it."""
    buffer = BytesIO(document)
    with zipfile.ZipFile(buffer, "a") as package:
        for name, data in files.items():
            package.writestr(f"word/embeddings/{name}", data)
    return buffer.getvalue()


def portfolio(files: dict[str, bytes], key: str = "") -> bytes:
    """A PDF with attachments, and a page that is no form."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf(lambda sheet: sheet.write(60, 60, "申报材料")))) as document:
        for name, data in files.items():
            document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)
        document.save(written, encryption=pikepdf.Encryption(user=key, owner="x") if key else False)
    return written.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A form and a letter with others in them, and a portfolio that holds one called like itself."""
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "推荐表.docx").write_bytes(with_objects(FORM, {"a.docx": with_objects(letter(), {"b.docx": OTHER_FORM}), "c.xlsx": b"PK"}))
    inner = portfolio({"材料.pdf": portfolio({"推荐表.docx": OTHER_FORM})})
    (folder / "材料.pdf").write_bytes(portfolio({"材料.pdf": inner, "../../法人登记证书.txt": b"x", "明细.xlsx": b"PK"}))
    return folder


def by_path(out: Path) -> dict[str, dict[str, Any]]:
    """The lines of a manifest, each of which stands once."""
    files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    entries = {entry["path"]: entry for entry in files}
    assert len(entries) == len(files)
    return entries


def test_a_run(folder: Path, tmp_path: Path) -> None:
    """Each has its line below the document's, which is told of by itself; forms among them are forms."""
    assert run_hebiao("run", folder, "--out", tmp_path / "out").returncode in (0, 3)
    entries = by_path(tmp_path / "out")
    assert {path: entry["outcome"] for path, entry in entries.items() if "xlsx" not in path} == {
        "推荐表.docx": "form", "推荐表.docx/附件1.docx": "material", "推荐表.docx/附件1.docx/附件1.docx": "form",
        "材料.pdf": "material", "材料.pdf/法人登记证书.txt": "material", "材料.pdf/材料.pdf": "material",
        "材料.pdf/材料.pdf/材料.pdf": "material", "材料.pdf/材料.pdf/材料.pdf/推荐表.docx": "form",
    }
    innermost = entries["材料.pdf/材料.pdf/材料.pdf/推荐表.docx"]
    assert innermost["origin"] == ["材料.pdf", "材料.pdf", "材料.pdf", "推荐表.docx"]
    assert (entries["推荐表.docx"]["note"], entries["推荐表.docx"]["members"]) == ("内嵌 1 个文件", None)
    assert entries["材料.pdf"]["note"].endswith("；内嵌 3 个文件")
    assert len({entry["submission"] for path, entry in entries.items() if path.startswith("材料.pdf")}) == 1
    assert not [name for name in (tmp_path / "out").iterdir() if name.name.startswith(".unpacked-")]


def test_a_check(folder: Path) -> None:
    """Forms are read wherever they are; a paper that is embedded needs no form."""
    done = run_hebiao("check", folder / "推荐表.docx", folder / "材料.pdf", "--json", "--fail-on", "never")
    said = json.loads(done.stdout)
    assert [record["source"]["path"] for record in said["records"]] == [
        "推荐表.docx", "推荐表.docx/附件1.docx/附件1.docx", "材料.pdf/材料.pdf/材料.pdf/推荐表.docx",
    ]
    assert [problem["file"] for problem in said["problems"]] == []


def test_limits(folder: Path, tmp_path: Path) -> None:
    """They are those of mails and archives, in both commands."""
    run_hebiao("run", folder, "--out", tmp_path / "out", "--limit", "depth=2")
    entries = by_path(tmp_path / "out")
    codes = {path: entry["problem"]["code"] for path, entry in entries.items() if entry["problem"]}
    assert codes["材料.pdf/材料.pdf/材料.pdf/其余文件"] == "document.too_large"
    done = run_hebiao("check", folder / "材料.pdf", "--json", "--limit", "depth=2")
    assert [problem["file"] for problem in json.loads(done.stdout)["problems"]] == ["材料.pdf/材料.pdf/材料.pdf/其余文件"]


def test_a_locked_portfolio(tmp_path: Path) -> None:
    """Its password opens what is attached as well; without it the file is a problem, once."""
    file = tmp_path / "材料.pdf"
    file.write_bytes(portfolio({"推荐表.docx": FORM}, key="geheim"))
    closed = json.loads(run_hebiao("check", file, "--json").stdout)
    assert [problem["code"] for problem in closed["problems"]] == ["document.encrypted"]
    for command in (("check", file, "--json"), ("run", file, "--out", tmp_path / "out")):
        done = run_hebiao(*command, "--password", env={**os.environ, "HEBIAO_PASSWORD": "geheim"})
        assert "Traceback" not in done.stderr
    assert by_path(tmp_path / "out")["材料.pdf/推荐表.docx"]["outcome"] == "form"
