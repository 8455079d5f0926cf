"""Reads the ledger; imports nothing slow, because every command that reads starts here."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from engine.store.chain import GENESIS, link
from engine.store.connection import LOCK_TIMEOUT, connect_for_reading, unusable
from engine.store.moment import stamp
from engine.store.schema import COLUMNS, DEFINITIONS
from engine.store.url import sqlite_path

_SELECT = f"SELECT {COLUMNS} FROM ledger "  # noqa: S608 - our own constant, no input
_LAST_CHARACTER = "\U0010ffff"

LOWEST = -(2**63)
"""The lowest position that a file could hold, though a ledger begins at 1."""


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


def hash_of(previous: bytes, entry: LedgerEntry) -> bytes | None:
    """Recompute a hash; ``None`` when a field has a type that no ledger holds."""
    position, originator_id, originator_version, topic, state, recorded_at, _ = entry
    try:
        return link(
            previous, position, originator_id, originator_version, topic, recorded_at, state
        )
    except (struct.error, AttributeError, TypeError):
        return None


class LedgerReader:
    """A ledger opened for reading only; several may read while another program writes.

    Use it as a context manager, or call :meth:`close`. One thread at a time.
    """

    def __init__(self, path: Path, *, timeout: float = LOCK_TIMEOUT) -> None:
        self.path = path
        self._connection = connect_for_reading(path, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def head(self) -> Head:
        """Return the last position and its hash."""
        rows = self._rows("SELECT position, hash FROM ledger ORDER BY position DESC LIMIT 1")
        return Head(*rows[0]) if rows else EMPTY

    def last_position(self) -> int:
        """Return the last position, 0 when nothing has been recorded."""
        return self.head().position

    def hash_at(self, position: int) -> bytes | None:
        """Return the hash at a position, ``None`` where there is no entry; position 0 has one."""
        if position == 0:
            return GENESIS
        rows = self._rows("SELECT hash FROM ledger WHERE position = ?", position)
        return bytes(rows[0][0]) if rows else None

    def read_entries(self, start: int = 1, limit: int = 1000) -> list[LedgerEntry]:
        """Return up to ``limit`` entries from position ``start`` on (inclusive), in order."""
        return self._entries("WHERE position >= ? ORDER BY position LIMIT ?", start, limit)

    def stream(self, start: int = LOWEST) -> Iterator[LedgerEntry]:
        """Yield every entry from ``start`` on, from one state of the ledger, in constant memory.

        By default these are all entries, also those that somebody put before the first position.
        """
        statement = _SELECT + "WHERE position >= ? ORDER BY position"
        try:
            yield from map(LedgerEntry._make, self._connection.execute(statement, (start,)))
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error

    def entries_of(self, originator_id: str) -> list[LedgerEntry]:
        """Return the history of one subject, oldest first; empty when it is unknown."""
        return self._entries("WHERE originator_id = ? ORDER BY originator_version", originator_id)

    def originators(self, prefix: str = "") -> list[str]:
        """Return the known ids that begin with a prefix such as ``meeting:``, sorted."""
        rows = self._rows(
            "SELECT DISTINCT originator_id FROM ledger "
            "WHERE originator_id >= ? AND originator_id < ? ORDER BY originator_id",
            prefix,
            prefix + _LAST_CHARACTER,
        )
        return [row[0] for row in rows]

    def position_at(self, moment: datetime) -> int:
        """Return the last position recorded at or before a moment, 0 when there is none.

        The moment of recording never goes backwards, so halving finds it in some twenty looks
        without an index that every recording would have to pay for.
        """
        wanted = stamp(moment)
        known, unknown = 0, self.last_position() + 1
        while unknown - known > 1:
            middle = (known + unknown) // 2
            rows = self._rows("SELECT recorded_at FROM ledger WHERE position = ?", middle)
            if rows and rows[0][0] <= wanted:
                known = middle
            else:
                unknown = middle
        return known

    def definitions(self) -> dict[tuple[str, str], str]:
        """Return the SQL that defines each table, trigger and index, by its kind and name."""
        return {(kind, name): sql for kind, name, sql in self._rows(DEFINITIONS)}

    def _entries(self, clause: str, *values: int | str) -> list[LedgerEntry]:
        return list(map(LedgerEntry._make, self._rows(_SELECT + clause, *values)))

    def _rows(self, statement: str, *values: int | str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error


def open_reader(url: str, *, timeout: float = LOCK_TIMEOUT) -> LedgerReader:
    """Open the store that a URL names, for reading.

    Raises:
        UnusableStore: there is none, or it cannot be read.
    """
    return LedgerReader(sqlite_path(url), timeout=timeout)
