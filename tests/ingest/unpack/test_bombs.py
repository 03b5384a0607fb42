"""Archives made to fill a disk: stopped early, with little memory, and the rest is had."""

import gzip
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ingest.unpack.budget import Budget
from ingest.unpack.member import Member, Refusal
from schema.limits import MB, Limits
from tests.ingest.unpack.archives import by_library, had, opened, refused, tarred, zipped

TOO_LARGE = "document.too_large"
RATIO = "倍，超过上限 100 倍（疑似压缩炸弹）。"
_PEAK = 24 * MB  # a file may unpack to a hundred times its size before it is refused


@contextmanager
def cheaply() -> Iterator[None]:
    """What is done inside takes little memory."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < _PEAK


def reasons(outcomes: list[Member | Refusal]) -> list[str]:
    return [one.reason for one in outcomes if isinstance(one, Refusal)]


BLANKS = bytes(210 * MB)


@pytest.mark.parametrize("said", [True, False])
def test_zip(said: bool) -> None:
    """A file of 210 MB in 200 KB is refused, whether its headers say so or lie; the form beside it is had."""
    data = bytearray(zipped({"bomb": BLANKS, "推荐表.docx": b"form"}))
    if not said:
        for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            place = data.find(signature) + at
            data[place : place + 4] = (1000).to_bytes(4, "little")
    with cheaply():
        outcomes = opened(bytes(data))
    assert refused(outcomes) == [("bomb", TOO_LARGE)]
    assert had(outcomes) == {"推荐表.docx": b"form"}


def test_zip_of_many() -> None:
    """Many small files, each of them harmless, are stopped when they are too much together."""
    data = zipped({str(number): bytes(MB) for number in range(200)})
    with cheaply():
        outcomes = opened(data)
    assert [reason[-21:] for reason in reasons(outcomes)] == [RATIO]
    assert refused(outcomes) == [("其余文件", TOO_LARGE)]
    assert 20 < len(had(outcomes)) < 120


def test_zip_in_zips() -> None:
    """Zips inside zips, as 42.zip is made, meet the limits of the one file that they came in."""
    data = zipped({"0": bytes(MB)})
    for _ in range(5):
        data = zipped({f"{number}.zip": data for number in range(16)})
    budget = Budget(Limits(), len(data))
    with cheaply():
        outcomes = list(unpacked(data, budget))
    assert "邮件、压缩包一层套一层，超过上限 5 层，里面的文件没有读取。" in outcomes
    assert any(reason.startswith(("里面的文件超过", "压缩比达到")) for reason in outcomes)


def unpacked(data: bytes, budget: Budget) -> Iterator[str]:
    """The reasons for what is refused, all levels down."""
    from extractors.errors import DocumentError

    for one in opened(data, budget):
        if isinstance(one, Refusal):
            yield one.reason
        elif one.data.startswith(b"PK"):
            try:
                yield from unpacked(one.data, budget.deeper())
            except DocumentError as error:
                yield error.reason


def test_overlapping() -> None:
    """Files that share their packed bytes are refused, one beside them is not."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(MB)) + kernel.flush()
    crc = zlib.crc32(bytes(MB))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), MB, 1, 0) + b"n"
    good = zipped({"推荐表.docx": b"form"})
    place = good.find(b"PK\x01\x02")
    body = good[:place] + local + packed
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), MB, 4, 0, 0, 0, 0, 0, place) + b"%04d" % number
        for number in range(1000)
    )
    directory = good[place : good.rfind(b"PK\x05\x06")] + central
    data = body + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1001, 1001, len(directory), len(body), 0)
    with cheaply():
        outcomes = opened(data)
    assert had(outcomes) == {"推荐表.docx": b"form"}
    assert set(reasons(outcomes)) == {"压缩包内的文件互相重叠（疑似压缩炸弹），没有读取。"}
    assert len(refused(outcomes)) == 1000


def test_touching() -> None:
    """Files that stand one behind the other do not overlap."""
    assert len(had(opened(zipped({str(number): b"x" for number in range(50)}, zipfile.ZIP_STORED)))) == 50


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_single(pack: object) -> None:
    """A single packed file that is a bomb is refused by its name."""
    assert callable(pack)
    data = pack(BLANKS[: 60 * MB])
    with cheaply():
        outcomes = opened(data, name="bomb.docx.gz")
    assert [reason[-21:] for reason in reasons(outcomes)] == [RATIO]


def test_tar() -> None:
    """Of a packed tar that is a bomb, what came before it is had."""
    data = tarred({"推荐表.docx": b"form", "bomb": bytes(60 * MB)}, "w:gz")
    with cheaply():
        outcomes = opened(data)
    assert had(outcomes) == {"推荐表.docx": b"form"}
    assert refused(outcomes) == [("其余文件", TOO_LARGE)]


