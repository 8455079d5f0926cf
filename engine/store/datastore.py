"""Gives the event sourcing library connections to a store that is opened our way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import ConnectionUnavailableError
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from engine.store.connection import LOCK_TIMEOUT, Synchronous, connect_for_writing, unusable
from engine.store.errors import UnusableStore


class LedgerConnection(SQLiteConnection):
    """A connection whose writing transactions take the write lock before they read."""

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """Begin, and at the end commit, or roll back when not asked to or when it failed."""
        cursor = self.cursor()
        cursor.execute("BEGIN IMMEDIATE" if commit else "BEGIN")
        try:
            with cursor:
                yield cursor
            if commit:
                self.commit()
        finally:
            # After a commit there is nothing to roll back, and SQLite does nothing.
            self.rollback()


class LedgerPool(SQLiteConnectionPool):
    """Hands out connections to one store; one writer at a time within this process."""

    def __init__(self, path: Path, *, synchronous: Synchronous, timeout: float) -> None:
        self._path = path
        self._synchronous: Synchronous = synchronous
        self._timeout = timeout
        super().__init__(db_name=str(path), pool_timeout=timeout)

    def _create_connection(self) -> SQLiteConnection:
        connection = connect_for_writing(
            self._path, synchronous=self._synchronous, timeout=self._timeout
        )
        connection.row_factory = sqlite3.Row  # the selects that we inherit read columns by name
        return LedgerConnection(connection, max_age=None)


class LedgerDatastore(SQLiteDatastore):
    """One store with its pool of connections, and its errors in plain words.

    Attributes:
        path: the file of the store.
        synchronous: how well its commits outlive a power cut.
    """

    def __init__(
        self,
        path: Path,
        *,
        synchronous: Synchronous = "FULL",
        timeout: float = LOCK_TIMEOUT,
    ) -> None:
        self.path = path
        self.synchronous: Synchronous = synchronous
        self.timeout = timeout
        self.pool = LedgerPool(path, synchronous=synchronous, timeout=timeout)
        self.single_row_tracking = True
        self.originator_id_type = "text"

    @contextmanager
    def get_connection(self, *, commit: bool) -> Iterator[SQLiteConnection]:
        """Lend a connection, and tell in plain words what fails while it is used.

        Raises:
            UnusableStore: the store or its disk failed, or it stayed locked; nothing was kept.
        """
        try:
            with super().get_connection(commit=commit) as connection:
                yield connection
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error
        except ConnectionUnavailableError as error:
            raise UnusableStore(
                f"{self.path} is busy: another part of this program has been writing for "
                f"{self.timeout:g} seconds; try again"
            ) from error
