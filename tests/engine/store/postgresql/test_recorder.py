"""A shared ledger is dated by its server, waits its turn, and is honest about a lost answer."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest

from engine.book import Book
from engine.files.record_file import read_orders
from engine.store.errors import UnusableStore
from engine.store.moment import moment_of
from engine.store.opening import create, open_reader
from engine.store.postgresql.reader import PostgresReader
from engine.store.postgresql.recorder import PostgresLedgerRecorder
from engine.store.postgresql.store import open_shared
from engine.store.store import Store
from engine.store.url import shared_address
from engine.store.verify import verify_store
from tests.engine.store.samples import SteppingClock, noted
from tests.postgres import Server
from tests.proxies import Wire


def through(wire: Wire, url: str) -> str:
    """Name the same book at the end of a wire."""
    schema = shared_address(url).schema
    return f"postgresql://postgres@127.0.0.1:{wire.port}/postgres?schema={schema}"


def last_position(url: str) -> int:
    """Return how far a ledger goes."""
    with open_reader(url) as reader:
        return reader.last_position()


def test_without_a_clock_the_server_tells_the_moment(url: str) -> None:
    with open_shared(url) as store:
        store.events.record([noted("a")])
        (entry,) = store.reader.read_entries()

    assert len(entry.recorded_at) == len("2026-11-21T10:00:00.000000Z")
    assert abs(moment_of(entry.recorded_at) - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_time_zone_of_the_server_does_not_matter(url: str) -> None:
    address = f"{url}&options=-c%20TimeZone%3DAsia/Tokyo%20-c%20DateStyle%3DSQL"
    with open_shared(address) as store:
        store.events.record([noted("a")])
        recorded_at = store.reader.recorded_at(1)

    assert recorded_at is not None
    assert abs(moment_of(recorded_at) - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_server_dates_nothing_before_what_a_clock_that_is_fast_recorded(url: str) -> None:
    fast = SteppingClock()
    fast.now = datetime(2100, 1, 1, tzinfo=UTC)
    with open_shared(url, fast) as store:
        store.events.record([noted("a")])
    with open_shared(url) as store:
        store.events.record([noted("b")])
        assert store.reader.recorded_at(2) == "2100-01-01T00:00:00.000000Z"


def test_threads_at_once_leave_a_gapless_chain(url: str) -> None:
    with open_shared(url, timeout=60) as store, ThreadPoolExecutor(8) as pool:
        tasks = [
            pool.submit(store.events.record, [noted(f"project:{number}")]) for number in range(200)
        ]
        positions = sorted(task.result()[0] for task in tasks)
        assert positions == list(range(1, 201))
        assert verify_store(store.reader).holds


def test_a_locked_store_is_named_and_nothing_is_recorded(url: str) -> None:
    with open_shared(url) as other, open_shared(url, timeout=0.05) as store:
        with other.recorder.appending() as work:
            with pytest.raises(UnusableStore, match="locked by another program that is writing"):
                store.events.record([noted("a")])
            assert work.head().position == 0

        assert store.events.record([noted("a")]) == [1]


def test_a_thread_that_waits_too_long_for_another_is_told(url: str) -> None:
    holding, done = Event(), Event()

    with open_shared(url, timeout=0.05) as store:

        def hold() -> None:
            with store.recorder.appending():
                holding.set()
                done.wait(10)

        holder = Thread(target=hold)
        holder.start()
        holding.wait(10)
        with pytest.raises(UnusableStore, match=r"has been writing for 0\.05 seconds"):
            store.events.record([noted("a")])
        done.set()
        holder.join()


def test_reading_does_not_wait_for_a_writer_and_does_not_see_half_of_it(url: str) -> None:
    with open_shared(url) as store:
        store.events.record([noted("a")])
        with store.recorder.appending() as work:
            work.append([store.events.mapper.to_stored_event(noted("b"))])
            assert store.reader.last_position() == 1
            assert store.recorder.max_notification_id() == 1
        assert store.reader.last_position() == 2


def test_a_stream_shows_one_state_while_others_record(book: str) -> None:
    with open_shared(book) as store:
        stream = store.reader.stream()
        seen = [next(stream)]
        store.events.record([noted("late")])
        seen += stream

        assert [entry.position for entry in seen] == list(range(1, 11))
        assert store.reader.last_position() == 11


def test_who_listens_is_told_how_far_the_ledger_goes(url: str) -> None:
    address = shared_address(url)
    with psycopg.connect(address.conninfo, autocommit=True) as listener:
        listener.execute(f"LISTEN minutebook_{address.schema}".encode())
        with open_shared(url) as store:
            store.events.record([noted("a"), noted("b")])
        told = [notice.payload for notice in listener.notifies(timeout=10, stop_after=1)]

    assert told == ["2"]


def test_a_lost_answer_is_told_as_such_and_the_facts_are_there(url: str, postgres: Server) -> None:
    with Wire(postgres.socket) as wire, open_shared(through(wire, url)) as store:
        store.events.record([noted("a")])
        wire.deaf.set()
        with pytest.raises(UnusableStore, match="may or may not have been recorded; run the same"):
            store.events.record([noted("b")])
        wire.deaf.clear()

        assert last_position(url) == 2
        assert store.events.record([noted("c")]) == [3]  # over a new connection


def test_running_the_command_again_after_a_lost_answer_changes_nothing(
    url: str, postgres: Server, tmp_path: Path
) -> None:
    for name in ("ics", "pac"):
        entry = f"- body: {{ref: {name}, name: {name}, kind: committee}}"
        (tmp_path / f"{name}.yaml").write_text(entry, encoding="utf-8")
    with Wire(postgres.socket) as wire:
        behind = PostgresLedgerRecorder(shared_address(through(wire, url)), None, timeout=5)
        with Store(behind, lambda: PostgresReader(shared_address(url))) as store:
            book = Book(store, "clerk")
            book.record(read_orders([tmp_path / "ics.yaml"]))
            wire.deaf.set()
            with pytest.raises(UnusableStore, match="may or may not have been recorded"):
                book.record(read_orders([tmp_path / "pac.yaml"]))
            wire.deaf.clear()

            again = book.record(read_orders([tmp_path / "pac.yaml"]))

            assert again.positions == ()
            assert store.reader.last_position() == 2


def test_a_connection_lost_before_the_end_of_a_long_transaction_undoes_it(url: str) -> None:
    def append_while_it_is_cut(store: Store) -> None:
        with store.recorder.appending() as work:
            work.append([store.events.mapper.to_stored_event(noted("b"))])
            cut_others(url)
            work.entries_of("a")

    with open_shared(url) as store:
        store.events.record([noted("a")])
        with pytest.raises(UnusableStore, match="the connection was lost"):
            append_while_it_is_cut(store)
        assert last_position(url) == 1
        assert store.events.record([noted("b")]) == [2]  # over a new connection


def test_a_lost_answer_to_the_end_of_a_long_transaction_is_told(url: str) -> None:
    def append_and_be_cut(store: Store) -> None:
        with store.recorder.appending() as work:
            work.append([store.events.mapper.to_stored_event(noted("a"))])
            cut_others(url)

    with (
        open_shared(url) as store,
        pytest.raises(UnusableStore, match="may or may not have been recorded"),
    ):
        append_and_be_cut(store)


def cut_others(url: str) -> None:
    """End every other connection of minutebook, as the administrator of a server may."""
    with psycopg.connect(shared_address(url).conninfo, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'minutebook' AND pid <> pg_backend_pid()"
        )


def test_a_clerk_needs_no_right_to_write_in_the_tables(url: str, postgres: Server) -> None:
    schema = shared_address(url).schema
    grant(postgres, schema, f"clerk_{schema}", execute=True)
    with open_shared(postgres.url(schema, user=f"clerk_{schema}")) as store:
        assert store.events.record([noted("a")]) == [1]
        with store.recorder.appending() as work:
            work.append([store.events.mapper.to_stored_event(noted("b"))])
        assert verify_store(store.reader).unprotected == ()


def test_a_reader_who_may_not_record_is_told(url: str, postgres: Server) -> None:
    schema = shared_address(url).schema
    grant(postgres, schema, f"auditor_{schema}", execute=False)
    with open_shared(postgres.url(schema, user=f"auditor_{schema}")) as store:
        assert verify_store(store.reader).holds
        with pytest.raises(UnusableStore, match=r"refuses you.*ask its owner for the rights"):
            store.events.record([noted("a")])


def test_who_has_no_rights_at_all_is_told(url: str, postgres: Server) -> None:
    schema = shared_address(url).schema
    postgres.execute(f"CREATE ROLE stranger_{schema} LOGIN")
    with pytest.raises(UnusableStore, match=r"refuses you.*ask its owner for the rights"):
        open_reader(postgres.url(schema, user=f"stranger_{schema}"))


def grant(server: Server, schema: str, role: str, *, execute: bool) -> None:
    """Make a role with the rights that docs/shared-store.md gives."""
    server.execute(f"CREATE ROLE {role} LOGIN")
    server.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    server.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")
    if execute:
        functions = f"{schema}.begin_appending, {schema}.append"
        server.execute(f"GRANT EXECUTE ON FUNCTION {functions} TO {role}")


def test_a_standby_is_read_only(url: str) -> None:
    read_only = f"{url}&options=-c%20default_transaction_read_only%3Don"
    with open_shared(read_only) as store:
        assert store.reader.last_position() == 0
        with pytest.raises(UnusableStore, match=r"read-only.*name the primary server"):
            store.events.record([noted("a")])


def test_who_waited_goes_on_behind_whatever_isolation_the_server_prefers(url: str) -> None:
    strict = f"{url}&options=-c%20default_transaction_isolation%3Dserializable"
    with open_shared(strict) as first, open_shared(strict) as second, ThreadPoolExecutor(1) as pool:
        with first.recorder.appending() as work:
            work.append([first.events.mapper.to_stored_event(noted("a"))])
            waiting = pool.submit(second.events.record, [noted("b")])
            wait_until_somebody_waits(url)
        assert waiting.result(10) == [2]


def wait_until_somebody_waits(url: str) -> None:
    """Return when a program waits for the lock of a book."""
    with psycopg.connect(shared_address(url).conninfo, autocommit=True) as other:
        while not other.execute(
            "SELECT 1 FROM pg_stat_activity "
            "WHERE wait_event_type = 'Lock' AND application_name = 'minutebook'"
        ).fetchone():
            time.sleep(0.01)


def test_several_books_stand_side_by_side(postgres: Server) -> None:
    urls = [postgres.url(), postgres.url()]
    for url in urls:
        create(url)
        with open_shared(url) as store:
            assert store.events.record([noted("a")]) == [1]
    for url in urls:
        with open_reader(url) as reader:
            assert verify_store(reader).holds
            assert reader.last_position() == 1
