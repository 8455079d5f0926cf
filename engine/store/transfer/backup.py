"""Backs a book up into one file, which is itself a store to read from."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.store.errors import Differs, UnusableStore, advising
from engine.store.opening import open_reader, place_of
from engine.store.reader import Head, LedgerReader
from engine.store.sqlite.head import remembered_beside
from engine.store.sqlite.naming import already_there
from engine.store.sqlite.place import SQLitePlace
from engine.store.sqlite.reader import SQLiteReader
from engine.store.transfer.filling import fill
from engine.store.transfer.watching import Watch, nobody_watching

_NO_BACKUP = "no backup was made. `minutebook store copy` saves what is good of it"


class BackedUp(NamedTuple):
    """What a backup holds: its end, and the bytes of its file."""

    head: Head
    size: int


def back_up(
    url: str, file: Path, *, replace: bool = False, watch: Watch = nobody_watching
) -> BackedUp:
    """Write the whole of a book into a file; others may read and record meanwhile.

    The file holds the book as it was when this began. It has its name when it is complete, verified
    and forced to the disk, and not before.

    Args:
        url: the store.
        file: the backup.
        replace: an older backup of the same book may have this name, and is replaced.
        watch: shows how far the work has come.

    Raises:
        Differs: the store does not hold, or the file holds what the store does not.
        UnusableStore: the store cannot be read, or the file not be written or replaced.
    """
    place = SQLitePlace.of(file)
    if place.is_same(place_of(url)):
        raise UnusableStore(f"{file} is the store itself: choose another name for its backup")
    with open_reader(url) as source:
        replacing = place.occupied()
        if replacing:
            _refuse_to_replace(source, place, replace=replace)
        with place.drafting() as draft:
            head = fill(draft, source, str(file), watch, otherwise=_NO_BACKUP)
            draft.seal(lone=True)
            draft.become(replacing=replacing)
    return BackedUp(head, file.stat().st_size)


def _refuse_to_replace(source: LedgerReader, place: SQLitePlace, *, replace: bool) -> None:
    """Let go only of an older backup of the same book: it holds nothing that the new one lacks."""
    if not replace:
        raise UnusableStore(
            f"{already_there(place.path)}. Name another file, or give --force to replace an older "
            "backup of the same book"
        )
    if remembered_beside(place.path).exists():
        raise UnusableStore(
            f"{place.name} is a store in which is recorded, and no backup, since "
            f"{remembered_beside(place.path).name} is beside it: nothing was changed. Name another "
            "file"
        )
    with advising("--force replaces only an older backup of the same book; name another as FILE"):
        older = SQLiteReader(place.path)
    with older:
        head = older.head()
    if source.hash_at(head.position) != head.hash:
        raise Differs(
            f"{place.name} goes to position {head.position}, and holds what {source.name} does "
            "not: it may be the only copy of it, and was left alone. Name another file, and compare"
            " the two"
        )
