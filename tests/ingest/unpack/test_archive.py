"""7z, RAR and tar archives and single packed files."""

import base64
import bz2
import gzip
import itertools
import lzma
import os
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import DocumentError
from extractors.locks.passwords import Passwords
from ingest import sniff
from ingest.unpack import tar_reader
from ingest.unpack.archive import ARCHIVES, open_archive
from ingest.unpack.budget import Budget
from ingest.unpack.member import Member, Refusal
from schema.limits import Limits
from tests.ingest.unpack.archives import by_library, had, opened, refused, tarred, zipped
from tests.ingest.unpack.rars import in_both, rar4, rar5

MISC = Path(__file__).parents[4] / "shared" / "inputs" / "hostile" / "misc"
needs_shared = pytest.mark.skipif(not MISC.is_dir(), reason="../shared is not here")

DAMAGED = "document.unreadable"
LOCKED = "document.encrypted"
FORM = "重庆某某公司/推荐表（終稿）.docx"
PARTS = {"材料/推荐表.docx": os.urandom(3000), "b.txt": b"b" * 5000, "空": b""}
# A 7z with one file, 推荐表.txt, whose content is locked and whose name is not.
LOCKED_7Z = base64.b64decode(
    "N3q8ryccAAQLPWrRgQAAAAAAAAAUAAAAAAAAAPHURU8w+pQGmF5OYb/QYUliVFxlAQBsAQQGAAEJEAoBKWWdBgAHCwEAAiQG8QcBElMPPfoXZaPW"
    "nyB/EKysBEMsdQEAAQAMDw8ACAoBIbjd1wAABQEZBAAAAAAREQCoY1CDaIguAHQAeAB0AAAAFAoBAOAi5hbHe90BFQYBACCAgIEAAAAXBhABCXEA"
    "BwsBAAEhIQEYDG0AAA=="
)
RAR4 = b"Rar!\x1a\x07\x00"
RAR5 = b"Rar!\x1a\x07\x01\x00"


@pytest.mark.parametrize("compression", ["store", "deflate", "bzip2", "lzma1", "lzma2", "ppmd"])
def test_7z(compression: str) -> None:
    """A 7z gives its files, by whatever method they are packed."""
    assert had(opened(by_library(PARTS, "7zip", f"7zip:compression={compression}"))) == PARTS


def test_7z_locked() -> None:
    """A locked file in a 7z is refused by its name."""
    assert refused(opened(LOCKED_7Z)) == [("推荐表.txt", LOCKED)]


def test_7z_damaged() -> None:
    """A 7z that ends early has no names and is refused as a whole; a file with a wrong checksum only by itself."""
    data = by_library({"a": b"first file", "b": b"second"}, "7zip", "7zip:compression=store")
    with pytest.raises(DocumentError, match="已损坏"):
        opened(data[:-20])
    outcomes = opened(data.replace(b"first", b"fIrst"))
    assert refused(outcomes) == [("a", DAMAGED)]
    assert had(outcomes) == {"b": b"second"}


@pytest.mark.parametrize("data", [LOCKED_7Z, RAR4 + bytes.fromhex("cf907300000d00000000000000")], ids=["7z", "rar"])
def test_without_library(data: bytes, no_library: None) -> None:
    """Without libarchive the problem says which package to install, and tar archives are read all the same."""
    with pytest.raises(DocumentError, match="libarchive13"):
        opened(data)
    assert had(opened(tarred(PARTS, "w:gz"))) == PARTS


@pytest.mark.parametrize(("header", "code"), [
    (RAR4 + bytes.fromhex("0000 73 0100 0d00 0000 00000000"), DAMAGED),
    (RAR4 + bytes.fromhex("0000 73 8000 0d00 0000 00000000"), LOCKED),
    (RAR5 + bytes.fromhex("00000000 05 01 00 01 00 00"), DAMAGED),
    (RAR5 + bytes.fromhex("00000000 05 01 01 80 00 01 00"), DAMAGED),
    (RAR5 + bytes.fromhex("00000000 21 04 00 00 01 0f"), LOCKED),
], ids=["volume 4", "names locked 4", "volume 5", "volume 5 with extra", "names locked 5"])
def test_rar_headers(header: bytes, code: str) -> None:
    """A volume of a split RAR and one with locked names are refused for what they are."""
    with pytest.raises(DocumentError, match="分卷" if code == DAMAGED else "密码") as caught:
        opened(header)
    assert caught.value.code == code


@pytest.mark.parametrize("name", [FORM, FORM.encode("gbk"), FORM.encode(), in_both(FORM)], ids=["utf-8", "gbk", "raw", "both"])
@pytest.mark.parametrize(("password", "names"), [("", False), ("x", False), ("x", True)])
def test_rar_names(name: str | bytes, password: str, names: bool) -> None:
    """The name of a file in a RAR comes back however it was written, locked or not."""
    if isinstance(name, str):
        assert had(opened(rar5({name: b"data"}, password, names=names), passwords=(password,))) == {FORM: b"data"}
        data = rar4({name: b"data"}, password, names=names)
    else:
        data = rar4({name: b"data"}, password, names=names)
    assert had(opened(data, passwords=(password,))) == {FORM: b"data"}


