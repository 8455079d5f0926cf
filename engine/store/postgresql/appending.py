"""Appends to the ledger of a shared store, in one call of its function for many events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from eventsourcing.persistence import StoredEvent

from engine.store.appending import Appending
from engine.store.errors import StoreError, UnusableStore
from engine.store.postgresql import reader
from engine.store.postgresql.connection import Connection
from engine.store.postgresql.functions import (
    DAMAGED,
    MOVED,
    NO_FACT,
    NOT_FOLLOWING,
    NOT_YOURS,
    REPLACED,
)
from engine.store.postgresql.schema import SUBJECT_KEY, in_schema
from engine.store.postgresql.words import is_lost, unusable
from engine.store.reader import Head, LedgerEntry
from engine.store.recorder import does_not_follow, has_moved, recorded_first
from engine.store.url import SharedAddress

_BEGIN = "SELECT at, digest, moment FROM @schema.begin_appending(%b::text)"
_APPEND = (
    "SELECT first_position, last_position, last_hash FROM @schema.append(%b::text[], "
    "%b::bigint[], %b::text[], %b::bytea[], %b::text, %b::text[], %b::bigint[])"
)
# For a single event the server makes the arrays: the driver takes longer over them than the server
# over everything else.
_APPEND_ONE = (
    "SELECT first_position, last_position, last_hash FROM @schema.append(ARRAY[%b::text], "
    "ARRAY[%b::bigint], ARRAY[%b::text], ARRAY[%b::bytea], %b::text, '{}', '{}')"
)
_COPY = (
    "SELECT last_position, last_hash FROM @schema.copy_entries(%b::bigint[], %b::text[], "
    "%b::bigint[], %b::text[], %b::bytea[], %b::text[], %b::bytea[])"
)
_UNIQUE_VIOLATION = "23505"
_DATA_EXCEPTION = "22"
_REFUSALS = {
    DAMAGED: "does not hold what is remembered of it: {said}; nothing was recorded. "
    "Run `minutebook verify`",
    REPLACED: "was replaced meanwhile; nothing was recorded: run the same command again",
    NOT_YOURS: "refuses it: {said}; nothing was recorded",
    NO_FACT: "takes in nothing but facts: {said}{detail}; nothing was recorded",
    _UNIQUE_VIOLATION: "holds behind its end what minutebook did not record there{detail}; "
    "nothing was recorded. Run `minutebook verify`",
}
"""What the functions refuse, but for conflicts, in the words that follow the name of the book."""


class Appended:
    """What one call of the function recorded, or why it recorded nothing."""

    def __init__(self, address: SharedAddress) -> None:
        self._address = address
        self._many = in_schema(_APPEND, address.schema)
        self._one = in_schema(_APPEND_ONE, address.schema)

    def __call__(
        self,
        connection: Connection,
        stored_events: Sequence[StoredEvent],
        moment: str | None,
        expected_versions: Mapping[str, int],
    ) -> tuple[int, Head]:
        """Record events, and return the first position and the new end of the ledger.

        Raises:
            psycopg.Error: the connection was lost; what that means depends on the transaction.
            RecordedFirst, UnusableStore: nothing was recorded.
        """
        if len(stored_events) == 1 and not expected_versions:
            (event,) = stored_events
            statement = self._one
            values: tuple[Any, ...] = (
                str(event.originator_id),
                event.originator_version,
                event.topic,
                event.state,
                moment,
            )
        else:
            statement, values = self._many, _columns(stored_events, moment, expected_versions)
        try:
            row = _answer(connection, statement, values)
        except psycopg.Error as error:
            if is_lost(error):
                raise
            subjects = [str(event.originator_id) for event in stored_events]
            raise refusal(self._address.name, error, subjects) from error
        return row[0], Head(row[1], row[2])


def _columns(
    stored_events: Sequence[StoredEvent], moment: str | None, expected_versions: Mapping[str, int]
) -> tuple[Any, ...]:
    return (
        [str(event.originator_id) for event in stored_events],
        [event.originator_version for event in stored_events],
        [event.topic for event in stored_events],
        [event.state for event in stored_events],
        moment,
        list(expected_versions),
        list(expected_versions.values()),
    )


def refusal(name: str, error: psycopg.Error, subjects: Sequence[str] = ()) -> StoreError:
    """Put into words why nothing could be recorded."""
    state, said = error.sqlstate, error.diag
    if state == MOVED:
        return has_moved(str(said.message_primary))
    if state == _UNIQUE_VIOLATION and said.constraint_name == SUBJECT_KEY:
        return recorded_first(subjects)
    if state is not None and state.startswith(_DATA_EXCEPTION):
        state = NO_FACT
    if state not in _REFUSALS:
        return unusable(name, error)
    detail = f" ({said.message_detail})" if said.message_detail else ""
    return UnusableStore(
        f"{name} " + _REFUSALS[state].format(said=said.message_primary, detail=detail)
    )


def lost_while_recording(name: str) -> UnusableStore:
    """Say honestly that nobody here can know whether the facts were recorded."""
    return UnusableStore(
        f"{name}: the connection was lost before the answer came, so this may or may not have been "
        "recorded; run the same command again: what is there already changes nothing"
    )


class PostgresAppending(Appending):
    """The end of a ledger in a database, and what is put behind it."""

    def __init__(self, connection: Connection, address: SharedAddress, moment: str | None) -> None:
        """Take the lock on the end of the ledger."""
        self._connection = connection
        self._address = address
        self._append = Appended(address)
        try:
            row = _answer(connection, in_schema(_BEGIN, address.schema), (moment,))
        except psycopg.Error as error:
            raise refusal(address.name, error) from error
        self._head = Head(row[0], row[1])
        self._moment: str = row[2]

    def head(self) -> Head:
        """Return the end of the ledger, with what was appended so far."""
        return self._head

    def append(self, stored_events: Sequence[StoredEvent]) -> None:
        """Append new events; see `Appending`."""
        _, self._head = self._append(self._connection, stored_events, self._moment, {})

    def copy(self, entries: Sequence[LedgerEntry]) -> None:
        """Append entries of another ledger as they stand there; see `Appending`."""
        columns = [list(column) for column in zip(*entries, strict=True)] or [[] for _ in range(7)]
        try:
            row = _answer(self._connection, in_schema(_COPY, self._address.schema), columns)
        except psycopg.Error as error:
            if error.sqlstate == NOT_FOLLOWING:
                position, previous = str(error.diag.message_detail).split()
                raise does_not_follow(position, int(previous)) from error
            raise refusal(
                self._address.name, error, [entry.originator_id for entry in entries]
            ) from error
        self._head = Head(row[0], row[1])

    def entries_of(self, originator_id: str) -> list[LedgerEntry]:
        """Return the history of one subject, with what was appended so far."""
        return reader.entries_of(self._connection, self._address.schema, originator_id)

    def originators(self, prefix: str) -> list[str]:
        """Return the known ids that begin with a prefix, with what was appended so far; sorted."""
        return reader.originators(self._connection, self._address.schema, prefix)


def _answer(connection: Connection, statement: bytes, values: Sequence[Any]) -> tuple[Any, ...]:
    """Call a function of the book; from the first time on, the server has it prepared."""
    row = connection.execute(statement, values, prepare=True, binary=True).fetchone()
    if row is None:  # a function with OUT parameters always answers
        raise UnusableStore("the server did not answer; run `minutebook verify`")
    return row
