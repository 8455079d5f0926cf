"""Records facts in a shared ledger: gapless, chained, dated by the ledger, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import psycopg
from eventsourcing.persistence import Notification, StoredEvent

from engine.store.moment import stamp
from engine.store.postgresql.appending import Appended, PostgresAppending, lost_while_recording
from engine.store.postgresql.connection import Line
from engine.store.postgresql.schema import in_schema
from engine.store.postgresql.words import is_lost, unusable
from engine.store.recorder import Clock, LedgerRecorder
from engine.store.url import SharedAddress

_EVENTS = (
    "SELECT originator_id, originator_version, topic, state FROM @schema.ledger "
    "WHERE originator_id = %b"
)
_NOTIFICATIONS = (
    "SELECT position, originator_id, originator_version, topic, state FROM @schema.ledger "
    "WHERE position >= %b"
)
_MAX = "SELECT max(position) FROM @schema.ledger"


class PostgresLedgerRecorder(LedgerRecorder):
    """Writes stored events into the ledger, and reads them as the library expects.

    It holds two connections, because what a long transaction has not committed yet is nobody's
    to read.
    """

    def __init__(self, address: SharedAddress, clock: Clock | None, *, timeout: float) -> None:
        """Connect to a book.

        Args:
            address: where it is.
            clock: tells what time it is; without one, the server does.
            timeout: seconds to wait for another program to finish writing.
        """
        self._address = address
        self._clock = clock
        self._writing = Line(address, timeout=timeout)
        self._reading = Line(address, timeout=timeout)
        self._append = Appended(address)
        self._writing.open()  # so that what is wrong is said now and not at the first fact

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        expected_versions: Mapping[str, int] | None = None,
        **_: Any,
    ) -> Sequence[int] | None:
        """Record events, all or none, and return their positions; see `LedgerRecorder`.

        Locking, checking, chaining, inserting and committing are one round trip to the server.
        """
        if not stored_events and not expected_versions:
            return None
        with self._writing.turn() as connection:
            try:
                first, last = self._append(
                    connection, stored_events, self._moment(), expected_versions or {}
                )
            except psycopg.Error as error:  # only a lost connection comes through
                raise lost_while_recording(self._address.name) from error
        return list(range(first, last.position + 1))

    @contextmanager
    def appending(self) -> Iterator[PostgresAppending]:
        """Begin one long transaction that appends; see `LedgerRecorder`."""
        with self._writing.turn() as connection:
            done = False
            try:
                with connection.transaction():
                    yield PostgresAppending(connection, self._address, self._moment())
                    done = True
            except psycopg.Error as error:
                if done and is_lost(error):
                    raise lost_while_recording(self._address.name) from error
                raise unusable(self._address.name, error) from error

    def select_events(
        self,
        originator_id: Any,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return the events of one aggregate, by version."""
        statement = _EVENTS
        values: list[Any] = [str(originator_id)]
        for clause, value in (
            (" AND originator_version > %b", gt),
            (" AND originator_version <= %b", lte),
        ):
            if value is not None:
                statement, values = statement + clause, [*values, value]
        statement += f" ORDER BY originator_version {'DESC' if desc else 'ASC'}"
        if limit is not None:
            statement, values = statement + " LIMIT %b", [*values, limit]
        return [StoredEvent(*row) for row in self._rows(statement, values)]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return up to ``limit`` entries from ``start`` to ``stop`` (inclusive), in order."""
        statement = _NOTIFICATIONS
        values: list[Any] = [1 if start is None else start + (not inclusive_of_start)]
        if stop is not None:
            statement, values = statement + " AND position <= %b", [*values, stop]
        if topics:
            statement, values = statement + " AND topic = ANY(%b::text[])", [*values, list(topics)]
        rows = self._rows(statement + " ORDER BY position LIMIT %b", [*values, limit])
        return [
            Notification(
                id=position,
                originator_id=originator_id,
                originator_version=originator_version,
                topic=topic,
                state=state,
            )
            for position, originator_id, originator_version, topic, state in rows
        ]

    def max_notification_id(self) -> int | None:
        """Return the last position, ``None`` when nothing has been recorded."""
        position: int | None = self._rows(_MAX, [])[0][0]
        return position

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> NoReturn:
        """Refuse, as over a file: the views read what is new when somebody asks for them."""
        raise NotImplementedError(f"no subscription from {gt} for {topics}: views pull what is new")

    def close(self) -> None:
        """Let go of the server."""
        self._writing.close()
        self._reading.close()

    def _moment(self) -> str | None:
        return None if self._clock is None else stamp(self._clock())

    def _rows(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._reading.turn() as connection:
            text = in_schema(statement, self._address.schema)
            return connection.execute(text, values, binary=True).fetchall()
