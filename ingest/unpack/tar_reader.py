"""The files of a tar archive, packed or not, and the one file inside .gz, .bz2 and .xz."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from io import BytesIO
from typing import BinaryIO, cast

from ingest.sniff import BZIP2, GZIP, TAR, XZ
from ingest.unpack import names, refusals
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.member import Member, Members, Name, Refusal
from schema.limits import MB

_BLOCK = MB
_SUFFIXES = {GZIP: ".gz", BZIP2: ".bz2", XZ: ".xz"}
# RFC 1952, 2.3: where the name stands in a gzip header.
_GZIP_HAS_EXTRA = 0x04
_GZIP_HAS_NAME = 0x08
_GZIP_HEADER = 10
# What damaged data makes the three decompressors raise; gzip's own error is an OSError.
_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError)
# What extended headers with nonsense for numbers make tarfile raise beside its own errors.
_NONSENSE = (ValueError, OverflowError)


def read_tar(data: bytes, media_type: str, budget: Budget, name: str) -> Members:
    """The files of a tar archive, or of what gzip, bzip2 or xz have packed: a tar archive or a single file.

    name: of the file that it all came in; a single file is called so without its suffix, where its header says nothing.
    Raises DocumentError where nothing can be had.
    """
    if not data:  # nothing is good gzip, says the standard library
        raise refusals.unusable()
    meter = Meter(budget, len(data))
    try:
        start = _unpacked(data, media_type).read(tarfile.BLOCKSIZE)
    except _DAMAGED as error:
        raise refusals.unusable() from error
    if media_type == TAR or _begins_tar(start):
        return _members(_Counted(_unpacked(data, media_type), meter), meter)
    return _single(_unpacked(data, media_type), _single_name(data, media_type, name), len(data), meter)


def _unpacked(data: bytes, media_type: str) -> BinaryIO:
    packed = BytesIO(data)
    if media_type == GZIP:
        return cast(BinaryIO, gzip.GzipFile(fileobj=packed))
    if media_type == BZIP2:
        return cast(BinaryIO, bz2.BZ2File(packed))
    return cast(BinaryIO, lzma.LZMAFile(packed)) if media_type == XZ else packed


def _begins_tar(start: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(start, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _single(stream: BinaryIO, name: Name, packed: int, meter: Meter) -> Members:
    kept = BytesIO()
    try:
        meter.start(packed)
        while block := stream.read(_BLOCK):
            meter.count(len(block))
            kept.write(block)
    except OverLimitError as error:
        yield Refusal(name, error.code, error.reason, error.advice)
    except _DAMAGED as error:
        raise refusals.unusable() from error
    else:
        yield Member(name, kept.getvalue())


def _single_name(data: bytes, media_type: str, name: str) -> Name:
    if media_type == GZIP and data[3] & _GZIP_HAS_NAME:
        at = _GZIP_HEADER
        if data[3] & _GZIP_HAS_EXTRA:
            at += 2 + int.from_bytes(data[at : at + 2], "little")
        raw = data[at : data.find(b"\0", at)]
        if raw:
            return names.decode(raw)
    suffix = _SUFFIXES[media_type]
    return names.clean(name[: -len(suffix)] if name.lower().endswith(suffix) else name)


class _Counted:
    """An unpacked tar archive as tarfile reads it from front to back; all its bytes count, headers and gaps too."""

    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter
        self._since = 0
        self._expected = 0
        self._ended = False

    def expect(self, size: int) -> None:
        """A header was read, so many bytes of a file follow."""
        self._since = 0
        self._expected = size

    def read(self, size: int) -> bytes:
        """The next bytes, none where the archive ends; EOFError after that.

        To skip a member tarfile goes on reading for as long as the header says, which may be for ever.
        """
        block = self._stream.read(size)
        if not block and self._ended:
            raise EOFError
        self._ended = not block
        self._meter.skip(len(block))
        self._since += len(block)
        self._meter.check(self._since - self._expected)  # a long name is read into memory whole, whatever its length
        return block


class _Info(tarfile.TarInfo):
    """A header that says how the archive ended: tarfile takes nonsense in place of a header for the end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Info":
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            cast(_Tar, archive).ended_well = type(error).__name__ in {"EOFHeaderError", "EmptyHeaderError"}
            raise


class _Tar(tarfile.TarFile):
    tarinfo = _Info
    members: list[tarfile.TarInfo]
    ended_well = True


def _members(stream: _Counted, meter: Meter) -> Members:
    had_one = False
    try:
        with _begun(stream) as archive:
            while (info := _next(archive)) is not None:
                stream.expect(info.size)
                archive.members.clear()  # else every header is kept to the end
                if not info.isdir():
                    had_one = True
                    yield _member(archive, info, meter)
            if not archive.ended_well:
                yield refusals.cut_off()
    except OverLimitError as error:
        yield refusals.over_limit(refusals.REST, error)
    except (tarfile.TarError, *_DAMAGED) as error:
        if not had_one:
            raise refusals.unusable() from error
        yield refusals.cut_off()


def _begun(stream: _Counted) -> _Tar:
    try:
        return _Tar.open(fileobj=cast(BinaryIO, stream), mode="r|", encoding="utf-8", errors="surrogateescape")
    except _NONSENSE as error:
        raise tarfile.ReadError(str(error)) from error


def _next(archive: _Tar) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except _NONSENSE as error:
        raise tarfile.ReadError(str(error)) from error


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, meter: Meter) -> Member | Refusal:
    raw = info.name.encode("utf-8", "surrogateescape")
    name = names.decode(raw, folders=True)
    try:
        meter.start(said=info.size)
    except OverLimitError as error:
        if error.ends:
            raise
        return refusals.over_limit(name, error)
    refused = _refused(info, raw, name)
    if refused is not None:
        return refused
    file = archive.extractfile(info)
    kept = BytesIO()
    while file is not None and (block := file.read(_BLOCK)):
        kept.write(block)
    return Member(name, kept.getvalue())


def _refused(info: tarfile.TarInfo, raw: bytes, name: Name) -> Refusal | None:
    if refusals.is_unsafe(names.printable(names.text(raw))):
        return refusals.unsafe(name)
    if info.issym() or info.islnk():
        return refusals.link(name)
    return None if info.isreg() and not info.issparse() else refusals.no_file(name)
