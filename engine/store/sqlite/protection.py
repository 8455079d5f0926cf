"""Tells whether a store still refuses to change what it holds.

The tables and triggers of a ledger make SQLite refuse changes, whichever program asks for them.
Somebody who has the file can take them away, and put them back after a change; so that they are
there proves nothing, and that they are not is worth knowing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from engine.store.sqlite.schema import DEFINITIONS, STATEMENTS

_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_NAMES = {"ledger_is_never_changed", "ledger_is_never_shortened", "ledger_is_never_replaced"}


def differences(found: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """Say what protects a ledger no longer: one text for each thing, none when all is there.

    Args:
        found: the SQL that defines each table, trigger and index of a store, by kind and name.
    """
    due = _as_created()
    told = [
        f"the {kind} {name} is {'changed' if (kind, name) in found else 'missing'}"
        for (kind, name), sql in due.items()
        if found.get((kind, name)) != sql
    ]
    # A trigger of somebody else could keep facts out, or change them on their way in.
    told += [
        f"the {kind} {name} was added"
        for kind, name in found
        if kind == "trigger" and (kind, name) not in due
    ]
    return tuple(told)


def is_complete(connection: sqlite3.Connection) -> bool:
    """Tell whether every trigger is there, without a look at what it does: that takes no time."""
    found = {name for (name,) in connection.execute(_TRIGGERS)}
    return found >= _NAMES


def _as_created() -> dict[tuple[str, str], str]:
    """Return the definitions of a store as it is created, in the words that SQLite keeps."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in STATEMENTS:
            connection.execute(statement)
        rows = connection.execute(DEFINITIONS).fetchall()
    return {(kind, name): sql for kind, name, sql in rows}
