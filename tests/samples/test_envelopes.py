"""Mails and archives of the samples, opened by other programs' hands than ours."""

import email
import email.policy
import io
import mailbox
import struct
import tarfile
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import olefile
import pytest

from samples.envelopes import archives, mail, outlook, tnef
from samples.envelopes.mail import Letter, Naming
from samples.envelopes.ole import Tree, ole

LETTER = Letter(
    "施景澄 <shi@xiulan.example.com>", "数字技术工程师培育项目申报材料（培训机构推荐表及有关证明材料）", "您好！\n附件请查收。\n",
    "Fri, 16 Jun 2023 16:40:05 +0800", "Sat, 17 Jun 2023 09:12:33 +0800",
    (Naming.WORDS, Naming.SECTIONS, Naming.GBK),
)
FILES = [
    ("重庆岫岚信息技术股份有限公司培训机构推荐表（定稿）.docx", b"1" * 100), ("重庆岫岚信息技术股份有限公司营业执照副本.pdf", b"2" * 100),
    ("诚信承诺书.docx", b"3" * 100),
]


def parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def test_a_mail_is_one_for_the_standard_library_too() -> None:
    """Headers, text and files come back; the name in raw GBK is there as bytes, and nothing says what it is in."""
    data = mail.write(LETTER, FILES)
    message = parsed(data)
    assert (str(message["Subject"]), str(message["From"])) == (LETTER.subject, LETTER.sender)
    assert message["Received"].endswith("Sat, 17 Jun 2023 09:12:33 +0800")
    body = message.get_body()
    assert body is not None
    assert body.get_content() == LETTER.text
    found = list(message.iter_attachments())
    assert [part.get_filename() for part in found][:2] == [name for name, _ in FILES][:2]
    assert [part.get_content() for part in found] == [content for _, content in FILES]
    assert b'filename="' + FILES[2][0].encode("gbk") + b'"' in data
    assert max(map(len, data.split(b"\r\n"))) < 100


def test_a_picture_stands_in_the_text() -> None:
    """It is related to the text that shows it, and not one of the attachments."""
    message = parsed(mail.write(replace(LETTER, inline="image001.png"), [("image001.png", b"picture"), *FILES]))
    related = next(part for part in message.walk() if part.get_content_type() == "multipart/related")
    picture = next(part for part in related.walk() if part.get_content_type() == "image/png")
    html = next(part for part in related.walk() if part.get_content_type() == "text/html")
    assert f"cid:{picture['Content-ID'].strip('<>')}" in html.get_content()
    first, *others = (part.get_content_type() for part in message.iter_parts())
    assert (first, len(others)) == ("multipart/related", len(FILES))


def test_a_mail_is_forwarded_whole() -> None:
    """As message/rfc822, byte by byte."""
    inner = mail.write(LETTER, FILES)
    message = parsed(mail.write(LETTER, [("转发.eml", inner)]))
    (part,) = message.iter_attachments()
    assert part.get_content_type() == "message/rfc822"
    assert str(part.get_content()["Subject"]) == LETTER.subject
    assert inner in mail.write(LETTER, [("转发.eml", inner)])


def test_a_mailbox_parts_where_its_mails_part(tmp_path: Path) -> None:
    """A line of the text that begins like the start of a mail is quoted."""
    tricky = mail.write(LETTER, []).replace(b"MIME-Version", b"X-Said: a\r\nFrom here on\r\nMIME-Version")
    (tmp_path / "box").write_bytes(mail.mbox([(LETTER, mail.write(LETTER, FILES)), (LETTER, tricky)]))
    box = mailbox.mbox(tmp_path / "box")
    assert len(box) == 2
    box.close()