@pytest.mark.parametrize("data", [RAR4, RAR5, RAR5 + bytes(30), RAR4 + b"\xff" * 60, RAR5 + b"\xff" * 60, b"7z\xbc\xaf\x27\x1c"])
def test_nothing_in_it(data: bytes) -> None:
    """An archive that is no more than its first bytes is refused as a whole."""
    with pytest.raises(DocumentError):
        opened(data)


@needs_shared
@pytest.mark.parametrize(("name", "files", "refusals"), [
    ("tika__test-documents.rar", 9, 0), ("tika__testZipEncrypted.zip", 1, 1), ("tika__TIKA-216.tgz", 9, 0),
])
def test_archives_of_others(name: str, files: int, refusals: int) -> None:
    """Archives that others made are opened."""
    outcomes = opened((MISC / name).read_bytes(), name=name)
    assert len(had(outcomes)) == files
    assert len(refused(outcomes)) == refusals


@needs_shared
@pytest.mark.parametrize("name", ["tika__full_encrypted.7z", "tika__test-documents-enc.rar"])
def test_locked_names(name: str) -> None:
    """An archive whose names are locked is refused as a whole."""
    with pytest.raises(DocumentError, match="密码") as caught:
        opened((MISC / name).read_bytes())
    assert caught.value.code == LOCKED


@needs_shared
def test_rar_damaged() -> None:
    """What comes before the damage in a RAR is had; the rest is said to be lost."""
    data = (MISC / "tika__test-documents.rar").read_bytes()
    outcomes = opened(data[:30_000])
    assert had(outcomes).keys() == {"test-documents/testEXCEL.xls", "test-documents/testHTML.html", "test-documents/testOpenOffice2.odt"}
    assert {code for _, code in refused(outcomes)} == {DAMAGED}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_tar(mode: str, form: int, encoding: str) -> None:
    """A tar gives its files, in any form, packed or not, with names in UTF-8 or GBK, long ones too."""
    parts = {**PARTS, "很长的名字" * (5 if form == tarfile.USTAR_FORMAT else 30): b"x"}
    assert had(opened(tarred(parts, mode, encoding, form))) == parts


