"""The address of a folder on a mail server, as RFC 5092 writes it: `imaps://user@host[:port]/folder`."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from ingest.errors import UsageError

_PORTS = {"imaps": 993, "imap": 143}
_FORM = "应写成 imaps://用户名@服务器/文件夹"
_NO_SECRETS = "地址中不能写密码：命令行会留在历史记录中，本机其他用户也能看到。请删去密码，改用环境变量 HEBIAO_IMAP_NO_SECRETS，或在提示时输入。"


@dataclass(frozen=True, slots=True)
class Address:
    """A folder of a user on a server.

    host: in lower case. tls: encrypted from the first byte (imaps) rather than by STARTTLS (imap).
    folder: as people read it; the server's own encoding of it is the library's affair.
    """

    host: str
    port: int
    tls: bool
    user: str
    folder: str

    @property
    def is_loopback(self) -> bool:
        """Whether what is sent never leaves this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def parse_address(url: str) -> Address:
    """The address that a URL stands for; without a folder it is INBOX.

    User and folder may be percent-encoded (UTF-8) or not. Raises UsageError, whose text never repeats the URL: a part
    of it may be a password that was put in the wrong place.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # the brackets or the port are wrong, and a password with a `/` in it makes such a port
        raise UsageError(f"服务器地址写法不对，{_FORM}（不写密码）。") from None
    if parts.scheme not in _PORTS:
        raise UsageError(f"服务器地址要以 imaps:// 或 imap:// 开头，{_FORM}。")
    if parts.password is not None:
        raise UsageError(_NO_SECRETS)
    if not parts.hostname or not parts.username:
        raise UsageError(f"服务器地址中缺少用户名或服务器，{_FORM}（不写密码）。")
    if parts.query or parts.fragment:
        raise UsageError("文件夹名中的 ? 要写成 %3F，# 要写成 %23。")
    if parts.scheme == "imap" and port == _PORTS["imaps"]:
        raise UsageError("993 端口从一开始就加密，请以 imaps:// 开头。")
    user, folder = _texts(parts)
    default = _PORTS[parts.scheme]
    return Address(parts.hostname.lower(), port or default, parts.scheme == "imaps", user, folder)


def _texts(parts: SplitResult) -> tuple[str, str]:
    """User and folder, decoded."""
    try:
        user = unquote(parts.username or "", errors="strict")
        folder = unquote(parts.path, errors="strict").removeprefix("/") or "INBOX"
    except UnicodeDecodeError:
        raise UsageError("用户名或文件夹名中 % 后面的编码不是 UTF-8。") from None
    if not (user.isprintable() and folder.isprintable()):
        # A line break would start a command of its own on the server.
        raise UsageError("用户名和文件夹名中不能有控制字符。")
    # The name of the inbox is the one that has no case (RFC 3501, 5.1).
    return user, "INBOX" if folder.upper() == "INBOX" else folder
