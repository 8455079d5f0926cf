"""Puts the errors of PostgreSQL into plain words that say what to do."""

from __future__ import annotations

import re

import psycopg

from engine.store.errors import UnusableStore

CREATE_ONE = "create one with `minutebook init`, or name another with --store"

_REASONS = {
    "55P03": "is locked by another program that is writing to it: "
    "wait for it to finish, or end it, and try again",
    "25006": "is read-only (a standby, or a database set so): nothing was recorded; "
    "name the primary server with --store",
    "42501": "refuses you what you asked for: nothing was changed; "
    "ask its owner for the rights (see docs/shared-store.md)",
    "53100": "cannot grow because the disk of its server is full: "
    "nothing was recorded; free some space and try again",
    "53200": "has a server without free memory: nothing was recorded; try again later",
    "53300": "has too many connections: wait for others to finish, and try again",
    "57014": "took longer than its server allows (statement_timeout): nothing was recorded; "
    "ask its owner to allow more",
    "57P03": "cannot be used yet, its server is starting or stopping: try again in a moment",
    "58030": "cannot be read or written (the disk of its server reports an error): "
    "nothing was recorded; ask its owner to check the disk",
    "XX001": "is damaged: its owner should restore it from a copy",
    "XX002": "is damaged: its owner should restore it from a copy",
    "42P01": f"is not there any more, or not whole: {CREATE_ONE}",
    "42883": "is not whole: a function of the book is gone; run `minutebook verify`",
}

_DAMAGED = frozenset({"XX001", "XX002", "42P01", "42703", "42883"})
"""Damaged pages, and tables, columns or functions that are gone."""

_AT_THE_DOOR = {
    r"password authentication failed|no password supplied": "refuses the name or the password: "
    "check both; a password may stand in the URL, in ~/.pgpass or in PGPASSWORD",
    r"no pg_hba\.conf entry": "lets nobody in from this computer under that name: "
    "ask its owner for an entry in pg_hba.conf",
    r'role ".*" does not exist': "does not know the user: check the name in the URL",
    r'database ".*" does not exist': "names a database that is not there: check its name, "
    "or let its owner create it (createdb)",
    r"permission denied for database": "may not be opened by you: ask its owner for the rights",
    r"remaining connection slots|too many clients|too many connections": _REASONS["53300"],
    r"starting up|shutting down|recovery": _REASONS["57P03"],
    r"translate host name|Name or service not known|resolve": "names a server that cannot be "
    "found: check the name of the host",
    r"refused|No such file|timeout|timed out|unreachable|No route": "cannot be reached: "
    "check that the server runs, and its host and port",
}
"""What the text says that a server, or the way to it, gives instead of a connection."""


def unusable(name: str, error: psycopg.Error) -> UnusableStore:
    """Put an error of PostgreSQL into words that say what to do about it."""
    if is_lost(error):
        return UnusableStore(f"{name}: the connection was lost ({_first_line(error)}); try again")
    reason = _REASONS.get(error.sqlstate or "", f"cannot be used: {_first_line(error)}")
    return UnusableStore(f"{name} {reason}")


def is_lost(error: psycopg.Error) -> bool:
    """Tell whether an error left us without the server's answer."""
    state = error.sqlstate
    if state is None:
        return isinstance(error, psycopg.OperationalError)
    return state.startswith("08") or state in {"25P03", "57P01", "57P02", "57P05"}


def is_damage(error: BaseException | None) -> bool:
    """Tell whether an error says that something of a book is broken or gone."""
    return isinstance(error, psycopg.Error) and error.sqlstate in _DAMAGED


def refused(name: str, error: psycopg.Error) -> UnusableStore:
    """Put into words why a connection cannot be had: the server gives no code then."""
    text = str(error)
    for pattern, reason in _AT_THE_DOOR.items():
        if re.search(pattern, text):
            return UnusableStore(f"{name} {reason}")
    return UnusableStore(
        f"{name} cannot be reached ({_first_line(error)}): "
        "check that the server runs, and its host and port, and try again"
    )


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
