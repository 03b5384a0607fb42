"""Which files are gone through again."""

import os
from pathlib import Path

from ingest.digests import Digests
from ingest.sources import SourceFile


def test_a_file_that_stays_as_it_is(tmp_path: Path) -> None:
    """It is gone through once; by somebody who knows nothing of it, again."""
    file = tmp_path / "1.docx"
    file.write_bytes(b"one")
    status, source, digests = file.stat(), SourceFile("1.docx", file), Digests()
    first = digests.of(source)
    file.write_bytes(b"two")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (digests.of(source) == first, Digests().of(source) == first) == (True, False)


def test_a_file_that_changed(tmp_path: Path) -> None:
    """In size, time or place on the disk."""
    file = tmp_path / "1.docx"
    source, digests = SourceFile("1.docx", file), Digests()
    assert digests.of(source) == ""
    file.write_bytes(b"one")
    first, time = digests.of(source), file.stat().st_mtime_ns
    file.write_bytes(b"second")
    os.utime(file, ns=(time, time))
    second = digests.of(source)
    file.write_bytes(b"three.")
    os.utime(file, ns=(time + 1, time + 1))
    third = digests.of(source)
    other = tmp_path / "2.docx"
    other.write_bytes(b"fourth")
    os.utime(other, ns=(time + 1, time + 1))
    other.replace(file)
    assert len({first, second, third, digests.of(source)}) == 4
