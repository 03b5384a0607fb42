"""The name of a member of a zip, from its bytes."""

import zlib

from ingest.unpack import names
from ingest.unpack.member import Name
from ingest.unpack.zip_directory import Entry, extra_fields

_UNICODE_PATH = 0x7075  # APPNOTE.TXT 4.6.9
_CRC_AT = 1
_TEXT_AT = 5


def name_bytes(entry: Entry) -> bytes:
    """The bytes that say the name best.

    The Unicode path extra field holds it in UTF-8 where its CRC is that of the name beside it; a name that was changed
    later by a program that does not know the field has another. The flag for UTF-8 is not asked: archivers in China
    leave it out and some set it wrongly, while strict decoding tells UTF-8 from GB 18030.
    """
    for kind, value in extra_fields(entry.extra):
        if kind == _UNICODE_PATH and len(value) > _TEXT_AT and value[0] == 1:
            crc = int.from_bytes(value[_CRC_AT:_TEXT_AT], "little")
            if crc == zlib.crc32(entry.raw_name):
                return value[_TEXT_AT:]
    return entry.raw_name


def name_of(entry: Entry) -> Name:
    """The name of a member, with the bytes of the directory as raw."""
    return Name(names.decode(name_bytes(entry), folders=True).text, entry.raw_name)
