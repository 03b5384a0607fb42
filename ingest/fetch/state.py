"""What is already there of each folder: the one thing that a later run, or one after a crash, goes by."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.fetch.address import Address


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FolderState(_Plain):
    """How far one folder of one user on one server has been fetched.

    UIDs only ever grow (RFC 3501, 2.3.1.1) as long as uidvalidity stays, so that one number says what is finished:
    every mail up to highest, but for those in missed, which could not be had and are tried again.
    earlier: the values of uidvalidity that it had before; files of theirs are there as well.
    """

    server: str
    user: str
    folder: str
    uidvalidity: int
    highest: int = 0
    missed: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()

    def is_of(self, address: Address) -> bool:
        """Whether it is the folder at the address."""
        return (self.server, self.user, self.folder) == (address.host, address.user, address.folder)

    def finished(self, uid: int) -> "FolderState":
        """After a mail is in place, or gone from the server."""
        missed = tuple(other for other in self.missed if other != uid)
        return self.model_copy(update={"highest": max(self.highest, uid), "missed": missed})

    def missing(self, uid: int) -> "FolderState":
        """After a mail could not be had."""
        missed = tuple(sorted({*self.missed, uid}))
        return self.model_copy(update={"highest": max(self.highest, uid), "missed": missed})

    def renewed(self, uidvalidity: int) -> "FolderState":
        """After the server has given the folder's mails new UIDs."""
        earlier = tuple(sorted({*self.earlier, self.uidvalidity} - {uidvalidity}))
        return FolderState(
            server=self.server, user=self.user, folder=self.folder, uidvalidity=uidvalidity, earlier=earlier,
        )


class State(_Plain):
    """All folders that were fetched into one place."""

    version: Literal[1] = 1
    folders: tuple[FolderState, ...] = ()

    def of(self, address: Address) -> FolderState | None:
        """The state of a folder; None where it was never fetched."""
        return next((folder for folder in self.folders if folder.is_of(address)), None)

    def sharing_names(self, address: Address, uidvalidity: int) -> FolderState | None:
        """Another folder whose files would have the same names as those of the given one."""
        others = (folder for folder in self.folders if not folder.is_of(address))
        return next((folder for folder in others if uidvalidity in (folder.uidvalidity, *folder.earlier)), None)

    def updated(self, changed: FolderState) -> "State":
        """With one folder changed or added."""
        key = (changed.server, changed.user, changed.folder)
        others = tuple(folder for folder in self.folders if (folder.server, folder.user, folder.folder) != key)
        return State(folders=(*others, changed))
