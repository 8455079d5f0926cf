"""The stores that are measured: ours, plain sqlite3, and the library's own default."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from domain.facts import Fact
from engine.book import Book, Order
from engine.store.factory import open_store, system_clock
from engine.store.mapper import FactMapper
from engine.store.sqlite.create import create
from engine.store.store import Store

Row = tuple[str, int, str, bytes, str, bytes]
_COLUMNS = "originator_id, originator_version, topic, state, recorded_at, hash"


def our_book(folder: Path, name: str) -> tuple[Store, Book]:
    """Create a book of ours and open it."""
    path = folder / f"{name}.db"
    create(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}", system_clock)
    return store, Book(store, "clerk")


_VERSIONS = count(1)


def rows_of(facts: Sequence[Fact]) -> list[Row]:
    """Return the rows that our ledger has of some facts, ready for a plain insert.

    Versions are counted on, so that the rows of several rounds go into one table.
    """
    stored = [FactMapper().to_stored_event(fact) for fact in facts]
    moment, digest = "2026-01-01T00:00:00.000000Z", bytes(32)
    return [
        (str(one.originator_id), next(_VERSIONS), one.topic, one.state, moment, digest)
        for one in stored
    ]


class PlainLedger:
    """The same table in plain sqlite3, with the same durability and no check of anything."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute(
            "CREATE TABLE ledger (position INTEGER PRIMARY KEY AUTOINCREMENT, originator_id TEXT,"
            " originator_version INTEGER, topic TEXT, state BLOB, recorded_at TEXT, hash BLOB,"
            " UNIQUE (originator_id, originator_version))"
        )

    def insert(self, rows: Sequence[Row]) -> int:
        """Insert rows in one durable transaction, and return how many."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(
            f"INSERT INTO ledger ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
            rows,
        )
        self.connection.execute("COMMIT")
        return len(rows)


class Saving(Aggregate):
    """A project as a user of the library would write it first: its defaults throughout."""

    @event("Started")
    def __init__(self, ref: str) -> None:
        self.ref = ref
        self.status = ""
        self.at_risk: dict[str, str] = {}

    @event("StatusReported")
    def report(self, period: str, status: str, at_risk: dict[str, str], narrative: str) -> None:
        """Record a status report."""
        self.period = period
        self.status = status
        self.at_risk = at_risk
        self.narrative = narrative


class Savings(Application[UUID]):
    """The library's default application."""


@dataclass(frozen=True)
class DefaultBook:
    """The library's default application on SQLite, with the projects it holds."""

    application: Savings
    projects: list[Saving]

    def report(self, orders: Sequence[Order]) -> None:
        """Record status reports on the projects in turn, in one transaction."""
        for number, order in enumerate(orders):
            said = order.command.model_dump(mode="json")
            self.projects[number % len(self.projects)].report(
                said["period"], said["status"], said["at_risk"], said["narrative"]
            )
        self.application.save(*self.projects)


def default_book(folder: Path, name: str, projects: int) -> DefaultBook:
    """Create a book of the library's default application."""
    application = Savings(
        {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / f"{name}.db")}
    )
    started = [Saving(f"project-{number}") for number in range(projects)]
    application.save(*started)
    return DefaultBook(application, started)
