"""Puts our statements into the words of PostgreSQL and its driver.

They are written once, as SQLite takes them (see `projections.views`), so the differences are few
enough to be named here.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = re.compile(r"'[^']*'|\?|:(\w+)|%")
_DEFINITIONS = (
    (re.compile(r"\bINTEGER\b"), "bigint"),
    # SQLite compares texts byte by byte; so dates, stamps and references sort the same here.
    (re.compile(r"\bTEXT\b"), 'text COLLATE "C"'),
    (re.compile(r"\bBLOB\b"), "bytea"),
    (re.compile(r"\)\s*WITHOUT ROWID\s*$"), ")"),
)


@lru_cache(maxsize=512)
def translated(statement: str) -> str:
    """Return a statement with its places, ``?`` and ``:name``, as the driver marks them."""
    if statement.lstrip().upper().startswith("CREATE"):
        for ours, theirs in _DEFINITIONS:
            statement = ours.sub(theirs, statement)
    return _MARKS.sub(_mark, statement)


def _mark(found: re.Match[str]) -> str:
    if found[1]:
        return f"%({found[1]})s"
    return "%s" if found[0] == "?" else found[0].replace("%", "%%")
