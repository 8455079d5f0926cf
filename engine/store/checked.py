"""A reader that hands out no entry without checking its hash.

What bytes rot in a ledger is found by `verify`, but nobody runs that before each question. So what
answers questions reads through this: an entry that was damaged is an error, and never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.store.errors import UnusableStore
from engine.store.reader import LOWEST, Head, LedgerEntry, LedgerReader, Remembered, follows


class CheckedReader(LedgerReader):
    """The same ledger, each of whose entries is checked against its hash and the one before.

    Every method that gives entries raises `UnusableStore` where one does not hold.

    Args:
        reader: reads the ledger; whoever opened it closes it.
    """

    def __init__(self, reader: LedgerReader) -> None:
        self._reader = reader
        self.name = reader.name

    def close(self) -> None:
        """Let go of the store."""
        self._reader.close()

    def head(self) -> Head:
        """Return the last position and its hash."""
        return self._reader.head()

    def hash_at(self, position: int) -> bytes | None:
        """Return the hash at a position, ``None`` where there is no entry; position 0 has one."""
        return self._reader.hash_at(position)

    def read_entries(self, start: int = 1, limit: int = 1000) -> list[LedgerEntry]:
        """Return up to ``limit`` entries from position ``start`` on (inclusive), in order."""
        return self._checked(self._reader.read_entries(start, limit))

    def stream(self, start: int = LOWEST) -> Iterator[LedgerEntry]:
        """Yield every entry from ``start`` on, from one state of the ledger, in constant memory."""
        for entry in self._reader.stream(start):
            yield from self._checked([entry])

    def entries_of(self, originator_id: str) -> list[LedgerEntry]:
        """Return the history of one subject, oldest first; empty when it is unknown."""
        return self._checked(self._reader.entries_of(originator_id))

    def entries_at(self, positions: Iterable[int]) -> list[LedgerEntry]:
        """Return the entries at some positions, in the order asked for; each must be there."""
        wanted = list(positions)
        try:
            return self._checked(self._reader.entries_at(wanted))
        except LookupError as error:
            raise self._damaged(f"one of the positions {wanted} is missing") from error

    def originators(self, prefix: str = "") -> list[str]:
        """Return the known ids that begin with a prefix such as ``meeting:``, sorted."""
        return self._reader.originators(prefix)

    def recorded_at(self, position: int) -> str | None:
        """Return the moment at which an entry was recorded, ``None`` where there is no entry."""
        return self._reader.recorded_at(position)

    def unprotected(self) -> tuple[str, ...]:
        """Say what no longer keeps the facts from being changed; nothing when all is there."""
        return self._reader.unprotected()

    def remembered(self) -> Remembered:
        """Return what is remembered of the end of the ledger."""
        return self._reader.remembered()

    def _checked(self, entries: list[LedgerEntry]) -> list[LedgerEntry]:
        hashes = {entry.position: entry.hash for entry in entries}
        for entry in entries:
            before = hashes.get(entry.position - 1) or self._reader.hash_at(entry.position - 1)
            if before is None or not follows(before, entry):
                raise self._damaged(f"position {entry.position} does not hold")
        return entries

    def _damaged(self, what: str) -> UnusableStore:
        return UnusableStore(
            f"{self.name} is damaged: {what}, and no list is made of it. Run `minutebook verify`, "
            "and restore the store from a copy"
        )
