"""libarchive, for what the standard library does not unpack. All that is known of its ways is here."""

import ctypes
import functools
import locale
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal

from extractors.errors import DocumentError

_BLOCK = 64 * 1024
_END = 1
_FATAL = -30
Format = Literal["zip", "7zip", "rar", "rar5"]


class LibraryMissingError(DocumentError):
    """The C library is not installed."""


class LibraryError(Exception):
    """libarchive cannot go on.

    encrypted: for want of a password. unsupported: it does not know the method. fatal: nothing further of the archive
    can be had.
    """

    def __init__(self, said: str, *, fatal: bool) -> None:
        super().__init__(said)
        self.encrypted = any(word in said.lower() for word in ("encrypt", "passphrase"))
        self.unsupported = "unsupported" in said.lower()
        self.fatal = fatal


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of an archive; its blocks can be read until the next one is asked for.

    name: as text where the archive has it so, else as bytes. kind: Unix file type, as of the module stat. link: whether
    it is a hard link. encrypted: whether it needs a password.
    """

    archive: Any
    name: str | bytes
    kind: int
    link: bool
    encrypted: bool

    def blocks(self) -> Iterator[bytes]:
        """The bytes of the file; raises LibraryError."""
        library = _library()
        buffer = ctypes.create_string_buffer(_BLOCK)
        while True:
            try:
                got = library.ffi.read_data(self.archive, buffer, _BLOCK)
            except library.ArchiveError as error:
                raise _failed(error) from error
            if got < 0:  # a warning: the checksum is wrong
                raise LibraryError("checksum", fatal=False)
            if not got:
                return
            yield buffer.raw[:got]


@contextmanager
def opened(data: bytes, kind: Format, password: bytes | None = None) -> Iterator[Iterator[Item]]:
    """The entries of an archive, one after the other, while the context lasts.

    Raises LibraryError where the archive is damaged, LibraryMissingError where the library is not installed.
    """
    library = _library()
    with library.new_archive_read(kind, "none", password) as archive:
        try:
            library.ffi.read_open_memory(archive, data, len(data))
        except library.ArchiveError as error:
            raise _failed(error) from error
        yield _items(library, archive)


def _items(library: "_Library", archive: Any) -> Iterator[Item]:
    while True:
        entry = library.ArchiveEntry(archive)
        try:
            if library.ffi.read_next_header2(archive, entry._entry_p) == _END:
                return
        except library.ArchiveError as error:
            raise _failed(error) from error
        pointer = entry._entry_p
        yield Item(
            archive, library.ffi.entry_pathname_w(pointer) or library.ffi.entry_pathname(pointer) or b"",
            library.ffi.entry_filetype(pointer), bool(entry.islnk), bool(library.is_encrypted(pointer)),
        )


def _failed(error: Any) -> LibraryError:
    return LibraryError(str(error.msg), fatal=error.retcode == _FATAL)


@dataclass(frozen=True, slots=True)
class _Library:
    ffi: Any
    new_archive_read: Any
    ArchiveEntry: Any
    ArchiveError: type[Exception]
    is_encrypted: Any


@functools.cache
def _library() -> _Library:
    # Looking for the C library takes tens of milliseconds, and only archives of some kinds need it.
    try:
        from libarchive import ffi
        from libarchive.entry import ArchiveEntry
        from libarchive.exception import ArchiveError
        from libarchive.read import new_archive_read
    except (ImportError, OSError, AttributeError, TypeError) as error:  # as ctypes happens to fail without the library
        raise LibraryMissingError(
            "document.unreadable", "缺少解压所需的系统组件 libarchive，这个压缩包没有读取。",
            "请安装 libarchive（Debian、Ubuntu 的软件包名为 libarchive13）后重新运行，或解压后放进文件夹。",
        ) from error
    logging.getLogger("libarchive").setLevel(logging.CRITICAL)  # it logs what is also raised or returned
    # Names in UTF-16 come out by way of the C locale; in the locale "C" those beyond ASCII would be lost.
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    is_encrypted = ffi.ffi("entry_is_encrypted", [ffi.c_archive_entry_p], ctypes.c_int)
    return _Library(ffi, new_archive_read, ArchiveEntry, ArchiveError, is_encrypted)
