"""Opens the store that a URL names, to record in it."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.store.opening import require_driver
from engine.store.recorder import Clock
from engine.store.sqlite.store import open_file
from engine.store.store import Store
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import is_shared, sqlite_path


def system_clock() -> datetime:
    """Tell the time of this computer."""
    return datetime.now(UTC)


def open_store(url: str, clock: Clock | None = None, *, timeout: float = LOCK_TIMEOUT) -> Store:
    """Open the store that a URL names, to record in it.

    Args:
        url: ``sqlite:///minutebook.db`` or ``postgresql://server/database``; the store must exist
            (see `engine.store.opening.create`).
        clock: tells what time it is; the ledger takes no earlier time than it gave last. Without
            one it is the clock of the store: this computer's for a file, the server's for a shared
            store, so that no clerk's clock can put the book ahead of its time.
        timeout: seconds to wait for another program to finish writing.

    Raises:
        UnusableStore: there is no store, or it cannot be used.
    """
    if is_shared(url):
        require_driver()
        from engine.store.postgresql.store import open_shared

        return open_shared(url, clock, timeout=timeout)
    return open_file(sqlite_path(url), clock or system_clock, timeout=timeout)
