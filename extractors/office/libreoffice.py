"""LibreOffice: turns a document of another format into a .docx, once per call, shut in.

Each conversion has a profile, a home and a working folder of its own, no network, no display, a clock, and a limit of
what it may write. Macros, links and everything active are off. The file has a neutral name: nothing that an applicant
has written reaches a command line. The limit of memory is that of the calling process, which its children inherit:
a form takes 600 MB of address space.
"""

import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from extractors import progress
from extractors.errors import DocumentError
from extractors.office.slots import Slot, slot

MAX_SECONDS: Final = 90
MAX_SECONDS_IN_ALL: Final = 110  # with the wait for a place
MAX_OUTPUT: Final = 100 * 1024 * 1024  # bytes, also of each file that it writes meanwhile

_OUTPUT = "docx:MS Word 2007 XML"
_TEST_SECONDS = 10
# What runs a program in a namespace without network or other processes, that ends with this process, however that ends.
_SHUT_IN = (
    "prlimit", f"--fsize={MAX_OUTPUT}", "setpriv", "--pdeathsig", "KILL",
    "unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child",
)
_SETTINGS = (  # path, property, value: share/registry of LibreOffice describes them
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
)
_SAVE_AS = "请在 Word 或 WPS 中打开，另存为 .docx 后重新提交。"


def to_docx(data: bytes, suffix: str, import_filter: str) -> bytes:
    """A document as .docx.

    suffix: of its format, with the dot. import_filter: LibreOffice's name of it; without, a damaged document would be
    taken for plain text.

    Raises DocumentError. `document.unreadable`: LibreOffice is not installed, does not open the document, or nothing can
    be written into the temporary folder. `document.too_large`: over MAX_SECONDS, or over MAX_OUTPUT bytes.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise DocumentError(
            "document.unreadable", "读取旧版 Word、WPS、RTF 和 ODT 文档需要 LibreOffice，这台计算机上没有安装。",
            "请安装软件包 libreoffice-writer（Debian、Ubuntu）后再处理，或者在 Word、WPS 中另存为 .docx 后重新提交。",
        )
    until = time.monotonic() + MAX_SECONDS_IN_ALL
    progress.due_in(MAX_SECONDS_IN_ALL)
    try:
        with slot(MAX_SECONDS_IN_ALL) as place:
            _lay_out(place.folder)
            source = place.folder / f"input{suffix}"
            source.write_bytes(data)
            command = (*_shut_in(), program, *_arguments(place.folder, source, import_filter))
            _run(command, place, min(MAX_SECONDS, until - time.monotonic()))
            progress.made()
            return _converted(place.folder / "out" / "input.docx")
    except TimeoutError as error:
        raise DocumentError(
            "document.unreadable", f"等候 LibreOffice 转换超过 {MAX_SECONDS_IN_ALL} 秒，没有轮到。", "请重新处理这个文件。",
        ) from error
    except OSError as error:
        raise DocumentError(
            "document.unreadable", f"无法用 LibreOffice 转换（系统错误 {error.errno or '不明'}）。",
            f"请检查临时文件夹的空间和权限后再处理，或者{_SAVE_AS.removeprefix('请')}",
        ) from error


def _lay_out(folder: Path) -> None:
    settings = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>', "utf-8",
    )
    (folder / "home").mkdir()
    (folder / "tmp").mkdir()


def _arguments(folder: Path, source: Path, import_filter: str) -> tuple[str, ...]:
    return (
        f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nologo",
        f"--infilter={import_filter}", "--convert-to", _OUTPUT, "--outdir", str(folder / "out"), str(source),
    )


def _environment(folder: Path) -> Mapping[str, str]:
    """Of ours only the path; an arena of memory for each thread would use up the address space."""
    return {
        "PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp", "MALLOC_ARENA_MAX": "2",
    }


def _run(command: tuple[str, ...], place: Slot, seconds: float) -> None:
    process = subprocess.Popen(  # noqa: S603  the command is made of our own words and paths
        command, cwd=place.folder, env=_environment(place.folder), start_new_session=True, pass_fds=(place.lock,),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise DocumentError("document.too_large", f"用 LibreOffice 转换的时间超过上限 {MAX_SECONDS} 秒。", _SAVE_AS) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _converted(output: Path) -> bytes:
    """What it wrote; its exit status says nothing, it is 0 also where a document could not be opened."""
    try:
        found = output.lstat()
    except FileNotFoundError as error:
        raise DocumentError("document.unreadable", "LibreOffice 无法打开这个文件，文件可能已损坏。", _SAVE_AS) from error
    if not stat.S_ISREG(found.st_mode) or found.st_size == 0:
        raise DocumentError("document.unreadable", "LibreOffice 没有转换出内容，文件可能已损坏。", _SAVE_AS)
    if found.st_size > MAX_OUTPUT:
        raise DocumentError("document.too_large", f"转换后的文件超过上限 {MAX_OUTPUT // 1024**2} MB。", _SAVE_AS)
    return output.read_bytes()


@cache
def _shut_in() -> tuple[str, ...]:
    """The command that shuts a program in; nothing where the system does not permit it, as in many containers."""
    if any(shutil.which(name) is None for name in ("prlimit", "setpriv", "unshare")):
        return ()
    try:
        tried = subprocess.run(  # noqa: S603  the command is made of our own words
            (*_SHUT_IN, "true"), check=False, timeout=_TEST_SECONDS,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return _SHUT_IN if tried.returncode == 0 else ()
