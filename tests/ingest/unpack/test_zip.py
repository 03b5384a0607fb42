"""Zip archives: names from bytes, what is refused, what is damaged, what is locked."""

import stat
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import DocumentError
from extractors.locks.passwords import Passwords
from ingest.unpack.archive import open_archive
from ingest.unpack.budget import Budget
from ingest.unpack.member import Member, Refusal
from schema.limits import Limits
from tests.ingest.unpack.archives import had, opened, refused, unicode_path, zip_named, zipped

FORM = "重庆某某公司/推荐表.docx"
GBK = FORM.encode("gbk")
DAMAGED = "document.unreadable"
LOCKED = "document.encrypted"


@pytest.mark.parametrize("data", [
    zip_named(GBK),
    zip_named(GBK, utf8=True),
    zip_named(FORM.encode()),
    zip_named(FORM.encode(), utf8=True),
    zip_named(GBK, extra=unicode_path(GBK, FORM)),
    zip_named("重庆某某公司\\推荐表.docx".encode("gbk")),
    zip_named(b"?????.docx", extra=unicode_path(b"?????.docx", FORM)),
], ids=["gbk", "gbk flagged utf-8", "utf-8 without flag", "utf-8", "gbk and field", "backslash", "field only"])
def test_names(data: bytes) -> None:
    """A name comes out right however the archiver wrote it."""
    assert had(opened(data)) == {FORM: b"x"}


def test_raw_name() -> None:
    """The bytes of the name are kept as they stand, and no field of another name is believed."""
    [member] = opened(zip_named(GBK, extra=unicode_path(GBK, "别的.docx", wrong=1)))
    assert member.name.text == FORM
    assert member.name.raw == GBK


def test_gb18030_and_backslash_byte() -> None:
    """A character whose second byte is a backslash stays whole, and so does one of four bytes."""
    name = "乗㐀.txt"
    assert b"\\" in name.encode("gb18030")
    assert had(opened(zip_named(name.encode("gb18030")))) == {name: b"x"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods(method: int) -> None:
    """Every method that archivers use is unpacked, also what is larger than a block."""
    content = bytes(range(256)) * 1000
    assert had(opened(zipped({"a": content, "空": b""}, method))) == {"a": content, "空": b""}


@pytest.mark.parametrize("more", [1, 100, 257, 258])
def test_just_over_a_block(more: int) -> None:
    """What the unpacking still holds when all packed bytes are taken in is not lost."""
    content = bytes(2 * 64 * 1024 + more)
    assert had(opened(zipped({"a": content}))) == {"a": content}


def test_unknown_method() -> None:
    """A method that nothing knows costs that file, and the next is had."""
    data = bytearray(zipped({"a": b"aaa", "b": b"b"}, zipfile.ZIP_STORED))
    at = data.find(b"PK\x01\x02") + 10
    data[at] = 9  # Deflate64
    outcomes = opened(bytes(data))
    assert had(outcomes) == {"b": b"b"}
    assert [one.reason for one in outcomes if isinstance(one, Refusal)] == ["压缩包内的这个文件所用的压缩方式不受支持，无法解压。"]


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "..\\a", "C:\\a", "\\\\host\\a", "a/.. /b"])
def test_unsafe_paths(name: str) -> None:
    """A path that leads elsewhere is refused by itself."""
    outcomes = opened(zip_named(name.encode()))
    assert [one.reason for one in outcomes if isinstance(one, Refusal)] == ["压缩包内的路径不安全（绝对路径或含有 ..），没有读取。"]


@pytest.mark.parametrize("name", ["a..b", "...", "./a", "a/..b/c", "~/a"])
def test_safe_paths(name: str) -> None:
    """Dots that lead nowhere are no harm."""
    assert list(had(opened(zip_named(name.encode()))).values()) == [b"x"]


@pytest.mark.parametrize(("mode", "code"), [
    (stat.S_IFLNK | 0o777, DAMAGED), (stat.S_IFIFO | 0o600, DAMAGED), (stat.S_IFCHR | 0o600, DAMAGED), (stat.S_IFREG | 0o644, None),
])
def test_links_and_devices(mode: int, code: str | None) -> None:
    """Links, pipes and devices are refused, a file with Unix rights is not."""
    info = zipfile.ZipInfo("a")
    info.create_system = 3
    info.external_attr = mode << 16
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(info, b"/etc/passwd")
        package.writestr("b", b"b")
    outcomes = opened(buffer.getvalue())
    assert refused(outcomes) == ([("a", code)] if code else [])
    assert ["链接" in one.reason for one in outcomes if isinstance(one, Refusal)] == [stat.S_ISLNK(mode)] * len(refused(outcomes))
    assert had(outcomes)["b"] == b"b"


def test_folders_and_litter() -> None:
    """Folders are no files; what macOS and Windows leave behind is."""
    names = ["__MACOSX/._a", ".DS_Store", "Thumbs.db", "~$表.docx"]
    assert list(had(opened(zipped({"文件夹/": b"", **dict.fromkeys(names, b"x")})))) == names


def test_empty() -> None:
    """An empty archive gives nothing, and nothing is wrong with it."""
    assert opened(zipped({})) == []


def test_archives_inside() -> None:
    """An archive inside is delivered as it is."""
    inner = zipped({"b": b"b"})
    assert had(opened(zipped({"a.zip": inner}))) == {"a.zip": inner}


