"""Settings of all tests, and one run over the samples for all that look at what comes of it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.chaos.mailbox import fill
from tests.ingest import postgres
from tests.ingest.support import ROOT, run_hebiao

# The same examples in every run, so that a red run is the change's fault; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def samples_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of `hebiao run` over the samples, as `make run` calls it; some of them cannot be read."""
    out = tmp_path_factory.mktemp("samples") / "out"
    done = run_hebiao("run", "--out", out, cwd=ROOT)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.splitlines()[-1].endswith(str(out / "index.html"))
    return out


@pytest.fixture(scope="module")
def small_mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of thing that a run goes through."""
    folder = tmp_path_factory.mktemp("chaos") / "in"
    fill(folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _signals_as_at_a_terminal() -> None:
    """What started the tests may have had signals ignored, as nohup does; programs that they start would ignore them too."""
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Postgres]:
    """A running PostgreSQL server."""
    pytest.importorskip("psycopg")
    if postgres.PROGRAMS is None:
        pytest.skip("PostgreSQL is not installed (Debian package postgresql)")
    with postgres.running() as running:
        yield running
