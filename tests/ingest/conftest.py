"""Forms of the samples, one that is in order and one that is not, and a ledger."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from extractors.locks.passwords import Passwords
from ingest.process import process
from schema.finding import Verdict
from schema.limits import Limits
from schema.notice import load_notice
from tests.ingest.ledgers import ledger
from tests.ingest.support import ROOT


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A connection to an empty ledger."""
    with ledger(tmp_path) as connected:
        yield connected


@pytest.fixture(scope="session")
def sample_of() -> Callable[[Verdict], Path]:
    """The first Word file of the samples that holds one form, with the given verdict."""
    known: dict[Verdict, Path] = {}
    files = iter(sorted((ROOT / "samples" / "mailbox").rglob("*.docx")))
    notice = load_notice()

    def sample(verdict: Verdict) -> Path:
        while verdict not in known:
            file = next(files, None)
            if file is None:
                pytest.fail(f"the samples hold no Word form that comes out as {verdict}")
            forms = process(file.read_bytes(), file.name, (file.name,), notice, Limits(), Passwords()).forms
            if len(forms) == 1:
                known.setdefault(forms[0].report.verdict, file)
        return known[verdict]

    return sample


@pytest.fixture(scope="session")
def good_form(sample_of: Callable[[Verdict], Path]) -> Path:
    """A form without error or warning."""
    return sample_of("通过")


@pytest.fixture(scope="session")
def faulty_form(sample_of: Callable[[Verdict], Path]) -> Path:
    """A form with an error."""
    return sample_of("退回")
