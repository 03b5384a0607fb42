"""The password: from the environment, the keyring or a prompt, never from the command line."""

import getpass
import os
import sys

from ingest.errors import UsageError
from ingest.fetch.address import Address

VARIABLE = "HEBIAO_IMAP_PASSWORD"


def find_password(address: Address) -> str:
    """The password of the user on the server, from the first place that has one. Raises UsageError where none has."""
    password = os.environ.get(VARIABLE) or _from_keyring(address) or _from_terminal(address)
    if not password:
        raise UsageError(f"没有密码：请设置环境变量 {VARIABLE}，或在终端中运行本命令，在提示时输入。")
    return password


def _from_keyring(address: Address) -> str | None:
    """What `keyring get HOST USER` gives."""
    try:
        import keyring  # here, as it is not always installed
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return None
    try:
        password: str | None = keyring.get_password(address.host, address.user)
    except KeyringError:
        return None  # locked, or none on this machine: the prompt is left
    return password


def _from_terminal(address: Address) -> str | None:
    if not sys.stdin or not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass(f"{address.user} 在 {address.host} 的密码（或客户端授权码）：")
    except EOFError:
        return None
