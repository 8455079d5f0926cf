"""What a view declares: its tables, and the rows that each kind of fact adds to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from engine.store.reader import LedgerEntry

_TABLE = re.compile(r"\s*CREATE\s+TABLE\s+(\w+)", re.IGNORECASE)

Row = tuple[Any, ...]
"""The values of one row, in the order of its table's columns."""


class Entry(NamedTuple):
    """One fact as a view sees it: the row of the ledger with its JSON decoded.

    Amounts are decimal strings and dates ISO strings, as stored: no domain object is built,
    because a rebuild would spend most of its time on that. ``state`` is the JSON as it stands in
    the ledger, for views that keep it whole.
    """

    position: int
    recorded_at: str
    subject: str
    version: int
    topic: str
    fact: dict[str, Any]
    state: bytes


def entry_of(stored: LedgerEntry) -> Entry:
    """Return a row of the ledger as a view sees it."""
    position, subject, version, topic, state, recorded_at, _ = stored
    return Entry(position, recorded_at, subject, version, topic, json.loads(state), state)


Handler = Callable[[Entry], Iterable[tuple[str, Row]]]
"""Takes a fact and gives the rows that it adds, each with the name of its table."""


Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
"""Asks the tables as they stand before the rows of a batch are added."""


class Carried(Protocol):
    """Works out rows from those that came before; lives as long as the run that fills the tables.

    It may remember what it worked out only as long as the batches follow each other without a gap:
    between two of ours, another program may have added rows.
    """

    def rows(
        self, gathered: Mapping[str, list[Row]], first: int, last: int, ask: Ask
    ) -> Iterable[tuple[str, Row]]:
        """Give the rows that a batch of facts adds besides those that the handlers gathered.

        Args:
            gathered: the rows of the handlers by table, in the order of the facts.
            first: the position at which the batch begins.
            last: the position at which it ends.
            ask: reads the view's own tables; at position 1 they are empty, and have no indexes yet.
        """


@dataclass(frozen=True)
class View:
    """A read model: tables that are filled from the ledger by adding rows, and nothing else.

    Attributes:
        name: unique; every table's name is this name, or begins with it and an underscore.
        version: to be raised whenever the tables or the handlers change; the view is then rebuilt.
        tables: the statements that create the tables, and the indexes on them.
        handlers: what each topic adds; topics that are not named here add nothing.
        once: tables of names, whose key is their whole row: one that is there already stays alone.
        carried: makes what works out rows from earlier ones, if the view has such rows.
    """

    name: str
    version: int
    tables: tuple[str, ...]
    handlers: Mapping[str, Handler]
    once: tuple[str, ...] = ()
    carried: Callable[[], Carried] | None = None

    def __post_init__(self) -> None:
        """Make sure that no two views can claim the same table.

        Raises:
            ValueError: a table does not bear the name of the view.
        """
        for table in self.table_names:
            if table != self.name and not table.startswith(f"{self.name}_"):
                raise ValueError(f"the table {table} does not bear the name of {self.name}")

    @cached_property
    def table_names(self) -> tuple[str, ...]:
        """The tables that it creates."""
        return tuple(
            found[1] for statement in self.tables if (found := _TABLE.match(statement)) is not None
        )

    @cached_property
    def index_statements(self) -> tuple[str, ...]:
        """What creates no table: indexes, which are cheaper to make when the rows are there."""
        return tuple(statement for statement in self.tables if not _TABLE.match(statement))
