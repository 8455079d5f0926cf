"""Recomputes the chain from the first entry, and names the first position that does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.store.errors import UnusableStore
from engine.store.reader import EMPTY, Head, LedgerEntry, LedgerReader, follows

_STEP = 10_000

Progress = Callable[[int], None]
"""Told now and then how many entries have been checked."""

Observer = Callable[[LedgerEntry], None]
"""Told every entry that holds, in order: what is computed from all of them needs no second pass."""


@dataclass(frozen=True)
class Fault:
    """The first thing that does not hold: where, and what is wrong."""

    position: int
    what: str

    def __str__(self) -> str:
        return f"position {self.position}: {self.what}"


@dataclass(frozen=True)
class Verification:
    """What was found.

    Attributes:
        head: how far the chain holds, and the hash there: the line to print in the minutes.
        remembered: the head that was remembered, ``None`` when there was none.
        fault: the first thing that does not hold, ``None`` when everything does.
        unprotected: what no longer keeps the store from being changed; the facts may hold still.
        damaged_head: the place that should remember the end of the ledger, and does not.
    """

    head: Head
    remembered: Head | None
    fault: Fault | None
    unprotected: tuple[str, ...] = ()
    damaged_head: str | None = None

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong with the facts."""
        return self.fault is None

    @property
    def unproven(self) -> int:
        """Count the entries at the end that could be cut off unnoticed: no head remembers them."""
        return max(0, self.head.position - (self.remembered.position if self.remembered else 0))


def verify(
    reader: LedgerReader,
    remembered: Head | None,
    *,
    progress: Progress | None = None,
    observe: Observer | None = None,
) -> Verification:
    """Check every entry of a ledger, in constant memory and from one state of it.

    Checked are: positions follow each other without a gap, each hash is that of its entry and the
    one before, the moment of recording never goes backwards, and the ledger holds what is
    remembered of it (see `LedgerReader.remembered`); and that the store still refuses to be
    changed.

    Args:
        reader: the ledger.
        remembered: the head kept beside the store or elsewhere, ``None`` when there is none; to be
            read before the ledger, or else a writer could carry it past the state that is checked.
        progress: told how many entries have been checked.
        observe: told every entry that holds, up to the first fault.
    """
    open_to_change = reader.unprotected()
    walk = Walk(remembered)
    try:
        for entry in reader.stream():
            walk.step(entry)
            if walk.fault is not None:
                break
            if observe is not None:
                observe(entry)
            if progress is not None and entry.position % _STEP == 0:
                progress(entry.position)
        else:
            walk.end()
    except UnusableStore as error:
        walk.fault = Fault(walk.head.position + 1, f"cannot be read: {error}")
    if progress is not None:
        progress(walk.head.position)
    return Verification(walk.head, remembered, walk.fault, open_to_change)


class Walk:
    """The state of one pass over a ledger.

    Attributes:
        head: how far the ledger holds, and the hash there.
        fault: the first thing that does not hold, ``None`` so long as everything does.
    """

    def __init__(self, remembered: Head | None, head: Head = EMPTY, recorded_at: str = "") -> None:
        """Begin a pass.

        Args:
            remembered: what is remembered of the end of the ledger, ``None`` when nothing is.
            head: where to begin, when what is before it is known to hold.
            recorded_at: when the entry there was recorded.
        """
        self.head = head
        self.fault: Fault | None = None
        self._recorded_at = recorded_at
        self._remembered = remembered

    def step(self, entry: LedgerEntry) -> None:
        """Take one entry further, or note what is wrong with it."""
        due = self.head.position + 1
        what = self._wrong(entry, due)
        if what is not None:
            self.fault = Fault(due, what)
            return
        self.head = Head(due, entry.hash)
        self._recorded_at = entry.recorded_at
        remembered = self._remembered
        if remembered is not None and remembered.position == due and remembered.hash != entry.hash:
            self.fault = Fault(due, _REWRITTEN)

    def end(self) -> None:
        """Note what is missing after the last entry."""
        remembered = self._remembered
        if remembered is None:
            return
        if remembered.position > self.head.position:
            self.fault = Fault(
                self.head.position + 1,
                f"cut off: the ledger ends at position {self.head.position}, and position "
                f"{remembered.position} is remembered beside it",
            )
        elif remembered.position == 0 and remembered != EMPTY:
            self.fault = Fault(0, _REWRITTEN)

    def _wrong(self, entry: LedgerEntry, due: int) -> str | None:
        if entry.position != due:
            return _misplaced(entry.position, due)
        if not follows(self.head.hash, entry):
            return "the hash does not hold: this entry, or the one before it, was changed"
        if entry.recorded_at < self._recorded_at:
            return (
                f"out of order in time: recorded at {entry.recorded_at}, "
                f"before the entry before it ({self._recorded_at})"
            )
        return None


_REWRITTEN = (
    "another hash is remembered here: the entry was replaced and the chain made again, "
    "or this is not the store that the head was remembered of"
)


def _misplaced(position: object, due: int) -> str:
    if isinstance(position, int) and position > due:
        return f"missing: after position {due - 1} comes {position}"
    return f"out of order: position {position} stands where {due} is due"


def verify_store(
    reader: LedgerReader, *, progress: Progress | None = None, observe: Observer | None = None
) -> Verification:
    """Check a store against the head that is remembered of it."""
    remembered, damaged = reader.remembered()
    found = verify(reader, remembered, progress=progress, observe=observe)
    return replace(found, damaged_head=damaged)
