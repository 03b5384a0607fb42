"""What goes wrong, as the clerk sees it."""

import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.fetch.address import Address, parse_address
from ingest.fetch.connection import connect
from ingest.fetch.errors import FetchError
from ingest.fetch.store import Store
from tests.ingest.fetch.conftest import Mailbox
from tests.ingest.fetch.dovecot import HOST, PASSWORD
from tests.ingest.support import run_hebiao

MAIL = b"Subject: one\r\n\r\nfirst\r\n"


def assert_one_sentence(done: subprocess.CompletedProcess[str], code: int, words: str) -> None:
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert not any(word in done.stderr for word in ("Traceback", "Error", PASSWORD))


def test_wrong_password(mailbox: Mailbox) -> None:
    """One sentence, with what helps most often; the password is not in it."""
    wrong = f"{PASSWORD}-3"
    done = mailbox.fetch(HEBIAO_IMAP_PASSWORD=wrong)
    assert_one_sentence(done, 3, "不接受")
    assert "授权码" in done.stderr


def test_no_such_folder(mailbox: Mailbox) -> None:
    """The folders that there are are named."""
    mailbox.deliver(MAIL, folder="报名")
    assert_one_sentence(mailbox.fetch("报名表"), 3, "服务器上没有“报名表”这个文件夹，只有：")
    assert "报名、INBOX。" in mailbox.fetch("报名表").stderr


def test_unknown_host(mailbox: Mailbox) -> None:
    """A name that leads nowhere, and one that cannot be a name."""
    for host in ("mail.invalid", "a" * 70):
        done = run_hebiao("fetch", f"imaps://li@{host}/", "--to", mailbox.to, env=mailbox.settings())
        assert_one_sentence(done, 3, "找不到服务器")


def test_nobody_listens(mailbox: Mailbox) -> None:
    """A port without a server."""
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    done = run_hebiao("fetch", f"imaps://li@{HOST}:{port}/", "--to", mailbox.to, env=mailbox.settings())
    assert_one_sentence(done, 3, "拒绝连接")


def test_certificate_of_an_unknown_authority(mailbox: Mailbox) -> None:
    """A certificate that the system does not trust: no password goes out."""
    settings = {name: value for name, value in mailbox.settings().items() if name != "SSL_CERT_FILE"}
    done = run_hebiao("fetch", mailbox.url(), "--to", mailbox.to, env=settings)
    assert_one_sentence(done, 3, "自签名")
    assert "密码没有发送" in done.stderr


def test_certificate_of_another_server(mailbox: Mailbox) -> None:
    """A trusted certificate, but not for this name."""
    url = mailbox.url().replace(HOST, "localhost")
    done = run_hebiao("fetch", url, "--to", mailbox.to, env=mailbox.settings())
    assert_one_sentence(done, 3, "不属于这个服务器名")


def test_server_that_does_not_encrypt(mailbox: Mailbox) -> None:
    """An imaps address on a port that speaks in the clear."""
    url = mailbox.url().replace(str(mailbox.server.tls_port), str(mailbox.server.port))
    assert_one_sentence(run_hebiao("fetch", url, "--to", mailbox.to, env=mailbox.settings()), 3, "无法与")


def elsewhere(monkeypatch: pytest.MonkeyPatch, port: int) -> Address:
    """An address on this machine that passes for one on another."""
    monkeypatch.setattr(Address, "is_loopback", property(lambda _: False))
    return parse_address(f"imap://li@{HOST}:{port}/")


