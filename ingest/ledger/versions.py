"""What read a file, and what judged it: when that changes, the work is done again.

A version is a digest of the source code that does the work, so that nobody has to remember to raise a number.
"""

import hashlib
import platform
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from schema.limits import Limits
from schema.notice import Notice

_OF_A_FILE = ("decoration", "formats", "loading", "process", "recognition", "sniff", "triage", "work")
_READING = ("schema", "extractors", "ingest/unpack", *(f"ingest/{name}.py" for name in _OF_A_FILE))
_JUDGING = ("schema", "validators", "ingest/rows.py")
_TELLING = ("schema", "reports", "ingest")
_TOOLS = ("rapidocr", "onnxruntime", "cv2", "pypdfium2", "PIL", "libarchive", "rarfile", "py7zr", "msoffcrypto")
_PROGRAMS = ("soffice", "unrar", "unar", "7z", "bsdtar")


def reader_version(notice: Notice) -> str:
    """Of what reads a file, and what of the notice stands in a record."""
    said = f"{notice.name}\n{[(one.name, one.short) for one in notice.occupations]}"
    return _digest(_sources(_READING), said)


def rules_version(notice: Notice) -> str:
    """Of what verifies a record and makes its row, the notice's rules included."""
    return _digest(_sources(_JUDGING), notice.model_dump_json())


def reports_version(notice: Notice) -> str:
    """Of what puts a batch together and draws reports and letters."""
    return _digest(_sources(_TELLING), notice.model_dump_json())


def means(limits: Limits) -> str:
    """What a file is read with; where that changes, files that gave trouble are tried again."""
    installed = [name for name in _TOOLS if find_spec(name)]
    programs = [name for name in _PROGRAMS if which(name)]
    return _digest(f"{asdict(limits)}\n{installed}\n{programs}\n{platform.system()}")


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


@cache
def _sources(names: tuple[str, ...]) -> str:
    """The digest of packages and modules. names: their paths below the house."""
    digest = hashlib.sha256()
    for name in names:
        package, _, rest = name.partition("/")
        for path, file in sorted(_files(name, _folder(package) / rest)):
            data = file.read_bytes()
            digest.update(f"{path}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def _folder(package: str) -> Path:
    """Where a package lies; it is not imported for that."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def _files(path: str, start: Path) -> Iterator[tuple[str, Path]]:
    if start.is_file():
        yield path, start
        return
    for entry in start.iterdir():
        if not entry.name.startswith((".", "__pycache__")):
            yield from _files(f"{path}/{entry.name}", entry)
