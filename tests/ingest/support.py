"""Files for the tests of the front door, made on the spot."""

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ingest.process import CheckedForm
from schema.batch import FileEntry
from schema.finding import report
from schema.record import Record, Source
from schema.training import TrainingForm

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
_HERE = TemporaryDirectory(prefix="hebiao-tests-")

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
CONTENT_TYPES = (
    f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)


def document_xml(body: str) -> str:
    """A main part with the given body."""
    return f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def letter() -> bytes:
    """A Word file that is no form."""
    body = "<w:p><w:r><w:t>此致敬礼</w:t></w:r></w:p>"
    return zipped({
        "[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document_xml(body),
    })


def bomb(megabytes: int) -> bytes:
    """A small Word file whose main part unpacks to so many megabytes of blanks."""
    start, end = document_xml("\n").encode().split(b"\n")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(start)
            for _ in range(megabytes):
                part.write(b" " * 1024 * 1024)
            part.write(end)
    return buffer.getvalue()


def pdf(pages: int, password: str = "") -> bytes:
    """A PDF of so many blank pages, encrypted where there is a password."""
    import pikepdf

    buffer = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        document.save(buffer, encryption=lock)
    return buffer.getvalue()


def checked(record_id: str, name: str | None = None) -> CheckedForm:
    """A form without a finding, of a unit by that name."""
    form = TrainingForm.model_validate({"organisation": {"name": name}})
    source = Source(path="a.docx", origin=("a.docx",), sha256="", media_type="", reader="docx")
    record = Record(id=record_id, form_type="training_institution", notice="", source=source, form=form)
    return CheckedForm(record, report(record_id, ()))


def entry(path: str, *records: str) -> FileEntry:
    """The line of the manifest of a file that gave these records."""
    return FileEntry(path=path, origin=(path,), size=1, sha256="", media_type="", outcome="form", records=records)


def results(out: Path) -> list[Path]:
    """The files of a run that people read; not the ledger, nor what the program keeps for itself."""
    return sorted(file for file in out.rglob("*") if file.is_file() and not file.name.startswith((".", "ledger.db")))


def contents(out: Path) -> dict[str, bytes]:
    """What people read of a run, by name."""
    return {str(file.relative_to(out)): file.read_bytes() for file in results(out)}


def run_hebiao(*arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a folder of its own: `check` looks for the ledger of a run where it is called."""
    command = [str(Path(sys.executable).with_name("hebiao")), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300, **{"cwd": _HERE.name, **settings})
