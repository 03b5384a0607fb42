"""Why a command ends early. The texts are for the user, in Chinese."""

import errno
from pathlib import Path

_REASONS = {
    errno.EACCES: "没有写权限",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过系统允许的大小",
    errno.EIO: "磁盘读写出错",
    errno.EPERM: "没有写权限",
    errno.EEXIST: "同名的文件已经存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "同名的文件夹已经存在",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "路径太长",
}


class UsageError(Exception):
    """The command was called wrongly."""


class OutputError(Exception):
    """The output cannot be written, or what is unpacked on the way to it: the run cannot go on."""


class LedgerError(OutputError):
    """The ledger cannot be opened, read or written."""


def unwritable(path: Path, error: OSError) -> OutputError:
    """What to raise where a file of the output cannot be written: the place and the reason."""
    return OutputError(f"无法写入 {path}：{_REASONS.get(error.errno or 0, f'系统错误 {error.errno}')}。")
