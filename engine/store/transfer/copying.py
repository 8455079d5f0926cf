"""Copies a ledger into another store: the same positions, moments and hashes, checked on the way.

The copy is committed piece by piece. Whatever stops it, the pieces that were committed stand, and
the next run goes on behind them, once it has seen that the source holds up to there, and that both
ledgers say the same there.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.store.appending import Appending
from engine.store.errors import Conflict, Differs, StoreError, UnusableStore, advising
from engine.store.factory import open_store
from engine.store.opening import create, open_reader, place_of
from engine.store.reader import EMPTY, LOWEST, Head, LedgerEntry, LedgerReader
from engine.store.recorder import LedgerRecorder
from engine.store.store import Store
from engine.store.transfer.watching import Watch, nobody_watching
from engine.store.verify import Fault, Walk

PIECE = 10_000
"""How many entries are committed at once."""

_PAGE = 1_000


class Copied(NamedTuple):
    """What a copy did.

    Attributes:
        entries: how many were copied; fewer than there are when an earlier run copied the others.
        head: the end of the copy.
        target: the store that holds the copy, as messages name it.
    """

    entries: int
    head: Head
    target: str


def copy(source_url: str, target_url: str, *, watch: Watch = nobody_watching) -> Copied:
    """Copy a store into another one, which is created when there is none.

    What is recorded in the source meanwhile is left to the next run.

    Args:
        source_url: the store to copy; others may read and record in it.
        target_url: the copy; nothing else may be recorded in it.
        watch: shows how far the copy has come.

    Raises:
        Differs: the source does not hold (what is good before the damage is copied), or the target
            holds another book, or more of this one.
        UnusableStore: one of the two cannot be used. What was committed before stands.
    """
    place = place_of(target_url)
    if place.is_same(place_of(source_url)):
        raise UnusableStore(
            f"{place.name} cannot be copied into itself: name another store to copy it to"
        )
    with advising("name the store to copy as FROM"):
        source = open_reader(source_url)
    with source:
        if not place.occupied():
            create(target_url)
        with advising("name a store, or a place where nothing is yet, as TO"):
            store = open_store(target_url)
        with store:
            return copy_ledger(source, store, place.name, watch=watch)


def copy_ledger(
    source: LedgerReader,
    target: Store,
    name: str,
    *,
    otherwise: str | None = None,
    watch: Watch = nobody_watching,
) -> Copied:
    """Copy what a ledger lacks of another, up to where that ends now; see `copy`.

    Args:
        source: the ledger to copy.
        target: the store of the copy.
        name: the same, as messages name it.
        otherwise: what is told of the target where the source does not hold, if it is not that the
            copy stands up to there.
        watch: shows how far the copy has come.
    """
    remembered = source.remembered().head
    end = source.head()
    with target.recorder.appending() as work:
        start = work.head()
    _refuse_another_book(source, target.reader, start, end)
    pages = _Pages(source, Walk(remembered))
    walk = pages.walk
    _refuse_what_is_before_the_first(source, walk)
    if start != EMPTY:
        _verify_what_was_copied(pages, start, watch)
    with watch(end.position, "Copying") as progress:
        while walk.fault is None and walk.head.position < end.position:
            _copy_piece(pages, end, target.recorder, name, otherwise)
            progress(walk.head.position)
    if walk.fault is None:
        walk.end()
    if walk.fault is not None:
        raise Differs(
            f"{source.name} does not hold at {walk.fault}; "
            + (otherwise or _what_stands(source.name, name, walk.head, start))
        )
    return Copied(walk.head.position - start.position, walk.head, name)


def _verify_what_was_copied(pages: _Pages, start: Head, watch: Watch) -> None:
    """Go through what an earlier run copied: the source may have been damaged since."""
    with watch(start.position, "Verifying") as progress:
        while pages.walk.fault is None and pages.walk.head.position < start.position:
            pages.next(min(_PAGE, start.position - pages.walk.head.position))
            progress(pages.walk.head.position)


def _what_stands(source: str, target: str, good: Head, start: Head) -> str:
    if good.position < start.position:
        return (
            f"nothing was copied. {target} goes to position {start.position}, and was copied from "
            "it before: verify it, and restore from it or from a backup"
        )
    return (
        f"{target} holds what is good before it, up to position {good.position}. Restore {source} "
        "from a backup, and compare the two"
    )


class _Pages:
    """The entries of a ledger, a page at a time, each checked.

    Attributes:
        walk: says how far they hold.
    """

    def __init__(self, source: LedgerReader, walk: Walk) -> None:
        self.walk = walk
        self._source = source

    def into(self, work: Appending, end: Head) -> None:
        """Copy one piece; the walk says how far it came, and what stopped it if anything did."""
        last = min(end.position, self.walk.head.position + PIECE)
        while self.walk.fault is None and self.walk.head.position < last:
            work.copy(self.next(min(_PAGE, last - self.walk.head.position)))

    def holds(self, head: Head) -> bool:
        """Tell whether the ledger holds an entry."""
        return self._source.hash_at(head.position) == head.hash

    def next(self, limit: int) -> list[LedgerEntry]:
        """Return the entries of the next page that hold; none when the first does not."""
        due = self.walk.head.position + 1
        page = self._read(due, limit)
        if not page and self.walk.fault is None:
            self.walk.fault = Fault(due, "missing: it was there when the copy began")
        for number, entry in enumerate(page):
            self.walk.step(entry)
            if self.walk.fault is not None:
                return page[:number]
        return page

    def _read(self, start: int, limit: int) -> list[LedgerEntry]:
        """Read a page; of one with a damaged place in it, what can be read before that place."""
        while True:
            try:
                return self._source.read_entries(start, limit)
            except UnusableStore as error:
                limit //= 2
                if not limit:
                    self._source.head()  # which says so if it is not this entry but all of it
                    self.walk.fault = Fault(start, f"cannot be read: {error}")
                    return []


def _copy_piece(
    pages: _Pages, end: Head, target: LedgerRecorder, name: str, otherwise: str | None
) -> None:
    due = pages.walk.head
    try:
        with target.appending() as work:
            if work.head() != due:
                raise _overtaken(pages, due, work.head(), name)
            pages.into(work, end)
    except Conflict as error:
        stands = f"{name} holds what is before position {due.position + 1}"
        raise Differs(
            f"between positions {due.position + 1} and {pages.walk.head.position} the same version "
            f"of one subject stands twice, which no store lets in; {otherwise or stands}"
        ) from error


def _overtaken(pages: _Pages, due: Head, found: Head, name: str) -> StoreError:
    """Say who else wrote into the copy: one who copies the same, or one who records in it."""
    if pages.holds(found):
        return UnusableStore(
            f"another program is copying the same to {name}, and has come to position "
            f"{found.position}; nothing is wrong with the copy. When it has ended run the same "
            "command again, and what is missing then is copied"
        )
    return Differs(
        f"somebody recorded in {name} while it was copied to, at position {due.position + 1}: "
        "nothing may be recorded in a copy before it is complete. Copy to another store"
    )


def _refuse_another_book(
    source: LedgerReader, target: LedgerReader, start: Head, end: Head
) -> None:
    """Make sure that the copy can go on behind what there is."""
    if start.position > end.position and target.hash_at(end.position) == end.hash:
        raise Differs(
            f"{target.name} goes further than {source.name}: to position {start.position}, and not "
            f"to {end.position}; nothing was copied. Copy the other way"
        )
    if source.hash_at(start.position) != start.hash:
        raise Differs(
            f"{target.name} holds at position {start.position} what {source.name} does not: they "
            "are not of one book, or one of them was changed; nothing was copied. Copy to a store "
            "that is not there yet, and it is created"
        )


def _refuse_what_is_before_the_first(source: LedgerReader, walk: Walk) -> None:
    """A ledger begins at position 1; what somebody put before that would be lost unseen."""
    if walk.head == EMPTY and (first := source.read_entries(LOWEST, 1)) and first[0].position < 1:
        walk.step(first[0])
