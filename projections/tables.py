"""The tables in which views are kept, open to be filled, whatever database they are in."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from engine.store.chain import GENESIS
from engine.store.reader import LedgerReader
from projections.view import Row, View
from projections.views import Views

TRACKING = """
CREATE TABLE IF NOT EXISTS minutebook_views (
    name TEXT PRIMARY KEY, version INTEGER, position INTEGER, hash BLOB, tables TEXT
) WITHOUT ROWID
"""
"""Says of every view how far it has read, and what it consists of."""


class Tracked(NamedTuple):
    """How far a view has read, and what it consists of."""

    version: int
    position: int
    hash: bytes
    tables: tuple[str, ...]


class Tables(ABC):
    """A connection to the tables of views, and the few statements by which they are filled."""

    @abstractmethod
    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement, and return its rows if it gives any."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Write all or nothing, and read nothing that another program is about to change."""

    @abstractmethod
    def existing(self) -> set[str]:
        """Return the names of all tables there are."""

    @abstractmethod
    def add(self, table: str, rows: list[Row], *, once: bool = False) -> None:
        """Add rows to a table; with ``once`` those are left out that are there already."""

    @abstractmethod
    def opened(self, ledger: LedgerReader, position: int) -> Views:
        """Return the same connection for questions only."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection."""

    def tracked(self) -> dict[str, Tracked]:
        """Return how far each view has read."""
        rows = self.run("SELECT name, version, position, hash, tables FROM minutebook_views")
        return {
            name: Tracked(version, position, bytes(digest), tuple(json.loads(tables)))
            for name, version, position, digest, tables in rows
        }

    def make(self, views: Iterable[View]) -> None:
        """Make the tables of views, without their indexes: filling them is cheaper then."""
        for view in views:
            for statement in view.tables:
                if statement not in view.index_statements:
                    self.run(statement)
            self.run(
                "INSERT INTO minutebook_views VALUES (?, ?, 0, ?, ?)",
                (view.name, view.version, GENESIS, json.dumps(view.table_names)),
            )

    def finish(self, views: Iterable[View]) -> None:
        """Make the indexes on tables that are filled."""
        for view in views:
            for statement in view.index_statements:
                self.run(statement)

    def track(self, names: Iterable[str], position: int, digest: bytes) -> None:
        """Write down how far some views have read."""
        for name in names:
            self.run(
                "UPDATE minutebook_views SET position = ?, hash = ? WHERE name = ?",
                (position, digest, name),
            )
