"""Reads the ledger in a SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.store.chain import GENESIS
from engine.store.reader import EMPTY, LOWEST, Head, LedgerEntry, LedgerReader, Remembered
from engine.store.sqlite import head, protection
from engine.store.sqlite.connection import connect_for_reading, unusable
from engine.store.sqlite.schema import COLUMNS, DEFINITIONS, LAST_CHARACTER
from engine.store.timeout import LOCK_TIMEOUT

_SELECT = f"SELECT {COLUMNS} FROM ledger "  # noqa: S608 - our own constant, no input


class SQLiteReader(LedgerReader):
    """A ledger in a file; it also reads where nothing may be written.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, *, timeout: float = LOCK_TIMEOUT) -> None:
        self.path = path
        self.name = str(path)
        self._connection = connect_for_reading(path, timeout=timeout)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def head(self) -> Head:
        """Return the last position and its hash."""
        rows = self._rows("SELECT position, hash FROM ledger ORDER BY position DESC LIMIT 1")
        return Head(*rows[0]) if rows else EMPTY

    def hash_at(self, position: int) -> bytes | None:
        """Return the hash at a position, ``None`` where there is no entry; position 0 has one."""
        if position == 0:
            return GENESIS
        rows = self._rows("SELECT hash FROM ledger WHERE position = ?", position)
        found = rows[0][0] if rows else None
        return found if isinstance(found, bytes) else None  # what rots may lose its type

    def read_entries(self, start: int = 1, limit: int = 1000) -> list[LedgerEntry]:
        """Return up to ``limit`` entries from position ``start`` on (inclusive), in order."""
        return self._entries("WHERE position >= ? ORDER BY position LIMIT ?", start, limit)

    def stream(self, start: int = LOWEST) -> Iterator[LedgerEntry]:
        """Yield every entry from ``start`` on, from one state of the ledger, in constant memory."""
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
            prefix + LAST_CHARACTER,
        )
        return [row[0] for row in rows]

    def recorded_at(self, position: int) -> str | None:
        """Return the moment at which an entry was recorded, ``None`` where there is no entry."""
        rows = self._rows("SELECT recorded_at FROM ledger WHERE position = ?", position)
        return rows[0][0] if rows else None

    def unprotected(self) -> tuple[str, ...]:
        """Say what no longer keeps the facts from being changed; nothing when all is there."""
        found = {(kind, name): sql for kind, name, sql in self._rows(DEFINITIONS)}
        return protection.differences(found)

    def remembered(self) -> Remembered:
        """Return the head that is remembered in the file beside the store."""
        beside = head.remembered_beside(self.path)
        return Remembered(head.recall(beside), str(beside) if head.is_damaged(beside) else None)

    def _entries(self, clause: str, *values: int | str) -> list[LedgerEntry]:
        return list(map(LedgerEntry._make, self._rows(_SELECT + clause, *values)))

    def _rows(self, statement: str, *values: int | str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error
