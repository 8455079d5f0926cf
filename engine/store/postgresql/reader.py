"""Reads the ledger of a shared store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

import psycopg

from engine.store.chain import GENESIS
from engine.store.postgresql import protection
from engine.store.postgresql.connection import Connection, Line, connect
from engine.store.postgresql.schema import COLUMNS, in_schema
from engine.store.postgresql.words import unusable
from engine.store.reader import LOWEST, Head, LedgerEntry, LedgerReader, Remembered
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import SharedAddress

_SELECT = f"SELECT {COLUMNS} FROM @schema.ledger "  # noqa: S608 - our own constant, no input
_OF_SUBJECT = _SELECT + "WHERE originator_id = %b ORDER BY originator_version"
_ORIGINATORS = (
    "SELECT DISTINCT originator_id FROM @schema.ledger "
    "WHERE originator_id >= %b AND originator_id < %b ORDER BY originator_id"
)
_LAST_CHARACTER = "\U0010ffff"
_AT_A_TIME = 5000


def _entries(_: object) -> Callable[[Sequence[Any]], LedgerEntry]:
    """Make entries of rows, as a row factory of the driver does."""
    return LedgerEntry._make


def entries_of(connection: Connection, schema: str, originator_id: str) -> list[LedgerEntry]:
    """Return the history of one subject as a connection sees it, oldest first."""
    cursor = connection.cursor(binary=True, row_factory=_entries)
    return cursor.execute(in_schema(_OF_SUBJECT, schema), (originator_id,)).fetchall()


def originators(connection: Connection, schema: str, prefix: str) -> list[str]:
    """Return the ids that begin with a prefix as a connection sees them, sorted."""
    bounds = (prefix, prefix + _LAST_CHARACTER)
    rows = connection.execute(in_schema(_ORIGINATORS, schema), bounds, binary=True)
    return [row[0] for row in rows]


class PostgresReader(LedgerReader):
    """A ledger in a database; a standby server will do.

    Attributes:
        address: where it is.
    """

    def __init__(self, address: SharedAddress, *, timeout: float = LOCK_TIMEOUT) -> None:
        self.address = address
        self.name = address.name
        self._timeout = timeout
        self._line = Line(address, timeout=timeout)
        self._line.open()

    def close(self) -> None:
        """Let go of the connection."""
        self._line.close()

    def head(self) -> Head:
        """Return the last position and its hash, as the entries themselves have them."""
        rows = self._rows(
            "SELECT position, hash FROM @schema.ledger ORDER BY position DESC LIMIT 1"
        )
        return Head(*rows[0]) if rows else Head(0, GENESIS)

    def hash_at(self, position: int) -> bytes | None:
        """Return the hash at a position, ``None`` where there is no entry; position 0 has one."""
        if position == 0:
            return GENESIS
        rows = self._rows("SELECT hash FROM @schema.ledger WHERE position = %b", position)
        return rows[0][0] if rows else None

    def read_entries(self, start: int = 1, limit: int = 1000) -> list[LedgerEntry]:
        """Return up to ``limit`` entries from position ``start`` on (inclusive), in order."""
        statement = _SELECT + "WHERE position >= %b ORDER BY position LIMIT %b"
        return [LedgerEntry._make(row) for row in self._rows(statement, start, limit)]

    def entries_at(self, positions: Iterable[int]) -> list[LedgerEntry]:
        """Return the entries at some positions, in the order asked for; each must be there."""
        wanted = list(positions)
        statement = _SELECT + "WHERE position = ANY(%b::bigint[])"
        found = {row[0]: LedgerEntry._make(row) for row in self._rows(statement, wanted)}
        return [found[position] for position in wanted]

    def stream(self, start: int = LOWEST) -> Iterator[LedgerEntry]:
        """Yield every entry from ``start`` on, from one state of the ledger, in constant memory.

        This goes over a connection of its own, whose transaction keeps that one state.
        """
        statement = in_schema(
            _SELECT + "WHERE position >= %b ORDER BY position", self.address.schema
        )
        with closing(connect(self.address, timeout=self._timeout)) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            try:
                # Whoever reads page by page may take his time; he holds nobody up.
                connection.execute("SET idle_in_transaction_session_timeout = 0")
                with (
                    connection.transaction(),
                    connection.cursor("stream", row_factory=_entries) as cursor,
                ):
                    cursor.itersize = _AT_A_TIME
                    cursor.execute(statement, (start,), binary=True)
                    yield from cursor
            except psycopg.Error as error:
                raise unusable(self.name, error) from error

    def entries_of(self, originator_id: str) -> list[LedgerEntry]:
        """Return the history of one subject, oldest first; empty when it is unknown."""
        with self._line.turn() as connection:
            return entries_of(connection, self.address.schema, originator_id)

    def originators(self, prefix: str = "") -> list[str]:
        """Return the known ids that begin with a prefix such as ``meeting:``, sorted."""
        with self._line.turn() as connection:
            return originators(connection, self.address.schema, prefix)

    def recorded_at(self, position: int) -> str | None:
        """Return the moment at which an entry was recorded, ``None`` where there is no entry."""
        rows = self._rows("SELECT recorded_at FROM @schema.ledger WHERE position = %b", position)
        return rows[0][0] if rows else None

    def unprotected(self) -> tuple[str, ...]:
        """Say what no longer keeps the facts from being changed; nothing when all is there."""
        with self._line.turn() as connection:
            return protection.differences(connection, self.address.schema)

    def remembered(self) -> Remembered:
        """Return the end of the ledger as the row that every writer locks remembers it."""
        rows = self._rows("SELECT position, hash FROM @schema.ledger_head")
        if len(rows) == 1:
            return Remembered(Head(*rows[0]))
        return Remembered(None, f"ledger_head of the schema {self.address.schema}")

    def _rows(self, statement: str, *values: int | list[int]) -> list[tuple[Any, ...]]:
        with self._line.turn() as connection:
            text = in_schema(statement, self.address.schema)
            return connection.execute(text, values, binary=True).fetchall()
