"""The files of a RAR (4 and 5) or 7z archive, by libarchive."""

import stat
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from ingest.unpack import library, names, refusals
from ingest.unpack.budget import Budget, Meter, OverLimitError
from ingest.unpack.library import Format, Item, LibraryError
from ingest.unpack.member import Member, Members, Name, Refusal
from ingest.unpack.rar_header import check_rar

_RAR5 = b"Rar!\x1a\x07\x01\x00"


def read_rar(data: bytes, budget: Budget) -> Members:
    """The files of a RAR archive; raises DocumentError where nothing can be had, not even names."""
    check_rar(data)
    return _read(data, "rar5" if data.startswith(_RAR5) else "rar", budget)


def read_7z(data: bytes, budget: Budget) -> Members:
    """The files of a 7z archive; raises DocumentError where nothing can be had, not even names."""
    return _read(data, "7zip", budget)


def _read(data: bytes, kind: Format, budget: Budget) -> Members:
    meter = Meter(budget, len(data))
    had_one = False
    try:
        with library.opened(data, kind) as items:
            for item in items:
                if stat.S_ISDIR(item.kind):
                    continue
                had_one = True
                yield from _member(item, meter)
    except OverLimitError as error:
        yield refusals.over_limit(refusals.REST, error)
    except LibraryError as error:
        if not had_one:
            raise refusals.all_locked() if error.encrypted else refusals.unusable() from error
        yield refusals.cannot_decrypt(refusals.REST) if error.encrypted else refusals.cut_off()


def _member(item: Item, meter: Meter) -> Members:
    """A file, or why it is not to be had; raises OverLimitError and LibraryError where they end the archive."""
    name = _name(item.name)
    try:
        meter.start()
        yield _refused(item, name) or Member(name, _collected(item, meter))
    except OverLimitError as error:
        if error.ends:
            raise
        yield refusals.over_limit(name, error)
        _skip(item.blocks(), meter)
    except LibraryError as error:
        yield refusals.cannot_decrypt(name) if error.encrypted else refusals.damaged(name)
        if error.fatal:
            raise


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
    return refusals.cannot_decrypt(name) if item.encrypted else None


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
