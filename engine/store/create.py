"""Creates an empty store, and never touches a file that is there already."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from engine.store import head
from engine.store.connection import unusable
from engine.store.errors import UnusableStore
from engine.store.reader import EMPTY
from engine.store.schema import APPLICATION_ID, FORMAT, STATEMENTS
from engine.store.url import sqlite_path


def create(url: str) -> Path:
    """Create an empty store under a URL and return its file.

    Raises:
        UnusableStore: something is there already, or the file cannot be written.
    """
    path = sqlite_path(url)
    _claim(path)
    try:
        _furnish(path)
    except sqlite3.Error as error:
        path.unlink()
        raise unusable(path, error) from error
    _remember_nothing(head.remembered_beside(path))
    return path


def _claim(path: Path) -> None:
    """Make the empty file, so that of two who create the same store one is refused."""
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise UnusableStore(f"{path} is there already: nothing was changed") from error
    except FileNotFoundError as error:
        raise UnusableStore(f"there is no folder {path.parent}: make it first") from error
    except OSError as error:
        raise UnusableStore(
            f"{path} cannot be created ({error.strerror}): choose a folder you may write to"
        ) from error


def _furnish(path: Path) -> None:
    """Write the tables, and last the mark by which the file is recognised as a store."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in STATEMENTS:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _remember_nothing(beside: Path) -> None:
    """Start to remember the head, in place of the head of a store that stood here before."""
    try:
        beside.unlink(missing_ok=True)
        head.remember(beside, EMPTY)
    except OSError as error:
        raise UnusableStore(
            f"{beside} cannot be written ({error.strerror}): remove it, and the new store, "
            "and try again"
        ) from error
