"""Opens connections to a SQLite store, and says in plain words why one cannot be had."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from engine.store.errors import UnusableStore
from engine.store.sqlite.schema import APPLICATION_ID, FORMAT
from engine.store.timeout import LOCK_TIMEOUT

Synchronous = Literal["FULL", "NORMAL"]
"""``FULL``: a commit outlives a power cut. ``NORMAL``: the last ones may not; for bulk loads."""

_PRIMARY_CODE = 0xFF
_UNSHARED = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_NOT_OURS = "is not a minutebook store"

_REASONS = {
    sqlite3.SQLITE_BUSY: "is locked by another program that is writing to it: "
    "wait for it to finish, or end it, and try again",
    sqlite3.SQLITE_LOCKED: "is locked by another program that is writing to it: "
    "wait for it to finish, or end it, and try again",
    sqlite3.SQLITE_READONLY: "is read-only: nothing was recorded; "
    "give yourself write permission on the file and its folder, or copy it elsewhere",
    sqlite3.SQLITE_PERM: "may not be opened by you: ask its owner for permission",
    sqlite3.SQLITE_FULL: "cannot grow because the disk is full: "
    "nothing was recorded; free some space and try again",
    sqlite3.SQLITE_IOERR: "cannot be read or written (the disk reports an error, or is full): "
    "nothing was recorded; check the disk and try again",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore it from a copy",
    sqlite3.SQLITE_NOTADB: f"{_NOT_OURS}: name another with --store",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that you may read and write "
    "the file and its folder",
}


class Damaged(UnusableStore):
    """The file is damaged, or no store at all; the other ways to fail say nothing against it."""


def unusable(path: Path, error: sqlite3.Error) -> UnusableStore:
    """Put an error of SQLite into words that say what to do about it."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return replaced(path)
    reason = _REASONS.get(_code(error), f"cannot be used: {error}")
    kind = Damaged if _code(error) in _DAMAGE else UnusableStore
    wrong = f"{path} {_NOT_OURS}" if _code(error) == sqlite3.SQLITE_NOTADB else None
    return kind(f"{path} {reason}", wrong=wrong)


def replaced(path: Path) -> UnusableStore:
    """Say that a file lost its name to another while we were at it."""
    return UnusableStore(
        f"{path} was replaced by another file meanwhile, or removed; nothing was recorded: run the "
        "command again"
    )


def identity(path: Path) -> tuple[int, int] | None:
    """Tell which file has a name now, ``None`` when none has it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def telling_if_replaced(path: Path) -> Iterator[None]:
    """Name the reason where an error only comes from this, that the file was replaced meanwhile.

    Who waited for a store while a backup took its place has the old file open under the name of
    the new one, and whatever fails then is no fault of either.
    """
    before = identity(path)
    try:
        yield
    except (UnusableStore, sqlite3.Error) as error:
        if before is not None and identity(path) != before:
            raise replaced(path) from error
        raise


def connect_for_writing(
    path: Path, *, synchronous: Synchronous = "FULL", timeout: float = LOCK_TIMEOUT
) -> sqlite3.Connection:
    """Open a store to record in it; the file must be there already.

    Raises:
        UnusableStore: it is no store of this release, or cannot be opened.
    """
    with telling_if_replaced(path):
        return _connected_for_writing(path, synchronous, timeout)


def _connected_for_writing(
    path: Path, synchronous: Synchronous, timeout: float
) -> sqlite3.Connection:
    recognise(path)
    connection = _connect(path, "mode=rw", timeout)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
    except sqlite3.Error as error:
        connection.close()
        raise unusable(path, error) from error
    return connection


def connect_for_reading(path: Path, *, timeout: float = LOCK_TIMEOUT) -> sqlite3.Connection:
    """Open a store to read it; this also works where nothing may be written.

    SQLite needs two small files beside a store to share it with writers. Where it can neither find
    nor make them (a read-only folder, a CD), nobody can be writing through this folder either, so
    the file is read as it stands.

    Raises:
        UnusableStore: it is no store of this release, or it cannot be read whole.
    """
    with telling_if_replaced(path):
        return _connected_for_reading(path, timeout)


def _connected_for_reading(path: Path, timeout: float) -> sqlite3.Connection:
    recognise(path)
    connection = _connect(path, "mode=ro", timeout)
    try:
        connection.execute("SELECT 1 FROM ledger LIMIT 1").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if _code(error) not in _UNSHARED:
            raise unusable(path, error) from error
    else:
        return connection
    return _connect_to_unchanging(path)


def recognise(path: Path) -> None:
    """Make sure that a file is a store of this release, without changing it or its folder.

    The file is looked at through SQLite and never opened otherwise: closing a file drops the locks
    that other connections of this process hold on it (a trap of POSIX locks). ``immutable`` keeps
    SQLite from making files beside one that may not be ours.

    Raises:
        UnusableStore: it is missing, no store, or a store of a later release.
    """
    if not path.exists():
        raise UnusableStore(
            f"there is no store at {path}: create one with `minutebook init`, "
            "or name another with --store",
            wrong=f"there is no store at {path}",
        )
    if not path.is_file():
        wrong = f"{path} is not a file"
        raise UnusableStore(f"{wrong}: name a store with --store", wrong=wrong)
    application_id, found, has_ledger = _marks(path)
    if application_id != APPLICATION_ID or not has_ledger:
        raise Damaged(
            f"{path} {_NOT_OURS}: name another with --store, "
            "or create one elsewhere with `minutebook init`",
            wrong=f"{path} {_NOT_OURS}",
        )
    if found > FORMAT:
        raise UnusableStore(
            f"{path} was written by a newer minutebook (format {found}; this one "
            f"reads up to {FORMAT}): upgrade minutebook"
        )


def _marks(path: Path) -> tuple[int, int, bool]:
    """Read the two numbers in the header that tell whose file this is, and look for the ledger.

    To a look that takes no locks, a file into which another program is merging its changes may
    seem damaged; then the look that does take them decides.
    """
    try:
        return _look(path, "mode=ro&immutable=1", 0)
    except sqlite3.Error as error:
        if _code(error) != sqlite3.SQLITE_CORRUPT:
            raise unusable(path, error) from error
    try:
        return _look(path, "mode=ro", LOCK_TIMEOUT)
    except sqlite3.Error as error:
        raise unusable(path, error) from error


def _look(path: Path, options: str, timeout: float) -> tuple[int, int, bool]:
    with closing(_connect(path, options, timeout)) as connection:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (user_version,) = connection.execute("PRAGMA user_version").fetchone()
        ledger = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger'").fetchone()
    return application_id, user_version, ledger is not None


def _connect_to_unchanging(path: Path) -> sqlite3.Connection:
    """Read the file as it stands, unless a writer left changes that are not merged into it."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise UnusableStore(
            f"{path} cannot be read whole: its last changes are in {log.name}, and its folder "
            "is read-only; copy both files to a folder you may write to and read them there"
        )
    return _connect(path, "mode=ro&immutable=1", 0)


def _code(error: sqlite3.Error) -> int:
    """Return the kind of an error; 0 when Python and not SQLite made it."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE


def _connect(path: Path, options: str, timeout: float) -> sqlite3.Connection:
    try:
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?{options}",
            uri=True,
            isolation_level=None,  # transactions begin and end where the code says so
            check_same_thread=False,  # the pool hands a connection to one thread at a time
            timeout=timeout,
        )
    except sqlite3.Error as error:
        raise unusable(path, error) from error