def test_tar_refusals() -> None:
    """Links, devices, pipes and paths that lead elsewhere are refused by themselves; folders are no files."""
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (
            ("文件夹", tarfile.DIRTYPE), ("sym", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("dev", tarfile.CHRTYPE),
            ("pipe", tarfile.FIFOTYPE), ("/etc/passwd", tarfile.REGTYPE), ("a/../../b", tarfile.REGTYPE), ("./a", tarfile.REGTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info, BytesIO())
    outcomes = opened(buffer.getvalue())
    assert [name for name, _ in refused(outcomes)] == ["sym", "hard", "dev", "pipe", "etc/passwd", "a/b"]
    assert had(outcomes) == {"a": b""}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_tar_cut_off(mode: str) -> None:
    """Of a tar that ends early, what came before is had, and the rest is said to be lost."""
    parts = {str(number): os.urandom(40_000) for number in range(4)}
    data = tarred(parts, mode)
    outcomes = opened(data[: int(140_000 / 172_032 * len(data))])
    names = list(had(outcomes))
    assert names == ["0", "1", "2"][: len(names)]
    assert len(names) >= 2
    assert refused(outcomes) == [("其余文件", DAMAGED)]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("size", [b"77777777777\0", b"\x80\0\0\0\x7f" + b"\xff" * 7])
def test_tar_that_says_it_goes_on(size: bytes, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than any is refused, and nobody waits for bytes that are not there."""
    reads = itertools.count()
    read = tar_reader._Counted.read
    monkeypatch.setattr(tar_reader._Counted, "read", lambda self, wanted: (next(reads), read(self, wanted))[1])
    data = bytearray(tarred({"a": b"a", "b": b"b"}))
    data[1024 + 124 : 1024 + 136] = size
    data[1024 + 148 : 1024 + 156] = b"%06o\0 " % (sum(data[1024:1536]) - sum(data[1172:1180]) + 8 * 32)
    outcomes = opened(gzip.compress(bytes(data)) if mode == "w:gz" else bytes(data))
    assert had(outcomes) == {"a": b"a"}
    assert refused(outcomes) == [("b", "document.too_large"), ("其余文件", DAMAGED)]
    assert next(reads) < 10


def test_tar_damaged_header() -> None:
    """A header that is nonsense is not taken for the end."""
    data = bytearray(tarred({"a": b"a", "b": b"b"}))
    data[1024 + 20 : 1024 + 30] = b"\xff" * 10
    outcomes = opened(bytes(data))
    assert had(outcomes) == {"a": b"a"}
    assert refused(outcomes) == [("其余文件", DAMAGED)]


@pytest.mark.parametrize("record", [b"9" * 30 + b" path=x\n", b"11 size=xy\n", b"24 GNU.sparse.size=xyz\n\n"])
@pytest.mark.parametrize("before", [b"", tarred({"a": b"a"})[:1024]])
def test_tar_nonsense(record: bytes, before: bytes) -> None:
    """Nonsense for a number in an extended header raises nothing else."""
    header = tarfile.TarInfo("pax")
    header.type = tarfile.XHDTYPE
    header.size = len(record)
    data = before + header.tobuf(tarfile.USTAR_FORMAT) + record.ljust(512, b"\0") + tarred({"b": b"b"})
    try:
        names = list(had(opened(data)))
    except DocumentError:
        names = []
    assert names[: bool(before)] == ["a"] * bool(before)


def test_tar_empty() -> None:
    """An empty tar gives nothing."""
    assert list(open_archive(bytes(10240), "application/x-tar", Budget(Limits()), Passwords())) == []


@pytest.mark.parametrize(("data", "name", "expected"), [
    (gzip.compress(b"x", mtime=0), "推荐表.docx.gz", "推荐表.docx"),
    (bz2.compress(b"x"), "推荐表.docx.BZ2", "推荐表.docx"),
    (lzma.compress(b"x"), "推荐表.docx.xz", "推荐表.docx"),
    (gzip.compress(b"x", mtime=0), "", "未命名"),
    (gzip.compress(b"", mtime=0) + gzip.compress(b"x", mtime=0), "两段", "两段"),
    (b"\x1f\x8b\x08\x08" + bytes(6) + "原名.docx".encode("gbk") + b"\0" + gzip.compress(b"x", mtime=0)[10:], "a.gz", "原名.docx"),
    (b"\x1f\x8b\x08\x0c" + bytes(6) + b"\2\0??" + b"b.txt\0" + gzip.compress(b"x", mtime=0)[10:], "a.gz", "b.txt"),
])
def test_single(data: bytes, name: str, expected: str) -> None:
    """A single packed file is called as its header says, else as the outer file without the suffix."""
    assert had(opened(data, name=name)) == {expected: b"x"}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_single_cut_off(pack: object) -> None:
    """A single packed file that ends early is refused as a whole."""
    assert callable(pack)
    with pytest.raises(DocumentError, match="已损坏"):
        opened(pack(os.urandom(5000))[:-100])


@pytest.mark.parametrize("media_type", sorted(ARCHIVES))
def test_no_bytes(media_type: str) -> None:
    """No bytes are no archive of any kind."""
    with pytest.raises(DocumentError):
        list(open_archive(b"", media_type, Budget(Limits()), Passwords()))


def test_archives_inside() -> None:
    """An archive inside a tar is delivered as it is."""
    inner = zipped({"a": b"a"})
    assert had(opened(tarred({"a.zip": inner}, "w:gz"))) == {"a.zip": inner}


_PART = st.text(st.sampled_from("推荐表重庆乗㐀éa1.-"), min_size=1, max_size=12).filter(lambda part: part.strip("."))
_NAMES = st.lists(_PART, min_size=1, max_size=3).map("/".join)


@given(st.dictionaries(_NAMES, st.binary(max_size=300), min_size=1, max_size=6), st.sampled_from(["w", "w:gz", "w:xz"]))
def test_round_trip(tree: dict[str, bytes], mode: str) -> None:
    """Any tree of small files comes out as it went in."""
    assert had(opened(tarred(tree, mode))) == tree


_GOOD = {
    "application/x-tar": tarred(PARTS), "application/gzip": tarred(PARTS, "w:gz"), "application/x-xz": tarred(PARTS, "w:xz"),
    "application/x-bzip2": tarred(PARTS, "w:bz2"), "application/x-7z-compressed": by_library(PARTS, "7zip"), "application/vnd.rar": RAR4,
}


@given(st.sampled_from(sorted(_GOOD)), st.data())
def test_any_damage(media_type: str, data: st.DataObject) -> None:
    """An archive damaged anywhere gives files and refusals, or is refused as a whole; nothing else is raised."""
    bad = bytearray(_GOOD[media_type] + bytes(20))
    for _ in range(data.draw(st.integers(1, 8))):
        bad[data.draw(st.integers(6, len(bad) - 1))] = data.draw(st.integers(0, 255))
    try:
        outcomes = list(open_archive(bytes(bad), media_type, Budget(Limits()), Passwords()))
    except DocumentError:
        return
    assert all(isinstance(one, Member | Refusal) for one in outcomes)


def test_media_types() -> None:
    """What is told apart by content is opened under that name."""
    told = {sniff.media_type(data) for data in (*_GOOD.values(), zipped(PARTS), zipped(PARTS)[:-30])}
    assert told == ARCHIVES
