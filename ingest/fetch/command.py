"""The command `fetch`: what it says, and what it comes to."""

import sys
from pathlib import Path

from ingest.exits import Exit
from ingest.fetch.address import Address
from ingest.fetch.errors import FetchError, MailGoneError, MailRefusedError
from ingest.fetch.fetching import Totals, bytes_in_words, fetch_mails, folder_state
from ingest.fetch.imap import open_folder
from ingest.fetch.password import find_password
from ingest.fetch.progress import progress
from ingest.fetch.state import FolderState
from ingest.fetch.store import Store


def fetch_folder(address: Address, to: Path) -> Exit:
    """Fetch what is new in the folder at the address, and print what became of it.

    Raises OutputError where `to` cannot be written, UsageError where there is no password or where `to` has files of
    another folder that would be replaced.
    """
    with Store(to) as store:
        password = find_password(address)
        try:
            totals = _fetch(address, password, store)
        except FetchError as error:
            print(error, file=sys.stderr)
            return Exit.UNREADABLE_INPUT
    _print_totals(totals, to)
    return Exit.UNREADABLE_INPUT if totals.refused or totals.lost else Exit.DONE


def _fetch(address: Address, password: str, store: Store) -> Totals:
    with open_folder(address, password) as remote:
        state = folder_state(store, address, remote.uidvalidity)
        _tell_renewed(state, store.state.of(address))
        try:
            sizes = remote.sizes(state.highest, state.missed)
        except (MailRefusedError, MailGoneError) as error:
            raise FetchError("服务器不列出邮件。") from error
        # What could not be had before and is deleted by now is not missed any more.
        state = state.model_copy(update={"missed": tuple(uid for uid in state.missed if uid in sizes)})
        store.write_state(state)
        with progress(len(sizes)) as tell:
            return fetch_mails(remote, sizes, state, store, tell)


def _tell_renewed(state: FolderState, before: FolderState | None) -> None:
    if before and before.uidvalidity != state.uidvalidity:
        change = f"UIDVALIDITY 由 {before.uidvalidity} 变为 {state.uidvalidity}"
        print(f"服务器重新编排了“{state.folder}”中的邮件（{change}），从头取信；以前取回的文件保留。", file=sys.stderr)


def _print_totals(totals: Totals, to: Path) -> None:
    size = f"（{bytes_in_words(totals.size)}）" if totals.fetched else ""
    counts = [f"取回 {totals.fetched} 封新邮件{size}，存放在 {to}"]
    if totals.gone:
        counts.append(f"已在服务器上删除 {totals.gone} 封")
    if totals.refused:
        counts.append(f"没有取回 {len(totals.refused)} 封，下次再试")
    print(f"{'；'.join(counts)}。")
    for refused in totals.refused:
        print(f"没有取回 UID {refused.uid}：{refused.reason}。")
    if totals.lost:
        print(f"{totals.lost}已取回的保留，再次运行会从中断处继续。", file=sys.stderr)