def test_starttls(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """imap:// to another machine is encrypted before anything else, and the certificate counts there too."""
    address = elsewhere(monkeypatch, mailbox.server.port)
    with pytest.raises(FetchError, match="自签名"):
        connect(address)
    monkeypatch.setenv("SSL_CERT_FILE", str(mailbox.server.certificate))
    box = connect(address)
    assert isinstance(box.client.sock, ssl.SSLSocket)
    box.logout()


def test_starttls_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server, or somebody in between, that leaves STARTTLS out gets no password."""
    heard: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        client, _ = listener.accept()
        with client, client.makefile("rwb") as stream:
            stream.write(b"* OK ready\r\n")
            stream.flush()
            for line in stream:
                heard.append(line)
                tag = line.split()[0]
                stream.write(b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n" % tag)
                stream.flush()

    with socket.create_server((HOST, 0)) as listener:
        server = threading.Thread(target=serve, args=(listener,), daemon=True)
        server.start()
        with pytest.raises(FetchError, match="STARTTLS"):
            connect(elsewhere(monkeypatch, listener.getsockname()[1]))
    assert [line.split()[1] for line in heard] == [b"CAPABILITY"]


@contextmanager
def cut_after(count: int, port: int) -> Iterator[int]:
    """A way to the server that breaks after so many bytes of its answers."""
    def pass_on(source: socket.socket, target: socket.socket, left: int) -> None:
        with suppress(OSError):  # the other direction was cut
            while left > 0 and (data := source.recv(min(left, 65536))):
                target.sendall(data)
                left -= len(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def serve(listener: socket.socket) -> None:
        client, _ = listener.accept()
        server = socket.create_connection((HOST, port))
        threading.Thread(target=pass_on, args=(client, server, sys.maxsize), daemon=True).start()
        pass_on(server, client, count)

    with socket.create_server((HOST, 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield listener.getsockname()[1]


def test_connection_lost(mailbox: Mailbox) -> None:
    """What was fetched stays, totals and reason are told, and the next run does the rest."""
    mails = [b"Subject: %d\r\n\r\n%s\r\n" % (number, b"x" * 50_000) for number in range(6)]
    mailbox.deliver(*mails)
    with cut_after(130_000, mailbox.server.port) as port:
        broken = replace(mailbox, server=replace(mailbox.server, tls_port=port))
        url = broken.url().replace("imaps", "imap")
        done = run_hebiao("fetch", url, "--to", mailbox.to, env=mailbox.settings())
    assert done.returncode == 3
    assert mailbox.fetched() == mails[:2]
    assert not list(mailbox.to.glob("*.part"))
    assert "取回 2 封" in done.stdout
    assert "连接中断" in done.stderr
    assert "Traceback" not in done.stderr
    assert "取回 4 封" in mailbox.fetch().stdout
    assert mailbox.fetched() == mails


@pytest.mark.parametrize("count", [0, 40, 400])
def test_connection_lost_early(mailbox: Mailbox, count: int) -> None:
    """In the greeting, while logging in, while opening the folder."""
    with cut_after(count, mailbox.server.port) as port:
        url = f"imap://{mailbox.user}@{HOST}:{port}/"
        done = run_hebiao("fetch", url, "--to", mailbox.to, env=mailbox.settings())
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_folder_that_cannot_be_written(mailbox: Mailbox) -> None:
    """Found out before the password is asked for."""
    mailbox.to.write_text("in the way")
    assert_one_sentence(mailbox.fetch(HEBIAO_IMAP_PASSWORD=""), 4, "同名的文件已经存在")


def test_disk_that_is_full(mailbox: Mailbox) -> None:
    """A mail that has no room: what was fetched stays, and a later run goes on."""
    mails = [MAIL, b"Subject: large\r\n\r\n" + b"x" * 300_000 + b"\r\n", MAIL]
    mailbox.deliver(*mails)
    script = 'ulimit -f 200; trap "" XFSZ; exec "$0" fetch "$1" --to "$2"'  # blocks of 1024 bytes; the limit is an error
    hebiao = str(Path(sys.executable).with_name("hebiao"))
    command = ["bash", "-c", script, hebiao, mailbox.url(), str(mailbox.to)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=mailbox.settings())
    assert done.returncode == 4
    assert "无法写入" in done.stderr
    assert "Traceback" not in done.stderr
    assert mailbox.fetched() == mails[:1]
    assert "取回 2 封" in mailbox.fetch().stdout
    assert mailbox.fetched() == mails


@pytest.mark.parametrize("said", ["", "{}x", '{"version": 2}', '{"folders": [{"server": "a"}]}'])
def test_state_that_cannot_be_read(mailbox: Mailbox, said: str) -> None:
    """Nothing is guessed and nothing replaced; the state stays for whoever can mend it."""
    mailbox.to.mkdir()
    state = mailbox.to / ".hebiao-fetch.json"
    state.write_text(said)
    assert_one_sentence(mailbox.fetch(), 4, "已损坏")
    assert state.read_text() == said


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks on Windows")
def test_two_fetches_at_a_time(mailbox: Mailbox) -> None:
    """The second one does not start: each would undo the other's state."""
    with Store(mailbox.to):
        assert_one_sentence(mailbox.fetch(), 4, "另一个 hebiao fetch")
    assert mailbox.fetch().returncode == 0


def test_no_password(mailbox: Mailbox) -> None:
    """Without environment, keyring and terminal there is nothing to ask."""
    assert_one_sentence(mailbox.fetch(HEBIAO_IMAP_PASSWORD=""), 2, "HEBIAO_IMAP_PASSWORD")


def test_password_from_the_keyring(mailbox: Mailbox, tmp_path: Path) -> None:
    """Asked for by server and user; a keyring that is locked is passed over."""
    package = tmp_path / "modules" / "keyring"
    package.mkdir(parents=True)
    (package / "errors.py").write_text("class KeyringError(Exception): pass\n")
    module = package / "__init__.py"
    path = {"HEBIAO_IMAP_PASSWORD": "", "PYTHONPATH": str(package.parent)}
    module.write_text(f"def get_password(*asked): return {PASSWORD!r} if asked == {(HOST, mailbox.user)!r} else None\n")
    mailbox.deliver(MAIL)
    done = mailbox.fetch(**path)
    assert (done.returncode, mailbox.fetched()) == (0, [MAIL])
    module.write_text("from keyring.errors import KeyringError\ndef get_password(*asked): raise KeyringError\n")
    assert_one_sentence(mailbox.fetch(**path), 2, "没有密码")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
def test_password_from_a_prompt(mailbox: Mailbox) -> None:
    """Asked for on a terminal, and not shown there."""
    import pty

    mailbox.deliver(MAIL)
    hebiao = str(Path(sys.executable).with_name("hebiao"))
    child, terminal = pty.fork()
    if child == 0:
        os.execve(hebiao, [hebiao, "fetch", mailbox.url(), "--to", str(mailbox.to)], mailbox.settings(HEBIAO_IMAP_PASSWORD=""))  # noqa: S606
    shown = b""
    while "授权码".encode() not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, f"{PASSWORD}\n".encode())
    while data := _read(terminal):
        shown += data
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert "取回 1 封" in shown.decode()
    assert PASSWORD not in shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:
        return b""  # Linux's way of saying that the other side has gone


