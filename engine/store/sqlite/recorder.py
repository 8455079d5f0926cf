"""Records facts in a SQLite ledger: gapless, chained, dated by the ledger, never changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder

from engine.store.errors import UnusableStore
from engine.store.moment import stamp
from engine.store.reader import EMPTY, Head, LedgerEntry, follows
from engine.store.recorder import Clock, LedgerRecorder, has_moved
from engine.store.sqlite import head as heads
from engine.store.sqlite.appending import SQLiteAppending
from engine.store.sqlite.datastore import LedgerDatastore
from engine.store.sqlite.schema import COLUMNS

_LAST = "SELECT position, recorded_at, hash FROM ledger ORDER BY position DESC LIMIT 1"
_AFTER = f"SELECT {COLUMNS} FROM ledger WHERE position > ? ORDER BY position"  # noqa: S608 - as above
_HASH_AT = "SELECT hash FROM ledger WHERE position = ?"
_VERSION = "SELECT max(originator_version) FROM ledger WHERE originator_id = ?"
_NOTIFICATIONS = (
    "SELECT position, originator_id, originator_version, topic, state FROM ledger WHERE "
)


class SQLiteLedgerRecorder(SQLiteApplicationRecorder, LedgerRecorder):
    """Writes stored events into the ledger, and reads them as the library expects.

    Attributes:
        unremembered: why the head could not be written beside the store, if it could not.
    """

    datastore: LedgerDatastore

    def __init__(self, datastore: LedgerDatastore, clock: Clock, *, protected: bool = True) -> None:
        super().__init__(datastore, events_table_name="ledger")
        self._clock = clock
        self._protected = protected
        self.unremembered: OSError | None = None
        self._pending: Head | None = None
        self._beside = heads.remembered_beside(datastore.path)
        self._head = heads.HeadFile(self._beside)
        self.select_events_statement = (
            "SELECT originator_id, originator_version, topic, state FROM ledger "
            "WHERE originator_id=? "
        )
        self.select_max_notification_id_statement = "SELECT max(position) FROM ledger"

    @property
    def note(self) -> str | None:
        """What the person who records should know: what was not remembered, or protects no more."""
        if self.unremembered is None:
            return None if self._protected else self._unprotected()
        reason = (self.unremembered.strerror or "it failed").lower()
        return (
            f"the end of the ledger could not be remembered in {self._beside} ({reason}); until it"
            " is, `minutebook verify` cannot tell whether the last records were cut off. See to"
            " that file: the next record remembers the end again"
        )

    def _unprotected(self) -> str:
        return (
            f"{self.datastore.path} no longer refuses to change its facts, since a trigger of "
            "it is missing: run `minutebook verify`"
        )

    def construct_create_table_statements(self) -> list[str]:
        """Return nothing: only `create` makes the tables, so that opening never makes a store."""
        return []

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        expected_versions: Mapping[str, int] | None = None,
        **_: Any,
    ) -> Sequence[int] | None:
        """Record events, all or none, and return their positions; see `LedgerRecorder`."""
        if not stored_events and not expected_versions:
            return None
        with self.datastore.writing as cursor:
            last, recorded_at = self._last(cursor)
            self._refuse_if_cut_off(cursor, last)
            _refuse_if_moved(cursor, expected_versions or {})
            work = SQLiteAppending(cursor, last, max(recorded_at, stamp(self._clock())))
            work.append(stored_events)
        self._committed(work, last)
        return list(range(last.position + 1, work.head().position + 1))

    @contextmanager
    def appending(self) -> Iterator[SQLiteAppending]:
        """Begin one long transaction that appends; see `LedgerRecorder`."""
        with self.datastore.writing as cursor:
            last, recorded_at = self._last(cursor)
            self._refuse_if_cut_off(cursor, last)
            work = SQLiteAppending(cursor, last, max(recorded_at, stamp(self._clock())))
            yield work
        self._committed(work, last)

    def _committed(self, work: SQLiteAppending, last: Head) -> None:
        if work.head() != last:
            self._pending = work.head()
            if self.datastore.synchronous == "FULL":
                self._remember(self._pending)

    def close(self) -> None:
        """End a bulk load: force what it recorded to the disk, and only then remember the head.

        A commit that was not forced to the disk is not remembered, because the head could outlive
        it in a power cut, and then seem to prove that something was cut off.
        """
        if self.datastore.synchronous != "FULL" and self._pending is not None:
            try:
                self._force_log()
            except OSError as error:
                self.unremembered = error
            else:
                self._remember(self._pending)
        self._head.close()
        self.datastore.close()

    def _remember(self, head: Head) -> None:
        try:
            self._head.remember(head)
        except OSError as error:
            # The facts are recorded: raising now would make somebody record them again.
            self.unremembered = error
        else:
            self.unremembered = None

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
        first = 1 if start is None else start + (not inclusive_of_start)
        clause, values = "position >= ?", [first]
        if stop is not None:
            clause, values = clause + " AND position <= ?", [*values, stop]
        if topics:
            clause += f" AND topic IN ({','.join('?' * len(topics))})"
        statement = _NOTIFICATIONS + clause + " ORDER BY position LIMIT ?"
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, [*values, *topics, limit])
            return [
                Notification(
                    id=position,
                    originator_id=originator_id,
                    originator_version=originator_version,
                    topic=topic,
                    state=state,
                )
                for position, originator_id, originator_version, topic, state in cursor.fetchall()
            ]

    def _last(self, cursor: sqlite3.Cursor) -> tuple[Head, str]:
        """Return the head of the ledger, and the moment at which it was recorded."""
        cursor.execute(_LAST)
        row = cursor.fetchone()
        return (EMPTY, "") if row is None else (Head(row[0], row[2]), row[1])

    def _refuse_if_cut_off(self, cursor: sqlite3.Cursor, last: Head) -> None:
        """Record nothing after a ledger that lost what is remembered of it.

        The new entries would take the place of the lost ones and bury the evidence.
        """
        remembered = self._head.recall()
        if remembered is None or remembered == last:
            return
        if _holds(cursor, remembered):
            self._refuse_if_added_to(cursor, remembered)
            return
        raise UnusableStore(
            f"{self.datastore.path} does not hold what is remembered of it: at position "
            f"{remembered.position} stands another entry or none, and the ledger ends at "
            f"{last.position}; nothing was recorded. Run `minutebook verify`. If you restored an "
            f"older copy on purpose, remove {self._beside} and try again"
        )

    def _refuse_if_added_to(self, cursor: sqlite3.Cursor, remembered: Head) -> None:
        """Record nothing after entries that another program put behind the remembered ones.

        They are what a writer added that stopped before it could remember them: as a rule a few,
        after a load as many as the file had.
        """
        previous = remembered
        cursor.execute(_AFTER, (remembered.position,))
        for entry in map(LedgerEntry._make, cursor):
            if entry.position != previous.position + 1 or not follows(previous.hash, entry):
                raise UnusableStore(
                    f"{self.datastore.path} holds at position {entry.position} what minutebook did "
                    "not record there; nothing was recorded. Run `minutebook verify`"
                )
            previous = Head(entry.position, entry.hash)

    def _force_log(self) -> None:
        """Force the write-ahead log to the disk, so that no remembered entry can be lost."""
        log = self.datastore.path.with_name(self.datastore.path.name + "-wal")
        with log.open("rb+") as file:
            os.fsync(file.fileno())


def _holds(cursor: sqlite3.Cursor, remembered: Head) -> bool:
    if remembered.position == 0:
        return remembered == EMPTY
    cursor.execute(_HASH_AT, (remembered.position,))
    row = cursor.fetchone()
    return row is not None and row[0] == remembered.hash


def _refuse_if_moved(cursor: sqlite3.Cursor, expected_versions: Mapping[str, int]) -> None:
    for originator_id, expected in expected_versions.items():
        cursor.execute(_VERSION, (originator_id,))
        found = cursor.fetchone()[0] or 0
        if found != expected:
            raise has_moved(f"{originator_id} was read at version {expected} and is at {found} now")
