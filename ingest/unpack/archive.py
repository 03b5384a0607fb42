"""Archives: zip, 7z, rar and tar, and single files packed by gzip, bzip2 or xz."""

from extractors.locks.passwords import Passwords
from ingest import sniff
from ingest.unpack.budget import Budget
from ingest.unpack.member import Members
from ingest.unpack.rar_7z import read_7z, read_rar
from ingest.unpack.tar_reader import read_tar
from ingest.unpack.zip_reader import read_zip

_ZIPS = frozenset({sniff.ZIP, sniff.BROKEN_ZIP})
# The media types that open_archive takes. A damaged zip is one of them: what is left of it is delivered.
ARCHIVES = _ZIPS | {sniff.RAR, sniff.SEVEN_ZIP, sniff.TAR, sniff.GZIP, sniff.BZIP2, sniff.XZ}


def open_archive(data: bytes, media_type: str, budget: Budget, passwords: Passwords, name: str = "") -> Members:
    """The files of an archive one by one, folders left out; what cannot be had is a Refusal among them.

    media_type: one of ARCHIVES. budget: of the source file at the archive's level; files and bytes are counted on it.
    passwords: tried on what is locked. name: of the archive itself, for a single packed file that has no name of its own.
    Archives inside are delivered as they are. Memory holds the archive and one member. Raises DocumentError, when the
    first member is asked for at the latest, where nothing can be had: a damaged archive, locked names, one volume
    of several, no libarchive for 7z and rar.
    """
    if media_type in _ZIPS:
        return read_zip(data, budget, passwords)
    if media_type == sniff.RAR:
        return read_rar(data, budget, passwords)
    if media_type == sniff.SEVEN_ZIP:
        return read_7z(data, budget, passwords)
    return read_tar(data, media_type, budget, name)
