"""The names of the files that stand beside a store: each begins with the whole name of the store.

So no two stores in one folder share such a file, as long as no store is itself named like one.
"""

from __future__ import annotations

from pathlib import Path

HEAD = ".head"
"""What the remembered head of a store is called after its name: ``minutebook.db.head``."""

VIEWS = ".views"
"""What the views of a store are called after its name: ``minutebook.db.views``."""

_TAKEN = (HEAD, VIEWS, "-wal", "-shm", "-journal")  # the last three are SQLite's own


def beside(store: Path, ending: str) -> Path:
    """Return the file that stands beside a store under its name and an ending."""
    return store.with_name(store.name + ending)


def taken_ending(store: Path) -> str | None:
    """Return the ending that makes a name unfit for a store, ``None`` where there is none."""
    name = store.name.lower()  # on some systems a.VIEWS and a.views are one file
    return next((ending for ending in _TAKEN if name.endswith(ending)), None)


def stores_beside(file: Path) -> list[Path]:
    """Return the stores that a file belongs to by its name: more than one where endings repeat."""
    name = file.name.lower()
    starts = {name.find(ending, 1) for ending in _TAKEN} | {name.rfind(end) for end in _TAKEN}
    return [file.with_name(file.name[:start]) for start in sorted(starts) if start > 0]
