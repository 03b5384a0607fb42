"""Addresses, and what is never one."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UsageError
from ingest.fetch.address import Address, parse_address

_PRINTABLE = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1)


@pytest.mark.parametrize(("url", "address"), [
    ("imaps://li@mail.example/报名", Address("mail.example", 993, True, "li", "报名")),
    ("imaps://li@MAIL.example", Address("mail.example", 993, True, "li", "INBOX")),
    ("imaps://li@mail.example/inbox", Address("mail.example", 993, True, "li", "INBOX")),
    ("imaps://li%40cq.example@mail.example:1993/a/b%20c", Address("mail.example", 1993, True, "li@cq.example", "a/b c")),
    ("imaps://li@cq.example@mail.example/a@b", Address("mail.example", 993, True, "li@cq.example", "a@b")),
    ("imap://li@[::1]/%E6%8A%A5%E5%90%8D", Address("::1", 143, False, "li", "报名")),
])
def test_addresses(url: str, address: Address) -> None:
    """User, server, port and folder as they are meant."""
    assert parse_address(url) == address


@given(_PRINTABLE, _PRINTABLE)
def test_any_name_percent_encoded(user: str, folder: str) -> None:
    """Every user and folder can be written, whatever is in the name."""
    parsed = parse_address(f"imaps://{quote(user, safe='')}@mail.example/{quote(folder, safe='')}")
    assert parsed.user == user
    assert parsed.folder == ("INBOX" if folder.upper() == "INBOX" else folder)


@pytest.mark.parametrize(("url", "words"), [
    ("imaps://li:geheim@mail.example/a", "不能写密码"),
    ("imaps://li:@mail.example/a", "不能写密码"),
    ("imaps://li:ge/heim@mail.example/a", "不写密码"),
    ("imaps://li:12/geheim@mail.example/a", "不写密码"),
    ("imaps://li:ge#heim@mail.example/a", "不写密码"),
    ("imaps://li:ge?heim@mail.example/a", "不写密码"),
    ("imaps://li:ge[heim@mail.example/a", "写法不对"),
    ("imaps://mail.example/a", "缺少用户名"),
    ("imaps://li@/a", "缺少用户名"),
    ("imaps://li@mail.example:99999/a", "写法不对"),
    ("https://li@mail.example/geheim", "imaps://"),
    ("li@mail.example", "imaps://"),
    ("imap://li@mail.example:993/a", "imaps://"),
    ("imaps://li@mail.example/a?b", "%3F"),
    ("imaps://li@mail.example/%FF", "UTF-8"),
    ("imaps://li@mail.example/a%0D%0Ax DELETE b", "控制字符"),
    ("imaps://li%0Ax@mail.example/a", "控制字符"),
])
def test_what_is_refused(url: str, words: str) -> None:
    """One sentence on what is wrong, which repeats nothing that may be a password."""
    with pytest.raises(UsageError, match=words) as refused:
        parse_address(url)
    assert "heim" not in str(refused.value)


@pytest.mark.parametrize(("host", "here"), [
    ("127.0.0.1", True), ("127.8.0.1", True), ("[::1]", True), ("localhost", True),
    ("localhost.example", False), ("10.0.0.1", False), ("127.0.0.1.example", False),
])
def test_loopback(host: str, here: bool) -> None:
    """Only this machine itself may be talked to without encryption."""
    assert parse_address(f"imap://li@{host}/").is_loopback is here
