"""Keeps the views up with the ledger; imports nothing slow, every reading command waits for it.

The views of a store live in a file of their own beside it, which may be deleted at any time: all
that is in it comes from the ledger. Rows and the position up to which a view has read are written
in one transaction, and the position is read again under the write lock, so several programs may
catch up at once and nothing is counted twice. A view is made anew, in one transaction that readers
see whole or not at all, when its version changed, when its tables are gone, or when it was built
from another ledger. A file that is damaged or not ours is replaced.

Where the file cannot be written (a read-only folder, a full disk, another program rebuilding for
longer than we wait) the views are built in memory: slower, and as right.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, NoReturn

from engine.store.chain import GENESIS
from engine.store.reader import LedgerEntry, LedgerReader
from projections.view import Entry, Handler, Row, View

BATCH = 1000
LOCK_TIMEOUT = 5.0
APPLICATION_ID = 0x6D696E76
"""``minv`` in the header of the file: these are views of a minutebook, and disposable."""

Progress = Callable[[int], None]
"""Told now and then up to which position the views have read."""

_TRACKING = """
CREATE TABLE IF NOT EXISTS minutebook_views (
    name TEXT PRIMARY KEY, version INTEGER, position INTEGER, hash BLOB, tables TEXT
) WITHOUT ROWID
"""
_PRIMARY_CODE = 0xFF
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNWRITABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
_UNREACHABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})


def views_beside(store: Path) -> Path:
    """Return the file of a store's views: ``minutebook.views.db`` beside ``minutebook.db``."""
    return store.with_name(store.name.removesuffix(".db") + ".views.db")


def catch_up(
    reader: LedgerReader,
    views: Sequence[View],
    path: Path | None = None,
    *,
    progress: Progress | None = None,
) -> sqlite3.Connection:
    """Bring views up to the end of the ledger, and return them open for queries only.

    Args:
        reader: the ledger.
        views: those that will be asked; others in the file are left as they are.
        path: the file of the views, by default the one beside the store.
        progress: told up to which position the views have read.

    Raises:
        UnusableStore: the ledger cannot be read.
    """
    target = views_beside(reader.path) if path is None else path
    for _ in range(2):
        try:
            return _caught_up(_open(target), reader, views, progress)
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
            if code in _UNREACHABLE and (unchanging := _unchanging(target, reader, views)):
                return unchanging
            if code in _UNWRITABLE:
                break
            if code not in _DAMAGED:
                raise
            if not _discard(target):
                break
    in_memory = _furnish(sqlite3.connect(":memory:", isolation_level=None))
    return _caught_up(in_memory, reader, views, progress)


def rebuild(
    reader: LedgerReader,
    views: Sequence[View],
    path: Path | None = None,
    *,
    progress: Progress | None = None,
) -> sqlite3.Connection:
    """Throw the file of the views away, make them anew, and return them as `catch_up` does."""
    target = views_beside(reader.path) if path is None else path
    if not _discard(target):
        target = Path(":memory:")
    return catch_up(reader, views, target, progress=progress)


class _Tracked(NamedTuple):
    """How far a view has read, and what it consists of."""

    version: int
    position: int
    hash: bytes
    tables: tuple[str, ...]


