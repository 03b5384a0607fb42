"""Locked files of Microsoft Office and of WPS ([MS-OFFCRYPTO]), by msoffcrypto: .docx, .xlsx and .pptx inside a compound
file (agile and standard encryption), .doc, .xls and .ppt (RC4).
"""

import hashlib
import struct
from io import BytesIO
from typing import Any, Final
from xml.parsers.expat import ExpatError

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from extractors import progress
from extractors.errors import DocumentError
from extractors.locks.passwords import Passwords, unknown_lock

# Excel locks a workbook whose structure is protected with a password that everybody has: [MS-OFFCRYPTO] 2.4.2.3.
_EVERYBODYS: Final = "VelvetSweatshop"
_KEY_BLOCK: Final = bytes.fromhex("146e0be7abacd0d6")  # [MS-OFFCRYPTO] 2.3.4.13
_PADDING: Final = b"\x36"
# What damage makes the library raise, besides its own errors.
_DAMAGED = (
    FileFormatError, ParseError, OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError,
    EOFError, struct.error, ExpatError,
)


def unlocked(data: bytes, passwords: Passwords) -> bytes | None:
    """The file without its password; None where it has none, or is no such file.

    Raises DocumentError as `unlock.unlocked` does.
    """
    try:
        file = OfficeFile(BytesIO(data))
        if not file.is_encrypted():
            return None
    except DecryptionError as error:
        raise unknown_lock() from error
    except _DAMAGED:
        return None  # whoever reads it says what is wrong with it
    given = passwords.tried if file.format in {"doc97", "ppt97"} else (_EVERYBODYS, *passwords.tried)
    for password in given:
        opened = _opened(file, password)
        progress.made()
        if opened is not None:
            return opened
    raise passwords.refusal("文件设有打开密码")


def _opened(file: Any, password: str) -> bytes | None:
    """What is inside; None where it is another password."""
    opened = BytesIO()
    try:
        if file.format != "ooxml":
            file.load_key(password=password)
        elif file.type == "agile":
            file.load_key(secret_key=_agile_key(file.info, password))
        else:
            file.load_key(password=password, verify_password=True)
        file.decrypt(opened)
    except InvalidKeyError:
        return None
    except DecryptionError as error:
        raise unknown_lock() from error
    except _DAMAGED as error:
        raise DocumentError(
            "document.unreadable", "文件设有打开密码，并且已经损坏，无法读取。", "请申报单位取消密码后重新发送。",
        ) from error
    return opened.getvalue()


def _agile_key(info: dict[str, Any], password: str) -> bytes:
    """The key of the package by the password: [MS-OFFCRYPTO] 2.3.4.11 and 2.3.4.13.

    The library's own way fails over hashes shorter than the key, as Office 2010 may have them, and takes all the rounds
    a second time to verify a password; whether it was the right one, the package itself shows.
    """
    algorithm = info["passwordHashAlgorithm"].replace("-", "").lower()
    spun = hashlib.new(algorithm, info["passwordSalt"] + password.encode("utf-16-le")).digest()
    for number in range(info["spinValue"]):
        spun = hashlib.new(algorithm, number.to_bytes(4, "little") + spun).digest()
    length = info["passwordKeyBits"] // 8
    key = hashlib.new(algorithm, spun + _KEY_BLOCK).digest()[:length].ljust(length, _PADDING)
    cipher = Cipher(algorithms.AES(key), modes.CBC(info["passwordSalt"])).decryptor()
    return (cipher.update(info["encryptedKeyValue"]) + cipher.finalize())[:length]
