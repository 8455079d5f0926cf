"""The views of a book, open for questions, whatever database they are kept in.

Questions are written once, in SQL that SQLite and PostgreSQL both understand: values stand as ``?``
or ``:name``, every column that is not summed is named under ``GROUP BY``, and a statement uses no
function that only one of them has.
"""

from __future__ import annotations

import sqlite3
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from engine.store.reader import LedgerReader

Values = Sequence[Any] | Mapping[str, Any]
"""What stands in a statement's places: in order for ``?``, by name for ``:name``."""


class Row(Protocol):
    """A row of an answer: its columns are read by index, by name, or all in order."""

    def __getitem__(self, key: Any, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Answer(Protocol):
    """The rows that answer a question."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """Return the next row, ``None`` behind the last."""

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""


class Views(ABC):
    """Views that have read the ledger up to a position; close them when the answers are there.

    Attributes:
        ledger: the ledger that they were made from, for what need not be stored twice.
        position: the last position that all of them have read.
        kept: whether they outlive being closed; those that were built in memory do not.
    """

    kept = True

    def __init__(self, ledger: LedgerReader, position: int) -> None:
        self.ledger = ledger
        self.position = position

    @abstractmethod
    def execute(self, statement: str, values: Values = ()) -> Answer:
        """Ask a question; nothing can be written."""

    @abstractmethod
    def tuples(self, statement: str, values: Values = ()) -> Iterable[tuple[Any, ...]]:
        """Ask for plain tuples, which cost less than named rows where there are thousands."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the views."""


def database_errors() -> tuple[type[Exception], ...]:
    """Return what the databases raise whose drivers are loaded."""
    psycopg = sys.modules.get("psycopg")
    return (sqlite3.Error,) if psycopg is None else (sqlite3.Error, psycopg.Error)
