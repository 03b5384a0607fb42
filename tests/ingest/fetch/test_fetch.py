"""What is fetched, against a real server."""

import json
import stat

import pytest

from ingest.fetch import fetching
from ingest.fetch.address import parse_address
from ingest.fetch.errors import FetchError
from ingest.fetch.fetching import MAX_MAIL, Totals, fetch_mails, folder_state
from ingest.fetch.imap import open_folder
from ingest.fetch.state import FolderState, State
from ingest.fetch.store import STATE, Store
from tests.ingest.fetch.conftest import Mailbox
from tests.ingest.fetch.dovecot import CHINESE_PASSWORD, CHINESE_USER, HOST, PASSWORD

PLAIN = b"Subject: one\r\n\r\nfirst\r\n"
RAW_GBK = b"Subject: " + "推荐表".encode("gb18030") + b"\r\nMessage-ID: <[>\r\n\r\n\xff\xfe no line end"
LARGE = b"Subject: large\r\n\r\n" + b"".join(b"%075d\r\n" % number for number in range(40_000))  # three pieces


def numbered(count: int) -> list[bytes]:
    return [b"Subject: %d\r\n\r\n%s\r\n" % (number, b"x" * number) for number in range(count)]


def silent(said: str) -> None:
    """Tell nobody."""


def fetch_here(mailbox: Mailbox, password: str = PASSWORD) -> Totals:
    """Fetch in this process over the unencrypted port."""
    address = parse_address(f"imap://{mailbox.user}@{HOST}:{mailbox.server.port}/")
    with Store(mailbox.to) as store, open_folder(address, password) as remote:
        state = folder_state(store, address, remote.uidvalidity)
        return fetch_mails(remote, remote.sizes(state.highest, state.missed), state, store, silent)


def test_first_fetch(mailbox: Mailbox) -> None:
    """Every mail is there byte by byte: raw bytes in the header, no line end, and one that comes in pieces."""
    mailbox.deliver(PLAIN, RAW_GBK, LARGE)
    done = mailbox.fetch()
    assert (done.returncode, mailbox.fetched()) == (0, [PLAIN, RAW_GBK, LARGE])
    assert "取回 3 封新邮件" in done.stdout
    assert [line.partition("]")[0] for line in done.stderr.splitlines()] == ["[1/3", "[2/3", "[3/3"]


def test_only_for_the_owner(mailbox: Mailbox) -> None:
    """Mails, state and the folder they are in are for nobody else."""
    mailbox.deliver(PLAIN)
    mailbox.fetch()
    assert stat.S_IMODE(mailbox.to.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in mailbox.to.iterdir()} == {0o600}


def test_second_fetch(mailbox: Mailbox) -> None:
    """Nothing is fetched twice, not even what was moved away since, and later only what is new."""
    mailbox.deliver(*numbered(3))
    mailbox.fetch()
    for file in mailbox.to.glob("*.eml"):
        file.unlink()
    done = mailbox.fetch()
    assert (done.returncode, done.stderr, mailbox.fetched()) == (0, "", [])
    assert "取回 0 封" in done.stdout
    mailbox.deliver(PLAIN, RAW_GBK)
    assert "取回 2 封" in mailbox.fetch().stdout
    assert mailbox.fetched() == [PLAIN, RAW_GBK]


def test_nothing_is_changed_on_the_server(mailbox: Mailbox) -> None:
    """No mail is marked as seen, none loses its Recent flag to us, and none goes."""
    mailbox.deliver(*numbered(3))
    with mailbox.server.login(mailbox.user) as client:
        client.select(readonly=True)
        before = client.fetch("1:*", "(UID FLAGS)")
    mailbox.fetch()
    with mailbox.server.login(mailbox.user) as client:
        client.select(readonly=True)
        assert client.fetch("1:*", "(UID FLAGS)") == before
    assert all(b"Recent" in said and b"Seen" not in said for said in before[1] if isinstance(said, bytes))