def test_names_in_archives() -> None:
    """In GBK or UTF-8, and the flag that would say so is not set."""
    for data, encoding in ((archives.zip_of_windows(FILES), "gbk"), (archives.zip_of_macos(FILES), "utf-8")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            members = archive.infolist()
        assert [member.flag_bits & 0x800 for member in members] == [0, 0, 0]
        assert [member.filename.encode("cp437").decode(encoding) for member in members] == [name for name, _ in FILES]
    with tarfile.open(fileobj=io.BytesIO(archives.tar_gz(FILES)), mode="r:gz") as packed:
        assert packed.getnames() == [name for name, _ in FILES]


def test_an_ole2_file_is_sound() -> None:
    """Olefile reads every stream, large and small, and has nothing to complain of."""
    tree: Tree = {f"{number}": bytes([number]) * size for number, size in enumerate((0, 1, 64, 4095, 4096, 70_000), start=1)}
    tree["storage"] = {"inside": b"x" * 5000, "a": {"deep": b"y"}}
    with olefile.OleFileIO(io.BytesIO(ole(tree)), raise_defects=olefile.DEFECT_UNSURE) as file:
        assert file.parsing_issues == []
        assert file.openstream("6").read() == tree["6"]
        assert file.openstream("4").read() == tree["4"]
        assert file.openstream("storage/inside").read() == b"x" * 5000
        assert file.openstream("storage/a/deep").read() == b"y"


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 20])
def test_an_ole2_directory_can_be_searched(count: int) -> None:
    """[MS-CFB] 2.6.4: in a storage shorter names come first, then by capital letters; no red entry below a red one."""
    data = ole({f"{'n' * (number % 3)}{number}": b"x" for number in range(count)})
    start = 512 * (struct.unpack_from("<I", data, 48)[0] + 1)
    entries = [data[at:at + 128] for at in range(start, start + 128 * (count + 1), 128)]
    names = [entry[:entry[64] - 2].decode("utf-16-le") for entry in entries]
    _, black, _, _, top = struct.unpack_from("<BBIII", entries[0], 66)

    def walked(number: int, above: int) -> list[str]:
        if number == 0xFFFFFFFF:
            return []
        _, colour, left, right, _ = struct.unpack_from("<BBIII", entries[number], 66)
        assert above == black or colour == black
        return [*walked(left, colour), names[number], *walked(right, colour)]

    assert walked(top, above=not black) == sorted(names[1:], key=lambda name: (len(name), name.upper()))


def test_a_mail_of_outlook_has_what_outlook_wants() -> None:
    """[MS-OXMSG]: counts in the header, a storage each, the map of named properties, sizes that are those of the streams."""
    with olefile.OleFileIO(io.BytesIO(outlook.write(LETTER, FILES))) as file:
        assert struct.unpack_from("<IIII", file.openstream("__properties_version1.0").read(), 8) == (1, 3, 1, 3)
        storages = {path[0] for path in file.listdir(streams=False, storages=True)}
        assert storages == {
            "__nameid_version1.0", "__recip_version1.0_#00000000", *(f"__attach_version1.0_#0000000{n}" for n in range(3)),
        }
        for storage in sorted(storages - {"__nameid_version1.0"}):
            entries = file.openstream(f"{storage}/__properties_version1.0").read()[8:]
            for kind, key, _, size, _ in struct.iter_unpack("<HHIII", entries):
                if kind not in (0x0003, 0x0040):
                    wide = 2 if kind == 0x001F else 0
                    assert file.get_size(f"{storage}/__substg1.0_{key:04X}{kind:04X}") + wide == size
        assert file.openstream("__attach_version1.0_#00000000/__substg1.0_37010102").read() == FILES[0][1]


def test_winmail_dat_adds_up() -> None:
    """[MS-OXTNEF]: signature, then attributes to the end, each with the right sum of its bytes."""
    data = tnef.write(FILES)
    assert struct.unpack_from("<I", data)[0] == 0x223E9F78
    at, tags = 6, []
    while at < len(data):
        _, tag, length = struct.unpack_from("<BII", data, at)
        value = data[at + 9:at + 9 + length]
        assert struct.unpack_from("<H", data, at + 9 + length)[0] == sum(value) & 0xFFFF
        tags.append(tag)
        at += 11 + length
    assert at == len(data)
    assert tags.count(0x0006800F) == len(FILES)
