"""The files of a RAR (4 and 5) or 7z archive, by libarchive."""

import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from extractors.locks.passwords import Passwords
from ingest.unpack import library, names, refusals
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.library import Format, Item, LibraryError
from ingest.unpack.member import Member, Members, Name, Refusal
from ingest.unpack.rar_header import names_are_locked

if TYPE_CHECKING:
    from ingest.unpack.rar_locked import Plain

_RAR5 = b"Rar!\x1a\x07\x01\x00"


def read_rar(data: bytes, budget: Budget, passwords: Passwords) -> Members:
    """The files of a RAR archive; raises DocumentError where nothing can be had, not even names."""
    from ingest.unpack import rar_locked  # few files need it

    names_locked = names_are_locked(data)
    locked = frozenset() if names_locked else rar_locked.locked_entries(data)
    meter = Meter(budget, len(data))
    kind: Format = "rar5" if data.startswith(_RAR5) else "rar"
    if names_locked or locked:
        plain = rar_locked.unlocked(data, kind, passwords)
        if plain is not None:
            return _read(plain.data, kind, meter, _Lock(passwords, plain=plain))
    if names_locked:
        raise refusals.all_locked(passwords)
    return _read(data, kind, meter, _Lock(passwords, locked))


def read_7z(data: bytes, budget: Budget, passwords: Passwords) -> Members:
    """The files of a 7z archive; raises DocumentError where nothing can be had, not even names."""
    meter = Meter(budget, len(data))
    if passwords.tried:
        from ingest.unpack import seven_zip_locked  # py7zr takes a tenth of a second to import

        members = seven_zip_locked.read_locked(data, meter, passwords) if seven_zip_locked.is_locked(data) else None
        if members is not None:
            return members
    return _read(data, "7zip", meter, _Lock(passwords))


@dataclass(frozen=True, slots=True)
class _Lock:
    """What is known of the locks of an archive.

    locked: numbers of entries that are, beside those that libarchive knows of. plain: of which the bytes that are read
    are, where they were locked.
    """

    passwords: Passwords
    locked: frozenset[int] = frozenset()
    plain: "Plain | None" = None


def _read(data: bytes, kind: Format, meter: Meter, lock: _Lock) -> Members:
    had_one = False
    try:
        with library.opened(data, kind) as items:
            for number, item in enumerate(items):
                if stat.S_ISDIR(item.kind):
                    continue
                had_one = True
                yield from _member(item, number, meter, lock)
        if lock.plain is not None and not lock.plain.complete:
            yield refusals.cut_off()
    except OverLimitError as error:
        yield refusals.over_limit(refusals.REST, error)
    except LibraryError as error:
        if not had_one:
            raise refusals.all_locked(lock.passwords) if error.encrypted else refusals.unusable() from error
        yield refusals.locked(refusals.REST, lock.passwords) if error.encrypted else refusals.cut_off()


def _member(item: Item, number: int, meter: Meter, lock: _Lock) -> Members:
    """A file, or why it is not to be had; raises OverLimitError and LibraryError where they end the archive."""
    name = _name(item.name)
    try:
        meter.start()
        if item.encrypted or number in lock.locked:
            yield refusals.locked(name, lock.passwords)
        else:
            yield _refused(item, name) or _checked(Member(name, _collected(item, meter)), number, lock.plain)
    except OverLimitError as error:
        if error.ends:
            raise
        yield refusals.over_limit(name, error)
        _skip(item.blocks(), meter)
    except LibraryError as error:
        yield refusals.locked(name, lock.passwords) if error.encrypted else refusals.damaged(name)
        if error.fatal:
            raise


def _checked(member: Member, number: int, plain: "Plain | None") -> Member | Refusal:
    """The member; of what was locked, a refusal where its checksum is another."""
    if plain is None:
        return member
    return replace(member, unlocked=True) if plain.is_sound(number, member.data) else refusals.damaged(member.name)


def _name(given: str | bytes) -> Name:
    return names.clean(given, folders=True) if isinstance(given, str) else names.decode(given, folders=True)


def _refused(item: Item, name: Name) -> Refusal | None:
    path = item.name if isinstance(item.name, str) else names.text(item.name)
    if refusals.is_unsafe(names.printable(path)):
        return refusals.unsafe(name)
    if item.link or stat.S_ISLNK(item.kind):
        return refusals.link(name)
    if stat.S_IFMT(item.kind) not in {0, stat.S_IFREG}:
        return refusals.no_file(name)
    return None


def _collected(item: Item, meter: Meter) -> bytes:
    kept = BytesIO()
    for block in item.blocks():
        meter.count(len(block))
        kept.write(block)
    return kept.getvalue()


def _skip(blocks: Iterator[bytes], meter: Meter) -> None:
    # Read rather than left to the library: in a solid archive it has to unpack what it skips, uncounted.
    with suppress(LibraryError):
        for block in blocks:
            meter.skip(len(block))
