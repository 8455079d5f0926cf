"""Tells how far the views of a store have read, without bringing them any further."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from engine.store.reader import LedgerReader
from engine.store.sqlite.reader import SQLiteReader
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import SharedAddress, views_schema
from projections.views_file import views_beside

_REACHED = "SELECT name, position FROM {}minutebook_views ORDER BY name"


def reached(reader: LedgerReader) -> dict[str, int] | None:
    """Return up to which position each view has read.

    Args:
        reader: the ledger of the store.

    Returns:
        The positions by the name of the view; ``None`` where no views are kept that can be read.
    """
    if isinstance(reader, SQLiteReader):
        return _in_file(views_beside(reader.path))
    # Imported here so that the driver of PostgreSQL is loaded for shared stores alone.
    from engine.store.postgresql.reader import PostgresReader  # noqa: PLC0415 - as said

    return _in_database(reader.address) if isinstance(reader, PostgresReader) else None


def _in_file(path: Path) -> dict[str, int] | None:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return dict(connection.execute(_REACHED.format("")).fetchall())
    except sqlite3.Error:  # there are none, or something else is there: commands make them anew
        return None


def _in_database(address: SharedAddress) -> dict[str, int] | None:
    import psycopg  # noqa: PLC0415 - for shared stores alone

    from engine.store.postgresql.connection import connect  # noqa: PLC0415 - as above

    with closing(connect(address, timeout=LOCK_TIMEOUT)) as connection:
        try:
            statement = _REACHED.format(f'"{views_schema(address.schema)}".')
            return dict(connection.execute(statement.encode()).fetchall())
        except psycopg.Error:  # there are none, or they are not ours to read
            return None
