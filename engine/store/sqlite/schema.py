"""The tables of a SQLite store, and how a file is recognised as one."""

from __future__ import annotations

APPLICATION_ID = 0x6D696E62
"""``minb`` in the header of the file (SQLite's ``application_id``): this is a minutebook store."""

FORMAT = 1
"""The form of the tables (SQLite's ``user_version``); a larger number is of a later release."""

COLUMNS = "position, originator_id, originator_version, topic, state, recorded_at, hash"

LEDGER = """
CREATE TABLE ledger (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    originator_id TEXT NOT NULL,
    originator_version INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state BLOB NOT NULL,
    recorded_at TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (originator_id, originator_version)
)
"""

NO_UPDATE = """
CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never changed: record a correction'); END
"""

NO_DELETE = """
CREATE TRIGGER ledger_is_never_shortened BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted from the ledger'); END
"""

# INSERT OR REPLACE deletes the row in its way without firing the trigger on DELETE.
NO_REPLACE = """
CREATE TRIGGER ledger_is_never_replaced BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE position = NEW.position)
    OR EXISTS (
        SELECT 1 FROM ledger
        WHERE originator_id = NEW.originator_id AND originator_version = NEW.originator_version
    )
BEGIN SELECT RAISE(ABORT, 'nothing in the ledger is ever replaced'); END
"""

STATEMENTS = (LEDGER, NO_UPDATE, NO_DELETE, NO_REPLACE)

DEFINITIONS = """
SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'
ORDER BY type, name
"""
"""Asks a store for its tables and triggers, but not for what SQLite itself adds to them."""

LAST_CHARACTER = "\U0010ffff"
"""Sorts after every character, so that a prefix with it behind is the end of a range of ids."""
