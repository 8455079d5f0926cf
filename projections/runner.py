"""Keeps the views up with the ledger; imports nothing slow, every reading command waits for it.

The views of a store are kept beside it: those of a file in a second file (`projections.sqlite`),
those of a shared store in a schema of their own (`projections.postgresql`). All that is in them
comes from the ledger, so they may be deleted at any time. They are made anew when their version
changed, when they are damaged, or when they were built from another ledger; whoever can still use
the old ones does so until the new ones take their place in one step.

Where nothing may be kept (a read-only folder, a full disk, a role that may only read, something in
the place of the views that is not ours), they are built in memory: slower, and as right.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.store.errors import UnusableStore
from engine.store.reader import LedgerReader
from engine.store.sqlite.head import remembered_beside
from engine.store.sqlite.reader import SQLiteReader
from projections.catching import Note, Progress, Work
from projections.sqlite import keeping
from projections.view import View
from projections.views import Views


def catch_up(
    reader: LedgerReader,
    views: Sequence[View],
    path: Path | None = None,
    *,
    progress: Progress | None = None,
    note: Note | None = None,
) -> Views:
    """Bring views up to the end of the ledger, and return them open for questions only.

    Args:
        reader: the ledger; it must stay open as long as the views.
        views: those that will be asked.
        path: the file of the views, by default the place that belongs to the store.
        progress: told up to which position the views have read.
        note: told when something else stands where the views should be kept, or another program
            is building them and has to be waited for.

    Raises:
        UnusableStore: the ledger cannot be read.
    """
    return _kept(Work(reader, views, progress), path, note, anew=False)


def rebuild(
    reader: LedgerReader,
    views: Sequence[View],
    path: Path | None = None,
    *,
    progress: Progress | None = None,
    note: Note | None = None,
) -> Views:
    """Make views anew whatever there is of them, and return them as `catch_up` does.

    Others read and keep up the old ones meanwhile. Here ``note`` is told whenever the views could
    not be renewed, for that is what was asked.
    """
    return _kept(Work(reader, views, progress), path, note, anew=True)


def from_scratch(
    reader: LedgerReader,
    views: Sequence[View],
    *,
    until: int | None = None,
    progress: Progress | None = None,
) -> Views:
    """Build views in memory from the ledger alone, whatever is kept: nobody can have forged them.

    Args:
        reader: the ledger; it must stay open as long as the views.
        views: those that will be asked.
        until: the last position to read; by default the last there is.
        progress: told up to which position the views have read.

    Raises:
        UnusableStore: the ledger cannot be read, or an entry does not hold.
    """
    _refuse_if_cut_off(reader)
    return keeping.in_memory(Work(reader, views, progress, until))


def _kept(work: Work, path: Path | None, note: Note | None, *, anew: bool) -> Views:
    _refuse_if_cut_off(work.reader)
    if path is None and not isinstance(work.reader, SQLiteReader):
        # Imported here so that the driver of PostgreSQL is loaded for shared stores alone.
        from engine.store.postgresql.reader import PostgresReader  # noqa: PLC0415 - as said
        from projections.postgresql import keeping as shared  # noqa: PLC0415 - as said

        if isinstance(work.reader, PostgresReader):
            return shared.kept(work, work.reader, note, anew=anew) or keeping.in_memory(work)
    return keeping.kept(work, path, note, anew=anew)


def _refuse_if_cut_off(reader: LedgerReader) -> None:
    """Make no lists from a file that lost what is remembered of it: they would be short, silently.

    A log that was damaged is cut off by SQLite itself, without a word, where the damage begins. In
    a database, the ledger and what is remembered of it stand or fall together.
    """
    if not isinstance(reader, SQLiteReader):
        return
    remembered = reader.remembered().head  # before the ledger, which may only grow meanwhile
    if remembered is None or reader.hash_at(remembered.position) == remembered.hash:
        return
    raise UnusableStore(
        f"{reader.name} does not hold what is remembered of it: at position "
        f"{remembered.position} stands another entry or none, and the ledger ends at "
        f"{reader.last_position()}. Run `minutebook verify`, and restore the store from a copy. If "
        f"you put an older copy there on purpose, remove {remembered_beside(reader.path)} and try "
        "again"
    )
