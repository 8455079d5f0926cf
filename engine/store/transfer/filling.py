"""Fills a draft with the whole of a ledger, and reads it again."""

from __future__ import annotations

from engine.store.errors import Differs, UnusableStore
from engine.store.place import Draft
from engine.store.reader import Head, LedgerReader
from engine.store.transfer.copying import copy_ledger
from engine.store.transfer.watching import Watch
from engine.store.verify import verify


def fill(draft: Draft, source: LedgerReader, name: str, watch: Watch, *, otherwise: str) -> Head:
    """Copy a ledger into a draft, and verify what then stands on the disk.

    A draft that an interrupted run left behind is gone on with if it is of the same book.

    Args:
        draft: the draft.
        source: the ledger.
        name: what is being made, as messages name it.
        watch: shows how far the work has come.
        otherwise: what is told of the draft where the ledger does not hold: that nothing came of
            it, and what to do next.

    Raises:
        Differs: the ledger does not hold, or the draft does not when it is read again.
        UnusableStore: one of the two cannot be read or written.
    """
    if not _is_of(draft, source):
        draft.begin_anew()
    with draft.open() as store:
        head = copy_ledger(source, store, name, otherwise=otherwise, watch=watch).head
    with draft.reader() as written, watch(head.position, "Reading it again") as progress:
        found = verify(written, head, progress=progress)
    if found.fault is not None:
        draft.begin_anew()
        raise Differs(
            f"what was written for {name} does not hold when it is read again, at {found.fault}: "
            "see to the disk"
        )
    return head


def _is_of(draft: Draft, source: LedgerReader) -> bool:
    """Tell whether what is in a draft is a part of a ledger."""
    try:
        with draft.reader() as begun:
            head = begun.head()
    except UnusableStore:  # there is none, or the program that began it was killed in doing so
        return False
    return source.hash_at(head.position) == head.hash
