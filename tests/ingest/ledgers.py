"""Ledgers for tests, filled as a run fills them but without reading a file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from ingest.ledger.arrivals import Unit, begin_intake, end_intake, register
from ingest.ledger.opening import ledger_address, opened
from ingest.ledger.readings import Readings, Versions
from ingest.ledger.telling import Telling
from ingest.process import CheckedForm
from ingest.rows import form_row
from ingest.sources import SourceFile
from ingest.work import Work
from schema.notice import DEFAULT_NOTICE
from tests.ingest.support import entry

VERSIONS = Versions("reader", "rules", "means", False)


@contextmanager
def ledger(folder: Path) -> Iterator[Connection]:
    """A connection to the ledger in a folder."""
    folder.mkdir(exist_ok=True)
    with opened(ledger_address(None, folder)) as engine, engine.connect() as connection:
        yield connection


def unit(path: str, content: str = "", root: str = "/in", digest_of: str | None = None) -> Unit:
    """A file of an INPUT that is not there. content: what it holds; digest_of: path of a file that holds the same."""
    digest = sha256(f"{digest_of or path}{content}".encode()).hexdigest()
    return Unit(SourceFile(path, Path(root) / path), f"{root}/{path}", 0, path, digest)


def hand_in(
    connection: Connection, forms: Mapping[Unit, Sequence[CheckedForm]], corrects: str | None = None, inputs: Sequence[str] = ("/in",),
) -> None:
    """An intake in which these units lie in the INPUTs, each with its forms."""
    number = begin_intake(connection, Telling(notice=DEFAULT_NOTICE, masked=False))
    register(connection, list(forms), list(map(Path, inputs)), number, corrects)
    readings = Readings(connection, VERSIONS)
    for one, checked in forms.items():
        if not readings.has(one):
            leased = readings.lease(one)
            line = entry(one.source.path).model_copy(update={"sha256": one.sha256})
            rows = [form_row(form) for form in checked]
            readings.add(leased, 0, Work(line, forms=tuple(checked)), rows)
            readings.finish(leased, one, "none")
    end_intake(connection, number)
    connection.commit()