def test_prefix() -> None:
    """Offsets moved by what stands before the archive are found again."""
    data = b"PK\x03\x04 no header " + b"MZ" * 100 + zipped({"a": b"a", "b": b"b"})
    assert had(opened(data)) == {"a": b"a", "b": b"b"}


def test_zip64(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive with the wide headers that large ones need is read like others."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    parts = {"a": b"a" * 100, "b": b"b" * 200}
    data = zipped(parts)
    assert b"PK\x06\x06" in data
    assert had(opened(data)) == parts
    assert refused(opened(data)) == []
    assert had(opened(data[: data.find(b"PK\x01\x02")])) == parts


def test_wrong_checksum() -> None:
    """A file whose bytes were changed is refused, the others are had."""
    data = zipped({"a": b"first file", "b": b"second"}, zipfile.ZIP_STORED).replace(b"first", b"fIrst", 1)
    outcomes = opened(data)
    assert refused(outcomes) == [("a", DAMAGED)]
    assert had(outcomes) == {"b": b"second"}


def test_damaged_stream() -> None:
    """A file that cannot be unpacked is refused, the others are had."""
    data = bytearray(zipped({"a": bytes(range(256)) * 9, "b": b"b"}))
    data[45:60] = b"\xff" * 15
    outcomes = opened(bytes(data))
    assert refused(outcomes) == [("a", DAMAGED)]
    assert had(outcomes) == {"b": b"b"}


@pytest.mark.parametrize("streamed", [False, True])
def test_cut_off(streamed: bool) -> None:
    """Of an archive that ends early, what came before is had, and the rest is said to be lost."""
    parts = {f"表{number}.txt": bytes([number]) * 3000 for number in range(1, 5)}
    data = _streamed(parts) if streamed else zipped(parts)
    outcomes = opened(data[: data.rfind(b"PK\x03\x04") + 35])
    assert had(outcomes) == {name: parts[name] for name in list(parts)[:3]}
    assert refused(outcomes) == [("其余文件", DAMAGED)]


def test_cut_directory() -> None:
    """Without its directory an archive is read by the headers of its files."""
    data = zipped({"推荐表.docx": b"x" * 100})
    outcomes = opened(data[: data.find(b"PK\x01\x02") + 5])
    assert had(outcomes) == {"推荐表.docx": b"x" * 100}
    assert refused(outcomes) == [("其余文件", DAMAGED)]


def test_damaged_directory() -> None:
    """Where the directory turns into nonsense, what it named before is had, and the rest is said to be lost."""
    data = bytearray(zipped({"a": b"a", "b": b"b"}))
    data[data.rfind(b"PK\x01\x02")] = 0
    outcomes = opened(bytes(data))
    assert had(outcomes) == {"a": b"a"}
    assert refused(outcomes) == [("其余文件", DAMAGED)]


def test_nothing_left() -> None:
    """An archive of which nothing is left is refused as a whole."""
    with pytest.raises(DocumentError, match="已损坏"):
        opened(zipped({"a": b"abc" * 9}, zipfile.ZIP_STORED)[:50])


def test_volume() -> None:
    """The last volume of a split archive is refused with the advice not to split it."""
    data = bytearray(zipped({"a": b"a"}))
    data[data.rfind(b"PK\x05\x06") + 4] = 2
    with pytest.raises(DocumentError, match="分卷") as caught:
        list(open_archive(bytes(data), "application/zip", Budget(Limits()), Passwords()))
    assert "不要分卷" in caught.value.advice


def test_without_library(no_library: None) -> None:
    """Without libarchive plain zips are read all the same, and a locked file says what to install."""
    assert had(opened(zipped({"a": b"a"}))) == {"a": b"a"}
    data = bytearray(zipped({"a": b"a", "b": b"b"}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    outcomes = opened(bytes(data), passwords=("x",))
    assert [one.advice for one in outcomes if isinstance(one, Refusal)] == [
        "请安装 libarchive（Debian、Ubuntu 的软件包名为 libarchive13）后重新运行，或解压后放进文件夹。",
    ]
    assert had(outcomes) == {"b": b"b"}


_PART = st.text(st.sampled_from("推荐表重庆乗㐀éa1.-"), min_size=1, max_size=12).filter(lambda part: part.strip("."))
_TREES: st.SearchStrategy[dict[str, bytes]] = st.dictionaries(
    st.lists(_PART, min_size=1, max_size=3).map("/".join), st.binary(max_size=300), max_size=6,
)


@given(_TREES, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))
def test_round_trip(tree: dict[str, bytes], method: int) -> None:
    """Any tree of small files comes out as it went in."""
    assert had(opened(zipped(tree, method))) == tree


@given(st.data())
def test_any_damage(data: st.DataObject) -> None:
    """A zip that is damaged anywhere gives files and refusals, or is refused as a whole; nothing else is raised."""
    good = bytearray(zipped({"推荐表.docx": b"x" * 400, "b": bytes(range(200))}))
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        outcomes = list(open_archive(bytes(good), "application/zip", Budget(Limits()), Passwords()))
    except DocumentError:
        return
    assert all(isinstance(one, Member | Refusal) for one in outcomes)


def _streamed(parts: dict[str, bytes]) -> bytes:
    """A zip written to a pipe: sizes stand behind the files."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return pipe.getvalue()
