"""A PostgreSQL server of the test's own: on a socket in a folder that goes afterwards, from the Debian package."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "Tannenzapfen-42"  # noqa: S105 - of a server that lives for a test
USER = "hebiao"
_SERVER = "postgres"  # the user that the package makes: the server refuses to be root


def _programs() -> Path | None:
    """The folder with the programs of the server; Debian has one a version, and none of them in the search path."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders and (folders[-1] / "initdb").exists() else None


PROGRAMS = _programs()


@dataclass(frozen=True)
class Postgres:
    """A server. folder: where its socket is, and all its files."""

    folder: Path

    def address(self, database: str, user: str = USER) -> str:
        """The address of a database, as it is written on the command line."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def make(self, database: str) -> str:
        """A new, empty database. Returns its address."""
        self.sql(f'CREATE DATABASE "{database}" OWNER {USER}')
        return self.address(database)

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What a statement gives, as the server's own user."""
        return self._call("psql", "-h", str(self.folder), "-d", database, "-v", "ON_ERROR_STOP=1", "-Atqc", statement)

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = f"-k {self.folder} -c listen_addresses= -c max_connections=30"
        self._call("pg_ctl", "-D", str(self._data), "-l", str(self.folder / "log"), "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stop it at once: whoever is connected is cut off."""
        self._call("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    def prepare(self) -> None:
        """Make its files, and a user with a password."""
        if os.geteuid() == 0:
            server = pwd.getpwnam(_SERVER)
            os.chown(self.folder, server.pw_uid, server.pw_gid)
        self._call("initdb", "-D", str(self._data), "-U", _SERVER, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync")
        self.start()
        self.sql(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")
        rules = f"local all {_SERVER} trust\nlocal all all scram-sha-256\n"
        (self._data / "pg_hba.conf").write_text(rules, "ascii")
        self._call("pg_ctl", "-D", str(self._data), "reload")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _call(self, program: str, *arguments: str) -> str:
        if PROGRAMS is None:
            raise AssertionError("PostgreSQL is not installed")
        as_server = ["setpriv", f"--reuid={_SERVER}", f"--regid={_SERVER}", "--init-groups", "--"] if os.geteuid() == 0 else []
        command = [*as_server, str(PROGRAMS / program), *(["-U", _SERVER] if program == "psql" else []), *arguments]
        # What the server prints later goes to its log; a pipe would be waited for as long as it lives.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, check=False, cwd=self.folder)
            said.seek(0)
            words = said.read().strip()
        if done.returncode:
            raise AssertionError(f"{program}: {words}")
        return words


@contextmanager
def running() -> Iterator[Postgres]:
    """A server with the user USER, whose password is PASSWORD."""
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:  # the name of a socket may have 107 bytes
        server = Postgres(Path(folder))
        server.prepare()
        try:
            yield server
        finally:
            server.stop()
