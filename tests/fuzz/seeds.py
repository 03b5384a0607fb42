"""What mutation starts from: the sample mailbox, and mails and archives that are made of it."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf

from samples.envelopes.ole import ole
from samples.envelopes.outlook import attached, message
from samples.envelopes.tnef import attachment, envelope
from tests.extractors.office.build import flat_opc, parts_of, word_2003
from tests.fuzz.mutators.packing import packed
from tests.ingest.unpack.archives import by_library, tarred
from tests.ingest.unpack.objects import attached_to_page, packaged
from tests.ingest.unpack.winmail import mapi

_MAILBOX = Path(__file__).parents[2] / "samples" / "mailbox"
_EMBEDDED = bytes.fromhex("0703020000000000c000000000000046")
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LARGEST_DOCX = 20_000
_LARGEST_PDF = 300_000  # scans are larger: recognising their pages would take most of the time; pictures are mutated by themselves


class Seed(NamedTuple):
    """A sound file. name: as an office would name it."""

    name: str
    data: bytes


@cache
def seeds(kind: str) -> tuple[Seed, ...]:
    """The files of a kind, in the same order every time."""
    return tuple(_MAKERS[kind]())


def _samples(suffix: str) -> Iterator[Seed]:
    for file in sorted(_MAILBOX.rglob(f"*{suffix}")):
        yield Seed(file.name, file.read_bytes())


def _docx() -> Iterator[Seed]:
    """Those that are sound; they stand for all that Word forms are like."""
    return (one for one in _samples(".docx") if one.data.startswith(b"PK") and b"PK\x05\x06" in one.data)


@cache
def _small() -> tuple[Seed, Seed]:
    """A letter that is no form, and a form."""
    by_size = sorted((one for one in _docx() if len(one.data) < _LARGEST_DOCX), key=lambda one: len(one.data))
    return by_size[0], by_size[len(by_size) // 2]


def _docx_and_embedded() -> Iterator[Seed]:
    yield from _docx()
    letter, form = _small()
    objects = {"oleObject1.bin": ole({"\x01Ole10Native": packaged(form.name.encode("gbk"), form.data)}), "a.docx": form.data}
    parts = parts_of(letter.data) | {f"word/embeddings/{name}": data for name, data in objects.items()}
    yield Seed("来信.docx", packed(list(parts.items())))


def _pdf() -> Iterator[Seed]:
    return (one for one in _samples(".pdf") if len(one.data) < _LARGEST_PDF)


def _pdf_page() -> Iterator[Seed]:
    """Each page of a few files by itself, and one with attachments."""
    for one in list(_pdf())[::2]:
        try:
            whole = pikepdf.open(BytesIO(one.data))
        except pikepdf.PasswordError:
            continue
        for number, page in enumerate(whole.pages):
            with pikepdf.new() as single:
                single.pages.append(page)
                written = BytesIO()
                single.save(written, static_id=True)
            yield Seed(f"{number}-{one.name}", written.getvalue())
    yield Seed("材料.pdf", attached_to_page(*((one.name, one.data) for one in _small())))


def _parts() -> dict[str, bytes]:
    letter, form = _small()
    return {f"材料/{form.name}": form.data, "材料/说明.txt": "附推荐表一份。".encode("gbk"), letter.name: letter.data}


def _zip() -> Iterator[Seed]:
    yield Seed("申报材料.zip", packed(list(_parts().items())))
    yield Seed("申报材料（二）.zip", packed([("内/外.zip", packed(list(_parts().items()))), ("a.eml", _written(_plain()))]))


def _tar() -> Iterator[Seed]:
    yield Seed("申报材料.tar", tarred(_parts()))
    yield Seed("材料.tar", tarred(_parts() | {"长" * 80 + ".docx": b"x"}, encoding="gbk", form=1))


def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _packed() -> Iterator[Seed]:
    for suffix, pack in ((".gz", _gzipped), (".bz2", bz2.compress), (".xz", lzma.compress)):
        yield Seed(f"申报材料.tar{suffix}", pack(tarred(_parts())))
    yield Seed("推荐表.docx.gz", _gzipped(_small()[1].data))


def _seven_zip() -> Iterator[Seed]:
    yield Seed("材料.7z", by_library(_parts(), "7zip", "7zip:compression=store"))
    yield Seed("材料.7z", by_library(_parts(), "7zip"))


def _rar() -> Iterator[Seed]:
    """One file, stored (RAR 5.0 archive format)."""
    form = _small()[1]
    size, name = _vint(len(form.data)), form.name.encode()
    file = b"\x02\x02" + size + b"\x04" + size + b"\0" + zlib.crc32(form.data).to_bytes(4, "little") + b"\0\x01" + _vint(len(name)) + name
    yield Seed("材料.rar", b"Rar!\x1a\x07\x01\x00" + _block(b"\x01\0\0") + _block(file) + form.data + _block(b"\x05\0\0"))


def _block(header: bytes) -> bytes:
    said = _vint(len(header)) + header
    return zlib.crc32(said).to_bytes(4, "little") + said


def _vint(value: int) -> bytes:
    said = b""
    while value > 0x7F:
        said += bytes([value & 0x7F | 0x80])
        value >>= 7
    return said + bytes([value])


def _plain() -> EmailMessage:
    mail = EmailMessage()
    mail["Received"] = "from mail.example.cn by mx.example.cn; Mon, 5 Jun 2023 08:00:01 +0800"
    mail["From"] = "陈某某 <a@example.cn>"
    mail["To"] = "核表办公室 <office@example.cn>"
    mail["Subject"] = "重庆某某公司申报材料（第一次报送）"
    mail["Date"] = "Mon, 05 Jun 2023 08:00:00 +0800"
    mail["Message-ID"] = "<1@example.cn>"
    mail.set_content("附件为推荐表，请查收。\n")
    return mail


def _written(mail: EmailMessage) -> bytes:
    """The mail with the same boundaries every time."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_part_{number}")
    return mail.as_bytes()


