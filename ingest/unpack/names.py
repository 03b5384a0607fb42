"""Names and header texts from bytes of an uncertain encoding: strictly UTF-8 first, GB 18030 else, and made harmless."""

import re
import unicodedata

from ingest.unpack.member import Name

UNNAMED = "未命名"
MAX_LENGTH = 255  # characters of a name, or of a folder in it: no file system takes more

# What turns the direction of the writing (a name ending in "xcod.exe" that shows as "exe.docx"), and line separators.
_DIRECTIONS = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_UNWANTED = {**dict.fromkeys((*_DIRECTIONS, 0x2028, 0x2029, 0xFEFF)), **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
_BLANKS = re.compile(r"[ \t\r\n]+")
_DRIVE = re.compile(r"^(?:[A-Za-z]:)+")
_ASCII_END = re.compile(r"\.[0-9A-Za-z]{1,8}$")

# GB 2312, GBK and GB 18030 are one encoding, grown twice; senders use its characters under any of its labels.
_CHINESE = re.compile(r"(x-)?(gb[-_k1-9]|cs_?gb|cp-?936|ms-?936|windows-936|euc-?cn|chinese)", re.IGNORECASE)
# Labels of Western Europe, and common characters of GB 2312 with others among them: accented letters stand alone.
_WESTERN = re.compile(r"(us-ascii|iso-?8859-15?$|latin-?1|(cp|windows-)1252)", re.IGNORECASE)
_GB_2312 = re.compile(rb"[\0-\x7f]*(?:[\xb0-\xd7][\xa1-\xfe](?:[\xa1-\xf7][\xa1-\xfe])*[\0-\x7f]*)+")
# Labels that mean a way to write text; Python knows other "encodings" too.
_KNOWN = re.compile(r"(utf-?(8|16)|big5|hz|iso|latin|cp|windows-|koi8|shift|sjis|euc|ks_c|mac|tis)", re.IGNORECASE)


def decode(raw: bytes, folders: bool = False) -> Name:
    """The name that bytes mean: read as UTF-8, GB 18030 or else code page 437, as zip has it; made harmless as by clean."""
    return Name(_harmless(text(raw), folders), raw)


def clean(given: str, folders: bool = False) -> Name:
    r"""The name that a text means, without what could mislead or harm; 「未命名」 where nothing is left.

    Control characters, direction marks and lone surrogates go, a name is cut to 255 characters before its extension.
    folders: False, for an attachment: `/` and `\` become `_`. True, for an archive: `/` and `\` part folders and come
    out as `/`; empty parts, `.`, `..` and a drive's letter are dropped.
    """
    return Name(_harmless(given, folders))


def file_name(path: str) -> Name:
    """The last part of a path, made harmless as by clean."""
    return Name(clean(path, folders=True).text.rpartition("/")[2])


def text(raw: bytes, label: str = "") -> str:
    """The text that bytes mean.

    label: the encoding that the sender claims, empty where there is none. UTF-8 under another label is taken for what
    it is where all its characters beyond ASCII are of three bytes or more, as Chinese is: two-byte sequences of UTF-8
    are also good GB 2312. So is Chinese under the label of Western Europe, which any bytes fit.
    """
    for encoding in _encodings("" if _WESTERN.match(label) and _GB_2312.fullmatch(raw) else label):
        try:
            said = raw.decode(encoding)
        except (UnicodeError, LookupError):  # the label may be unknown
            continue
        if encoding != "utf-8" or not _claims_other(label) or all(c < "\x80" or c >= "\u0800" for c in said):
            return said
    return raw.decode("cp437")


def printable(given: str) -> str:
    """A text on one line, without control characters, direction marks and lone surrogates; may be empty."""
    kept = _BLANKS.sub(" ", given).translate(_UNWANTED)
    if not kept.isprintable():
        kept = "".join(character for character in kept if unicodedata.category(character) != "Cc")
    return kept.strip()


def _encodings(label: str) -> tuple[str, ...]:
    if _CHINESE.match(label):
        return ("utf-8", "gb18030")
    return ("utf-8", label, "gb18030") if _KNOWN.match(label) else ("utf-8", "gb18030")


def _claims_other(label: str) -> bool:
    return not label.lower().startswith("utf") and bool(_CHINESE.match(label) or _KNOWN.match(label))


def _harmless(given: str, folders: bool) -> str:
    shown = printable(given)
    if not folders:
        return _shortened(shown.replace("/", "_").replace("\\", "_")) or UNNAMED
    parts = (_DRIVE.sub("", part.strip()).strip() for part in shown.replace("\\", "/").split("/"))
    return "/".join(_shortened(part) for part in parts if part not in {"", ".", ".."}) or UNNAMED


def _shortened(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    end = _ASCII_END.search(name)
    suffix = end.group() if end else ""
    return name[: MAX_LENGTH - len(suffix)] + suffix
