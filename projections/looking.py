"""Looks at kept views as they stand, in one moment, and brings them no further."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from engine.store.reader import LedgerReader
from engine.store.sqlite.lock import together_in
from engine.store.sqlite.reader import SQLiteReader
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import SharedAddress, views_schema
from projections import views_file
from projections.sqlite.tables import SQLiteTables
from projections.tables import Tables, Tracked
from projections.views import Views


class DamagedViews(Exception):
    """The file of the views cannot be read as SQLite wrote it."""


class Looked(NamedTuple):
    """Kept views, of one moment.

    Attributes:
        tracked: how far each has read.
        tables: the names of their tables.
        views: the views, open for questions.
    """

    tracked: dict[str, Tracked]
    tables: set[str]
    views: Views

    def rows(self, table: str) -> Iterable[tuple[Any, ...]]:
        """Read a whole table."""
        return self.views.tuples(f"SELECT * FROM {table}")  # noqa: S608 - the view's own table


@contextmanager
def looked_at(reader: LedgerReader) -> Iterator[Looked | None]:
    """Give the kept views of a ledger; ``None`` where none are kept that can be read.

    Raises:
        DamagedViews: their file is damaged.
    """
    if isinstance(reader, SQLiteReader):
        with _in_file(reader) as found:
            yield found
        return
    # Imported here so that the driver of PostgreSQL is loaded for shared stores alone.
    from engine.store.postgresql.reader import PostgresReader  # noqa: PLC0415 - as said

    if not isinstance(reader, PostgresReader):
        yield None
        return
    with _in_database(reader, reader.address) as found:
        yield found


@contextmanager
def _in_file(reader: SQLiteReader) -> Iterator[Looked | None]:
    path = views_file.views_beside(reader.path)
    try:
        connection = _opened(path)
        if connection is None:
            yield None
            return
        with closing(connection):
            # A text of bytes that are none differs from every other; it is no reason to stop.
            connection.text_factory = lambda raw: raw.decode(errors="surrogateescape")
            _refuse_damage(connection, path)
            yield _looked(SQLiteTables(connection), reader)
    except sqlite3.DatabaseError as error:
        if views_file.is_damage(error):
            raise DamagedViews(f"{path} is damaged ({error})") from error
        raise


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the file of the views, which nobody replaces until its moment is chosen."""
    if not path.is_file() or not _is_ours(path):
        return None
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with together_in(path.parent, LOCK_TIMEOUT):
            connection = sqlite3.connect(
                uri, uri=True, isolation_level=None, timeout=views_file.LOCK_TIMEOUT
            )
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            except BaseException:
                connection.close()
                raise
            return connection
    except (OSError, sqlite3.OperationalError):  # a folder in which nothing can be written
        return views_file.open_unchanging(path)


def _is_ours(path: Path) -> bool:
    try:
        views_file.refuse_what_is_not_ours(path)
    except (views_file.NotOurs, OSError, sqlite3.OperationalError):
        return False
    return path.stat().st_size > 0


def _refuse_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Look through the indexes too: rows that are right are not found through a wrong one."""
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise DamagedViews(f"{path} is damaged ({said})")


@contextmanager
def _in_database(reader: LedgerReader, address: SharedAddress) -> Iterator[Looked | None]:
    import psycopg  # noqa: PLC0415 - for shared stores alone

    from engine.store.postgresql.connection import connect  # noqa: PLC0415 - as above
    from projections.postgresql.tables import PostgresTables  # noqa: PLC0415 - as above

    with closing(connect(address, timeout=LOCK_TIMEOUT)) as connection:
        tables = PostgresTables(connection, views_schema(address.schema))
        views = tables.opened(reader, 0)
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with connection.transaction():
            try:
                found = Looked(tables.tracked(), tables.existing(), views)
            except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
                found = None
            yield found


def _looked(tables: Tables, reader: LedgerReader) -> Looked | None:
    if "minutebook_views" not in tables.existing():
        return None
    return Looked(tables.tracked(), tables.existing(), tables.opened(reader, 0))
