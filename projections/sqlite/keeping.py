"""Keeps the views of a store in a file of their own beside it, which may be deleted at any time.

Views that can go on are brought up to date in their file, in short transactions, while others read
and do the same. Views that cannot (their version changed, a table is gone, they are of another
ledger, too far behind, or were asked for anew) are built in a second file beside the first. Nobody
reads that one, and its builder holds a lock on it, so a second builder waits, and what a killed one
left is cleared by the next. Whoever can use the old views goes on doing so. When the new ones have
caught up, they take the place of the old in one step; who has the old file open reads it to the end
of his command.

A file that is open may be replaced, but not between its being opened and first being read: SQLite
would take the log of one file for that of the other. So whoever opens it holds the lock of the
folder with others until then, and whoever replaces it holds that lock alone.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.store.sqlite.lock import alone_in, held_by_another, together_in
from engine.store.sqlite.names import beside
from projections import views_file
from projections.catching import Catching, Note, Work
from projections.sqlite.tables import SQLiteTables
from projections.views import Views
from projections.views_file import NotOurs, views_beside

LOCK_TIMEOUT = 5.0
PATIENCE = 120.0
"""How many seconds a program that builds views may stand still before nobody waits for it."""

_ATTEMPTS = 3
_PAUSE = 0.05
_SOON = 1.0
_NEW = ".new"


def kept(work: Work, path: Path | None, note: Note | None, *, anew: bool) -> Views:
    """Bring the views in their file up to date, or make it anew; else build them in memory."""
    target = views_beside(Path(work.reader.name)) if path is None else path
    try:
        if anew:
            _build(work, target, note, anew=True)
        return _brought_up(work, target, note)
    except NotOurs as refusal:
        why = str(refusal)
    except (OSError, sqlite3.DatabaseError) as error:
        if not anew and views_file.is_unreachable(error) and (found := _unchanging(work, target)):
            return found
        if not views_file.is_left_aside(error):
            raise
        reason = getattr(error, "strerror", None) or error
        why = f"{target} could not be renewed ({reason}): the views were built in memory only"
        note = note if anew else None
    if note is not None:
        note(why)
    return in_memory(work)


def in_memory(work: Work) -> Views:
    """Build views that last as long as they are open."""
    tables = SQLiteTables(views_file.in_memory())
    try:
        catching = Catching(tables, work)
        catching.build()
        views = catching.opened()
    except BaseException:
        tables.close()
        raise
    views.kept = False
    return views


def _brought_up(work: Work, path: Path, note: Note | None) -> Views:
    """Bring the views up to date in their file, and make that anew as often as it cannot be."""
    for _ in range(_ATTEMPTS):
        if tables := _opened(path):
            catching = Catching(tables, work)
            try:
                if catching.usable():
                    catching.follow(views_file.is_busy)
                    return catching.opened()
            except sqlite3.DatabaseError as error:
                tables.close()
                if not views_file.is_damage(error):
                    raise
            except BaseException:
                tables.close()
                raise
            tables.close()
        _build(work, path, note, anew=False)
    raise TimeoutError("other programs change the views again and again")


def _opened(path: Path) -> SQLiteTables | None:
    """Open the file of the views if there is one of ours that is whole, as far as can be seen."""
    with together_in(path.parent, LOCK_TIMEOUT):
        if not path.exists():
            return None
        try:
            connection = views_file.open_to_write(path)
        except sqlite3.DatabaseError as error:
            if not views_file.is_damage(error):
                raise
            return None
    return SQLiteTables(connection)


def _build(work: Work, path: Path, note: Note | None, *, anew: bool) -> None:
    """Build views in a second file, and put it in the place of the first.

    Whoever had to wait for his turn, and did not ask for views made anew, need not build: others
    may have done it for him.
    """
    new = beside(path, _NEW)
    views_file.refuse_what_is_not_ours(path)
    with _turn(new, note) as (handle, waited):
        if waited and not anew:
            return
        os.truncate(handle, 0)
        views_file.discard_beside(new)
        tables = SQLiteTables(views_file.open_new(new))
        try:
            catching = Catching(tables, _alive(work, new))
            catching.build()
            views_file.settle(tables.connection)
            catching.go_on()
        finally:
            tables.close()
        os.fsync(handle)
        with alone_in(path.parent, LOCK_TIMEOUT):
            views_file.put_in_place(new, path)


@contextmanager
def _turn(new: Path, note: Note | None) -> Iterator[tuple[int, bool]]:
    """Wait until no other program builds the file; give it open, and whether there was a wait.

    Raises:
        TimeoutError: the program that builds it has stood still for too long.
    """
    started, told, waited = time.monotonic(), False, False
    while True:
        handle = os.open(new, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if not held_by_another(handle) and _is_at(handle, new):
                views_file.refuse_what_is_not_ours(new)
                try:
                    yield handle, waited
                finally:
                    if _is_at(handle, new):
                        views_file.discard_beside(new)
                        new.unlink()
                return
            waited = True
            if time.time() - os.fstat(handle).st_mtime > PATIENCE:
                raise TimeoutError("another program is at it, and stands still")
        finally:
            os.close(handle)
        if note is not None and not told and time.monotonic() - started > _SOON:
            note("another program is building the views: waiting until they are there")
            told = True
        time.sleep(_PAUSE)


def _is_at(handle: int, path: Path) -> bool:
    """Tell whether an open file still stands where it was opened."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _alive(work: Work, new: Path) -> Work:
    """Let those who wait see that we get on."""

    def progress(position: int) -> None:
        os.utime(new)
        if work.progress is not None:
            work.progress(position)

    return work._replace(progress=progress)


def _unchanging(work: Work, path: Path) -> Views | None:
    """Open views that nobody can be changing, if they happen to be up with the ledger."""
    connection = views_file.open_unchanging(path)
    if connection is None:
        return None
    tables = SQLiteTables(connection)
    try:
        catching = Catching(tables, work)
        if catching.current():
            return catching.opened()
    except sqlite3.DatabaseError:
        pass  # what cannot be read is not up to date
    tables.close()
    return None
