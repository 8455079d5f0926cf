"""A book that is made in a schema of its own, until it takes the name of another.

The schema is called ``council.part``: no URL can name it, so it is never anybody's book. One
program at a time works on it. What one that was killed left in it, the next one goes on with.
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
from engine.store.postgresql.exchange import exchange
from engine.store.postgresql.reader import PostgresReader
from engine.store.postgresql.recorder import PostgresLedgerRecorder
from engine.store.postgresql.words import unusable
from engine.store.reader import Head, LedgerReader
from engine.store.store import Store
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import LONGEST_SCHEMA, SharedAddress

_DRAFT = ".part"
_LOCK = "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended(%s, 0))"
_THERE = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s"


@contextmanager
def drafting(address: SharedAddress) -> Iterator[PostgresDraft]:
    """Begin a draft of the book that is to have an address.

    The draft goes when the work has failed, and stays when it was interrupted.

    Raises:
        UnusableStore: another program is at it.
    """
    with closing(knock(address, timeout=LOCK_TIMEOUT)) as connection:
        draft = PostgresDraft(connection, address)
        row = connection.execute(_LOCK, (f"minutebook draft {address.schema}",)).fetchone()
        if row is None or not row[0]:
            raise UnusableStore(
                f"another program is making {address.name} just now: wait for it to finish, and "
                "try again"
            )
        try:
            yield draft
        except Exception:
            if not connection.broken:
                draft.begin_anew()
            raise


class PostgresDraft(Draft):
    """A book in the making."""

    def __init__(self, connection: Connection, target: SharedAddress) -> None:
        self._connection = connection
        self._target = target
        self._address = target._replace(schema=target.schema + _DRAFT)

    def open(self) -> Store:
        """Open the draft to copy into it."""
        if self._connection.execute(_THERE, (self._address.schema,)).fetchone() is None:
            create(self._address)
        return Store(PostgresLedgerRecorder(self._address, None, timeout=LOCK_TIMEOUT), self.reader)

    def reader(self) -> LedgerReader:
        """Open the draft for reading."""
        return PostgresReader(self._address)

    def begin_anew(self) -> None:
        """Throw away what is in the draft."""
        try:
            self._connection.execute(
                f'DROP SCHEMA IF EXISTS "{self._address.schema}" CASCADE'.encode()
            )
        except psycopg.Error as error:
            raise unusable(self._target.name, error) from error

    def take_place(self, found: Standing, shared: Head | None, moment: datetime) -> str | None:  # noqa: ARG002 - the end is remembered in the book itself
        """Put the draft in its place, at once and for good; see `Draft`."""
        schema = self._target.schema
        kept = _dated(schema, moment)
        try:
            with self._connection.transaction():
                exchange(
                    self._connection, self._target, found, draft=self._address.schema, kept=kept
                )
        except psycopg.errors.InsufficientPrivilege as error:
            raise UnusableStore(
                f"{self._target.name} may not be replaced by you: its owner may, who may also "
                "create schemas in the database; nothing was changed"
            ) from error
        except psycopg.Error as error:
            raise unusable(self._target.name, error) from error
        if found.vacant:
            return None
        return self._target.name.replace(f"schema={schema}", f"schema={kept}")


def _dated(schema: str, moment: datetime) -> str:
    """Return a name for what is replaced: short enough to stand in a URL."""
    ending = f"_{moment.astimezone(UTC):%Y%m%dt%H%M%Sz}"
    return schema[: LONGEST_SCHEMA - len(ending)] + ending
