"""Finds the kind of store that a URL names; each kind is loaded only when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.store.errors import UnusableStore
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import is_shared, shared_address, sqlite_path

if TYPE_CHECKING:
    from engine.store.place import Place
    from engine.store.reader import LedgerReader


def create(url: str) -> str:
    """Create an empty store, and return its name as messages tell it.

    Raises:
        UnusableStore: there is one already, or it cannot be made; nothing was changed.
    """
    if is_shared(url):
        require_driver()
        from engine.store.postgresql.create import create as create_shared

        address = shared_address(url)
        create_shared(address)
        return address.name
    from engine.store.sqlite.create import create as create_file

    return str(create_file(url))


def open_reader(url: str, *, timeout: float = LOCK_TIMEOUT) -> LedgerReader:
    """Open the store that a URL names, for reading.

    Raises:
        UnusableStore: there is none, or it cannot be read.
    """
    if is_shared(url):
        require_driver()
        from engine.store.postgresql.reader import PostgresReader

        return PostgresReader(shared_address(url), timeout=timeout)
    from engine.store.sqlite.reader import SQLiteReader

    return SQLiteReader(sqlite_path(url), timeout=timeout)


def place_of(url: str) -> Place:
    """Return the place that a URL names, whether there is a store or not.

    Raises:
        UnusableStore: the URL names no place for a store.
    """
    if is_shared(url):
        require_driver()
        from engine.store.postgresql.place import PostgresPlace

        return PostgresPlace(url)
    from engine.store.sqlite.place import SQLitePlace

    return SQLitePlace(url, sqlite_path(url))


def require_driver() -> None:
    """Make sure that what speaks to a PostgreSQL server is installed.

    Raises:
        UnusableStore: it is not.
    """
    try:
        import psycopg  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise UnusableStore(
            'a shared store needs more than is installed: pip install "minutebook[postgres]"'
        ) from error
