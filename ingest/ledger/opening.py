"""Open a ledger: SQLite in the output folder, or PostgreSQL by its address. One that is older is brought to this version."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from ingest.errors import LedgerError, UsageError, unwritable
from ingest.ledger.read_only import as_it_lies, can_be_written
from ingest.ledger.tables import metadata

LEDGER = "ledger.db"
VERSION = "0003"  # the newest migration
_MIGRATIONS = Path(__file__).parent / "migrations"
_BEGIN = "hebiao_begin"  # option of a connection: how SQLite begins a transaction
_KEY = 0x6865_6269  # of the lock on a server while tables are made
_WAIT = 10  # seconds for a row or file that another process is about to free
_PRIVATE_FILE = 0o600


def ledger_address(ledger: str | None, out: Path) -> URL:
    """The database of a ledger. ledger: `postgresql://…`, or None for the file in the output folder.

    Raises UsageError where it is no such address. A password does not stand in it: libpq takes it from PGPASSWORD or its file.
    """
    if ledger is None:
        return URL.create("sqlite", database=str(out / LEDGER))
    try:
        url = make_url(ledger)
    except ArgumentError as error:
        raise UsageError(f"--ledger 不是数据库地址：{ledger}，应如 postgresql://用户名@服务器/数据库。") from error
    if url.get_backend_name() != "postgresql":
        raise UsageError("--ledger 只支持 postgresql:// 地址；不写时，台账就是输出文件夹中的 ledger.db。")
    if url.password is not None:
        raise UsageError("--ledger 的地址中不能写密码，请用环境变量 PGPASSWORD 或 .pgpass 文件提供。")
    return url.set(drivername="postgresql+psycopg")


@contextmanager
def opened(url: URL) -> Iterator[Engine]:
    """The engine of a ledger, at this version; made where there is none.

    Raises LedgerError where it cannot be opened, is damaged, or is of a newer version; nothing is changed then. So does
    the block where the database fails: a full disk, a server that went away.
    """
    with _told(url):
        if url.get_backend_name() == "sqlite":
            _touch(Path(url.database or ""))
        engine = _engine(url)
    try:
        with _told(url):
            _bring_up(engine, url)
            yield engine
    finally:
        engine.dispose()


@contextmanager
def opened_to_read(url: URL) -> Iterator[Connection]:
    """A connection to a ledger that is there; one that cannot be written is read as it lies there.

    Raises UsageError where there is none, LedgerError as `opened` does.
    """
    file = Path(url.database or "")
    if url.get_backend_name() == "sqlite" and not file.is_file():
        raise UsageError(f"没有台账 {shown(url)}，请先运行 hebiao run。")
    if url.get_backend_name() != "sqlite" or can_be_written(file):
        with opened(url) as engine, engine.connect() as connection:
            yield connection
        return
    with _told(url), as_it_lies(file) as engine, engine.connect() as connection:
        found = _version(connection)
        if found != VERSION:
            _must_be_known(found, url)
            raise LedgerError(f"台账 {shown(url)} 是旧版本的核表写的，这里不能写入，无法升级。请在可以写入的电脑上运行一次 hebiao rebuild。")
        yield connection


@contextmanager
def _told(url: URL) -> Iterator[None]:
    """What the database says goes on as a LedgerError, in words for the clerk."""
    try:
        yield
    except (DBAPIError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(_reason(error).replace("{}", shown(url))) from error


def shown(url: URL) -> str:
    """The address as people know it: a path, or the address without a password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql").render_as_string()


def _touch(file: Path) -> None:
    """Make the file, for its owner alone, before SQLite makes it for everybody."""
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, _PRIVATE_FILE))
    except OSError as error:
        raise unwritable(file, error) from error


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, connect_args={"connect_timeout": _WAIT})
    engine = create_engine(url, connect_args={"timeout": _WAIT})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # else Python begins no transaction where tables are made, and half of them may stay
    connection.execute("PRAGMA journal_mode=WAL")  # a commit costs one write, and readers do not wait
    connection.execute("PRAGMA synchronous=FULL")  # and is on the disk when it returns
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _bring_up(engine: Engine, url: URL) -> None:
    with engine.connect() as connection:
        if _version(connection) == VERSION:
            return
    with engine.connect().execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}) as connection, connection.begin():
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _KEY})
        found = _version(connection)
        if found is None:
            make(connection)
        elif found != VERSION:  # it may be, if another process was faster
            migrate(connection, url)


def make(connection: Connection) -> None:
    """All tables of an empty database, at this version: what the migrations come to, in a tenth of the time."""
    metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": VERSION})


def migrate(connection: Connection, url: URL) -> None:
    """All steps in one transaction. Raises LedgerError where the ledger is of a newer version."""
    from alembic import command  # here, as it takes a second to import and is wanted once
    from alembic.config import Config

    _must_be_known(_version(connection), url)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, VERSION)


def _must_be_known(found: str | None, url: URL) -> None:
    """Raises LedgerError for the version of a newer program."""
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    if found is not None and found not in known:
        raise LedgerError(f"台账 {shown(url)} 是更新版本的核表写的（版本 {found}），本程序只认识到 {VERSION}。请升级核表后再处理，台账没有改动。")


def _version(connection: Connection) -> str | None:
    """The version of a ledger; None where the database is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _reason(error: Exception) -> str:
    if not isinstance(error, DBAPIError):
        return "无法打开台账 {}：缺少 PostgreSQL 驱动，请安装（pip install 'hebiao[postgres]'）。"
    said = str(error.orig).strip() or type(error.orig).__name__
    return next((reason for words, reason in _REASONS if words in said), f"无法读写台账 {{}}：{said.splitlines()[0]}。")


_LOST = "与台账 {} 的连接断了：服务器停了，或者网络断了。已完成的保留，恢复后再运行一次即可。"
_REASONS = (
    ("not a database", "{} 不是台账，或者已经损坏。请恢复备份，或移走这个文件后重新处理（收件不受影响）。"),
    ("malformed", "台账 {} 已经损坏。请恢复备份，或移走这个文件后重新处理（收件不受影响）。"),
    ("is full", "无法写入台账 {}：磁盘已满。"),
    ("No space left", "无法写入台账 {}：磁盘已满。"),
    ("disk I/O error", "无法写入台账 {}：磁盘读写出错，或者已满。"),
    ("readonly", "无法写入台账 {}：文件或文件夹是只读的。"),
    ("unable to open", "无法打开台账 {}：没有权限，或者路径中有一段不是文件夹。"),
    ("locked", "台账 {} 正被另一个程序使用，请稍后再试。"),
    ("terminating connection", _LOST),
    ("server closed the connection", _LOST),
    ("connection is lost", _LOST),
    ("connection is closed", _LOST),
    ("starting up", "连接不上台账 {}：服务器正在启动，请稍后再试。"),
    ("shutting down", "连接不上台账 {}：服务器正在关闭。"),
    ("password", "无法登录台账 {}：用户名或密码不对。密码用环境变量 PGPASSWORD 提供。"),
    ("does not exist", "无法打开台账 {}：服务器上没有这个数据库或用户，请先由管理员建立。"),
    ("No such file", "连接不上台账 {}：服务器没有开，或者地址不对。"),
    ("refused", "连接不上台账 {}：服务器没有开，或者地址不对。"),
)
