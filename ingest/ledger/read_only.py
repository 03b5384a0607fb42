"""A ledger that can be read and not written: it lies on a disk that is read-only, or in a folder of somebody else's.

SQLite writes beside a ledger even to read it (https://www.sqlite.org/wal.html#read_only_databases), unless it is told that
nobody writes to it. Whether anybody did, its size and time say afterwards.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine

from ingest.errors import LedgerError


def can_be_written(file: Path) -> bool:
    """Whether a ledger can be written, and files beside it."""
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


@contextmanager
def as_it_lies(file: Path) -> Iterator[Engine]:
    """The engine of a ledger, for reading; nothing is written, not even beside it.

    Raises LedgerError where a run has not put all into the file yet, and where one wrote while it was read.
    """
    before = _state(file)
    if _holds_more(file):
        raise LedgerError(
            f"台账 {file} 正在使用，或者上次处理被强行关闭，还有内容没有并入；这里不能写入，无法读取。"
            "请等处理结束，或在可以写入的电脑上再运行一次 hebiao run。"
        )
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True))
    try:
        yield engine
    finally:
        engine.dispose()
    if _holds_more(file) or _state(file) != before:
        raise LedgerError(f"读取时台账 {file} 被改动，以上内容可能不全，请再运行一次。")


def _holds_more(file: Path) -> bool:
    """Something was written that stands beside the file still."""
    beside = file.with_name(f"{file.name}-wal")
    return beside.exists() and beside.stat().st_size > 0


def _state(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns
