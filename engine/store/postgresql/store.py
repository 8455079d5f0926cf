"""Opens a shared store, to record in it."""

from __future__ import annotations

from engine.store.postgresql.reader import PostgresReader
from engine.store.postgresql.recorder import PostgresLedgerRecorder
from engine.store.recorder import Clock
from engine.store.store import Store
from engine.store.timeout import LOCK_TIMEOUT
from engine.store.url import shared_address


def open_shared(url: str, clock: Clock | None = None, *, timeout: float = LOCK_TIMEOUT) -> Store:
    """Open a shared store, to record in it.

    Args:
        url: ``postgresql://…``; the book must exist.
        clock: tells what time it is; without one, the server does. The ledger takes no earlier
            time than it gave last.
        timeout: seconds to wait for another program to finish writing.

    Raises:
        UnusableStore: there is no store, or it cannot be used.
    """
    address = shared_address(url)
    recorder = PostgresLedgerRecorder(address, clock, timeout=timeout)
    return Store(recorder, lambda: PostgresReader(address, timeout=timeout))
