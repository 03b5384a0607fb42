"""Why a member of an archive is not to be had, in words."""

import re

from extractors.errors import DocumentError
from extractors.locks.passwords import ENCRYPTED, Passwords
from ingest.unpack.budget import OverLimitError
from ingest.unpack.member import Name, Refusal

REST = Name("其余文件")
UNREADABLE = "document.unreadable"
REPACK = "请重新打包后发送。"
_PUT_IN_FILE = "请把文件本身放进压缩包，重新打包后发送。"
_DRIVE = re.compile(r"[A-Za-z]:")
_SLASHES = re.compile(r"[/\\]")


def over_limit(name: Name, error: OverLimitError) -> Refusal:
    """A limit is reached; the rest of the container is meant where the limit ends it."""
    return Refusal(REST if error.ends else name, error.code, error.reason, error.advice)


def damaged(name: Name) -> Refusal:
    """A member whose bytes are not what they were when it was packed."""
    return Refusal(name, UNREADABLE, "压缩包内的这个文件已损坏，无法解压。", REPACK)


def cut_off() -> Refusal:
    """The rest of a container that ends too early, or goes on with nonsense."""
    return Refusal(REST, UNREADABLE, "压缩包不完整或已损坏，后面的文件无法读取。", REPACK)


def locked(name: Name, passwords: Passwords) -> Refusal:
    """A member that needs a password, and none of those given is the one."""
    return Refusal(name, ENCRYPTED, *passwords.no_match("压缩包内的这个文件设有密码"))


def overlap(name: Name) -> Refusal:
    """A member whose bytes are another's too."""
    return Refusal(name, UNREADABLE, "压缩包内的文件互相重叠（疑似压缩炸弹），没有读取。", REPACK)


def unsupported(name: Name) -> Refusal:
    """A member packed by a method that nothing here knows."""
    return Refusal(name, UNREADABLE, "压缩包内的这个文件所用的压缩方式不受支持，无法解压。", "请改用普通 ZIP 格式重新打包后发送。")


def all_locked(passwords: Passwords) -> DocumentError:
    """A 7z or RAR archive of which not even the names can be read without a password."""
    return passwords.refusal("压缩包设有密码，文件名也已加密")


def unusable() -> DocumentError:
    """An archive of which nothing can be had."""
    return DocumentError(UNREADABLE, "压缩包已损坏，无法读取。", REPACK)


def one_of_several() -> DocumentError:
    """A volume of an archive that was split."""
    return DocumentError(UNREADABLE, "这是分卷压缩包的一部分，无法单独读取。", "请不要分卷，重新打包成一个压缩包后发送。")


def unsafe(name: Name) -> Refusal:
    """A member that would be put elsewhere than below the folder it is unpacked to."""
    return Refusal(name, UNREADABLE, "压缩包内的路径不安全（绝对路径或含有 ..），没有读取。", REPACK)


def link(name: Name) -> Refusal:
    """A symbolic or hard link."""
    return Refusal(name, UNREADABLE, "压缩包内是一个链接，不是文件本身，没有读取。", _PUT_IN_FILE)


def no_file(name: Name) -> Refusal:
    """A device, a pipe, a socket, a file with holes."""
    return Refusal(name, UNREADABLE, "压缩包内不是普通文件（设备、管道等），没有读取。", _PUT_IN_FILE)


def is_unsafe(path: str) -> bool:
    """Whether a path, as the archive has it, is absolute or goes up; both slashes and drive letters are known."""
    return bool(_DRIVE.match(path)) or path[:1] in {"/", "\\"} or ".." in map(str.strip, _SLASHES.split(path))
