"""Appends to the ledger in a SQLite file, inside a transaction that holds its write lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from eventsourcing.persistence import StoredEvent

from engine.store.appending import Appending
from engine.store.chain import link
from engine.store.reader import Head, LedgerEntry, follows
from engine.store.recorder import does_not_follow, recorded_first
from engine.store.sqlite.schema import COLUMNS, LAST_CHARACTER

_Row = tuple[int, str, int, str, bytes, str, bytes]

_INSERT = f"INSERT INTO ledger ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants
_OF_SUBJECT = f"SELECT {COLUMNS} FROM ledger WHERE originator_id = ? ORDER BY originator_version"  # noqa: S608 - as above
_ORIGINATORS = (
    "SELECT DISTINCT originator_id FROM ledger "
    "WHERE originator_id >= ? AND originator_id < ? ORDER BY originator_id"
)


class SQLiteAppending(Appending):
    """The end of a ledger in a file, and what is put behind it."""

    def __init__(self, cursor: sqlite3.Cursor, last: Head, recorded_at: str) -> None:
        self._cursor = cursor
        self._head = last
        self._recorded_at = recorded_at

    def head(self) -> Head:
        """Return the end of the ledger, with what was appended so far."""
        return self._head

    def append(self, stored_events: Sequence[StoredEvent]) -> None:
        """Append new events; see `Appending`."""
        recorded_at = self._recorded_at
        position, digest = self._head
        rows: list[_Row] = []
        for event in stored_events:
            position += 1
            subject, version = str(event.originator_id), event.originator_version
            topic, state = event.topic, event.state
            digest = link(digest, position, subject, version, topic, recorded_at, state)
            rows.append((position, subject, version, topic, state, recorded_at, digest))
        self._insert(rows)
        self._head = Head(position, digest)

    def copy(self, entries: Sequence[LedgerEntry]) -> None:
        """Append entries of another ledger as they stand there; see `Appending`."""
        position, digest = self._head
        for entry in entries:
            position += 1
            if entry.position != position or not follows(digest, entry):
                raise does_not_follow(entry.position, position - 1)
            digest = entry.hash
        self._insert(list(entries))
        self._head = Head(position, digest)

    def entries_of(self, originator_id: str) -> list[LedgerEntry]:
        """Return the history of one subject, with what was appended so far."""
        self._cursor.execute(_OF_SUBJECT, (originator_id,))
        return list(map(LedgerEntry._make, self._cursor.fetchall()))

    def originators(self, prefix: str) -> list[str]:
        """Return the known ids that begin with a prefix, with what was appended so far; sorted."""
        self._cursor.execute(_ORIGINATORS, (prefix, prefix + LAST_CHARACTER))
        return [row[0] for row in self._cursor.fetchall()]

    def _insert(self, rows: Sequence[_Row]) -> None:
        try:
            self._cursor.executemany(_INSERT, rows)
        except sqlite3.IntegrityError as error:
            raise recorded_first(row[1] for row in rows) from error
