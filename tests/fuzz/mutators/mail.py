"""Mails: headers, encoded words, parameters, boundaries, encodings, parts inside each other; and mailboxes of them."""

import re
from random import Random

from tests.fuzz.mutators.mutator import InapplicableError, Mutator, pick, replaced

_HEADER = re.compile(rb"^[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE)
_CONTENT_TYPE = re.compile(rb"^Content-Type:[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE | re.IGNORECASE)
_BOUNDARY = re.compile(rb"^--[^\r\n]+\r?\n", re.MULTILINE)
_BODY = re.compile(rb"(?:[A-Za-z0-9+/=]{60,}\r?\n){3,}")
_FROM = re.compile(rb"^From [^\n]*\n", re.MULTILINE)

_CHARSETS = (
    b"gb2312", b"GBK", b"gb18030", b"utf-8", b"utf-7", b"utf-16", b"hz-gb-2312", b"iso-2022-cn", b"big5", b"hex", b"rot13",
    b"base64", b"zlib", b"idna", b"punycode", b"undefined", b"unicode_escape",
    b"raw_unicode_escape", b"mbcs", b"x-unknown", b"", b"a" * 39, b"a" * 5000, b"utf-8*zh", b"../../etc", b"\xb2\xe2",
    b"cp65001", b"cp1200", b"utf_8_sig", b"charmap",
)
_WORDS = (
    b"=?%s?B?xOO6ww==?=", b"=?%s?B?xOO6w?=", b"=?%s?Q?=C4=E3=BA?=", b"=?%s?q?=?=", b"=?%s?B??=", b"=?%s?X?abc?=",
    b"=?%s?B?5Lit", b"=?%s?B?5Lit?==?%s?B?5paH?=", b"=?%s?B?5A==?=\n =?%s?B?uK0=?=", b"=?%s?Q?_=_=zz?=",
    b"\"=?%s?B?xOO6ww==?=\" <a@b.cn>", b"=?%s?B?" + b"A" * 20_000 + b"?=", b"=?%s?B?xOO6ww==?= " * 500,
)
_VALUES = (
    b"", b"<[>", b"<>", b"a@b", b"\"\\\"" * 300, b"(" * 3000, b"<" * 3000, b"\xff\xfe\xfd", "推荐表".encode("gbk"),
    "推荐表".encode(), b"\0", b"\x1b[31m", b"a" * 200_000, b"Thu, 32 Foo 20233 99:99:99 +9999",
    b"Mon, 01 Jan 0001 00:00:00 +0000", b"Fri, 31 Dec 9999 23:59:59 -2359", b"1 Jan 2024 00:00 CST", b"-1", b"; ; ;", b"=",
    b"from x by y; Mon, 5 Jun 2023 08:00:00 +0800", b";" * 5000, b",".join([b"a@b.cn"] * 3000), "重庆".encode("utf-16"),
    b"Mon, 5 Jun 2023 08:00:00 +080000000000", b"Mon, 5 Jun 99999999999999 08:00:00 +0800", b"\xe2\x80\xae.docx",
    b"undisclosed-recipients:;", b"a: b: c <d@e", b"Mon, 5 Jun 2023 24:60:61 +0800",
)
_TYPES = (
    b"multipart/mixed", b"multipart/alternative", b"multipart/digest", b"multipart/encrypted", b"multipart/signed",
    b"multipart/related", b"multipart/x", b"message/rfc822", b"message/partial; number=1; total=2; id=x",
    b"message/external-body; access-type=URL",
    b"message/delivery-status", b"text/plain", b"text/html; charset=%s", b"application/octet-stream", b"application/pkcs7-mime",
    b"application/ms-tnef", b"application/applefile", b"/", b"text", b"text/plain/plain", b"", b"multipart/mixed; boundary=",
    b"multipart/mixed; boundary=\"\"",
    b"multipart/mixed; boundary=\"" + b"b" * 5000 + b"\"", b"multipart/mixed; boundary=\"a b\"", b"multipart/mixed; boundary=-",
    b"multipart/mixed; boundary=\"(.*)\"", b"multipart/mixed; boundary*0=a; boundary*1=b", b"multipart/mixed; boundary=\xff",
    b"text/plain; name=\"a.docx\"",
)
_PARAMETERS = (
    b'; filename="%s"', b"; filename=%s", b"; filename*=utf-8''%s", b"; filename*=%s''%%E6%%8E%%A8.docx",
    b"; filename*0=\"a\"; filename*2=\"%s\"", b"; filename*0*=gbk''%%B2; filename*1*=%%E2.docx; x=%s", b"; filename*9999=%s",
    b"; filename*99999999999999999999=%s", b"; filename*=''%s", b"; filename*='%s",
    b'; filename="%s', b'; filename="\\\\\\%s\\"', b"; filename*0*=utf-8''%%; filename*0=%s", b"; FILENAME=%s; filename=b",
    b"; filename=\"=?%s?B?xOO6ww==?=\"", b"; filename*=utf-8''%%zz%%%s", b";" * 3000 + b"%s",
    b"; filename=" + b"%%41" * 9000 + b"%s",
)
_FILES = (
    "推荐表.docx".encode(), "推荐表.docx".encode("gbk"), b"a.docx", b"", b"../a.docx", b"a\\b.docx", b"C:\\a.docx",
    b"\\" * 3000, b"a" * 100_000, b"\xb2\\", b"gbk", b"\0.docx", b"a\r\n.docx", b"\xe2\x80\xae.docx", b"winmail.dat", b".",
    b"..", b"CON.docx", b"x.eml",
)
_ENCODINGS = (
    b"7bit", b"8bit", b"binary", b"base64", b"quoted-printable", b"x-uuencode", b"uuencode", b"x-uue", b"", b"x-yenc",
    b"base64; x=y", b"BASE64 ", b"quoted-printable\xff",
)


def _filled(pattern: bytes, filling: bytes) -> bytes:
    return pattern.replace(b"%s", filling).replace(b"%%", b"%")


def spoil_header(data: bytes, chance: Random) -> bytes:
    """Give a header an odd value."""
    found = pick(chance, list(_HEADER.finditer(data)))
    name = found.group().split(b":")[0]
    value = chance.choice((*_VALUES, _filled(chance.choice(_WORDS), chance.choice(_CHARSETS))))
    return replaced(data, *found.span(), name + b": " + value + b"\n")


def fold_header(data: bytes, chance: Random) -> bytes:
    """Fold a header where it must not be, or never end it."""
    found = pick(chance, list(_HEADER.finditer(data)))
    line = found.group().rstrip(b"\r\n")
    at = chance.randint(0, len(line))
    fold = chance.choice((b"\n ", b"\r\n\t", b"\n\n", b"\r", b"\n" + b" " * 5000, b"\n \n \n ", b"\x0b", b"\0"))
    return replaced(data, *found.span(), line[:at] + fold + line[at:] + chance.choice((b"\n", b"", b"\r\r\n")))


def repeat_header(data: bytes, chance: Random) -> bytes:
    """Say a header again, or very often, or leave it out."""
    found = pick(chance, list(_HEADER.finditer(data)))
    return replaced(data, *found.span(), found.group() * chance.choice((0, 0, 2, 2000)))


def set_type(data: bytes, chance: Random) -> bytes:
    """Claim another type, or lose the boundary."""
    found = pick(chance, list(_CONTENT_TYPE.finditer(data)))
    said = found.group()
    if chance.random() < 0.5:
        new = re.sub(rb"(?<=: )[^;\r\n]*", lambda _: chance.choice(_TYPES).replace(b"%s", b"gbk"), said, count=1)
    else:
        new = b"Content-Type: " + _filled(chance.choice(_TYPES), chance.choice(_CHARSETS)) + b"\n"
    return replaced(data, *found.span(), new)


def set_name(data: bytes, chance: Random) -> bytes:
    """Give a file a name that is hard to read."""
    found = pick(chance, list(_CONTENT_TYPE.finditer(data)))
    said = b"Content-Disposition: attachment" + _filled(chance.choice(_PARAMETERS), chance.choice((*_FILES, chance.choice(_CHARSETS)))) + b"\n"
    return replaced(data, found.end(), found.end(), said)


def set_encoding(data: bytes, chance: Random) -> bytes:
    """Claim that a body is encoded otherwise."""
    found = pick(chance, list(re.finditer(rb"^Content-Transfer-Encoding:[^\n]*\n", data, re.MULTILINE | re.IGNORECASE)))
    return replaced(data, *found.span(), b"Content-Transfer-Encoding: " + chance.choice(_ENCODINGS) + b"\n")


def spoil_body(data: bytes, chance: Random) -> bytes:
    """Break a body that is encoded."""
    found = pick(chance, list(_BODY.finditer(data)))
    body = found.group()
    at = chance.randrange(len(body))
    new = chance.choice((
        body[:at], body[:at] + b"=" + body[at:], body[:at] + b"\xff\0%" + body[at:], body[:at] + body[at + 1 :],
        body.replace(b"\n", b""), body.replace(b"\n", b"\n\n"), body[:at] + b"\n--\n" + body[at:], b"=" * 5000, b"",
        b"begin 644 a.docx\n" + b"M" * 3000 + b"\nend\n", b"begin 644 a\nend\n" * 1000, b"begin 644 \xb2\xe2\n" + body,
        b"=\n" * 3000, b"=ZZ=" * 500,
    ))
    return replaced(data, *found.span(), new)


def spoil_boundary(data: bytes, chance: Random) -> bytes:
    """Lose a boundary, close it early, say it very often."""
    found = pick(chance, list(_BOUNDARY.finditer(data)))
    line = found.group()
    bare = line.rstrip(b"\r\n")
    return replaced(data, *found.span(), chance.choice((
        b"", bare + b"--\n", line * 2, line * 3000, bare + b" \t" * 50 + b"\n", b" " + line, bare + b"\r", line + b"\n",
        line + b"Content-Type: message/rfc822\n\n" * 50, bare[:-1] + b"\n", (line + b"\n") * 1500,
    )))


def repeat_part(data: bytes, chance: Random) -> bytes:
    """Send a part again, or leave it out."""
    found = list(_BOUNDARY.finditer(data))
    if len(found) < 2:
        raise InapplicableError
    at = chance.randrange(len(found) - 1)
    start, end = found[at].start(), found[at + 1].start()
    part = data[start:end]
    return replaced(data, start, end, part * chance.choice((0, 2, 3, 40 if len(part) < 5000 else 2)))


def nest(data: bytes, chance: Random) -> bytes:
    """Put the mail into multiparts, or into forwarded mails, inside each other."""
    forwarded = chance.random() < 0.4
    for number in range(chance.choice((1, 2, 6, 49, 52, 300))):
        if forwarded:
            data = b"From: a@b.cn\nSubject: %d\nContent-Type: message/rfc822\n\n" % number + data
        else:
            boundary = chance.choice((b"b%d" % number, b"b%d" % number, b"b"))
            start = b"From: a@b.cn\nTo: c@d.cn\nContent-Type: multipart/mixed; boundary=%s\n\n--%s\n" % (boundary, boundary)
            data = start + data + b"\n--%s--\n" % boundary
    return data


def ends_of_lines(data: bytes, chance: Random) -> bytes:
    """End lines otherwise, all of them or some."""
    end = chance.choice((b"\r", b"\r\n", b"\n\r", b"\r\r\n", b"\n\n", b"\x0b"))
    if chance.random() < 0.5:
        return data.replace(b"\r\n", b"\n").replace(b"\n", end)
    return re.sub(rb"\n", lambda _: end if chance.random() < 0.1 else b"\n", data)


def _from_line(chance: Random) -> bytes:
    return chance.choice((
        b"From a@b.cn Mon Jun  5 08:00:00 2023\n", b"From - Mon Jun 05 08:00:00 2023\r\n", b"From \n", b"From a@b.cn\n",
        b"From " + b"x" * 490 + b" 08:00 2023\n", b">From a@b.cn Mon Jun  5 08:00:00 2023\n", b"From a 00:00 1900\n" * 3,
        b"From  99:99 2099 \r",
        b"\nFrom " + b"9" * 1000 + b" 08:00 2023\n",
    ))


def spoil_from_line(data: bytes, chance: Random) -> bytes:
    """Begin a mail of a mailbox otherwise, or not at all."""
    found = pick(chance, list(_FROM.finditer(data)))
    return replaced(data, *found.span(), chance.choice((b"", found.group()[:-1], found.group() + b"\n", _from_line(chance))))


def put_from_line(data: bytes, chance: Random) -> bytes:
    """Begin a mail in the middle of another, once or very often."""
    found = pick(chance, list(re.finditer(rb"\n", data)))
    said = (_from_line(chance) + chance.choice((b"", b"Subject: x\n", b"Subject: x\n\n"))) * chance.choice((1, 1, 2, 300))
    return replaced(data, found.end(), found.end(), said)


_STEPS = (
    spoil_header, spoil_header, fold_header, repeat_header, set_type, set_type, set_name, set_name, set_encoding, spoil_body,
    spoil_boundary, repeat_part, nest, ends_of_lines,
)
MAIL = Mutator(_STEPS, ("mail",), share=14)
MAILBOX = Mutator((spoil_from_line, put_from_line, put_from_line, *_STEPS), ("mbox",), share=3)
