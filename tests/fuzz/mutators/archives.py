"""Archives that are no zip: tar, what gzip, bzip2 and xz pack, 7z."""

import bz2
import gzip
import lzma
import struct
import zlib
from random import Random

from tests.fuzz.mutators import raw
from tests.fuzz.mutators.mutator import InapplicableError, Mutator
from tests.fuzz.mutators.numbers import edge

_BLOCK = 512
# POSIX.1-2017, pax, "ustar Interchange Format": offset and width of each field of a header.
_FIELDS = (
    (0, 100), (100, 8), (108, 8), (116, 8), (124, 12), (124, 12), (136, 12), (156, 1), (156, 1), (157, 100), (257, 6), (263, 2),
    (345, 155),
)
_OCTAL = (
    b"0", b"-1", b"777777777777", b"77777777777", b"\x80" + b"\xff" * 11, b"\x80" + b"\0" * 10 + b"\x01", b"\xff" * 12, b"abc",
    b"", b" " * 12, b"\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", b"8", b"0x10",
)
_KINDS = b"0123456789xgLKSNDVXMA\0"
_NAMES = (
    "../../a.docx", "/a.docx", "C:\\a.docx", "", ".", "推荐表.docx", "x" * 100, "\x1b[1m", "a/b/" * 20, "~$a.docx",
    "GNUSparseFile.0/a",
)
_RECORDS = (
    b"path=../a", b"path=\xff\xfe", b"size=-1", b"size=99999999999999999999", b"size=x", b"GNU.sparse.map=0,1,2",
    b"GNU.sparse.major=1", b"GNU.sparse.numblocks=999999999", b"hdrcharset=BINARY", b"mtime=nan", b"mtime=1e999", b"=",
    b"linkpath=", b"path=" + b"x" * 70_000, b"GNU.sparse.size=-5", b"uid=\xc2\xb2",
)


def _checked(header: bytes) -> bytes:
    """A header with the checksum that it needs."""
    blank = header[:148] + b" " * 8 + header[156:]
    return blank[:148] + b"%06o\0 " % sum(blank) + blank[156:]


def _headers(data: bytes) -> list[int]:
    found = [at for at in range(0, len(data) - _BLOCK + 1, _BLOCK) if data[at + 257 : at + 262] == b"ustar"]
    if not found:
        raise InapplicableError
    return found


def change_field(data: bytes, chance: Random) -> bytes:
    """Change a field of a header, and the checksum with it: name, size, kind, link."""
    at, (start, width) = chance.choice(_headers(data)), chance.choice(_FIELDS)
    value = chance.choice(_NAMES).encode() if width >= 100 else bytes([chance.choice(_KINDS)]) if width == 1 else chance.choice(_OCTAL)
    header = data[at : at + start] + value[:width].ljust(width, b"\0") + data[at + start + width : at + _BLOCK]
    return data[:at] + _checked(header) + data[at + _BLOCK :]


def put_record(data: bytes, chance: Random) -> bytes:
    """Put an extended header before a member, with a record that is odd."""
    at = chance.choice(_headers(data))
    record = chance.choice(_RECORDS)
    length = len(record) + 3
    length += len(str(length + len(str(length)))) - 1
    said = b"%d %s\n" % (chance.choice((length, length, 0, 1, 10**9, -5)), record)
    kind = chance.choice((b"x", b"g", b"L", b"K"))
    header = b"x".ljust(100, b"\0") + b"0000644\0" * 3 + b"%011o\0" % len(said) + b"00000000000\0" + b" " * 8 + kind + bytes(100) + b"ustar\x0000"
    extended = _checked(header.ljust(_BLOCK, b"\0")) + said + bytes(-len(said) % _BLOCK)
    return data[:at] + extended * chance.choice((1, 1, 50)) + data[at:]


def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _unpacked(data: bytes) -> tuple[bytes, int]:
    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.decompress(data), 0
        if data.startswith(b"BZh"):
            return bz2.decompress(data), 1
        return lzma.decompress(data), 2
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise InapplicableError from error


def inside(data: bytes, chance: Random) -> bytes:
    """Change what is packed, and pack it again, perhaps by another method or several times over."""
    content, method = _unpacked(data)
    steps = (change_field, put_record) if content[257:262] == b"ustar" and chance.random() < 0.7 else raw.RAW.steps
    content = chance.choice(steps)(content, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 6, 20))):
        content = (_gzipped, bz2.compress, lzma.compress)[method if chance.random() < 0.8 else chance.randrange(3)](content)
    return content


def change_gzip_header(data: bytes, chance: Random) -> bytes:
    """Claim names, comments or extra fields in the header of gzip (RFC 1952) that are not there, or never end."""
    if not data.startswith(b"\x1f\x8b"):
        raise InapplicableError
    flags = chance.choice((0x01, 0x02, 0x04, 0x08, 0x10, 0x1F, 0xE0))
    said = chance.choice((b"", b"a\0", "推荐表.docx".encode("gbk") + b"\0", b"x" * 100_000, b"\xff\xff", edge(chance, 2), b"../a\0"))
    return data[:3] + bytes([flags]) + data[4:10] + said + data[10:]


def several(data: bytes, chance: Random) -> bytes:
    """Put packed streams behind each other, or blanks, or noise."""
    return data + chance.choice((
        data, data[: chance.randint(1, 40)], bytes(10_000), _gzipped(b""), _gzipped(b"\0" * 3_000_000),
        chance.randbytes(50),
    ))


def change_7z_directory(data: bytes, chance: Random) -> bytes:
    """Change the directory of a 7z, and the checksums with it (7zFormat.txt: the directory lies at the end)."""
    if not data.startswith(b"7z\xbc\xaf\x27\x1c") or len(data) < 32:
        raise InapplicableError
    offset, size = struct.unpack_from("<QQ", data, 12)
    start = 32 + offset
    directory = data[start : start + size]
    if not directory:
        raise InapplicableError
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(directory))
        directory = directory[:at] + chance.choice((bytes([chance.randrange(256)]), edge(chance, 1), edge(chance, 8))) + directory[at + 1 :]
    said = struct.pack("<QQI", offset, len(directory), zlib.crc32(directory))
    return data[:8] + struct.pack("<I", zlib.crc32(said)) + said + data[32:start] + directory


TAR = Mutator((change_field, change_field, put_record), ("tar",), share=4)
PACKED = Mutator((inside, inside, change_gzip_header, several), ("packed",), share=3)
SEVEN_ZIP = Mutator((change_7z_directory,), ("7z",), share=2)
