"""The tables of views in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from engine.store.reader import LedgerReader
from projections.tables import Tables
from projections.view import Row
from projections.views import Answer, Values, Views


class SQLiteTables(Tables):
    """A connection to a SQLite file of views, or to views in memory.

    Attributes:
        connection: the connection itself.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement, and return its rows if it gives any."""
        return self.connection.execute(statement, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all or nothing, and read nothing that another program is about to change."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def existing(self) -> set[str]:
        """Return the names of all tables there are."""
        rows = self.run("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows}

    def add(self, table: str, rows: list[Row], *, once: bool = False) -> None:
        """Add rows to a table; with ``once`` those are left out that are there already."""
        places = ", ".join("?" * len(rows[0]))
        self.connection.executemany(
            f"INSERT{' OR IGNORE' if once else ''} INTO {table} VALUES ({places})",
            rows,
        )

    def opened(self, ledger: LedgerReader, position: int) -> SQLiteViews:
        """Return the same connection for questions only."""
        return SQLiteViews(self.connection, ledger, position)

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()


class SQLiteViews(Views):
    """Views in SQLite, open for questions."""

    def __init__(self, connection: sqlite3.Connection, ledger: LedgerReader, position: int) -> None:
        super().__init__(ledger, position)
        self._connection = connection
        connection.execute("PRAGMA query_only = ON")
        connection.row_factory = sqlite3.Row

    def execute(self, statement: str, values: Values = ()) -> Answer:
        """Ask a question; nothing can be written."""
        return self._connection.execute(statement, values)

    def tuples(self, statement: str, values: Values = ()) -> Iterable[tuple[Any, ...]]:
        """Ask for plain tuples, which cost less than named rows where there are thousands."""
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(statement, values)

    def close(self) -> None:
        """Let go of the views."""
        self._connection.close()
