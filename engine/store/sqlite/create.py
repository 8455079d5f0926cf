"""Creates an empty store, and never touches a file that is there already."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from engine.store.errors import UnusableStore
from engine.store.reader import EMPTY
from engine.store.sqlite import head
from engine.store.sqlite.connection import unusable
from engine.store.sqlite.names import beside, taken_ending
from engine.store.sqlite.naming import already_there, name_file
from engine.store.sqlite.schema import APPLICATION_ID, FORMAT, STATEMENTS
from engine.store.url import sqlite_path


def create(url: str) -> Path:
    """Create an empty store under a URL and return its file.

    Raises:
        UnusableStore: something is there already, or remains of an earlier store; the name is that
            of a file beside a store; or the file cannot be written. Then nothing was created.
    """
    path = sqlite_path(url)
    create_file(path)
    return path


def create_file(path: Path) -> None:
    """Create an empty store at a path; see `create`.

    It is made beside its place and named when it is complete, so that whoever is killed in the
    middle leaves no half of a store behind.
    """
    refuse_name(path)
    if os.path.lexists(path):
        raise already_there(path)
    _refuse_remains(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    _claim(draft, path)
    try:
        _furnish(draft)
        _remember_nothing(head.remembered_beside(path))
        name_file(draft, path)
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _remember_nothing(kept: Path) -> None:
    try:
        head.remember(kept, EMPTY)
    except OSError as error:
        raise UnusableStore(
            f"{kept} cannot be written ({error.strerror}), and the end of the ledger would not "
            "be remembered: nothing was created"
        ) from error


def refuse_name(path: Path) -> None:
    """Refuse a name under which another store keeps, or would look for, something else."""
    ending = taken_ending(path)
    if ending is not None:
        raise UnusableStore(
            f"{path} cannot be the name of a store: names that end in {ending} are those of files "
            "beside a store; choose another"
        )


def _refuse_remains(path: Path) -> None:
    """Refuse to begin anew over what is left of a store that is gone.

    It may be the only proof that there was one, and of how far it went; and SQLite would delete a
    log in which there are facts. The head of a store in which nothing was recorded proves nothing.
    """
    for log in (beside(path, "-wal"), beside(path, "-journal")):
        if log.exists() and log.stat().st_size:
            raise _in_the_way(log, "in the way")
    kept = head.remembered_beside(path)
    remembered = head.recall(kept)
    if remembered is not None and remembered != EMPTY:
        went = f"which went to position {remembered.position}"
        raise _in_the_way(kept, f"all that is left of an earlier store, {went}")
    if remembered is None and kept.exists():
        raise _in_the_way(kept, "in the way")


def _in_the_way(file: Path, what: str) -> UnusableStore:
    return UnusableStore(
        f"{file} is {what}: nothing was created. If there was a store of this name, find it; "
        "if it is gone on purpose, move this file elsewhere and try again"
    )


def _claim(draft: Path, path: Path) -> None:
    """Make the file that will be the store, to learn whether one can be made."""
    try:
        draft.open("wb").close()
    except FileNotFoundError as error:
        raise UnusableStore(f"there is no folder {draft.parent}: make it first") from error
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
