"""What every reader of a ledger answers, whatever the ledger is kept in.

Nothing slow is imported here, because every command that reads starts here.
"""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import NamedTuple, Self

from engine.store.chain import GENESIS, link
from engine.store.moment import stamp

LOWEST = -(2**63)
"""The lowest position that a store could hold, though a ledger begins at 1."""


class LedgerEntry(NamedTuple):
    """One row of the ledger, as stored: ``state`` is JSON, ``recorded_at`` a stamp in UTC."""

    position: int
    originator_id: str
    originator_version: int
    topic: str
    state: bytes
    recorded_at: str
    hash: bytes


class Head(NamedTuple):
    """The end of a ledger: its last position (0 when empty) and the hash there."""

    position: int
    hash: bytes


EMPTY = Head(0, GENESIS)
"""The head of a ledger in which nothing has been recorded."""


class Remembered(NamedTuple):
    """What is remembered of the end of a ledger outside the ledger itself.

    Attributes:
        head: the remembered end, ``None`` where there is none that can be read.
        damaged: the place that should remember it, where something else stands there.
    """

    head: Head | None
    damaged: str | None = None


def hash_of(previous: bytes, entry: LedgerEntry) -> bytes | None:
    """Recompute a hash; ``None`` when a field has a type that no ledger holds."""
    position, originator_id, originator_version, topic, state, recorded_at, _ = entry
    try:
        return link(
            previous, position, originator_id, originator_version, topic, recorded_at, state
        )
    except (struct.error, AttributeError, TypeError):
        return None


def follows(previous: bytes, entry: LedgerEntry) -> bool:
    """Tell whether an entry has the hash that it must have behind another; none is no hash."""
    digest = hash_of(previous, entry)
    return digest is not None and digest == entry.hash


class LedgerReader(ABC):
    """A ledger opened for reading only; several may read while another program writes.

    Use it as a context manager, or call :meth:`close`. One thread at a time. Every method raises
    `UnusableStore` where the store cannot be read.

    Attributes:
        name: the store, as messages name it: its file, or its address without the password.
    """

    name: str

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of the store."""

    @abstractmethod
    def head(self) -> Head:
        """Return the last position and its hash."""

    def last_position(self) -> int:
        """Return the last position, 0 when nothing has been recorded."""
        return self.head().position

    @abstractmethod
    def hash_at(self, position: int) -> bytes | None:
        """Return the hash at a position, ``None`` where there is no entry; position 0 has one."""

    @abstractmethod
    def read_entries(self, start: int = 1, limit: int = 1000) -> list[LedgerEntry]:
        """Return up to ``limit`` entries from position ``start`` on (inclusive), in order."""

    def entries_at(self, positions: Iterable[int]) -> list[LedgerEntry]:
        """Return the entries at some positions, in the order asked for; each must be there."""
        return [self.read_entries(position, 1)[0] for position in positions]

    @abstractmethod
    def stream(self, start: int = LOWEST) -> Iterator[LedgerEntry]:
        """Yield every entry from ``start`` on, from one state of the ledger, in constant memory.

        By default these are all entries, also those that somebody put before the first position.
        """

    @abstractmethod
    def entries_of(self, originator_id: str) -> list[LedgerEntry]:
        """Return the history of one subject, oldest first; empty when it is unknown."""

    @abstractmethod
    def originators(self, prefix: str = "") -> list[str]:
        """Return the known ids that begin with a prefix such as ``meeting:``, sorted."""

    @abstractmethod
    def recorded_at(self, position: int) -> str | None:
        """Return the moment at which an entry was recorded, ``None`` where there is no entry."""

    @abstractmethod
    def unprotected(self) -> tuple[str, ...]:
        """Say what no longer keeps the facts from being changed; nothing when all is there."""

    @abstractmethod
    def remembered(self) -> Remembered:
        """Return what is remembered of the end of the ledger outside the ledger itself."""

    def position_at(self, moment: datetime) -> int:
        """Return the last position recorded at or before a moment, 0 when there is none.

        The moment of recording never goes backwards, so halving finds it in some twenty looks
        without an index that every recording would have to pay for.
        """
        wanted = stamp(moment)
        known, unknown = 0, self.last_position() + 1
        while unknown - known > 1:
            middle = (known + unknown) // 2
            found = self.recorded_at(middle)
            if found is not None and found <= wanted:
                known = middle
            else:
                unknown = middle
        return known
