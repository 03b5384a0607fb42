"""The real unit of work on one input, and on all that comes out of it, as `ingest.pipeline` does it for a batch."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.output import OutputFolder
from ingest.pipeline import form_row
from ingest.sources import SourceFile
from ingest.unpack.allowance import Allowance
from ingest.unpack.settling import settle_containers
from ingest.work import Work, work
from schema.batch import Batch, FileEntry
from schema.notice import Notice, load_notice


@cache
def notice() -> Notice:
    """The notice that the samples answer."""
    return load_notice()


def work_on(name: str, data: bytes, folder: Path) -> tuple[Work, ...]:
    """What becomes of a file, and of what is inside it, in the order of the manifest.

    name: of the file. folder: for what is unpacked. Raises what `ingest.work` raises: there is nothing that it should.
    """
    file = folder / "input"
    file.write_bytes(data)
    return tuple(_all(SourceFile(name, file), folder))


def _all(source: SourceFile, folder: Path) -> Iterator[Work]:
    allowance = Allowance()
    waiting = [source]
    while waiting:
        done = allowance.admit(work(waiting.pop(), notice(), folder))
        yield done
        waiting += reversed(done.files)


def manifest(works: tuple[Work, ...]) -> list[FileEntry]:
    """The entries of all files, containers settled by what is inside them."""
    return settle_containers([entry for done in works for entry in (done.entry, *done.refused)])


def write(works: tuple[Work, ...]) -> None:
    """Write what came of them as a batch of its own, and throw it away."""
    with TemporaryDirectory() as name:
        folder = OutputFolder(Path(name))
        forms = [form for done in works for form in done.forms]
        for form in forms:
            folder.write_form(form)
        rows = tuple(form_row(form.checked.record, form.checked.report) for form in forms)
        folder.close(Batch(notice=notice().name, notice_title=notice().title, forms=rows, files=tuple(manifest(works))))
