"""What the tests of containers share."""

import ctypes.util
import sys
from collections.abc import Iterator

import pytest

from ingest.unpack import library


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without the C library libarchive."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "libarchive"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    monkeypatch.delenv("LIBARCHIVE", raising=False)
    library._library.cache_clear()
    yield
    library._library.cache_clear()
