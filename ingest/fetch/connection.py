"""The way to a mail server: encrypted, its certificate verified, and logged in."""

import socket
import ssl
from imaplib import IMAP4

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import MailboxLoginError, MailboxStarttlsError

from ingest.fetch.address import Address
from ingest.fetch.errors import FetchError

_SECONDS = 60  # without an answer
# X509_V_ERR_* of OpenSSL
_CERTIFICATE_FAULTS = {
    9: "尚未生效", 10: "已过期", 18: "是自签名的", 19: "由不受信任的机构签发", 20: "由不受信任的机构签发",
    21: "由不受信任的机构签发", 62: "不属于这个服务器名", 64: "不属于这个 IP 地址",
}


def connect(address: Address) -> BaseMailBox:
    """A connection to the server, encrypted but on this machine itself. Raises FetchError where there is none."""
    place = f"{address.host}:{address.port}"
    try:
        return _connect(address)
    except (socket.gaierror, UnicodeError) as error:  # UnicodeError: what can be no host name at all
        raise FetchError(f"找不到服务器 {address.host}，请核对名称和网络。") from error
    except ssl.SSLCertVerificationError as error:
        fault = _CERTIFICATE_FAULTS.get(error.verify_code, f"未通过验证（{error.verify_code}）")
        raise FetchError(f"服务器 {place} 的证书{fault}，没有登录，密码没有发送。") from error
    except ssl.SSLError as error:
        raise FetchError(f"无法与 {place} 建立加密连接，没有登录，密码没有发送。") from error
    except ConnectionRefusedError as error:
        raise FetchError(f"{place} 拒绝连接，请核对服务器和端口。") from error
    except TimeoutError as error:
        raise FetchError(f"{place} 没有回应（等了 {_SECONDS} 秒）。") from error
    except OSError as error:
        raise FetchError(f"连接不上 {place}（系统错误 {error.errno}）。") from error
    except (IMAP4.error, MailboxStarttlsError) as error:
        lacking = "" if address.tls else "，或者不支持 STARTTLS 加密"
        raise FetchError(f"{place} 不是 IMAP 服务器{lacking}；没有登录，密码没有发送。") from error


def _connect(address: Address) -> BaseMailBox:
    context = ssl.create_default_context()
    if address.tls:
        return MailBox(address.host, address.port, timeout=_SECONDS, ssl_context=context)
    if address.is_loopback:
        return MailBoxUnencrypted(address.host, address.port, timeout=_SECONDS)
    return MailBoxStartTls(address.host, address.port, timeout=_SECONDS, ssl_context=context)


def log_in(box: BaseMailBox, address: Address, password: str) -> None:
    """Log in. Raises FetchError where the server does not accept user and password."""
    # LOGIN takes neither Chinese nor control characters, PLAIN takes anything.
    simple = address.user.isascii() and password.isascii() and password.isprintable()
    try:
        (box.login if simple else box.login_utf8)(address.user, password, initial_folder=None)
        # NetEase (163, 126) opens no folder for programs that do not say who they are (RFC 2971).
        if "ID" in box.client.capabilities:
            box.client.xatom("ID", '("name" "hebiao")')
    except IMAP4.abort as error:
        raise FetchError("登录时与服务器的连接中断。") from error
    except (IMAP4.error, MailboxLoginError) as error:
        raise FetchError(
            f"{address.host} 不接受用户 {address.user} 的密码。许多邮箱要用客户端授权码代替登录密码，并先在网页上开启 IMAP。",
        ) from error
    except OSError as error:
        raise FetchError("登录时与服务器的连接中断。") from error
