"""A mail server of the test's own: Dovecot on the loopback address, with its files in a folder that goes afterwards."""

import datetime
import getpass
import grp
import imaplib
import ipaddress
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from imap_tools.imap_utf7 import utf7_encode

# Where a user who is not root has no search path to.
DOVECOT = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin") or ""
HOST = "127.0.0.1"
PASSWORD = "Tannenzapfen-42"  # noqa: S105 - of a server that lives for a test
CHINESE_USER, CHINESE_PASSWORD = "shiyan", "松果四十二"  # LOGIN cannot carry it

_CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
protocols = imap
listen = {host}
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:~/Maildir
{users}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/passwords
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server. Every user name is good, each with an empty mailbox, all with the same password.

    certificate: what a client must trust; it is for the address and for no name.
    """

    port: int
    tls_port: int
    certificate: Path

    def login(self, user: str) -> imaplib.IMAP4:
        """A client of the test's own, to fill a mailbox and to look into it."""
        client = imaplib.IMAP4(HOST, self.port, timeout=30)
        client.login(user, PASSWORD)
        return client

    def deliver(self, user: str, *mails: bytes, folder: str = "INBOX") -> None:
        """Put mails into a folder, made where it is missing. mails: lines end in CRLF."""
        quoted = b'"' + utf7_encode(folder) + b'"'
        with self.login(user) as client:
            if folder != "INBOX":
                client.create(quoted)  # type: ignore[arg-type]  # bytes are what goes over the wire
            for mail in mails:
                status, said = client.append(quoted, "", "", mail)  # type: ignore[arg-type]
                assert status == "OK", said


@contextmanager
def running() -> Iterator[Dovecot]:
    """A server, for the time of the `with` block."""
    # Not pytest's own folder: Dovecot started by root works as other users, who cannot look into that.
    base = Path(tempfile.mkdtemp(prefix="hebiao-dovecot-"))
    try:
        base.chmod(0o755)
        server = Dovecot(_free_port(), _free_port(), base / "cert.pem")
        _certify(base)
        _configure(base, server)
        with subprocess.Popen([DOVECOT, "-F", "-c", str(base / "dovecot.conf")], stderr=subprocess.PIPE) as process:
            try:
                _wait(server, process, base / "log")
                yield server
            finally:
                process.terminate()
    finally:
        shutil.rmtree(base)


def _configure(base: Path, server: Dovecot) -> None:
    root = os.getuid() == 0
    uid, gid = (65534, 65534) if root else (os.getuid(), os.getgid())
    me, group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    users = "" if root else f"default_internal_user = {me}\ndefault_login_user = {me}\ndefault_internal_group = {group}"
    for name in ("mail", "run", "state"):
        (base / name).mkdir()
    os.chown(base / "mail", uid, gid)
    (base / "passwords").write_text(f"{CHINESE_USER}:{CHINESE_PASSWORD}\n", "utf-8")
    (base / "dovecot.conf").write_text(_CONFIG.format(
        base=base, host=HOST, users=users, uid=uid, gid=gid, password=PASSWORD, port=server.port, tls_port=server.tls_port,
    ), "utf-8")


def _certify(base: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hebiao test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (base / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (base / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption(),
    ))


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(server: Dovecot, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server lets a client in."""
    context = ssl.create_default_context(cafile=str(server.certificate))
    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            with imaplib.IMAP4_SSL(HOST, server.tls_port, ssl_context=context, timeout=10) as client:
                client.login("probe", PASSWORD)
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"dovecot does not start: {log.read_text() if log.exists() else process.stderr}")
