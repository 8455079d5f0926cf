"""The tables of views in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

import psycopg
from psycopg.rows import tuple_row
from psycopg.types.numeric import IntLoader

from engine.store.postgresql.connection import Connection
from engine.store.postgresql.words import unusable
from engine.store.reader import LedgerReader
from projections.postgresql.dialect import translated
from projections.tables import Tables
from projections.view import Row
from projections.views import Answer, Values, Views

_FEW = 50
"""Up to so many rows are sent within a statement, which saves asking for a copy."""


_FOR_QUESTIONS = (
    # Questions look for a few rows of each project: without this, the server takes that for dearer
    # than reading a whole table. None is so long that compiling it would pay.
    b"SET random_page_cost = 0.1",
    b"SET jit = off",
)


class PostgresTables(Tables):
    """A connection to the schema in which views are kept.

    Attributes:
        connection: the connection itself, which is ours alone.
        schema: the schema.
    """

    def __init__(self, connection: Connection, schema: str) -> None:
        # Values become part of the statement, so that one may stand where its type is not told.
        connection.cursor_factory = psycopg.ClientCursor
        # The sum of whole numbers comes as a decimal one; there are no others in views.
        connection.adapters.register_loader("numeric", IntLoader)
        self.connection = connection
        self.turn_to(schema)

    def turn_to(self, schema: str) -> None:
        """Let the names of tables mean those of a schema, whether there is one or not."""
        self.connection.execute(f"SET search_path TO {schema}")
        self.schema = schema

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement, and return its rows if it gives any."""
        cursor = self.connection.execute(translated(statement).encode(), values or None)
        return cursor.fetchall() if cursor.description else []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all or nothing, and read nothing that another program is about to change."""
        with self.connection.transaction():
            self.connection.execute("LOCK TABLE minutebook_views IN SHARE ROW EXCLUSIVE MODE")
            yield

    def existing(self) -> set[str]:
        """Return the names of all tables there are."""
        rows = self.run("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self.schema,))
        return {name for (name,) in rows}

    def add(self, table: str, rows: list[Row], *, once: bool = False) -> None:
        """Add rows to a table; with ``once`` those are left out that are there already."""
        if once or len(rows) <= _FEW:
            for first in range(0, len(rows), _FEW):
                self._insert(table, rows[first : first + _FEW], once=once)
            return
        with (
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def _insert(self, table: str, rows: list[Row], *, once: bool) -> None:
        places = f"({', '.join(['?'] * len(rows[0]))})"
        self.run(
            f"INSERT INTO {table} VALUES {', '.join([places] * len(rows))}"  # noqa: S608 - the view's own table
            + (" ON CONFLICT DO NOTHING" if once else ""),
            [value for row in rows for value in row],
        )

    def opened(self, ledger: LedgerReader, position: int) -> PostgresViews:
        """Return the same connection for questions only."""
        return PostgresViews(self.connection, ledger, position)

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()


class Named(tuple[Any, ...]):
    """A row whose columns are read by index or by name."""

    __slots__ = ()
    columns: ClassVar[dict[str, int]] = {}

    def __getitem__(self, key: Any, /) -> Any:
        return super().__getitem__(self.columns[key] if isinstance(key, str) else key)


def named_rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Named]:
    """Make rows with names, as a row factory of the driver does."""
    columns = {column.name: index for index, column in enumerate(cursor.description or ())}
    return type("NamedRow", (Named,), {"__slots__": (), "columns": columns})


class PostgresViews(Views):
    """Views in PostgreSQL, open for questions."""

    def __init__(self, connection: Connection, ledger: LedgerReader, position: int) -> None:
        super().__init__(ledger, position)
        self._connection = connection
        connection.read_only = True
        connection.execute("SET default_transaction_read_only = on")
        for setting in _FOR_QUESTIONS:
            connection.execute(setting)

    def execute(self, statement: str, values: Values = ()) -> Answer:
        """Ask a question; nothing can be written.

        Raises:
            UnusableStore: the server does not answer.
        """
        return self._ask(statement, values, named_rows)

    def tuples(self, statement: str, values: Values = ()) -> Iterable[tuple[Any, ...]]:
        """Ask for plain tuples, which cost less than named rows where there are thousands.

        Raises:
            UnusableStore: the server does not answer.
        """
        answer: Iterable[tuple[Any, ...]] = self._ask(statement, values, tuple_row)
        return answer

    def _ask(self, statement: str, values: Values, factory: Any) -> psycopg.Cursor[Any]:
        try:
            cursor = self._connection.cursor(row_factory=factory)
            return cursor.execute(translated(statement).encode(), values or None)
        except psycopg.Error as error:
            raise unusable(self.ledger.name, error) from error

    def close(self) -> None:
        """Let go of the views."""
        self._connection.close()
