"""Brings views up to the end of the ledger: batch after batch, each with the position it reached.

Rows and the position up to which a view has read are written in one transaction, and the position
is read again under the write lock, so several programs may catch up at once and nothing is counted
twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from engine.store.checked import CheckedReader
from engine.store.errors import UnreadableFact
from engine.store.reader import EMPTY, LedgerEntry, LedgerReader
from projections.tables import Tables, Tracked
from projections.view import Entry, Handler, Row, View
from projections.views import Views, database_errors

BATCH = 1000
"""How many facts are read and written at once."""

FAR = 20_000
"""How many facts further than it has read a view may be behind and still go on from there."""

_MANY = 100_000
_WORTH_LOADING = 500

Progress = Callable[[int], None]
"""Told now and then up to which position the views have read."""


Note = Callable[[str], None]
"""Told what a person should know: why the views are not kept, or what takes long."""


class Work(NamedTuple):
    """What there is to do, wherever the views are kept; not past ``until`` where that is given."""

    reader: LedgerReader
    views: Sequence[View]
    progress: Progress | None = None
    until: int | None = None


class Catching:
    """One run of views after the ledger.

    Args:
        tables: where the views are kept.
        work: which views, and of which ledger.
    """

    def __init__(self, tables: Tables, work: Work) -> None:
        self._tables = tables
        self._reader = CheckedReader(work.reader)
        self._views = {view.name: view for view in work.views}
        self._progress = work.progress
        self._until = work.until
        self._together = Handlers(work.views)

    def current(self) -> bool:
        """Tell whether there is nothing to do; takes no lock, as most readings end here."""
        tracked, head = self._tables.tracked(), self._reader.head()
        return self.usable(tracked) and all(
            (tracked[name].position, tracked[name].hash) == head for name in self._views
        )

    def usable(self, tracked: dict[str, Tracked] | None = None) -> bool:
        """Tell whether all views can go on from where they are: same form, same ledger, all there.

        Views that are so far behind that making them anew is quicker count as not usable.
        """
        tracked = self._tables.tracked() if tracked is None else tracked
        if not self._same_form(tracked):
            return False
        reached = {(tracked[name].position, tracked[name].hash) for name in self._views}
        head = self._reader.head() if reached else EMPTY
        return all(
            (position, digest) == head
            or (head.position <= 2 * position + FAR and self._reader.hash_at(position) == digest)
            for position, digest in reached
        )

    def _same_form(self, tracked: dict[str, Tracked]) -> bool:
        wanted = {name: (view.version, view.table_names) for name, view in self._views.items()}
        found = {
            name: (tracked[name].version, tracked[name].tables)
            for name in wanted.keys() & tracked.keys()
        }
        tables = {table for view in self._views.values() for table in view.table_names}
        return found == wanted and self._tables.existing() >= tables

    def go_on(self) -> None:
        """Bring views that are usable up to the end of the ledger, one transaction a batch."""
        while self._views and self._advance():
            pass

    def _advance(self) -> bool:
        """Do one batch, unless another program has done it, and tell whether there may be more."""
        with self._tables.transaction():
            tracked = self._tables.tracked()
            return self._batch({name: tracked[name].position for name in self._views})

    def follow(self, is_busy: Callable[[Exception], bool]) -> None:
        """Go on, and wait as long as another program does it for us; ``is_busy`` tells of one."""
        reached = self._tables.tracked()
        while not self.current():
            try:
                self.go_on()
            except database_errors() as error:
                found = self._tables.tracked()
                if not is_busy(error) or found == reached:
                    raise
                reached = found

    def build(self) -> None:
        """Make the views where there are none, and nobody looks until all of them are whole."""
        with self._tables.transaction():
            self._tables.make(self._views.values())
        while self._views and self._advance():
            pass
        with self._tables.transaction():
            self._tables.finish(self._views.values())

    def _batch(self, positions: dict[str, int]) -> bool:
        """Carry the views that are furthest behind one batch on, but not past the next ones."""
        behind = min(positions.values())
        group = [name for name, position in positions.items() if position == behind]
        limit = min(
            (position - behind for position in positions.values() if position > behind),
            default=BATCH,
        )
        if self._until is not None:
            limit = min(limit, self._until - behind)
        entries = self._reader.read_entries(behind + 1, min(BATCH, limit))
        if not entries:
            return False
        handlers = self._together
        if len(group) < len(positions):
            handlers = Handlers([self._views[name] for name in group])
        handlers.add(entries, self._tables)
        self._tables.track(group, entries[-1].position, entries[-1].hash)
        if self._progress is not None:
            self._progress(entries[-1].position)
        return True

    def opened(self) -> Views:
        """Return the views for questions only."""
        tracked = self._tables.tracked()
        position = min((tracked[name].position for name in self._views), default=0)
        return self._tables.opened(self._reader, position)


def _decoder(count: int) -> Callable[[bytes], dict[str, Any]]:
    """Return what reads JSON: for many facts the fastest there is, though it takes time to load."""
    if count < _WORTH_LOADING:
        return json.loads
    from pydantic_core import from_json  # noqa: PLC0415 - as said

    return from_json


class Handlers:
    """What some views do with each kind of fact, sorted once for all."""

    def __init__(self, views: Sequence[View]) -> None:
        self._tables = [table for view in views for table in view.table_names]
        self._once: dict[str, set[Row]] = {table: set() for view in views for table in view.once}
        self._carried = [view.carried() for view in views if view.carried is not None]
        self._of: dict[str, list[Handler]] = {}
        for view in views:
            for topic, handler in view.handlers.items():
                self._of.setdefault(topic, []).append(handler)

    def add(self, entries: list[LedgerEntry], tables: Tables) -> None:
        """Add the rows of some facts."""
        gathered = self.rows(entries)
        for carried in self._carried:
            first, last = entries[0].position, entries[-1].position
            for table, row in carried.rows(gathered, first, last, tables.run):
                gathered[table].append(row)
        for table, rows in gathered.items():
            told = self._once.get(table)
            if told is None:
                if rows:
                    tables.add(table, rows)
                continue
            new = [row for row in dict.fromkeys(rows) if row not in told]
            if new:
                tables.add(table, new, once=True)
                if len(told) > _MANY:
                    told.clear()
                told.update(new)

    def rows(self, entries: list[LedgerEntry]) -> dict[str, list[Row]]:
        """Ask the handlers for their rows, gathered by table."""
        gathered: dict[str, list[Row]] = {table: [] for table in self._tables}
        decode = _decoder(len(entries))
        for position, subject, version, topic, state, recorded_at, _ in entries:
            wanted = self._of.get(topic)
            if wanted is None:
                continue
            try:
                entry = Entry(position, recorded_at, subject, version, topic, decode(state), state)
                for handler in wanted:
                    for table, row in handler(entry):
                        gathered[table].append(row)
            except Exception as error:
                _refuse_what_is_no_fact(position, subject, version, topic, state)
                error.add_note(f"while reading {topic} at position {position}")
                raise
        return gathered


def _refuse_what_is_no_fact(
    position: int, subject: str, version: int, topic: str, state: bytes
) -> None:
    """Say so if what a view stumbled over is not the view's fault."""
    from domain.facts import Fact  # noqa: PLC0415 - it takes long to load
    from engine.store.mapper import FactMapper  # noqa: PLC0415 - the same

    if topic not in Fact.BY_TOPIC:
        return
    try:
        FactMapper().fact(subject, version, topic, state)
    except UnreadableFact as error:
        raise UnreadableFact(
            f"position {position} is no fact, though its hash holds, and no list is made of it: "
            f"{error}. Another program than minutebook recorded it: restore the book from a backup "
            "that ends before it"
        ) from error