def test_empty_folder(mailbox: Mailbox) -> None:
    """A mailbox without a mail is no error."""
    done = mailbox.fetch()
    assert (done.returncode, done.stderr) == (0, "")
    assert "取回 0 封" in done.stdout


@pytest.mark.parametrize("written", ["报名/第一批 & 补报", "%E6%8A%A5%E5%90%8D%2F%E7%AC%AC%E4%B8%80%E6%89%B9%20%26%20%E8%A1%A5%E6%8A%A5"])
def test_chinese_folder(mailbox: Mailbox, written: str) -> None:
    """A Chinese name is found, written as it is or percent-encoded; other folders stay where they are."""
    name = "报名/第一批 & 补报".replace("/", ".")  # Maildir's separator
    mailbox.deliver(PLAIN)
    mailbox.deliver(RAW_GBK, folder=name)
    done = mailbox.fetch(written.replace("/", ".").replace("%2F", "."))
    assert (done.returncode, mailbox.fetched()) == (0, [RAW_GBK])
    [state] = State.model_validate_json((mailbox.to / STATE).read_bytes()).folders
    assert state.folder == name


def test_two_folders_in_one_place(mailbox: Mailbox) -> None:
    """Each goes on where it was."""
    mailbox.deliver(PLAIN)
    mailbox.deliver(RAW_GBK, folder="b")
    mailbox.fetch()
    mailbox.fetch("b")
    mailbox.deliver(LARGE)
    assert "取回 1 封" in mailbox.fetch().stdout
    assert "取回 0 封" in mailbox.fetch("b").stdout
    assert sorted(mailbox.fetched()) == sorted([PLAIN, RAW_GBK, LARGE])


def test_two_folders_whose_files_have_the_same_names(mailbox: Mailbox) -> None:
    """Servers may give several folders one UIDVALIDITY; then one's mails never replace the other's."""
    mailbox.deliver(PLAIN)
    mailbox.fetch()
    [state] = State.model_validate_json((mailbox.to / STATE).read_bytes()).folders
    other = State(folders=(state.model_copy(update={"folder": "b", "uidvalidity": 1, "earlier": (state.uidvalidity,)}),))
    (mailbox.to / STATE).write_text(other.model_dump_json(), "utf-8")
    mailbox.deliver(RAW_GBK)
    done = mailbox.fetch()
    assert (done.returncode, mailbox.fetched()) == (2, [PLAIN])
    assert "请用 --to 另指定一个文件夹" in done.stderr


def test_mails_deleted_on_the_server(mailbox: Mailbox) -> None:
    """They are no error, before as after they were fetched; what was fetched stays."""
    mails = numbered(5)
    mailbox.deliver(*mails[:3])
    delete(mailbox, b"1")
    mailbox.fetch()
    delete(mailbox, b"2")
    mailbox.deliver(*mails[3:])
    done = mailbox.fetch()
    assert (done.returncode, mailbox.fetched()) == (0, mails[1:])
    assert "取回 2 封" in done.stdout


def test_mail_deleted_while_fetching(mailbox: Mailbox) -> None:
    """A mail that goes between the listing and its turn is no error and is not asked for again."""
    mails = numbered(3)
    mailbox.deliver(*mails)
    address = parse_address(f"imap://{mailbox.user}@{HOST}:{mailbox.server.port}/")
    with Store(mailbox.to) as store, open_folder(address, PASSWORD) as remote:
        state = folder_state(store, address, remote.uidvalidity)
        sizes = remote.sizes(0, ())
        delete(mailbox, b"2")
        totals = fetch_mails(remote, sizes, state, store, silent)
    assert (totals.fetched, totals.gone, totals.refused, totals.lost) == (2, 1, (), None)
    assert mailbox.fetched() == [mails[0], mails[2]]
    assert "取回 0 封" in mailbox.fetch().stdout


def delete(mailbox: Mailbox, uids: bytes) -> None:
    with mailbox.server.login(mailbox.user) as client:
        client.select()
        client.uid("STORE", uids.decode(), "+FLAGS", r"(\Deleted)")
        client.expunge()


