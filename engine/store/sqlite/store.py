"""Opens the store in a SQLite file, to record in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from engine.store.recorder import Clock
from engine.store.sqlite.connection import Synchronous, unusable
from engine.store.sqlite.datastore import LedgerDatastore
from engine.store.sqlite.protection import is_complete
from engine.store.sqlite.reader import SQLiteReader
from engine.store.sqlite.recorder import SQLiteLedgerRecorder
from engine.store.store import Store
from engine.store.timeout import LOCK_TIMEOUT


class SQLiteStore(Store):
    """A store in a file.

    Attributes:
        path: its file.
    """

    recorder: SQLiteLedgerRecorder

    def __init__(self, recorder: SQLiteLedgerRecorder) -> None:
        datastore = recorder.datastore
        super().__init__(recorder, lambda: SQLiteReader(datastore.path, timeout=datastore.timeout))
        self.path = datastore.path


def open_file(
    path: Path,
    clock: Clock,
    *,
    synchronous: Synchronous = "FULL",
    timeout: float = LOCK_TIMEOUT,
) -> SQLiteStore:
    """Open the store in a file, to record in it.

    Args:
        path: the file; it must exist.
        clock: tells what time it is; the ledger takes no earlier time than it gave last.
        synchronous: ``NORMAL`` for a bulk load: faster, and a power cut may undo the last commits
            (never half of one); what it recorded is forced to the disk when the store is closed.
        timeout: seconds to wait for another program to finish writing.

    Raises:
        UnusableStore: there is no store, or it cannot be used.
    """
    datastore = LedgerDatastore(path, synchronous=synchronous, timeout=timeout)
    # Opened now, so that what is wrong is said now and not at the first fact.
    connection = datastore.writing.open()
    try:
        protected = is_complete(connection)
    except sqlite3.Error as error:
        datastore.close()
        raise unusable(path, error) from error
    return SQLiteStore(SQLiteLedgerRecorder(datastore, clock, protected=protected))
