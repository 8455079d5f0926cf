"""The file in which views are kept: opened, made, thrown away, and told from everybody else's.

Ours carries a mark in its header. Only such a file, or an empty one, is ever written or deleted;
whatever else stands in its place may be the only copy of something.
"""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from engine.store.sqlite.names import VIEWS, beside
from projections.tables import TRACKING

LOCK_TIMEOUT = 5.0
APPLICATION_ID = 0x6D696E76
"""``minv`` in the header of the file: these are views of a minutebook, and disposable."""

_MAGIC = b"SQLite format 3\0"
_MARK = slice(68, 72)  # where the header of every SQLite file has its application id
_PRIMARY_CODE = 0xFF
_BUILDING = (
    # Nobody looks at a file that is being built, and nobody keeps one whose building stopped.
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -65536",
)
_KEPT_BESIDE = ("-wal", "-shm", "-journal")
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNREACHABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
_UNWRITABLE = _UNREACHABLE | {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
}


class NotOurs(Exception):
    """Something else stands where the views should be kept; it was not touched."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not a file of views that minutebook made: it was left alone, and the views "
            "were built in memory, which takes longer; move it elsewhere, and they are kept again"
        )


def views_beside(store: Path) -> Path:
    """Return the file of a store's views: ``minutebook.db.views`` beside ``minutebook.db``."""
    return beside(store, VIEWS)


def is_damage(error: Exception) -> bool:
    """Tell whether an error says that a file is damaged."""
    return _code(error) in _DAMAGED


def is_unreachable(error: Exception) -> bool:
    """Tell whether an error says that SQLite could not open a file in its usual way."""
    return _code(error) in _UNREACHABLE


def is_left_aside(error: Exception) -> bool:
    """Tell whether an error is a reason to do without the file, and no fault of the program."""
    return isinstance(error, OSError) or _code(error) in _UNWRITABLE | _DAMAGED


def is_busy(error: Exception) -> bool:
    """Tell whether an error says that another program is writing."""
    return _code(error) == sqlite3.SQLITE_BUSY


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE


def in_memory() -> sqlite3.Connection:
    """Make a place for views that lasts as long as the connection."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _furnish(connection, Path(":memory:"))
    return connection


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open the file of the views, making it if need be.

    Raises:
        NotOurs: something else stands there.
        sqlite3.DatabaseError: it is damaged, or cannot be opened.
        OSError: it cannot be looked at.
    """
    refuse_what_is_not_ours(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=LOCK_TIMEOUT)
    try:
        if not _tracks(connection):
            _furnish(connection, path)
        # After the mark is in the file: in this mode a change may stay in the log beside it.
        connection.execute("PRAGMA journal_mode = WAL")
        # The file can be made again, so it need not outlive a power cut to the last commit.
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def open_unchanging(path: Path) -> sqlite3.Connection | None:
    """Open views in a folder where nobody can be writing; ``None`` if they cannot be had whole."""
    log = beside(path, "-wal")
    if not path.is_file() or (log.exists() and log.stat().st_size):
        return None
    try:
        return _open_as_it_stands(path)
    except sqlite3.OperationalError:
        return None  # it may not be read: the caller has it from SQLite already that it is so


def open_new(path: Path) -> sqlite3.Connection:
    """Open an empty file to build views in it; what is half built is of no use to anybody.

    Our mark is in the file before anything else, so that it is known for ours if we are killed.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _furnish(connection, path)
        for setting in _BUILDING:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def settle(connection: sqlite3.Connection) -> None:
    """Give a file that was built the form in which it can be shared."""
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA locking_mode = NORMAL")
    connection.execute("PRAGMA journal_mode = WAL")


def put_in_place(new: Path, path: Path) -> None:
    """Put a file of views where the old one stands; nobody may be opening that meanwhile.

    Who may read the old file may read the new one.

    Raises:
        NotOurs: something else stands there.
        OSError: it cannot be replaced.
    """
    refuse_what_is_not_ours(path)
    if path.exists():
        new.chmod(stat.S_IMODE(path.stat().st_mode))
    discard_beside(path)
    discard_beside(new)
    new.replace(path)


def discard_beside(path: Path) -> None:
    """Remove what SQLite keeps beside a file of views."""
    for ending in _KEPT_BESIDE:
        beside(path, ending).unlink(missing_ok=True)


def refuse_what_is_not_ours(path: Path) -> None:
    """Let pass a file with our mark, an empty one, and the place where there is none yet."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode) or (found.st_size and _mark(path) != APPLICATION_ID):
        raise NotOurs(path)


def _mark(path: Path) -> int | None:
    """Read whose file this is, without changing it, its folder or the locks on it.

    SQLite is asked first, because closing a file that was opened otherwise drops the locks that
    other connections of this process hold on it. Of a file that is damaged, or seems so because
    another program is merging changes into it, SQLite says nothing.
    """
    try:
        with closing(_open_as_it_stands(path)) as connection:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            return int(mark)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    with path.open("rb") as file:
        header = file.read(_MARK.stop)
    return int.from_bytes(header[_MARK], "big") if header.startswith(_MAGIC) else None


def _open_as_it_stands(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )


def _tracks(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'minutebook_views'")
    return found.fetchone() is not None


def _furnish(connection: sqlite3.Connection, path: Path) -> None:
    """Put our mark and the table of positions into a file that is empty or has our mark."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (filled,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if filled and mark != APPLICATION_ID:  # another program was quicker than we
            raise NotOurs(path)
        connection.execute(TRACKING)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
