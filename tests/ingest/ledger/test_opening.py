"""A ledger is made, brought to this version, or refused with a reason; never half changed."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url, text

from ingest.errors import LedgerError, UsageError
from ingest.ledger import opening
from ingest.ledger.opening import LEDGER, VERSION, ledger_address, make, migrate, opened, opened_to_read
from ingest.ledger.tables import metadata


@pytest.mark.parametrize("way", [make, lambda connection: migrate(connection, make_url("sqlite://"))])
def test_both_ways_make_the_tables(way: Callable[[Connection], None]) -> None:
    """A new ledger, and one that went through all migrations, have the tables of `tables.py`, and this version."""
    with create_engine("sqlite://").begin() as connection:
        way(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == VERSION
    folder = Path(opening.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_heads() == [VERSION]


def test_an_older_ledger_is_brought_up(tmp_path: Path) -> None:
    """What is in it stays."""
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    with create_engine(f"sqlite:///{tmp_path / LEDGER}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO intake VALUES (7, 'then', NULL, '{}')"))
    with opened(ledger_address(None, tmp_path)) as engine, engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.execute(text("SELECT number FROM intake")).scalar_one() == 7


def test_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds identity numbers, as the records do; so does what SQLite puts beside it."""
    with opened(ledger_address(None, tmp_path)):
        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob(f"{LEDGER}*")}
    assert modes == {0o600}


def test_of_a_newer_version(tmp_path: Path) -> None:
    """Said, and not touched."""
    with opened(ledger_address(None, tmp_path)) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = (tmp_path / LEDGER).read_bytes()
    with pytest.raises(LedgerError, match=r"更新版本.*9999.*请升级"), opened(ledger_address(None, tmp_path)):
        pass
    assert (tmp_path / LEDGER).read_bytes() == before


@pytest.mark.parametrize("content", [b"not a ledger at all, but text" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_no_ledger_or_a_damaged_one(tmp_path: Path, content: bytes) -> None:
    """The message names the file and says what to do; the file stays as it is."""
    (tmp_path / LEDGER).write_bytes(content)
    with pytest.raises(LedgerError, match=r"ledger\.db.*备份"), opened(ledger_address(None, tmp_path)):
        pass
    assert (tmp_path / LEDGER).read_bytes() == content


def test_none_to_read(tmp_path: Path) -> None:
    """What only reads makes none."""
    with pytest.raises(UsageError, match="先运行 hebiao run"), opened_to_read(ledger_address(None, tmp_path)):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("address", "words"), [
    ("mysql://host/db", "只支持 postgresql"), ("no address", "不是数据库地址"), ("postgresql://me:secret@host/db", "不能写密码"),
    ("sqlite:///x.db", "只支持 postgresql"),
])
def test_addresses_that_are_refused(address: str, words: str, tmp_path: Path) -> None:
    """Among them one with a password, which would stand in the list of processes."""
    with pytest.raises(UsageError, match=words):
        ledger_address(address, tmp_path)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    """In words, with the address."""
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match=r"连接不上台账 postgresql://me@127\.0\.0\.1:1/x"), opened(
        ledger_address("postgresql://me@127.0.0.1:1/x", tmp_path),
    ):
        pass


def test_a_folder_without_permission(tmp_path: Path) -> None:
    """Where the file cannot be made: a folder lies in its place."""
    (tmp_path / LEDGER).mkdir()
    with pytest.raises(Exception, match=r"ledger\.db.*同名的文件夹"), opened(ledger_address(None, tmp_path)):
        pass


def as_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where nothing can be written, which does not bind an administrator."""
    monkeypatch.setattr(opening, "can_be_written", lambda _: False)


def test_a_ledger_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else may write where this one cannot."""
    with opened(ledger_address(None, tmp_path)):
        pass
    as_read_only(monkeypatch)
    with pytest.raises(LedgerError, match="读取时台账"), opened_to_read(ledger_address(None, tmp_path)):
        os.utime(tmp_path / LEDGER, ns=(0, 0))


@pytest.mark.parametrize(("version", "said"), [("0001", "旧版本"), ("9999", "更新版本")])
def test_a_ledger_of_another_version_that_cannot_be_written(
    version: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither is read."""
    with opened(ledger_address(None, tmp_path)) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    as_read_only(monkeypatch)
    with pytest.raises(LedgerError, match=said), opened_to_read(ledger_address(None, tmp_path)):
        pass
