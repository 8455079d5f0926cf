"""A book that is made in a schema of its own, until it takes the name of another.

The schema is called ``council.part``: no URL can name it, so it is never anybody's book. Where
somebody prepared an empty schema for the book, the draft is made in it, with a mark that it is no
book yet: so it keeps its owner and its rights, and who owns it needs no right to create another.
One program at a time works on it. What one that was killed left in it, the next one goes on with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import psycopg

from engine.store.errors import UnusableStore
from engine.store.place import Draft, Standing
from engine.store.postgresql.connection import Connection, knock
from engine.store.postgresql.create import create
from engine.store.postgresql.exchange import exchange, settle
from engine.store.postgresql.functions import FUNCTIONS
from engine.store.postgresql.reader import PostgresReader
from engine.store.postgresql.recorder import PostgresLedgerRecorder
from engine.store.postgresql.schema import IN_THE_MAKING, TABLES, in_schema
from engine.store.postgresql.words import unusable
from engine.store.reader import Head, LedgerReader
from engine.store.store import Store
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import LONGEST_SCHEMA, SharedAddress

_DRAFT = ".part"
_LOCK = "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended(%s, 0))"
_MISSING = "SELECT pg_catalog.to_regclass(%s) IS NULL"
_THERE = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s"

_ANOTHERS = _THERE + " AND NOT pg_catalog.pg_has_role(nspowner, 'MEMBER')"


@contextmanager
def drafting(address: SharedAddress) -> Iterator[PostgresDraft]:
    """Begin a draft of the book that is to have an address.

    The draft goes when the work has failed, and stays when it was interrupted.

    Raises:
        UnusableStore: another program is at it.
    """
    with closing(knock(address, timeout=LOCK_TIMEOUT)) as connection:
        row = connection.execute(_LOCK, (f"minutebook draft {address.schema}",)).fetchone()
        if row is None or not row[0]:
            raise UnusableStore(
                f"another program is making {address.name} just now: wait for it to finish, and "
                "try again"
            )
        draft = PostgresDraft(connection, address)
        try:
            yield draft
        except Exception:
            if not connection.broken:
                draft.begin_anew()
            raise


def in_the_making(connection: Connection, schema: str) -> bool:
    """Tell whether a draft stands in a schema that was prepared for it."""
    try:
        row = connection.execute(
            in_schema("SELECT format FROM @schema.ledger_format", schema)
        ).fetchone()
    except psycopg.Error:  # there is none, or it is not ours: whoever opens it says which
        return False
    return row == (IN_THE_MAKING,)


class PostgresDraft(Draft):
    """A book in the making."""

    def __init__(self, connection: Connection, target: SharedAddress) -> None:
        self._connection = connection
        self._target = target
        self._prepared = self._is_prepared()
        self._address = target._replace(
            schema=target.schema + ("" if self._prepared else _DRAFT), in_the_making=self._prepared
        )

    def open(self) -> Store:
        """Open the draft to copy into it."""
        self._refuse_who_does_not_own_it()
        if self._is_missing(self._address.schema):
            create(self._address)
        return Store(PostgresLedgerRecorder(self._address, None, timeout=LOCK_TIMEOUT), self.reader)

    def _refuse_who_does_not_own_it(self) -> None:
        """Say before the work begins that it could not end."""
        if self._connection.execute(_ANOTHERS, (self._target.schema,)).fetchone() is not None:
            raise UnusableStore(
                f"{self._target.name} may not be replaced by you: you must own the schema "
                f"{self._target.schema}; nothing was changed"
            )

    def reader(self) -> LedgerReader:
        """Open the draft for reading."""
        return PostgresReader(self._address)

    def begin_anew(self) -> None:
        """Throw away what is in the draft."""
        schema = self._address.schema
        statements = [f'DROP SCHEMA IF EXISTS "{schema}" CASCADE']
        if self._prepared and not in_the_making(self._connection, schema):
            return
        if self._prepared:
            statements = [f"DROP TABLE @schema.{name}" for name in TABLES]
            statements += [f"DROP FUNCTION @schema.{name}" for name in FUNCTIONS]
        try:
            with self._connection.transaction():
                for statement in statements:
                    self._connection.execute(in_schema(statement, schema))
        except psycopg.Error as error:
            raise unusable(self._target.name, error) from error

    def take_place(self, found: Standing, shared: Head | None, moment: datetime) -> str | None:  # noqa: ARG002 - the end is remembered in the book itself
        """Put the draft in its place, at once and for good; see `Draft`."""
        schema = self._target.schema
        kept = _dated(schema, moment)
        try:
            with self._connection.transaction():
                if self._prepared:
                    settle(self._connection, schema)
                else:
                    exchange(
                        self._connection, self._target, found, draft=self._address.schema, kept=kept
                    )
        except psycopg.errors.InsufficientPrivilege as error:
            raise UnusableStore(
                f"{self._target.name} may not be replaced by you: you must own the schema, and be "
                "allowed to create schemas in the database; nothing was changed"
            ) from error
        except psycopg.Error as error:
            raise unusable(self._target.name, error) from error
        if found.vacant:
            return None
        return self._target.name.replace(f"schema={schema}", f"schema={kept}")

    def _is_prepared(self) -> bool:
        """Tell whether somebody prepared a schema for the book, or a draft stands in it already."""
        schema = self._target.schema
        there = self._connection.execute(_THERE, (schema,)).fetchone() is not None
        return there and (self._is_missing(schema) or in_the_making(self._connection, schema))

    def _is_missing(self, schema: str) -> bool:
        """Tell whether no book, and no draft of one, stands in a schema."""
        row = self._connection.execute(_MISSING, (f'"{schema}".ledger_format',)).fetchone()
        return row == (True,)


def _dated(schema: str, moment: datetime) -> str:
    """Return a name for what is replaced: short enough to stand in a URL."""
    ending = f"_{moment.astimezone(UTC):%Y%m%dt%H%M%Sz}"
    return schema[: LONGEST_SCHEMA - len(ending)] + ending