def test_uidvalidity_changes(mailbox: Mailbox) -> None:
    """A folder that was made anew is fetched anew, its old files stay, and one is told."""
    mailbox.deliver(*numbered(2), folder="b")
    mailbox.fetch("b")
    with mailbox.server.login(mailbox.user) as client:
        client.delete("b")
    mailbox.deliver(PLAIN, folder="b")
    done = mailbox.fetch("b")
    assert (done.returncode, mailbox.fetched()) == (0, [*numbered(2), PLAIN])
    assert "UIDVALIDITY 由" in done.stderr
    assert "取回 1 封" in done.stdout
    again = mailbox.fetch("b")
    assert (again.stderr, "取回 0 封" in again.stdout) == ("", True)


def test_mail_over_the_limit(mailbox: Mailbox) -> None:
    """It is listed with size and limit, the others are fetched, and it is listed again until it goes."""
    mailbox.deliver(PLAIN)
    mailbox.fetch()
    claim_a_size(mailbox, MAX_MAIL + 5 * 1024**2)
    mailbox.deliver(RAW_GBK)
    for count in (1, 0):
        done = mailbox.fetch()
        assert done.returncode == 3
        assert f"取回 {count} 封" in done.stdout
        assert "没有取回 UID 2：邮件有 205.0 MB，超过上限 200.0 MB。" in done.stdout
    assert mailbox.fetched() == [PLAIN, RAW_GBK]
    delete(mailbox, b"2")
    done = mailbox.fetch()
    assert (done.returncode, done.stderr) == (0, "")
    [state] = State.model_validate_json((mailbox.to / STATE).read_bytes()).folders
    assert (state.highest, state.missed) == (3, ())


def claim_a_size(mailbox: Mailbox, size: int) -> None:
    """Put a small mail into the mailbox of which the server believes that it has that size."""
    new = mailbox.server.certificate.parent / "mail" / mailbox.user / "Maildir" / "new"
    file = new / f"1.M1.host,S={size},W={size}"
    file.write_bytes(PLAIN)
    file.chmod(0o644)
    with mailbox.server.login(mailbox.user) as client:
        client.select()  # lets the server give it a UID


def test_mail_that_is_larger_than_stated(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds while the mail comes in; nothing of it is left, and it comes once the limit lets it."""
    mailbox.deliver(PLAIN, LARGE)
    with monkeypatch.context() as patched:
        patched.setattr(fetching, "MAX_MAIL", 2 * 1024**2)
        patched.setattr("ingest.fetch.imap.RemoteFolder.sizes", lambda *_: {1: 10, 2: 10})
        totals = fetch_here(mailbox)
    assert [refused.uid for refused in totals.refused] == [2]
    assert mailbox.fetched() == [PLAIN]
    assert not list(mailbox.to.glob("*.part"))
    assert fetch_here(mailbox).fetched == 1
    assert mailbox.fetched() == [PLAIN, LARGE]


def test_password_that_is_not_ascii(mailbox: Mailbox) -> None:
    """A Chinese password goes through, by another way of logging in."""
    url = f"imap://{CHINESE_USER}@{HOST}:{mailbox.server.port}/"
    with open_folder(parse_address(url), CHINESE_PASSWORD) as remote:
        assert remote.sizes(0, ()) == {}
    with pytest.raises(FetchError, match="不接受"), open_folder(parse_address(url), "松果"):
        pass


def test_state_is_of_server_user_and_folder(mailbox: Mailbox) -> None:
    """What is noted, to the letter."""
    mailbox.deliver(PLAIN)
    mailbox.fetch()
    said = json.loads((mailbox.to / STATE).read_text("utf-8"))
    [folder] = said["folders"]
    [file] = mailbox.to.glob("*.eml")
    assert FolderState(**folder) == FolderState(
        server=HOST, user=mailbox.user, folder="INBOX", uidvalidity=int(file.stem.partition("-")[0]), highest=1,
    )
