"""A folder on an IMAP server, opened for reading only (EXAMINE, BODY.PEEK): nothing there is changed."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from typing import cast

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError

from ingest.fetch.address import Address
from ingest.fetch.connection import connect, log_in
from ingest.fetch.errors import FetchError, MailGoneError, MailRefusedError

_CHUNK = 1024 * 1024  # bytes of a mail in memory at a time
_UIDS_A_COMMAND = 500  # servers limit the length of a line
_FOLDERS_NAMED = 20
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_BODY = re.compile(rb"\bBODY\[\](?:<(\d+)>)?")

# What imaplib makes of one FETCH response: its text, with the literal apart where there is one; None for no response.
_Item = bytes | tuple[bytes, bytes] | None


class RemoteFolder:
    """An open folder. Its methods raise FetchError where the connection is lost or the server makes no sense.

    uidvalidity: as long as it stays the same, so do the UIDs of the mails.
    """

    def __init__(self, box: BaseMailBox, uidvalidity: int) -> None:
        self._box = box
        self.uidvalidity = uidvalidity

    def sizes(self, after: int, others: Iterable[int]) -> dict[int, int]:
        """The mails that are there: UID to size in bytes, as far as the server knows it, in the order of the UIDs.

        after: mails with a greater UID are asked for. others: and these.
        """
        asked = frozenset(others)
        wanted = sorted(asked)
        starts = range(0, len(wanted), _UIDS_A_COMMAND)
        found: dict[int, int] = {}
        for uids in (*(",".join(map(str, wanted[start:start + _UIDS_A_COMMAND])) for start in starts), f"{after + 1}:*"):
            for item in self._fetch(uids, "(UID RFC822.SIZE)"):
                uid, size = _UID.search(_text(item)), _SIZE.search(_text(item))
                if uid and size:  # else the server tells of a flag that somebody has set just now
                    found[int(uid[1])] = int(size[1])
        # `n:*` is never empty: where there is nothing new it is the last mail (RFC 3501, 6.4.8).
        return {uid: found[uid] for uid in sorted(found) if uid > after or uid in asked}

    def mail(self, uid: int) -> Iterator[bytes]:
        """The bytes of a mail as the server has them, piece by piece.

        Raises MailGoneError where it was deleted in the meantime, MailRefusedError where the server does not give it.
        """
        offset = 0
        while True:
            piece = self._piece(uid, offset)
            offset += len(piece)
            yield piece
            if len(piece) < _CHUNK:
                return

    def _piece(self, uid: int, offset: int) -> bytes:
        for item in self._fetch(str(uid), f"(UID BODY.PEEK[]<{offset}.{_CHUNK}>)"):
            body = _BODY.search(_text(item))
            if body is None:
                continue
            literal = item[1] if isinstance(item, tuple) else b""  # past the end some say "", others NIL
            if body[1] is None or int(body[1]) != offset or len(literal) > _CHUNK:
                raise MailRefusedError("服务器给出的不是所要的那一段")
            return literal
        raise MailGoneError

    def _fetch(self, uids: str, items: str) -> list[_Item]:
        try:
            status, data = self._box.client.uid("FETCH", uids, items)
        except IMAP4.abort as error:
            raise FetchError("与服务器的连接中断。") from error
        except IMAP4.error as error:
            raise FetchError("服务器的回应不合 IMAP 协议。") from error
        except OSError as error:
            raise FetchError(f"与服务器的连接中断（{_why(error)}）。") from error
        if status != "OK":
            if any(b"EXPUNGEISSUED" in _text(item) for item in data):
                raise MailGoneError
            raise MailRefusedError("服务器不给出这封邮件")
        return cast(list[_Item], data)


@contextmanager
def open_folder(address: Address, password: str) -> Iterator[RemoteFolder]:
    """Open the folder at the address until the end of the `with` block. Raises FetchError where it cannot be had."""
    box = connect(address)
    try:
        log_in(box, address, password)
        yield RemoteFolder(box, _examine(box, address.folder))
    finally:
        with suppress(IMAP4.error, ImapToolsError, OSError):  # there may be no connection left to say goodbye on
            box.logout()


def _examine(box: BaseMailBox, folder: str) -> int:
    """Open a folder for reading and return its UIDVALIDITY."""
    try:
        box.folder.set(folder, readonly=True)
        said = box.client.response("UIDVALIDITY")[1]
    except MailboxFolderSelectError as error:
        raise FetchError(_no_folder(box, folder)) from error
    except (IMAP4.error, OSError) as error:
        raise FetchError(f"打不开文件夹“{folder}”：与服务器的连接中断。") from error
    if not said or not isinstance(said[0], bytes) or not said[0].isdigit():
        raise FetchError("服务器没有给出 UIDVALIDITY，无法知道哪些邮件已经取回。")
    return int(said[0])


def _no_folder(box: BaseMailBox, folder: str) -> str:
    try:
        names = [info.name for info in box.folder.list()]
    except (IMAP4.error, ImapToolsError, OSError, ValueError):  # ValueError: a name that is no modified UTF-7
        return f"打不开文件夹“{folder}”。"
    if folder in names:
        return f"服务器拒绝打开文件夹“{folder}”。"
    shown = [name for name in names if name.isprintable()]
    more = f" 等 {len(shown)} 个" if len(shown) > _FOLDERS_NAMED else ""
    return f"服务器上没有“{folder}”这个文件夹，只有：{'、'.join(shown[:_FOLDERS_NAMED])}{more}。"


def _text(item: object) -> bytes:
    said = item[0] if isinstance(item, tuple) else item
    return said if isinstance(said, bytes) else b""


def _why(error: OSError) -> str:
    return "超时" if isinstance(error, TimeoutError) else f"系统错误 {error.errno}"