class _Catching:
    """One run of the views after the ledger."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reader: LedgerReader,
        views: Sequence[View],
        progress: Progress | None,
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._views = {view.name: view for view in views}
        self._progress = progress

    def current(self) -> bool:
        """Tell whether there is nothing to do; takes no lock, as most readings end here."""
        tracked, head = self._tracked(), self._reader.head()
        return all(
            (found := tracked.get(view.name)) is not None
            and (found.position, found.hash) == head
            and self._usable(view, found)
            for view in self._views.values()
        )

    def advance(self) -> bool:
        """Do one transaction's work, and tell whether there may be more."""
        with _transaction(self._connection):
            tracked = self._tracked()
            stale = [v for v in self._views.values() if not self._usable(v, tracked.get(v.name))]
            for view in stale:
                self._clear(view, tracked.get(view.name))
            positions = {name: tracked[name].position for name in self._views if name in tracked}
            positions |= {view.name: 0 for view in stale}
            more = self._batch(positions)
            while stale and more:  # a view that is made anew appears whole or not at all
                more = self._batch(positions)
            for view in stale:
                for statement in view.index_statements:
                    self._connection.execute(statement)
        return more

    def _tracked(self) -> dict[str, _Tracked]:
        rows = self._connection.execute(
            "SELECT name, version, position, hash, tables FROM minutebook_views"
        )
        return {
            name: _Tracked(version, position, digest, tuple(json.loads(tables)))
            for name, version, position, digest, tables in rows
        }

    def _usable(self, view: View, found: _Tracked | None) -> bool:
        """Tell whether a view can go on from where it is: same form, same ledger, all there."""
        return (
            found is not None
            and (found.version, found.tables) == (view.version, view.table_names)
            and self._reader.hash_at(found.position) == found.hash
            and self._existing().issuperset(view.table_names)
        )

    def _existing(self) -> set[str]:
        rows = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows}

    def _clear(self, view: View, found: _Tracked | None) -> None:
        """Put empty tables in the place of a view's old ones; indexes follow when they are full."""
        for table in {*view.table_names, *(found.tables if found else ())}:
            self._connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in view.tables:
            if statement not in view.index_statements:
                self._connection.execute(statement)
        self._connection.execute(
            "INSERT OR REPLACE INTO minutebook_views VALUES (?, ?, 0, ?, ?)",
            (view.name, view.version, GENESIS, json.dumps(view.table_names)),
        )

    def _batch(self, positions: dict[str, int]) -> bool:
        """Carry the views that are furthest behind one batch on, but not past the next ones."""
        behind = min(positions.values())
        group = [self._views[name] for name, position in positions.items() if position == behind]
        limit = min(
            (position - behind for position in positions.values() if position > behind),
            default=BATCH,
        )
        entries = self._reader.read_entries(behind + 1, min(BATCH, limit))
        if not entries:
            return False
        for table, rows in _rows(group, entries).items():
            self._insert(table, rows)
        self._track(group, entries[-1])
        positions |= {view.name: entries[-1].position for view in group}
        if self._progress is not None:
            self._progress(entries[-1].position)
        return True

    def _insert(self, table: str, rows: list[Row]) -> None:
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self._connection.executemany(
                f"INSERT INTO {table} VALUES ({places})",  # noqa: S608 - the view's own table
                rows,
            )

    def _track(self, group: list[View], last: LedgerEntry) -> None:
        self._connection.executemany(
            "UPDATE minutebook_views SET position = ?, hash = ? WHERE name = ?",
            [(last.position, last.hash, view.name) for view in group],
        )


def _rows(group: list[View], entries: list[LedgerEntry]) -> dict[str, list[Row]]:
    """Ask the handlers of some views for their rows, gathered by table."""
    gathered: dict[str, list[Row]] = {table: [] for view in group for table in view.table_names}
    handlers: dict[str, list[Handler]] = {}
    for view in group:
        for topic, handler in view.handlers.items():
            handlers.setdefault(topic, []).append(handler)
    # json.loads would guess the encoding of every state and look for spaces around it.
    decode = json.JSONDecoder().raw_decode
    for position, subject, version, topic, state, recorded_at, _ in entries:
        wanted = handlers.get(topic)
        if wanted is None:
            continue
        try:
            text = state.decode()
            entry = Entry(position, recorded_at, subject, version, topic, decode(text)[0], text)
            for handler in wanted:
                for table, row in handler(entry):
                    gathered[table].append(row)
        except Exception as error:
            error.add_note(f"while reading {topic} at position {position}")
            raise
    return gathered


def _caught_up(
    connection: sqlite3.Connection,
    reader: LedgerReader,
    views: Sequence[View],
    progress: Progress | None,
) -> sqlite3.Connection:
    catching = _Catching(connection, reader, views, progress)
    try:
        if not catching.current():
            while catching.advance():
                pass
        return _for_queries(connection)
    except BaseException:
        connection.close()
        raise


def _for_queries(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA query_only = ON")
    connection.row_factory = sqlite3.Row
    return connection


def _open(path: Path) -> sqlite3.Connection:
    """Open the file of the views, making it if need be.

    Raises:
        sqlite3.DatabaseError: it is damaged or not ours, or cannot be opened.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=LOCK_TIMEOUT)
    try:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        filled = connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)
        if filled and (mark != APPLICATION_ID or not _tracks(connection)):
            _refuse_foreign()
        if not filled:
            connection.execute("PRAGMA journal_mode = WAL")
            _furnish(connection)
        # The file can be made again, so it need not outlive a power cut to the last commit.
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _tracks(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'minutebook_views'")
    return found.fetchone() is not None


def _refuse_foreign() -> NoReturn:
    """Make a database of other tables look damaged: both are replaced."""
    error = sqlite3.DatabaseError("these are no views of a minutebook")
    error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    raise error


def _furnish(connection: sqlite3.Connection) -> sqlite3.Connection:
    with _transaction(connection):
        connection.execute(_TRACKING)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return connection


def _unchanging(
    path: Path, reader: LedgerReader, views: Sequence[View]
) -> sqlite3.Connection | None:
    """Open views that nobody can be changing, if they happen to be up with the ledger."""
    log = path.with_name(path.name + "-wal")
    if not path.is_file() or (log.exists() and log.stat().st_size):
        return None
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    try:
        if _Catching(connection, reader, views, None).current():
            return _for_queries(connection)
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def _discard(path: Path) -> bool:
    """Remove the file of the views, first what SQLite keeps beside it; tell whether it is gone.

    In a read-only folder what stands there cannot be renewed, only left aside.
    """
    try:
        for suffix in ("-wal", "-shm", "-journal", ""):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError:
        return False
    return True


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
