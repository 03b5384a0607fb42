"""Archives as the programs of Chinese offices make them, the same bytes for the same files."""

import gzip
import io
import tarfile
from collections.abc import Sequence

from samples.package import zipped

_TIME = 1_686_787_200  # 2023-06-15, 08:00 in China
_LEFT_BY_MACOS = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(16)
Parts = Sequence[tuple[str, bytes]]


def zip_of_windows(parts: Parts) -> bytes:
    """A zip whose names are in GBK, without the flag that would say what they are in."""
    return _with_names([(name.encode("gbk"), data) for name, data in parts])


def zip_of_macos(parts: Parts) -> bytes:
    """A zip whose names are in UTF-8 without the flag; what macOS knows of each file lies beside it (left_by_macos)."""
    return _with_names([(name.encode(), data) for name, data in parts])


def left_by_macos() -> bytes:
    """What macOS puts into a zip beside each file: an AppleDouble header without entries."""
    return _LEFT_BY_MACOS


def tar_gz(parts: Parts) -> bytes:
    """A packed tar."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in parts:
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(data), _TIME
            archive.addfile(member, io.BytesIO(data))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=_TIME) as stream:
        stream.write(out.getvalue())
    return packed.getvalue()


def _with_names(parts: Sequence[tuple[bytes, bytes]]) -> bytes:
    # The library sets the flag for every name beyond ASCII: the names go in afterwards, in place of others as long.
    stand_ins = [f"{number:02}".ljust(len(name), "~") for number, (name, _) in enumerate(parts)]
    made = zipped({stand_in: data for stand_in, (_, data) in zip(stand_ins, parts, strict=True)})
    for stand_in, (name, _) in zip(stand_ins, parts, strict=True):
        if made.count(stand_in.encode()) != len(("its own header", "the directory")):
            raise ValueError(f"no way to put in {name!r}")
        made = made.replace(stand_in.encode(), name)
    return made