def test_password_in_the_address(mailbox: Mailbox) -> None:
    """Refused with the reason, before anything is made or sent."""
    url = mailbox.url().replace("@", f":{PASSWORD}@")
    assert_one_sentence(run_hebiao("fetch", url, "--to", mailbox.to, env=mailbox.settings()), 2, "历史记录")
    assert not mailbox.to.exists()


def test_password_is_nowhere(mailbox: Mailbox) -> None:
    """Neither printed nor written to any file, whether all goes well or not."""
    mailbox.deliver(MAIL)
    said = [mailbox.fetch(), mailbox.fetch("没有"), mailbox.fetch(SSL_CERT_FILE=os.devnull)]
    assert [done.returncode for done in said] == [0, 3, 3]
    assert not any(PASSWORD in done.stdout + done.stderr for done in said)
    assert not any(PASSWORD.encode() in file.read_bytes() for file in mailbox.to.iterdir())


@pytest.mark.parametrize(("arguments", "words"), [
    (["fetch"], "缺少 URL"),
    (["fetch", "imaps://li@mail.invalid/"], "缺少 --to"),
    (["fetch", "imaps://li@mail.invalid/", "--to", "x", "--password", "y"], "没有 --password 这个选项"),
])
def test_wrong_usage(arguments: list[str], words: str) -> None:
    """One sentence on what is missing; there is no option for a password."""
    assert_one_sentence(run_hebiao(*arguments), 2, words)
