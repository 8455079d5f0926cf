"""Lends connections to a store: any number to read, in the library's way, and one to write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType

from eventsourcing.persistence import PersistenceError
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from engine.store.errors import UnusableStore
from engine.store.sqlite.connection import (
    Synchronous,
    connect_for_reading,
    connect_for_writing,
    identity,
    replaced,
    unusable,
)
from engine.store.timeout import LOCK_TIMEOUT


class Writing:
    """The one connection of this process that writes; entering it begins a transaction.

    The write lock of the store is taken before anything is read, so what is read still holds when
    the transaction is committed. Leaving it commits, or rolls back when something was raised. One
    thread at a time: the others wait as long as they would for another program.

    The library's pool would do the same with more ceremony; a single decision would spend as long
    in it as in SQLite.
    """

    def __init__(self, path: Path, *, synchronous: Synchronous, timeout: float) -> None:
        self._path = path
        self._synchronous: Synchronous = synchronous
        self._timeout = timeout
        self._turn = Lock()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def open(self) -> sqlite3.Connection:
        """Open the connection, unless it is open already.

        Raises:
            UnusableStore: there is no store, or it cannot be opened to be written.
        """
        if self._connection is None:
            self._file = identity(self._path)
            self._connection = connect_for_writing(
                self._path, synchronous=self._synchronous, timeout=self._timeout
            )
        return self._connection

    def __enter__(self) -> sqlite3.Cursor:
        if not self._turn.acquire(timeout=self._timeout):
            raise UnusableStore(
                f"{self._path} is busy: another part of this program has been writing for "
                f"{self._timeout:g} seconds; try again"
            )
        try:
            self._cursor = self.open().execute("BEGIN IMMEDIATE")
            self._refuse_if_replaced()
        except sqlite3.Error as error:
            self._turn.release()
            raise self._why(error) from error
        except UnusableStore:
            self._turn.release()
            raise
        return self._cursor

    def _refuse_if_replaced(self) -> None:
        """Record nothing in a file that lost its name to another while we waited for our turn.

        What was read of the old one need not be true of the new one, so all is begun again.
        """
        if identity(self._path) != self._file:
            self.open().rollback()
            raise replaced(self._path)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        connection = self.open()
        try:
            if error is None:
                connection.execute("COMMIT")
        except sqlite3.Error as failure:
            error = failure
        finally:
            connection.rollback()  # which after a commit does nothing
            # A cursor that is left to be collected later resets a statement of the next thread.
            self._cursor.close()
            self._turn.release()
        if isinstance(error, sqlite3.Error):
            raise self._why(error) from error

    def _why(self, error: sqlite3.Error) -> UnusableStore:
        if identity(self._path) != self._file:
            return replaced(self._path)
        return unusable(self._path, error)

    def close(self) -> None:
        """Let go of the file; as the last connection this merges the log into it."""
        if self._connection is not None:
            self._connection.close()


class LedgerPool(SQLiteConnectionPool):
    """Hands out connections that can only read."""

    def __init__(self, path: Path, *, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        super().__init__(db_name=str(path), pool_timeout=timeout)

    def _create_connection(self) -> SQLiteConnection:
        connection = connect_for_reading(self._path, timeout=self._timeout)
        connection.row_factory = sqlite3.Row  # the selects that we inherit read columns by name
        return SQLiteConnection(connection, max_age=None)


class LedgerDatastore(SQLiteDatastore):
    """One store, its connections, and its errors in plain words.

    Attributes:
        path: the file of the store.
        synchronous: how well its commits outlive a power cut.
        timeout: seconds to wait for another writer.
        writing: begins a writing transaction, as a context manager that gives a cursor.
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
        self.pool = LedgerPool(path, timeout=timeout)
        self.writing = Writing(path, synchronous=synchronous, timeout=timeout)
        self.single_row_tracking = True
        self.originator_id_type = "text"

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """Read from one state of the store.

        Raises:
            UnusableStore: it cannot be read; or something was to be written, which goes another
                way (see `writing`).
        """
        try:
            with super().transaction(commit=commit) as cursor:
                yield cursor
        except PersistenceError as error:
            cause = error.__cause__
            if not isinstance(cause, sqlite3.Error):  # no connection came free in time
                cause = sqlite3.OperationalError(str(error))
            raise unusable(self.path, cause) from error

    def close(self) -> None:
        """Let go of the file, the writer last; no other thread may still be using it."""
        self.pool.close()
        self.writing.close()
