"""The bytes of a file on disk, or of the part of a file that a mail is."""

import hashlib
import stat
from collections.abc import Generator, Iterator
from contextlib import closing
from functools import partial
from io import BytesIO

from extractors import progress
from extractors.errors import DocumentError
from ingest.sources import SourceFile
from schema.limits import MB, Limits, over_text, size_text

_BLOCK = 4 * MB


def load(source: SourceFile, limits: Limits) -> bytes:
    """All of a file, with one copy in memory.

    Raises DocumentError where it cannot be read, or is larger than anything may be.
    """
    try:
        found = source.file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError("document.unreadable", "不是普通文件，或是没有权限进入的文件夹，没有读取。", "请放入文件本身。")
        _check(found.st_size if source.length is None else source.length, limits)
        kept = BytesIO()
        with closing(_blocks(source)) as blocks:
            for block in blocks:
                kept.write(block)
                _check(kept.tell(), limits)  # some files grow while they are read
        return kept.getvalue()
    except FileNotFoundError as error:
        raise DocumentError("document.unreadable", "文件不存在，或者是指向别处的失效链接。", "请放入文件本身。") from error
    except PermissionError as error:
        raise DocumentError("document.unreadable", "没有读取这个文件的权限。", "请修改文件权限后再处理。") from error
    except OSError as error:
        raise DocumentError(
            "document.unreadable", f"无法读取文件（系统错误 {error.errno}）。", "请检查磁盘或网络后再处理。",
        ) from error
    except MemoryError as error:
        raise too_much_memory(limits) from error


def measured(source: SourceFile) -> tuple[int, str]:
    """Size in bytes and SHA-256 of a file, which is not held in memory; 0 and nothing where it cannot be read."""
    digest = hashlib.sha256()
    size = 0
    try:
        if source.file.is_file():
            with closing(_blocks(source)) as blocks:
                for block in blocks:
                    digest.update(block)
                    size += len(block)
    except OSError:
        return 0, ""  # whatever is said of the file says that it cannot be opened
    return size, digest.hexdigest() if source.file.is_file() else ""


def too_large(size: int, limit: int) -> DocumentError:
    """A file is larger than the limit."""
    return DocumentError(
        "document.too_large", f"文件大小为 {over_text(size, limit)}。", "请删去大图片和附件，只保留推荐表，另存后重新提交。",
    )


def too_much_memory(limits: Limits) -> DocumentError:
    """Reading the file takes more memory than one file may take."""
    return DocumentError(
        "document.too_large", f"读取这个文件所需的内存超过上限 {size_text(limits.memory)}。",
        "请删去大图片和无关内容，另存后重新提交。",
    )


def _check(size: int, limits: Limits) -> None:
    if size > limits.total_size:
        raise too_large(size, limits.total_size)


def _blocks(source: SourceFile) -> Generator[bytes | memoryview, None, None]:
    with source.file.open("rb") as stream:
        if source.length is None:
            blocks: Iterator[bytes | memoryview] = iter(partial(stream.read, _BLOCK), b"")
        else:
            from ingest.unpack.mbox import mail_blocks  # mailboxes are rare, and `check` must start at once

            blocks = mail_blocks(stream, source.start, source.length)
        for block in blocks:
            yield block
            progress.made()