def test_tar_header() -> None:
    """A long name that is a bomb fills no memory."""
    header = tarfile.TarInfo("././@LongLink")
    header.type = tarfile.GNUTYPE_LONGNAME
    header.size = 60 * MB
    data = gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + bytes(60 * MB))
    with cheaply():
        outcomes = opened(data)
    assert refused(outcomes) == [("其余文件", TOO_LARGE)]


def test_tar_header_within_ratio() -> None:
    """A header larger than a file may be is refused, however well it is packed."""
    header = tarfile.TarInfo("././@LongLink")
    header.type = tarfile.GNUTYPE_LONGNAME
    header.size = 8 * MB
    data = tarred({"a": b"a"})[:1024] + header.tobuf(tarfile.GNU_FORMAT) + bytes(9 * MB)
    outcomes = opened(data, Budget(Limits(member_size=4 * MB)))
    assert had(outcomes) == {"a": b"a"}
    assert refused(outcomes) == [("其余文件", TOO_LARGE)]


def test_tar_with_holes() -> None:
    """A file that says it has megabytes and has none is refused, the next one is had."""
    header = tarfile.TarInfo("holes")
    header.type = tarfile.GNUTYPE_SPARSE
    block = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    block[483:495] = b"%011o\0" % (2 * MB)
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    with cheaply():
        outcomes = opened(bytes(block) + tarred({"a": b"a"}))
    assert [name for name, _ in refused(outcomes)] == ["holes"]
    assert had(outcomes) == {"a": b"a"}


def test_7z() -> None:
    """A 7z that is a bomb is stopped."""
    data = by_library({"bomb": BLANKS[: 60 * MB]}, "7zip", "7zip:compression=deflate")
    with cheaply():
        outcomes = opened(data)
    assert refused(outcomes) == [("其余文件", TOO_LARGE)]


def test_7z_skipped() -> None:
    """In a 7z whose files are packed as one, what is passed over has to be unpacked, and counts."""
    data = by_library({"a": b"a", "bomb": BLANKS[: 60 * MB], "b": b"b"}, "7zip", "7zip:compression=deflate")
    with cheaply():
        outcomes = opened(data, Budget(Limits(member_size=MB)))
    assert had(outcomes) == {"a": b"a"}
    assert refused(outcomes) == [("bomb", TOO_LARGE), ("其余文件", TOO_LARGE)]


@pytest.mark.parametrize("kind", ["zip", "7zip", "tar"])
def test_large_member(kind: str) -> None:
    """A file over the limit is refused, one of just that size and the next one are had."""
    parts = {"just": bytes(3 * MB), "over": bytes(3 * MB + 1), "next": b"x"}
    packed = {
        "zip": lambda: zipped(parts, zipfile.ZIP_STORED), "tar": lambda: tarred(parts),
        "7zip": lambda: by_library(parts, "7zip", "7zip:compression=store"),
    }
    outcomes = opened(packed[kind](), Budget(Limits(member_size=3 * MB)))
    assert had(outcomes).keys() == {"just", "next"}
    assert refused(outcomes) == [("over", TOO_LARGE)]
    assert [reason[-11:] for reason in reasons(outcomes)] == ["，超过上限 3 MB。"]


@pytest.mark.parametrize("kind", ["zip", "7zip", "tar"])
@pytest.mark.parametrize("number", [20, 21])
def test_many_members(kind: str, number: int) -> None:
    """The last file that is allowed is had, the next one ends it."""
    parts = {f"f{one}": b"x" for one in range(number)}
    packed = {"zip": lambda: zipped(parts), "tar": lambda: tarred(parts), "7zip": lambda: by_library(parts, "7zip")}
    outcomes = opened(packed[kind](), Budget(Limits(members=20)))
    assert len(had(outcomes)) == 20
    assert refused(outcomes) == [("其余文件", TOO_LARGE)] * (number - 20)


@pytest.mark.parametrize("kind", ["zip", "7zip", "tar"])
@pytest.mark.parametrize("over", [0, 1])
def test_large_whole(kind: str, over: int) -> None:
    """A whole of just the limit is had, a byte more is not."""
    parts = {"a": bytes(2 * MB), "b": bytes(2 * MB)}
    packed = {
        "zip": lambda: zipped(parts, zipfile.ZIP_STORED), "tar": lambda: tarred(parts),
        "7zip": lambda: by_library(parts, "7zip", "7zip:compression=store"),
    }
    data = packed[kind]()
    limit = (len(data) if kind == "tar" else 4 * MB) - over  # of a tar its headers count too
    outcomes = opened(data, Budget(Limits(total_size=limit)))
    assert refused(outcomes) == [("其余文件", TOO_LARGE)] * over
