"""Keeps the views up with the ledger; imports nothing slow, every reading command waits for it.

The views of a store live in a file of their own beside it, which may be deleted at any time: all
that is in it comes from the ledger. Rows and the position up to which a view has read are written
in one transaction, and the position is read again under the write lock, so several programs may
catch up at once and nothing is counted twice. A view is made anew, in one transaction that readers
see whole or not at all, when its version changed, when its tables are gone, or when it was built
from another ledger. A file of views that is damaged is replaced, by one program at a time.

Any other file that stands where the views should be kept is never touched (see
`projections.views_file`). Then, and where the file cannot be written (a read-only folder, a full
disk, another program rebuilding for longer than we wait), the views are built in memory: slower,
and as right.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.store.chain import GENESIS
from engine.store.reader import LedgerEntry, LedgerReader
from engine.store.sqlite.lock import alone_in
from projections import views_file
from projections.view import Entry, Handler, Row, View
from projections.views_file import LOCK_TIMEOUT, NotOurs, transaction, views_beside

BATCH = 1000

Progress = Callable[[int], None]
"""Told now and then up to which position the views have read."""

Note = Callable[[str], None]
"""Told, at most once, why the views are not kept in their file, where a person should know."""


def catch_up(
    reader: LedgerReader,
    views: Sequence[View],
    path: Path | None = None,
    *,
    progress: Progress | None = None,
    note: Note | None = None,
) -> sqlite3.Connection:
    """Bring views up to the end of the ledger, and return them open for queries only.

    Args:
        reader: the ledger.
        views: those that will be asked; others in the file are left as they are.
        path: the file of the views, by default the one beside the store.
        progress: told up to which position the views have read.
        note: told when another file stands where the views should be kept.

    Raises:
        UnusableStore: the ledger cannot be read.
    """
    target = views_beside(Path(reader.name)) if path is None else path
    work = _Work(reader, views, progress)
    try:
        return _kept(work, target)
    except NotOurs as refusal:
        if note is not None:
            note(str(refusal))
    except (OSError, sqlite3.DatabaseError) as error:
        if views_file.is_unreachable(error) and (unchanging := _unchanging(work, target)):
            return unchanging
        if not views_file.is_left_aside(error):
            raise
    return work.on(views_file.in_memory())


def rebuild(
    reader: LedgerReader,
    views: Sequence[View],
    path: Path | None = None,
    *,
    progress: Progress | None = None,
    note: Note | None = None,
) -> sqlite3.Connection:
    """Make views anew whatever their file says, and return them as `catch_up` does.

    Here ``note`` is told whenever the file could not be renewed, for that is what was asked.
    """
    target = views_beside(Path(reader.name)) if path is None else path
    work = _Work(reader, views, progress, anew=True)
    try:
        with alone_in(target.parent, LOCK_TIMEOUT):
            return _renewed(work, target)
    except NotOurs as refusal:
        why = str(refusal)
    except (OSError, sqlite3.DatabaseError) as error:
        if not views_file.is_left_aside(error):
            raise
        reason = getattr(error, "strerror", None) or error
        why = f"{target} could not be renewed ({reason}): the views were built in memory only"
    if note is not None:
        note(why)
    return work.on(views_file.in_memory())


class _Work(NamedTuple):
    """What there is to do, wherever the views are kept."""

    reader: LedgerReader
    views: Sequence[View]
    progress: Progress | None
    anew: bool = False

    def on(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """Do it, and return the connection for queries only."""
        catching = _Catching(connection, self)
        try:
            if self.anew or not catching.current():
                while catching.advance():
                    pass
            return _for_queries(connection)
        except BaseException:
            connection.close()
            raise


def _kept(work: _Work, path: Path) -> sqlite3.Connection:
    """Bring the views in their file up to date; a file of ours that is damaged is replaced."""
    try:
        return work.on(views_file.open_to_write(path))
    except sqlite3.DatabaseError as error:
        if not views_file.is_damage(error):
            raise
    with alone_in(path.parent, LOCK_TIMEOUT):
        return _renewed(work, path)


def _renewed(work: _Work, path: Path) -> sqlite3.Connection:
    """Do the same when no other program replaces the file.

    While we waited our turn, another may have replaced it: so it is looked at again first.
    """
    try:
        return work.on(views_file.open_to_write(path))
    except sqlite3.DatabaseError as error:
        if not views_file.is_damage(error):
            raise
    views_file.discard(path)
    return work.on(views_file.open_to_write(path))


class _Tracked(NamedTuple):
    """How far a view has read, and what it consists of."""

    version: int
    position: int
    hash: bytes
    tables: tuple[str, ...]


class _Catching:
    """One run of the views after the ledger."""

    def __init__(self, connection: sqlite3.Connection, work: _Work) -> None:
        self._connection = connection
        self._reader = work.reader
        self._views = {view.name: view for view in work.views}
        self._progress = work.progress
        self._anew = work.anew

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
        with transaction(self._connection):
            tracked = self._tracked()
            stale = [
                view
                for view in self._views.values()
                if self._anew or not self._usable(view, tracked.get(view.name))
            ]
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
        self._anew = False
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


def _for_queries(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA query_only = ON")
    connection.row_factory = sqlite3.Row
    return connection


def _unchanging(work: _Work, path: Path) -> sqlite3.Connection | None:
    """Open views that nobody can be changing, if they happen to be up with the ledger."""
    connection = views_file.open_unchanging(path)
    if connection is None:
        return None
    try:
        if _Catching(connection, work).current():
            return _for_queries(connection)
    except sqlite3.DatabaseError:
        pass  # what cannot be read is not up to date
    connection.close()
    return None
