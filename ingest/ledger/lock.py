"""One run at a time on a ledger and on an output folder: the second waits, and says for whom."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from filelock import BaseFileLock, FileLock, Timeout
from sqlalchemy import Engine, text

from ingest.errors import OutputError, unwritable

LOCK = ".lock"
_WATCH_LOCK = ".watch.lock"
_PRIVATE = 0o700
_PRIVATE_FILE = 0o600
_KEY = 0x6865_6269_616F  # "hebiao": the number of the lock on a server
# Who has the lock; the server shows what sessions of other users are called to nobody.
_HOLDER = text("""
    SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND datname = current_database() AND (classid::bigint << 32) + objid::bigint = :key
""")


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold an output folder, made where it is not there; wait for whoever holds it. The system frees what a killed one held.

    Raises OutputError where the folder cannot be written.
    """
    def wait(holder: str, lock: BaseFileLock) -> None:
        _say(f"另一个核表正在处理 {out}{holder}，等它结束后继续；不想等请按 Ctrl-C。")
        lock.acquire()

    with _held(out / LOCK, wait):
        yield


@contextmanager
def the_only_watcher(out: Path) -> Iterator[None]:
    """Be the one that watches folders for an output folder; it is not held by that between two runs.

    Raises OutputError where another watches for it, or it cannot be written.
    """
    def give_up(holder: str, _: BaseFileLock) -> NoReturn:
        raise OutputError(f"已有一个 hebiao watch 在为 {out} 查看收件{holder}。一个输出文件夹只能有一个，请先结束它，或用 --out 另指定文件夹。")

    with _held(out / _WATCH_LOCK, give_up):
        yield


@contextmanager
def _held(file: Path, when_taken: Callable[[str, BaseFileLock], None]) -> Iterator[None]:
    """Hold a lock, in a folder that is made where it is not there. when_taken: takes who holds it, and gets it or raises."""
    lock = FileLock(file, mode=_PRIVATE_FILE)
    try:
        file.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            when_taken(_holder(file), lock)
        file.write_text(_myself(), "utf-8")
    except OSError as error:
        raise unwritable(file, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def alone_on_server(engine: Engine) -> Iterator[None]:
    """Hold a ledger that several machines share; a ledger in the output folder is held with the folder."""
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.connect() as connection:
        connection.execute(text("SELECT set_config('application_name', :name, false)"), {"name": _myself()})
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():
            holder = connection.execute(_HOLDER, {"key": _KEY}).scalar() or ""
            _say(f"另一个核表正在使用这个台账{_shown(holder)}，等它结束后继续；不想等请按 Ctrl-C。")
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _KEY})
        connection.commit()  # the lock is the session's, and no transaction stays open while a run goes on
        yield


def _holder(file: Path) -> str:
    try:
        return _shown(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):  # on Windows nobody else can read it
        return ""


def _myself() -> str:
    return f"{os.getpid()}@{socket.gethostname()}"


def _shown(holder: str) -> str:
    pid, _, host = holder.partition("@")
    return f"（{host} 上的进程 {pid}）" if host else ""


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
