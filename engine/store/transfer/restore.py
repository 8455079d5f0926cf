"""Puts a backup in the place of a store, when it is verified and everything lost by it is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from engine.store.errors import Differs, UnusableStore, advising
from engine.store.opening import open_reader, place_of
from engine.store.place import Place, Standing
from engine.store.reader import EMPTY, Head, LedgerEntry, LedgerReader
from engine.store.sqlite.place import SQLitePlace
from engine.store.sqlite.reader import SQLiteReader
from engine.store.transfer.filling import fill
from engine.store.transfer.watching import Watch, nobody_watching
from engine.store.verify import Verification, verify_store


class Allowed(NamedTuple):
    """What a restored backup may do to what stands in its place.

    Attributes:
        replace: take its place, though it is kept under another name.
        lose: take facts out of the book that the backup does not hold.
    """

    replace: bool = False
    lose: bool = False


class Restored(NamedTuple):
    """What a restoration did.

    Attributes:
        head: the end of the store now.
        target: the store, as messages name it.
        kept: the name under which the store is kept that was replaced, ``None`` if none was.
    """

    head: Head
    target: str
    kept: str | None


class Witness(Protocol):
    """Who knows something of the book that the backup must agree with."""

    def see(self, entry: LedgerEntry) -> None:
        """Be shown the next entry of the backup."""

    def judge(self, found: Verification) -> None:
        """Raise what speaks against the backup, when all of it was seen and holds."""


NOTHING_ALLOWED = Allowed()
_NOT_RESTORED = "nothing was restored. Take another backup"


def restore(
    file: Path,
    url: str,
    *,
    moment: datetime,
    allowed: Allowed = NOTHING_ALLOWED,
    kept: Head | None = None,
    witness: Witness | None = None,
    watch: Watch = nobody_watching,
) -> Restored:
    """Make a store of a backup, once the whole of it is verified.

    Args:
        file: the backup, or any store in a file.
        url: the store to be; where one is there already it must be allowed to replace it.
        moment: when this is done, which goes into the name of what is replaced.
        allowed: what may be replaced and lost.
        kept: a position and its hash that were kept elsewhere, which the backup must hold.
        witness: who knows more that the backup must agree with.
        watch: shows how far the work has come.

    Raises:
        Differs: the backup does not hold, or facts would be lost and that is not allowed.
        UnusableStore: the backup cannot be read, or the store not be made or replaced.
    """
    place = place_of(url)
    if place.is_same(SQLitePlace.of(file)):
        raise UnusableStore(f"{file} is the store itself: name a backup to restore it from")
    with advising("name a backup, or any store in a file, as FILE"):
        backup = SQLiteReader(file)
    with backup:
        _verify(backup, kept, witness, watch)
        found = place.standing()
        shared = _may_replace(backup, place, found, allowed)
        with place.drafting() as draft:
            head = fill(draft, backup, place.name, watch, otherwise=_NOT_RESTORED)
            return Restored(head, place.name, draft.take_place(found, shared, moment))


def _verify(backup: LedgerReader, kept: Head | None, witness: Witness | None, watch: Watch) -> None:
    observe = witness.see if witness else None
    with watch(backup.last_position(), "Verifying") as progress:
        found = verify_store(backup, progress=progress, observe=observe)
    if found.fault is not None:
        raise Differs(
            f"{backup.name} does not hold at {found.fault}; nothing was restored. Take another "
            "backup"
        )
    if kept is not None and backup.hash_at(kept.position) != kept.hash:
        raise Differs(
            f"{backup.name} does not hold at position {kept.position} what you kept: it is of "
            "another book, or older than that, or was made again; nothing was restored"
        )
    if witness is not None:
        witness.judge(found)


def _may_replace(
    backup: LedgerReader, place: Place, found: Standing, allowed: Allowed
) -> Head | None:
    """Refuse what is not allowed, and say what would be lost.

    Returns:
        What both have in common, where the remembered end is not true of the backup.
    """
    shared, lost = _compared(backup, place, found)
    if not found.vacant and not allowed.replace:
        more = f"; {lost}" if lost else ""
        raise UnusableStore(
            f"{place.name} is there already: nothing was changed{more}. Give --replace to put the "
            "backup in its place; it is kept under another name"
        )
    if lost and not allowed.lose:
        raise Differs(
            f"{lost}: nothing was changed. If that is meant, give --replace and --lose-facts"
        )
    remembered = found.remembered
    if remembered.damaged is None and _holds(backup, remembered.head or EMPTY):
        return None
    return shared


def _compared(backup: LedgerReader, place: Place, found: Standing) -> tuple[Head, str]:
    """Find the last entry that both have, and say what of the store the backup does not have."""
    end = max(found.head or EMPTY, found.remembered.head or EMPTY)
    if found.head is None:
        return _compared_with_memory(backup, place, found)
    if _holds(backup, found.head) and _holds(backup, end):
        return found.head, ""
    with open_reader(place.url) as store:
        shared = _last_shared(backup, store, found.head)
    first, count = shared.position + 1, end.position - shared.position
    if not count:
        return shared, f"what is remembered of {place.name} is not true of the backup"
    facts = "1 fact" if count == 1 else f"{count:,} facts"
    between = f"position {first}" if count == 1 else f"positions {first} to {end.position}"
    return shared, (
        f"the backup does not hold {between} of {place.name} ({facts}); it "
        + (f"ends at {backup.last_position()}" if shared.position else "is of another book")
    )


def _compared_with_memory(backup: LedgerReader, place: Place, found: Standing) -> tuple[Head, str]:
    """Compare with what is remembered of a store that is gone, or cannot be read."""
    remembered = found.remembered.head
    if remembered is not None and not _holds(backup, remembered):
        return EMPTY, (
            f"{place.name} went to position {remembered.position}, as is remembered of it; the "
            f"backup ends at {backup.last_position()}, or is of another book"
        )
    if found.problem is not None:
        return EMPTY, (
            f"whether {place.name} holds facts that the backup does not cannot be told, because it "
            f"cannot be read ({found.problem})"
        )
    return EMPTY, ""


def _holds(ledger: LedgerReader, head: Head) -> bool:
    return ledger.hash_at(head.position) == head.hash


def _last_shared(one: LedgerReader, other: LedgerReader, end: Head) -> Head:
    """Find the last entry that two ledgers share: up to it all are the same, after it none."""
    shared, differing = EMPTY, min(end.position, one.last_position()) + 1
    while differing - shared.position > 1:
        middle = (shared.position + differing) // 2
        found = one.hash_at(middle)
        if found is not None and found == other.hash_at(middle):
            shared = Head(middle, found)
        else:
            differing = middle
    return shared
