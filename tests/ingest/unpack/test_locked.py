"""Archives with passwords: opened by the right one, within the limits; refused in clear words by the others."""

import base64
import os
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

import py7zr
import py7zr.compressor
import pytest
import rarfile

from extractors.errors import DocumentError
from ingest.unpack.budget import Budget
from ingest.unpack.member import Member, Refusal
from schema.limits import Limits
from tests.ingest.unpack.archives import by_library, had, opened, refused, zipped
from tests.ingest.unpack.rars import rar4, rar5
from tests.ingest.unpack.test_archive import MISC, needs_shared

LOCKED = "document.encrypted"
cached_key4, cached_key7 = cache(rarfile.rar3_s2k), cache(py7zr.compressor.calculate_key)  # type: ignore[attr-defined]
PASSWORD = "密码-pass"  # noqa: S105 - of archives that are made for the tests
PARTS = {"材料/推荐表.docx": os.urandom(3001), "空": b"", "b.txt": b"b" * 5000}
Lock = Callable[[Mapping[str, bytes], str], bytes]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving a key is slow on purpose; each is derived once."""
    monkeypatch.setattr(rarfile, "rar3_s2k", cached_key4)
    monkeypatch.setattr(py7zr.compressor, "calculate_key", cached_key7)


def seven_zip(parts: Mapping[str, bytes], password: str, *, names: bool = False, filters: object = None) -> bytes:
    """A 7z."""
    buffer = BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=password, header_encryption=names, filters=filters) as archive:  # type: ignore[arg-type]
        for name, content in parts.items():
            archive.writestr(content, name)
    return buffer.getvalue()


def zip_locked(method: str, packing: str) -> Lock:
    """A zip; the library keeps a file of no bytes unlocked."""
    return lambda parts, password: by_library(parts, "zip", f"zip:encryption={method},zip:compression={packing}", password)


BY_7_ZIP = base64.b64decode(
    "N3q8ryccAARO7fHQkAAAAAAAAAAuAAAAAAAAANdWj/EE9GfEfpxGIE3Wj6hG6lEFuQYyLu6KQc4RSSfOIfVsd4apHBom3Az7WS1O0cLje1dvAzyhdgFO"
    "fSuSERoy1d4zaa5QcFQ0k8zXeO6gVfZNBWoO1g5XcqufpN1GTjkAu5uXXAVIOddKBJos2q5wxVQ5/IzVcKs2QVY6yQDiYAobb0PB+LAiCLIZCz+qQrLr"
    "kCIXBiABCXAABwsBAAEkBvEHARJTD3jefyifZSvY2JyQKZz0MQUMagoBwhDzgQAA"
)
COPY = [{"id": py7zr.FILTER_COPY}, {"id": py7zr.FILTER_CRYPTO_AES256_SHA256}]
PPMD = [{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24}, {"id": py7zr.FILTER_CRYPTO_AES256_SHA256}]
LOCKS: dict[str, Lock] = {
    **{f"zip {method} {packing}": zip_locked(method, packing)
       for method in ("zipcrypt", "aes128", "aes256") for packing in ("store", "deflate")},
    "7z": seven_zip,
    "7z copied": lambda parts, password: seven_zip(parts, password, filters=COPY),
    "7z ppmd": lambda parts, password: seven_zip(parts, password, filters=PPMD),
    "rar 4": rar4,
    "rar 5": rar5,
    "rar 5 plain checksums": lambda parts, password: rar5(parts, password, keyed=False, checked=False),
}
NAMES: dict[str, Lock] = {
    "7z": lambda parts, password: seven_zip(parts, password, names=True),
    "rar 4": lambda parts, password: rar4(parts, password, names=True),
    "rar 5": lambda parts, password: rar5(parts, password, names=True),
    "rar 5 unchecked": lambda parts, password: rar5(parts, password, names=True, checked=False),
}


@pytest.mark.parametrize("kind", LOCKS)
def test_content(kind: str) -> None:
    """Each file of an archive is opened by the right password among others, and refused by its name without it."""
    data = LOCKS[kind](PARTS, PASSWORD)
    outcomes = opened(data, passwords=("x", PASSWORD))
    assert had(outcomes) == PARTS
    assert all(one.unlocked for one in outcomes if isinstance(one, Member) and one.data)
    for passwords, words in (((), "没有密码"), (("x", "第二个"), "给出的 2 个密码都打不开")):
        outcomes = opened(data, passwords=passwords)
        with_content = {name for name, content in PARTS.items() if content}
        assert {name for name, _ in refused(outcomes)} >= with_content
        assert not with_content & had(outcomes).keys()
        assert {code for _, code in refused(outcomes)} == {LOCKED}
        assert all(words in one.reason and "--password" in one.advice for one in outcomes if isinstance(one, Refusal))


@pytest.mark.parametrize("kind", NAMES)
def test_names(kind: str) -> None:
    """An archive whose names are locked is refused as a whole, and opened by the right password."""
    data = NAMES[kind](PARTS, PASSWORD)
    assert had(opened(data, passwords=("x", PASSWORD))) == PARTS
    for passwords, words in (((), "没有密码"), (("x",), "给出的 1 个密码都打不开")):
        with pytest.raises(DocumentError, match=words) as caught:
            opened(data, passwords=passwords)
        assert caught.value.code == LOCKED
        assert "文件名" in caught.value.reason


@pytest.mark.parametrize("kind", ["zip", "7z", "rar 4", "rar 5"])
def test_password_not_needed(kind: str) -> None:
    """A password does no harm to an archive without one."""
    plain = {
        "zip": lambda: zipped(PARTS), "7z": lambda: by_library(PARTS, "7zip"), "rar 4": lambda: rar4(PARTS), "rar 5": lambda: rar5(PARTS),
    }
    outcomes = opened(plain[kind](), passwords=("x",))
    assert had(outcomes) == PARTS
    assert not any(one.unlocked for one in outcomes if isinstance(one, Member))


def test_encoding_of_a_zips_password() -> None:
    """Archivers in China write the characters of a password in GBK or in UTF-8, and the zip does not say which."""
    for raw in (PASSWORD.encode("gbk"), PASSWORD.encode()):
        data = by_library({"a": b"a"}, "zip", "zip:encryption=zipcrypt", raw)  # type: ignore[arg-type]
        assert had(opened(data, passwords=(PASSWORD,))) == {"a": b"a"}


@pytest.mark.parametrize("kind", ["zip aes256 deflate", "zip zipcrypt store", "7z", "7z copied", "rar 4", "rar 5"])
def test_limits(kind: str) -> None:
    """All limits hold for what is locked, and hold the file back that is over them, or all that follows."""
    parts = {"a": os.urandom(3000), "b": b"\0" * 2_500_000, "c": b"c"}
    data = LOCKS[kind](parts, PASSWORD)
    most = 10**6
    outcomes = opened(data, Budget(Limits(member_size=1_000_000, ratio=most)), (PASSWORD,))
    assert had(outcomes) == {"a": parts["a"], "c": b"c"}
    assert refused(outcomes) == [("b", "document.too_large")]
    for budget, number in ((Budget(Limits(members=2, ratio=most)), 2), (Budget(Limits(total_size=1_000_000, ratio=most)), 1)):
        outcomes = opened(data, budget, (PASSWORD,))
        assert len(had(outcomes)) == number
        assert refused(outcomes)[-1] == ("其余文件", "document.too_large")
    if "store" not in kind and "copied" not in kind and "rar" not in kind:
        assert "document.too_large" in {code for _, code in refused(opened(data, Budget(Limits(ratio=20)), (PASSWORD,)))}


@pytest.mark.parametrize("kind", ["7z", "7z copied", "rar 4", "rar 5", "rar 5 plain checksums"])
def test_damaged(kind: str) -> None:
    """A file that is not what it was when it was locked is refused, never delivered; those before it are had."""
    parts = {"a": os.urandom(3000), "b": os.urandom(40_000), "c": b"c" * 99}
    data = bytearray(LOCKS[kind](parts, PASSWORD))
    data[20_000] ^= 1
    outcomes = opened(bytes(data), passwords=(PASSWORD,))
    assert ("b", "document.unreadable") in refused(outcomes)
    assert had(outcomes)["a"] == parts["a"]
    assert "b" not in had(outcomes)


@pytest.mark.parametrize("kind", ["rar 4", "rar 5"])
@pytest.mark.parametrize("locks", [LOCKS, NAMES])
def test_cut_off(kind: str, locks: Mapping[str, Lock]) -> None:
    """What is whole in an archive that ends early is had, and the loss of the rest is told."""
    parts = {"a": os.urandom(3000), "b": os.urandom(4000)}
    outcomes = opened(locks[kind](parts, PASSWORD)[:-2000], passwords=(PASSWORD,))
    assert had(outcomes) == {"a": parts["a"]}
    assert refused(outcomes)


def test_unsafe_names() -> None:
    """Paths that lead elsewhere are refused in a locked 7z, too, and what is packed behind them is had."""
    buffer = BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=PASSWORD) as archive:
        archive.set_encoded_header_mode(False)
        archive.writestr(b"a" * 99, "xx/a")
        archive.writestr(b"b" * 99, "b")
    data = bytearray(buffer.getvalue().replace("xx/a".encode("utf-16-le"), "../a".encode("utf-16-le")))
    offset, size = struct.unpack_from("<QQ", data, 12)
    struct.pack_into("<I", data, 28, zlib.crc32(data[32 + offset : 32 + offset + size]))
    struct.pack_into("<I", data, 8, zlib.crc32(data[12:32]))
    outcomes = opened(bytes(data), passwords=(PASSWORD,))
    assert had(outcomes) == {"b": b"b" * 99}
    assert ["不安全" in one.reason for one in outcomes if isinstance(one, Refusal)] == [True]


def test_7z_of_another_program() -> None:
    """A 7z that 7-Zip has locked, with its names, opens by the library that has nothing of it."""
    assert had(opened(BY_7_ZIP, passwords=("suanpan",))) == {"推荐表.txt": "推荐表的内容".encode()}


@needs_shared
@pytest.mark.parametrize("name", ["tika__full_encrypted.7z", "tika__test-documents-enc.rar"])
def test_locked_by_others(name: str) -> None:
    """Archives that others locked are refused where no password fits."""
    with pytest.raises(DocumentError, match="给出的 2 个密码都打不开"):
        opened((MISC / name).read_bytes(), passwords=("x", "y"))