def _with_files(*files: Seed) -> EmailMessage:
    mail = _plain()
    for file in files:
        mail.add_attachment(file.data, maintype="application", subtype="octet-stream", filename=file.name)
    return mail


def _mail() -> Iterator[Seed]:
    letter, form = _small()
    yield Seed("来信.eml", _written(_with_files(form)))
    yield Seed("来信.eml", _written(_with_files(letter, Seed("材料.zip", packed([("请假.docx", letter.data)])))))
    rich = _plain()
    rich.add_alternative("<p>附件为推荐表。</p>", subtype="html")
    rich.add_attachment(letter.data, maintype="application", subtype="msword", filename="请假.docx")
    yield Seed("来信.eml", _written(rich))
    outer = _plain()
    outer.add_attachment(_with_files(letter))
    yield Seed("转发.eml", _written(outer))
    yield Seed("来信.eml", _written(_with_files(Seed("winmail.dat", next(_tnef()).data))))
    old = _written(_plain()).replace(b"Subject: =?utf-8?", b"X: =?utf-8?", 1)
    yield Seed("来信", old.replace(b"Message-ID", "Subject: 推荐表\nMessage-ID".encode("gbk"), 1))


def _mbox() -> Iterator[Seed]:
    mails = [_written(_with_files(_small()[0])), _written(_plain()), _written(_plain()).replace(b"\n\n", b"\n\n>From here on\n", 1)]
    yield Seed("收件箱.mbox", b"".join(b"From a@example.cn Mon Jun  5 08:00:00 2023\n" + mail + b"\n" for mail in mails))


def _msg() -> Iterator[Seed]:
    letter, form = _small()
    texts: dict[int, str | bytes] = {
        0x0037: "申报材料", 0x001A: "IPM.Note", 0x0C1A: "陈某某", 0x0C1F: "a@example.cn", 0x0E04: "核表办公室",
        0x007D: "From: a@example.cn\nReceived: x; Mon, 5 Jun 2023 08:00:01 +0800\nSubject: =?gbk?B?yeqxqLLEwc8=?=\n",
    }
    yield Seed("来信.msg", ole(message(texts, attached({0x3707: letter.name}, letter.data), numbers={0x3FFD: 936})))
    inner = message({0x0037: "内"}, attached({0x3704: "推荐表.docx".encode("gbk")}, form.data), header=bytes(24))
    yield Seed("来信.msg", ole(message(texts, attached({}, inner, method=5), attached({0x3707: "a.txt"}, b"x" * 5000))))


def _tnef() -> Iterator[Seed]:
    letter = _small()[0]
    name = mapi((0x3707, 0x001F, f"{letter.name}\0".encode("utf-16-le")))
    yield Seed("winmail.dat", envelope(attachment(b"TUIJIA~1.DOC", letter.data, name), attachment("说明.txt".encode("gbk"))))
    inner = envelope(attachment(b"a.txt"))
    yield Seed("winmail.dat", envelope(attachment(b"Re", None, mapi((0x3701, 0x000D, _EMBEDDED + inner)))))


def _word_xml() -> Iterator[Seed]:
    return (Seed(f"{one.name}.xml", word_2003(one.data)) for one in _docx() if _TRANSITIONAL in parts_of(one.data)["word/document.xml"])


def _flat_opc() -> Iterator[Seed]:
    return (Seed(f"{one.name}.xml", flat_opc(one.data)) for one in list(_docx())[::3])


def _rtf() -> Iterator[Seed]:
    rows = "".join(
        rf"\trowd\cellx2000\cellx6000 {_escaped(label)}\cell 1\cell\row" for label in ("单位名称", "统一社会信用代码", "单位地址", "正式员工数")
    )
    yield Seed("推荐表.rtf", rf"{{\rtf1\ansi\ansicpg936 {rows}\pard\par}}".encode("ascii"))


def _escaped(text: str) -> str:
    return "".join(rf"\u{ord(character)}?" for character in text)


def _odt() -> Iterator[Seed]:
    said = "application/vnd.oasis.opendocument.text"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    body = "<office:body><office:text><text:p>单位名称</text:p></office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = (("mimetype", said), ("content.xml", content), ("META-INF/manifest.xml", manifest))
    yield Seed("推荐表.odt", packed([(name, part.encode()) for name, part in parts]))


def _doc() -> Iterator[Seed]:
    """A file information block of Word 97 ([MS-DOC] 2.5.1), and a table of nothing: enough to be taken for a .doc."""
    block = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x02" + bytes(1500)
    yield Seed("推荐表.doc", ole({"WordDocument": block, "1Table": bytes(900)}))


def _text() -> Iterator[Seed]:
    yield Seed("说明.txt", "推荐表随后补报。\n联系电话：023-68123456\n".encode("gbk"))
    yield Seed("推荐表.html", "<html><body><table><tr><td>单位名称</td></tr></table></body></html>".encode())


_MAKERS: dict[str, Callable[[], Iterator[Seed]]] = {
    "docx": _docx_and_embedded, "pdf": _pdf, "pdf page": _pdf_page, "zip": _zip, "tar": _tar, "packed": _packed, "7z": _seven_zip,
    "rar": _rar, "mail": _mail,
    "mbox": _mbox, "msg": _msg, "tnef": _tnef, "word xml": _word_xml, "flat opc": _flat_opc, "rtf": _rtf, "odt": _odt,
    "doc": _doc, "text": _text,
}
