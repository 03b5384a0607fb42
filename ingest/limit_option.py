"""`--limit NAME=VALUE`: a limit of this run in place of its default."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ingest.errors import UsageError
from schema.limits import GB, KB, MB, Limits, size_text

_LEAST_MEMORY = 512 * MB  # the program itself takes half of it
_COUNT = re.compile(r"[0-9]{1,9}")
_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3})?")
_SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)(KB|MB|GB)")
_UNITS = {"KB": KB, "MB": MB, "GB": GB}


class _Kind(NamedTuple):
    """How values of a kind are written. read: gives 0 for what is no such value."""

    read: Callable[[str], float]
    said: Callable[[float], str]
    takes: str


def _count(text: str) -> int:
    return int(text) if _COUNT.fullmatch(text) else 0


def _seconds(text: str) -> float:
    return float(text) if _SECONDS.fullmatch(text) else 0


def _size(text: str) -> int:
    found = _SIZE.fullmatch(text.upper().replace(" ", ""))
    return int(float(found[1]) * _UNITS[found[2]]) if found else 0


def _memory(text: str) -> int:
    size = _size(text)
    return size if size >= _LEAST_MEMORY else 0


_OF_COUNTS = _Kind(_count, str, "大于 0 的整数")
_OF_SECONDS = _Kind(_seconds, "{:g}".format, "大于 0 的秒数")
_OF_SIZES = _Kind(_size, lambda size: size_text(int(size)).replace(" ", ""), "大小，如 500MB、1.5GB")
_OF_MEMORY = _OF_SIZES._replace(read=_memory, takes=f"大小，至少 {size_text(_LEAST_MEMORY)}，如 4GB")

# Every limit by its name on the command line: that of its field with `-` for `_`.
_LIMITS: dict[str, tuple[_Kind, str]] = {
    "seconds": (_OF_SECONDS, "处理一个文件的时间（秒）"),
    "idle-seconds": (_OF_SECONDS, "处理没有进展的时间（秒）"),
    "memory": (_OF_MEMORY, "每个进程的内存"),
    "pages": (_OF_COUNTS, "一个文件的页数"),
    "scans": (_OF_COUNTS, "一个文件中读取的扫描页数"),
    "megapixels": (_OF_COUNTS, "一页（一张图片）的像素，单位百万"),
    "file-size": (_OF_SIZES, "一个文件的大小（邮件和压缩包除外）"),
    "answer-size": (_OF_SIZES, "从一个文件读出的内容的大小"),
    "ratio": (_OF_COUNTS, "压缩包的压缩比（倍）"),
    "depth": (_OF_COUNTS, "邮件和压缩包嵌套的层数"),
    "members": (_OF_COUNTS, "一份来件解开后的文件数"),
    "member-size": (_OF_SIZES, "解开后一个文件的大小"),
    "total-size": (_OF_SIZES, "一封邮件或一个压缩包的大小，也是解开后的总大小"),
}


def limits_of(given: Sequence[str]) -> Limits:
    """The limits with the values that the command line gives; raises UsageError for what is none."""
    changed: dict[str, Any] = {}
    for text in given:
        name, _, value = text.partition("=")
        if name not in _LIMITS:
            raise UsageError(f"--limit {text} 不对，应写作 名称=值，名称有 {'、'.join(_LIMITS)}。")
        kind, _ = _LIMITS[name]
        number = kind.read(value.strip())
        if not number:
            raise UsageError(f"--limit {name} 的值不对，应为{kind.takes}。名称有 {'、'.join(_LIMITS)}。")
        changed[_field(name)] = number
    return replace(Limits(), **changed)


def limit_table() -> str:
    """Each limit with its default, a line each, for the help page."""
    defaults = Limits()
    rows = [(f"{name}={kind.said(getattr(defaults, _field(name)))}", about) for name, (kind, about) in _LIMITS.items()]
    width = max(len(row) for row, _ in rows)
    return "\n".join(["--limit 的名称和默认值：", *(f"  {row:<{width}}  {about}" for row, about in rows)])


def _field(name: str) -> str:
    return name.replace("-", "_")
