"""The view of published documents, what they state, and what became of each statement."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from projections.rows import fields, into, place
from projections.savings.pence import pence
from projections.seen import stored
from projections.view import Entry, Row, View

ABOUT = ("project", "programme", "portfolio", "department")
"""What a figure can be of, besides change requests; of none of them, it is of all projects."""

REQUEST = "change-request"
WHOLE = "whole"

_TABLES = (
    """
    CREATE TABLE statement_document (
        position INTEGER PRIMARY KEY, decided_on TEXT, ref TEXT NOT NULL, recorded_at TEXT,
        title TEXT, figures_as_at TEXT, body TEXT, meeting TEXT, source TEXT
    )
    """,
    # Of a change request `project` is the project whose line is meant, where one is named.
    """
    CREATE TABLE statement_made (
        position INTEGER PRIMARY KEY, decided_on TEXT, ref TEXT NOT NULL, document TEXT NOT NULL,
        figure TEXT NOT NULL, measure TEXT NOT NULL, kind TEXT NOT NULL, thing TEXT, project TEXT,
        amounts TEXT, total INTEGER, first_year TEXT, last_year TEXT, rounded_to INTEGER,
        as_at TEXT NOT NULL, recorded_at TEXT, source TEXT
    )
    """,
    "CREATE INDEX statement_made_of ON statement_made (kind, thing)",
    """
    CREATE TABLE statement_explained (
        position INTEGER PRIMARY KEY, decided_on TEXT, ref TEXT NOT NULL, period TEXT,
        differences TEXT, total INTEGER, reason TEXT, explained_by TEXT
    )
    """,
    """
    CREATE TABLE statement_withdrawn (
        position INTEGER PRIMARY KEY, decided_on TEXT, ref TEXT NOT NULL, reason TEXT
    )
    """,
)


def _published(entry: Entry) -> Row:
    fact = entry.fact
    said = fields("title", "figures_as_at", "body", "meeting")(entry)
    return (entry.recorded_at, *said, stored(fact["source"]))


def _made(entry: Entry) -> Row:
    fact = entry.fact
    kind, thing = _about(fact)
    return (
        fact["document"],
        fact["figure"],
        fact["measure"],
        kind,
        thing,
        fact["project"] if kind == REQUEST else None,
        _pence(fact["values"]),
        _one(fact["total"]),
        fact["first_year"],
        fact["last_year"],
        _one(fact["rounded_to"]),
        fact["as_at"],
        entry.recorded_at,
        stored(fact["source"]),
    )


def _about(fact: dict[str, Any]) -> tuple[str, str | None]:
    if fact["change_request"]:
        return REQUEST, fact["change_request"]
    return next(((kind, fact[kind]) for kind in ABOUT if fact[kind]), (WHOLE, None))


def _explained(entry: Entry) -> Row:
    fact = entry.fact
    said = (fact["period"], _pence(fact["differences"]), _one(fact["total"]))
    return (*said, fact["reason"], fact["explained_by"])


def _pence(amounts: dict[str, str]) -> str | None:
    """Write amounts per year in pence; a nil that is printed stays, unlike a year not named."""
    return json.dumps({year: pence(text) for year, text in amounts.items()}) if amounts else None


def _one(amount: str | None) -> int | None:
    return None if amount is None else pence(amount)


def _withdrawn(entry: Entry) -> Iterable[tuple[str, Row]]:
    yield "statement_withdrawn", (*place(entry), entry.fact["reason"])


VIEW = View(
    name="statement",
    version=1,
    tables=_TABLES,
    handlers={
        "minutebook.document-published.1": into("statement_document", _published),
        "minutebook.statement-made.1": into("statement_made", _made),
        "minutebook.statement-explained.1": into("statement_explained", _explained),
        "minutebook.statement-withdrawn.1": _withdrawn,
    },
)
