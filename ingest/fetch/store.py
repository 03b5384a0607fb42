"""The folder that mails are fetched into. A mail is whole on the disk before the state says that it is there."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from pydantic import ValidationError

from ingest.errors import OutputError, unwritable
from ingest.fetch.state import FolderState, State

STATE = ".hebiao-fetch.json"
_LOCK = ".hebiao-fetch.lock"
_PART = re.compile(r"\.\d+-\d+\.eml\.part", re.ASCII)
_PRIVATE = 0o700  # the forms in the mails name people with their identity numbers


def mail_name(uidvalidity: int, uid: int) -> str:
    """The file name of a mail: always the same for the same mail, so that doing it again replaces it."""
    return f"{uidvalidity}-{uid}.eml"


class Store:
    """The folder, held by one process at a time until the end of the `with` block.

    Opening it makes it where it is missing and proves that it can be written; raises OutputError where not, where
    another process has it, and where its state cannot be read; so does every method that writes.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            root.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            self._lock = os.open(root / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise unwritable(root, error) from error
        try:
            _hold(self._lock, root)
            self.state = _read(root / STATE)
            self._save_state()
            self._remove_parts()
        except OutputError:
            os.close(self._lock)
            raise

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:
        os.close(self._lock)

    def write_mail(self, name: str, chunks: Iterable[bytes]) -> int:
        """Write a mail and return its size in bytes. What chunks raises leaves nothing behind."""
        return self._place(name, chunks)

    def write_state(self, folder: FolderState) -> None:
        """Note how far a folder has been fetched."""
        self.state = self.state.updated(folder)
        self._save_state()

    def _save_state(self) -> None:
        self._place(STATE, [f"{self.state.model_dump_json(indent=2)}\n".encode()])

    def _place(self, name: str, chunks: Iterable[bytes]) -> int:
        """Put a file in its place once all of it is on the disk, and the folder's entry of it too."""
        target = self.root / name
        part = self.root / f".{name.lstrip('.')}.part"
        size = 0
        try:
            part.touch(mode=0o600)
            with part.open("wb") as stream:
                for chunk in chunks:
                    size += stream.write(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
            _sync(self.root)
        except OSError as error:
            raise unwritable(target, error) from error
        finally:
            part.unlink(missing_ok=True)
        return size

    def _remove_parts(self) -> None:
        """Remove what a killed run was in the middle of."""
        try:
            for file in self.root.iterdir():
                if _PART.fullmatch(file.name):
                    file.unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self.root, error) from error


def _read(file: Path) -> State:
    try:
        return State.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return State()
    except OSError as error:
        raise OutputError(f"无法读取 {file}（系统错误 {error.errno}）。") from error
    except ValidationError as error:
        raise OutputError(f"{file} 已损坏，无法知道哪些邮件已经取回。删去它再运行，全部邮件会重新取回，同名的文件会被替换。") from error


def _sync(folder: Path) -> None:
    # Without this, a power failure may keep the state and lose the mail. Windows cannot open a folder.
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hold(lock: int, root: Path) -> None:
    """Keep a second fetch out: each would write the state without the other's mails. The system frees a dead one's."""
    if sys.platform == "win32":
        return
    import fcntl  # here, as there is none on Windows

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError(f"另一个 hebiao fetch 正在向 {root} 取信，请等它结束。") from error
    except OSError as error:
        raise unwritable(root, error) from error
