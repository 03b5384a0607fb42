"""Every mail of a folder that is not there yet, one after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.errors import UsageError
from ingest.fetch.address import Address
from ingest.fetch.errors import FetchError, MailGoneError, MailRefusedError
from ingest.fetch.imap import RemoteFolder
from ingest.fetch.progress import Tell
from ingest.fetch.state import FolderState
from ingest.fetch.store import Store, mail_name
from schema.limits import Limits

MAX_MAIL = Limits().member_size  # bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A mail that is not there now and will be tried again; reason: in Chinese, without a full stop."""

    uid: int
    reason: str


@dataclass(slots=True)
class Totals:
    """What became of the mails. size: bytes of those fetched. lost: why it ended early."""

    fetched: int = 0
    size: int = 0
    gone: int = 0
    refused: tuple[Refused, ...] = ()
    lost: str | None = None


def folder_state(store: Store, address: Address, uidvalidity: int) -> FolderState:
    """How far the folder has been fetched: nothing of it, where it is new or the server has given new UIDs.

    Raises UsageError where another folder's files in the store have the names that this one's would have.
    """
    other = store.state.sharing_names(address, uidvalidity)
    if other:
        raise UsageError(
            f"{store.root} 中已有 {other.user} 在 {other.server} 的文件夹“{other.folder}”的邮件，文件名会与“{address.folder}”的相同。"
            "请用 --to 另指定一个文件夹。",
        )
    known = store.state.of(address)
    if known is None:
        return FolderState(server=address.host, user=address.user, folder=address.folder, uidvalidity=uidvalidity)
    return known if known.uidvalidity == uidvalidity else known.renewed(uidvalidity)


def fetch_mails(remote: RemoteFolder, sizes: dict[int, int], state: FolderState, store: Store, tell: Tell) -> Totals:
    """Fetch the mails and note each in the store's state as soon as it is in place.

    sizes: the mails that are wanted, UID to size in bytes, in ascending order. state: of the folder, as it is in the
    store. Raises OutputError where the store cannot be written; where the connection is lost, the totals say so.
    """
    totals = Totals()
    for uid, size in sizes.items():
        name = mail_name(state.uidvalidity, uid)
        try:
            _check_size(size)
            written = store.write_mail(name, _limited(remote.mail(uid)))
        except MailGoneError:
            totals.gone += 1
            state = state.finished(uid)
            said = f"UID {uid}：已在服务器上删除"
        except MailRefusedError as error:
            totals.refused = (*totals.refused, Refused(uid, str(error)))
            state = state.missing(uid)
            said = f"UID {uid}：没有取回，{error}"
        except FetchError as error:
            totals.lost = str(error)
            return totals
        else:
            totals.fetched += 1
            totals.size += written
            state = state.finished(uid)
            said = f"{name}：{bytes_in_words(written)}"
        store.write_state(state)
        tell(said)  # not before: what was told is not fetched again
    return totals


def bytes_in_words(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{size / 1024:.1f} KB"


def _limited(pieces: Iterable[bytes]) -> Iterator[bytes]:
    # The size that a server states beforehand is not always that of the mail.
    size = 0
    for piece in pieces:
        size += len(piece)
        _check_size(size)
        yield piece


def _check_size(size: int) -> None:
    if size > MAX_MAIL:
        raise MailRefusedError(f"邮件有 {bytes_in_words(size)}，超过上限 {bytes_in_words(MAX_MAIL)}")
