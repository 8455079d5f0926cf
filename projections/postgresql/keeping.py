"""Keeps the views of a shared book in a schema of their own beside it, which may be dropped.

Views that can go on are brought up to date in short transactions, one program at a time, while
others read. Views that cannot (see `projections.sqlite.keeping`) are built in a second schema, by
one program at a time and whoever waits is told so; then one transaction gives it the name of the
first. What a killed builder left is dropped by the next.

Whoever may read the ledger may read the views, and whoever may record may keep them up. Who may do
neither, or finds them behind where nothing can be written (a standby), builds them in memory.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from psycopg import errors

from engine.store.postgresql.connection import Connection, connect
from engine.store.postgresql.reader import PostgresReader
from engine.store.postgresql.words import unusable
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import views_schema
from projections.catching import Catching, Note, Work
from projections.postgresql.tables import PostgresTables
from projections.tables import TRACKING
from projections.views import Views

_LEFT_ASIDE = (
    errors.InsufficientPrivilege,
    errors.ReadOnlySqlTransaction,
    errors.LockNotAvailable,
    errors.DiskFull,
)
_ATTEMPTS = 3
_PAUSE = 0.05
_SOON = 1.0
_NEW, _OLD = "_new", "_old"

_RELATIONS = """
SELECT relname FROM pg_catalog.pg_class
WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s)
"""
_FILLED = """
SELECT relname FROM pg_catalog.pg_class
WHERE relnamespace = %s::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
ORDER BY relname
"""
_NOT_MINE = """
SELECT 1 FROM pg_catalog.pg_namespace
WHERE nspname = %s AND NOT pg_catalog.pg_has_role(nspowner, 'USAGE')
"""
_MAY_READ = """
SELECT DISTINCT grantee FROM pg_catalog.pg_class, aclexplode(relacl)
WHERE oid = %s::regclass AND privilege_type = 'SELECT' AND grantee <> relowner
"""
_MAY_RECORD = """
SELECT DISTINCT grantee FROM pg_catalog.pg_proc, aclexplode(proacl)
WHERE pronamespace = %s::regnamespace AND proname = 'append' AND grantee <> proowner
"""


class NotOurs(Exception):
    """Something else stands where the views should be kept; it was not touched."""

    def __init__(self, schema: str) -> None:
        super().__init__(
            f"the schema {schema} does not hold views that minutebook made: it was left alone, and "
            "the views were built in memory, which takes longer; rename it, and they are kept again"
        )


class _Busy(Exception):
    """Other programs change the views again and again."""


def kept(work: Work, reader: PostgresReader, note: Note | None, *, anew: bool) -> Views | None:
    """Bring the views in their schema up to date, or make it anew; ``None`` where that cannot be.

    Raises:
        UnusableStore: the server cannot be reached, or fails.
    """
    room = _Room(work, reader, note)
    try:
        if anew:
            room.build(anew=True)
        return room.brought_up()
    except NotOurs as refusal:
        why = str(refusal)
    except (*_LEFT_ASIDE, _Busy) as error:
        told = str(error).partition("\n")[0]
        why = f"{room.schema} could not be renewed ({told}): the views were built in memory only"
        note = note if anew else None
    except psycopg.Error as error:
        raise unusable(reader.name, error) from error
    if note is not None:
        note(why)
    return None


class _Room:
    """The schema of a book's views."""

    def __init__(self, work: Work, reader: PostgresReader, note: Note | None) -> None:
        self._work = work
        self._reader = reader
        self._note = note
        self._book = reader.address.schema
        self.schema = views_schema(self._book)

    def _connected(self) -> Connection:
        return connect(self._reader.address, timeout=LOCK_TIMEOUT)

    def brought_up(self) -> Views:
        """Bring the views up to date where they are, and make them anew if they cannot be."""
        for _ in range(_ATTEMPTS):
            tables = PostgresTables(self._connected(), self.schema)
            try:
                catching = Catching(tables, self._work)
                if "minutebook_views" in tables.existing() and catching.usable():
                    catching.follow(lambda error: isinstance(error, errors.LockNotAvailable))
                    return catching.opened()
            except errors.UndefinedTable:  # dropped, or replaced, since we looked
                tables.close()
                continue
            except BaseException:
                tables.close()
                raise
            tables.close()
            self.build(anew=False)
        raise _Busy("other programs change the views again and again")

    def build(self, *, anew: bool) -> None:
        """Build views in a second schema, and let it take the place of the first.

        Whoever had to wait for his turn, and did not ask for views made anew, need not build:
        others may have done it for him.
        """
        with closing(self._connected()) as connection:
            self._refuse_what_is_not_ours(connection)
            if self._wait(connection) and not anew:
                return
            self._drop(connection, self.schema + _NEW)
            connection.execute(f"CREATE SCHEMA {self.schema}{_NEW}".encode())
            tables = PostgresTables(connection, self.schema + _NEW)
            tables.run(TRACKING)
            catching = Catching(tables, self._work)
            catching.build()
            filled = ", ".join(name for (name,) in connection.execute(_FILLED, (tables.schema,)))
            if filled:
                connection.execute(f"VACUUM (ANALYZE) {filled}".encode())
            self._grant(connection)
            catching.go_on()
            self._swap(tables)

    def _wait(self, connection: Connection) -> bool:
        """Wait until no other program builds these views, and tell whether that took any time.

        The lock goes with the connection, so a program that is killed is not waited for.
        """
        started, told, waited = time.monotonic(), False, False
        while not _first(
            connection,
            "SELECT pg_try_advisory_lock(hashtextextended('minutebook views of ' || %s, 0))",
            self._book,
        ):
            waited = True
            if self._note is not None and not told and time.monotonic() - started > _SOON:
                self._note("another program is building the views: waiting until they are there")
                told = True
            time.sleep(_PAUSE)
        return waited

    def _refuse_what_is_not_ours(self, connection: Connection) -> None:
        """Let pass schemas of views, empty ones, and places where there are none yet."""
        for schema in (self.schema, self.schema + _NEW, self.schema + _OLD):
            there = {name for (name,) in connection.execute(_RELATIONS, (schema,))}
            if there and "minutebook_views" not in there:
                raise NotOurs(schema)
            if connection.execute(_NOT_MINE, (schema,)).fetchone():
                raise errors.InsufficientPrivilege(f"the schema {schema} is another user's")

    def _swap(self, tables: PostgresTables) -> None:
        """Put the new views in the place of the old, when nobody is writing to these."""
        connection, schema = tables.connection, self.schema
        self._drop(connection, schema + _OLD)
        with connection.transaction():
            if _first(connection, "SELECT to_regnamespace(%s) IS NOT NULL", schema):
                if _first(
                    connection, "SELECT to_regclass(%s) IS NOT NULL", f"{schema}.minutebook_views"
                ):
                    connection.execute(
                        f"LOCK TABLE {schema}.minutebook_views IN ACCESS EXCLUSIVE MODE".encode()
                    )
                connection.execute(f"ALTER SCHEMA {schema} RENAME TO {schema}{_OLD}".encode())
            connection.execute(f"ALTER SCHEMA {schema}{_NEW} RENAME TO {schema}".encode())
        with _left_for_the_next():
            self._drop(connection, schema + _OLD)

    def _drop(self, connection: Connection, schema: str) -> None:
        connection.execute("SET client_min_messages = warning")
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())

    def _grant(self, connection: Connection) -> None:
        """Let those read who may read the ledger, and those keep up who may record in it."""
        schema = self.schema + _NEW
        readers = _all(connection, _MAY_READ, f"{self._book}.ledger")
        writers = _all(connection, _MAY_RECORD, self._book)
        for role in readers | writers:
            name: object = "PUBLIC"
            if role:
                name = _first(
                    connection, "SELECT quote_ident(rolname) FROM pg_roles WHERE oid = %s", role
                )
            rights = "SELECT, INSERT, UPDATE" if role in writers else "SELECT"
            connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}".encode())
            connection.execute(
                f"GRANT {rights} ON ALL TABLES IN SCHEMA {schema} TO {name}".encode()
            )


@contextmanager
def _left_for_the_next() -> Iterator[None]:
    """Let go of what somebody is still reading; the next builder drops it."""
    try:
        yield
    except errors.LockNotAvailable:
        return


def _first(connection: Connection, statement: str, value: object) -> object:
    row = connection.execute(statement.encode(), (value,)).fetchone()
    return row[0] if row else None


def _all(connection: Connection, statement: str, value: object) -> set[object]:
    return {row[0] for row in connection.execute(statement.encode(), (value,))}
