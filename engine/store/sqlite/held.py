"""Keeps every other program out of a store while another one takes its place."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from engine.store.errors import UnusableStore
from engine.store.place import Standing
from engine.store.reader import EMPTY, Head
from engine.store.sqlite.connection import unusable
from engine.store.timeout import LOCK_TIMEOUT

_PAUSE = 0.02
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PRIMARY_CODE = 0xFF


@contextmanager
def held(path: Path, found: Standing) -> Iterator[None]:
    """Hold a store so that nobody reads or records in it, if there is one that can be read.

    SQLite gives this lock to the only program that has the store open. Merging the log into the
    file goes with it: a log that stayed behind would be taken for one of the new store. Who waits
    for the lock meanwhile finds, when it has it, that the file is no longer the one of that name
    (see `Writing`).

    Raises:
        UnusableStore: somebody has the store open, or recorded since it was looked at.
    """
    if found.problem is not None:
        yield
        return
    if found.vacant:
        if path.exists():
            raise UnusableStore(f"{path} was created meanwhile: nothing was changed")
        yield
        return
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        _lock(connection, path)
        if _head(connection) != found.head:
            raise UnusableStore(
                f"somebody recorded in {path} meanwhile: nothing was changed. Try again"
            )
        yield


def _lock(connection: sqlite3.Connection, path: Path) -> None:
    until = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        except sqlite3.Error as error:
            if error.sqlite_errorcode & _PRIMARY_CODE not in _BUSY:
                raise unusable(path, error) from error
        else:
            if mode == "delete":
                return
            connection.rollback()  # another program opened it between the two
        if time.monotonic() >= until:
            raise UnusableStore(
                f"{path} is open in another program: nothing was changed. End all programs that "
                "use the book, and try again"
            )
        time.sleep(_PAUSE)


def _head(connection: sqlite3.Connection) -> Head:
    row = connection.execute(
        "SELECT position, hash FROM ledger ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return Head(*row) if row else EMPTY
