"""What somebody can do to a store who has its file and knows SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from engine.store.chain import GENESIS, link


@contextmanager
def tamper(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store without its protection; it is put back at the end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)


def make_again(store: str, position: int, old: str, new: str) -> None:
    """Alter a fact and make the chain, and the remembered head, fit again: a careful forger."""
    path = Path(store.removeprefix("sqlite:///"))
    with tamper(path) as ledger:
        ledger.execute(
            "UPDATE ledger SET state = CAST(replace(state, ?, ?) AS BLOB) WHERE position = ?",
            (old, new, position),
        )
        previous = GENESIS
        rows = ledger.execute(
            "SELECT position, originator_id, originator_version, topic, recorded_at, state"
            " FROM ledger ORDER BY position"
        ).fetchall()
        for row in rows:
            previous = link(previous, *row)
            ledger.execute("UPDATE ledger SET hash = ? WHERE position = ?", (previous, row[0]))
    path.with_name(f"{path.name}.head").unlink()
