"""The place of a store in a schema of a database."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from typing import Any

import psycopg

from engine.store.errors import UnusableStore
from engine.store.place import Details, Place, Standing
from engine.store.postgresql.connection import connect, knock, not_ours
from engine.store.postgresql.draft import PostgresDraft, drafting, in_the_making
from engine.store.postgresql.reader import PostgresReader
from engine.store.postgresql.schema import TABLES, in_schema
from engine.store.postgresql.words import is_damage, unusable
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import shared_address

_BOOK = "SELECT pg_catalog.to_regclass(%s) IS NOT NULL"
_SOMETHING = """
SELECT 1 FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
WHERE n.nspname = %s LIMIT 1
"""
_WHICH = (
    "SELECT system_identifier::text || extract(epoch FROM pg_catalog.pg_postmaster_start_time()), "
    "pg_catalog.current_database()::text FROM pg_catalog.pg_control_system()"
)
_MADE_OF = """
SELECT (SELECT format FROM @schema.ledger_format),
    (SELECT sum(pg_catalog.pg_total_relation_size(c.oid))::bigint FROM pg_catalog.pg_class c
     WHERE c.relnamespace = %s::pg_catalog.regnamespace AND c.relkind = 'r'
        AND c.relname = ANY(%s)),
    pg_catalog.current_setting('server_version')
"""


class PostgresPlace(Place):
    """A schema that is a store, or may become one.

    Attributes:
        address: the server, the database and the schema.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.address = shared_address(url)
        self.name = self.address.name

    def occupied(self) -> bool:
        """Tell whether a book is there."""
        rows = self._ask(_BOOK, f'"{self.address.schema}".ledger_format')
        return bool(rows[0][0]) and not self._in_the_making()

    def is_same(self, other: Place) -> bool:
        """Tell whether another URL names the same schema, maybe by another way to the server."""
        if not isinstance(other, PostgresPlace) or self.address.schema != other.address.schema:
            return False
        return self.database() == other.database()

    def database(self) -> tuple[str, str]:
        """Tell which database of which server it is, by whatever way it is reached.

        A copy of all of a server's files has its identifier, but was not started at one moment.
        """
        ((server, name),) = self._ask(_WHICH)
        return server, name

    def details(self) -> Details:
        """Tell what the store that is there is made of; see `Place`."""
        schema = self.address.schema
        with closing(connect(self.address, timeout=LOCK_TIMEOUT)) as connection:
            try:
                row = connection.execute(
                    in_schema(_MADE_OF, schema), (f'"{schema}"', list(TABLES))
                ).fetchone()
            except psycopg.Error as error:
                raise unusable(self.name, error) from error
        form, size, version = row or (0, 0, "")
        return Details("PostgreSQL", form, size, f"PostgreSQL {version}", schema)

    def standing(self) -> Standing:
        """Tell what another store would replace; see `Place`."""
        if not self.occupied():
            if self._ask(_SOMETHING, self.address.schema) and not self._in_the_making():
                raise not_ours(self.address)
            return Standing()
        with PostgresReader(self.address) as reader:
            remembered = reader.remembered()
            try:
                return Standing(reader.head(), remembered)
            except UnusableStore as error:
                if not is_damage(error.__cause__):  # locked, forbidden or out of reach
                    raise
                return Standing(None, remembered, str(error))

    def drafting(self) -> AbstractContextManager[PostgresDraft]:
        """Begin a draft for this schema; see `Place`."""
        return drafting(self.address)

    def _in_the_making(self) -> bool:
        """Tell whether a restoration that was stopped left its work where the book is to be."""
        with closing(knock(self.address, timeout=LOCK_TIMEOUT)) as connection:
            return in_the_making(connection, self.address.schema)

    def _ask(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(knock(self.address, timeout=LOCK_TIMEOUT)) as connection:
            try:
                return connection.execute(statement.encode(), values).fetchall()
            except psycopg.Error as error:
                raise unusable(self.name, error) from error
