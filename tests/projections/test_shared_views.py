"""Views of a shared book keep up with it, are disposable, and never count anything twice."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent

from engine.store.factory import open_store
from engine.store.opening import create, open_reader
from engine.store.store import Store
from projections import catching
from projections.postgresql import keeping
from projections.postgresql.dialect import translated
from projections.runner import catch_up, rebuild
from projections.sqlite import keeping as in_files
from projections.view import View
from projections.views import Views
from tests.postgres import Server
from tests.projections.counting import COUNTED

NAMED = View(
    "named",
    1,
    (
        "CREATE TABLE named (position INTEGER, text TEXT)",
        "CREATE TABLE named_once (t TEXT PRIMARY KEY)",
    ),
    {
        "noted": lambda entry: [
            ("named", (entry.position, entry.fact["text"])),
            ("named_once", (entry.fact["text"],)),
        ]
    },
    once=("named_once",),
)


def add(store: Store, count: int = 1) -> None:
    """Record facts, each of a subject of its own."""
    start = store.recorder.max_notification_id() or 0
    store.recorder.insert_events(
        [
            StoredEvent(f"s:{start + n}", 1, "noted", json.dumps({"text": f"{n % 2}"}).encode())
            for n in range(count)
        ]
    )


@pytest.fixture
def url(postgres_url: Callable[[], str]) -> str:
    """Name a shared book that is there."""
    address = postgres_url()
    create(address)
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Give a shared book with three facts."""
    with open_store(url) as opened:
        add(opened, 3)
        yield opened


@pytest.fixture
def schema(url: str) -> str:
    """Name the schema of the views."""
    return f"{url.partition('schema=')[2]}_views"


def counted(views: Views, table: str = "counted") -> int:
    """Count the rows of a table, and let the views go."""
    with closing(views):
        (count,) = views.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - named here
        return int(count)


@pytest.fixture
def no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no views be built in memory."""
    monkeypatch.setattr(in_files, "in_memory", lambda _: pytest.fail("built in memory"))


@pytest.mark.usefixtures("no_memory")
def test_views_stand_in_a_schema_of_their_own_and_only_what_is_new_is_read(
    store: Store, postgres: Server, schema: str
) -> None:
    told: list[int] = []
    assert counted(catch_up(store.reader, [COUNTED])) == 3
    add(store)
    assert counted(catch_up(store.reader, [COUNTED], progress=told.append)) == 4
    assert counted(catch_up(store.reader, [COUNTED], progress=told.append)) == 4
    assert told == [4]
    with postgres.connect() as other:
        found = other.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema,))
        assert {name for (name,) in found} == {"counted", "minutebook_views"}


def test_columns_are_read_by_index_and_by_name_and_nothing_can_be_written(store: Store) -> None:
    with closing(catch_up(store.reader, [NAMED])) as views:
        row = views.execute("SELECT position, text FROM named ORDER BY position").fetchone()
        assert (row[0], row["position"], row["text"], tuple(row)) == (1, 1, "0", (1, "0"))
        (total,) = views.execute("SELECT sum(position) FROM named WHERE text <> '?%'").fetchone()
        assert (total, type(total)) == (6, int)
        assert list(views.tuples("SELECT t FROM named_once ORDER BY t")) == [("0",), ("1",)]
        with pytest.raises(Exception, match="read-only"):
            views.execute("DELETE FROM named")


@pytest.mark.usefixtures("no_memory")
def test_many_rows_are_written_as_few_are(store: Store) -> None:
    assert counted(catch_up(store.reader, [NAMED]), "named") == 3
    add(store, 2500)
    assert counted(catch_up(store.reader, [NAMED]), "named") == 2503
    assert counted(catch_up(store.reader, [NAMED]), "named_once") == 2
    assert counted(rebuild(store.reader, [NAMED]), "named") == 2503


@pytest.mark.usefixtures("no_memory")
def test_views_may_be_dropped_at_any_time(store: Store, postgres: Server, schema: str) -> None:
    assert counted(catch_up(store.reader, [COUNTED])) == 3
    postgres.execute(f"DROP SCHEMA {schema} CASCADE")
    assert counted(catch_up(store.reader, [COUNTED])) == 3
    postgres.execute(f"DROP TABLE {schema}.counted")
    assert counted(catch_up(store.reader, [COUNTED])) == 3


@pytest.mark.usefixtures("no_memory")
def test_a_new_version_is_built_anew_and_the_old_one_goes(
    store: Store, postgres: Server, schema: str
) -> None:
    rows = [("CREATE TABLE counted (position INTEGER, twice INTEGER)")]
    assert counted(catch_up(store.reader, [COUNTED])) == 3
    newer = replace(
        COUNTED,
        version=2,
        tables=tuple(rows),
        handlers={"noted": lambda entry: [("counted", (entry.position, 2 * entry.position))]},
    )
    with closing(catch_up(store.reader, [newer])) as views:
        assert views.execute("SELECT sum(twice) FROM counted").fetchone()[0] == 12
    with postgres.connect() as other:
        found = other.execute(
            "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", (schema,)
        )
        assert found.fetchall() == [(schema,)]


@pytest.mark.usefixtures("no_memory")
def test_while_views_are_rebuilt_others_go_on_with_the_old_ones(store: Store, url: str) -> None:
    assert counted(catch_up(store.reader, [COUNTED])) == 3
    found: list[int] = []

    def record_and_read(_: int) -> None:
        if len(found) < 3:
            add(store)
            with open_reader(url) as reader:
                found.append(counted(catch_up(reader, [COUNTED], note=pytest.fail)))

    assert counted(rebuild(store.reader, [COUNTED], progress=record_and_read)) == 6
    assert found == [4, 5, 6]
    assert counted(catch_up(store.reader, [COUNTED])) == 6


@pytest.mark.usefixtures("no_memory")
def test_what_a_rebuild_leaves_that_is_killed_the_next_clears(
    store: Store, postgres: Server, schema: str
) -> None:
    for left in (f"{schema}_new", f"{schema}_old"):
        postgres.execute(f"CREATE SCHEMA {left}")
        postgres.execute(f"CREATE TABLE {left}.minutebook_views (x text)")
    assert counted(catch_up(store.reader, [COUNTED], note=pytest.fail)) == 3


@pytest.mark.usefixtures("no_memory")
def test_who_finds_views_being_built_waits_and_is_told_so(
    store: Store, postgres: Server, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_SOON", 0)
    said: list[str] = []
    with postgres.connect() as other:
        other.execute(
            "SELECT pg_advisory_lock(hashtextextended('minutebook views of ' || %s, 0))",
            (schema.removesuffix("_views"),),
        )

        def go(text: str) -> None:
            said.append(text)
            other.close()

        assert counted(catch_up(store.reader, [COUNTED], note=go)) == 3
    assert said == ["another program is building the views: waiting until they are there"]


def test_a_schema_that_is_not_ours_is_never_touched_and_that_is_said_once(
    store: Store, postgres: Server, schema: str
) -> None:
    postgres.execute(f"CREATE SCHEMA {schema}")
    postgres.execute(f"CREATE TABLE {schema}.precious (x text)")
    for bring_up in (catch_up, rebuild):
        said: list[str] = []
        assert counted(bring_up(store.reader, [COUNTED], note=said.append)) == 3
        assert len(said) == 1
        assert said[0].startswith(f"the schema {schema} does not hold views that minutebook made")
    with postgres.connect() as other:
        assert other.execute(f"SELECT count(*) FROM {schema}.precious").fetchone() == (0,)  # noqa: S608 - named here


def role(postgres: Server, schema: str, *rights: str) -> str:
    """Make a user that may do some things in a book."""
    book = schema.removesuffix("_views")
    name = f"{book}_user"
    for statement in (f"CREATE ROLE {name} LOGIN", f"GRANT USAGE ON SCHEMA {book} TO {name}"):
        postgres.execute(statement)
    for right in rights:
        postgres.execute(f"GRANT {right.format(book=book)} TO {name}")
    return name


def test_who_may_only_read_the_ledger_reads_kept_views_or_builds_them_in_memory(
    store: Store, postgres: Server, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = role(postgres, schema, "SELECT ON ALL TABLES IN SCHEMA {book}")
    theirs = postgres.url(schema.removesuffix("_views"), user=name)
    with open_reader(theirs) as reader:
        assert counted(catch_up(reader, [COUNTED], note=pytest.fail)) == 3  # there are none yet
    counted(catch_up(store.reader, [COUNTED]))
    with open_reader(theirs) as reader, monkeypatch.context() as patched:
        patched.setattr(in_files, "in_memory", lambda _: pytest.fail("built in memory"))
        assert counted(catch_up(reader, [COUNTED], note=pytest.fail)) == 3
    add(store)
    with open_reader(theirs) as reader:
        assert counted(catch_up(reader, [COUNTED], note=pytest.fail)) == 4  # they lag behind
        said: list[str] = []
        assert counted(rebuild(reader, [COUNTED], note=said.append)) == 4
        assert said[0].startswith(f"{schema} could not be renewed (")


@pytest.mark.usefixtures("no_memory")
def test_who_may_record_keeps_the_views_up(store: Store, postgres: Server, schema: str) -> None:
    rights = ("SELECT ON ALL TABLES IN SCHEMA {book}", "EXECUTE ON ALL FUNCTIONS IN SCHEMA {book}")
    name = role(postgres, schema, *rights)
    counted(catch_up(store.reader, [COUNTED]))
    add(store)
    with open_reader(postgres.url(schema.removesuffix("_views"), user=name)) as reader:
        assert counted(catch_up(reader, [COUNTED], note=pytest.fail)) == 4


def test_where_nothing_can_be_written_kept_views_answer(
    store: Store, postgres: Server, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(catch_up(store.reader, [COUNTED]))
    book = schema.removesuffix("_views")
    name = role(postgres, schema, "SELECT ON ALL TABLES IN SCHEMA {book}")
    postgres.execute(f"ALTER ROLE {name} SUPERUSER")
    postgres.execute(f"ALTER ROLE {name} SET default_transaction_read_only = on")  # as a standby
    with open_reader(postgres.url(book, user=name)) as reader:
        with monkeypatch.context() as patched:
            patched.setattr(in_files, "in_memory", lambda _: pytest.fail("built in memory"))
            assert counted(catch_up(reader, [COUNTED])) == 3
        add(store)
        assert counted(catch_up(reader, [COUNTED], note=pytest.fail)) == 4


@pytest.mark.usefixtures("no_memory")
def test_views_that_are_far_behind_are_made_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(catch_up(store.reader, [COUNTED]))
    monkeypatch.setattr(catching, "FAR", 10)
    add(store, 20)
    built = []
    build = catching.Catching.build

    def noted(this: catching.Catching) -> None:
        built.append(this)
        build(this)

    monkeypatch.setattr(catching.Catching, "build", noted)
    assert counted(catch_up(store.reader, [COUNTED])) == 23
    assert len(built) == 1


PROGRAM = """
import sys
from engine.store.opening import open_reader
from projections.runner import catch_up, rebuild
from projections.sqlite import keeping
from tests.projections.counting import COUNTED

keeping.in_memory = None
for turn in range(20):
    with open_reader(sys.argv[1]) as reader:
        last = reader.last_position()
        views = (rebuild if turn % 7 == int(sys.argv[2]) else catch_up)(reader, [COUNTED])
        (count,) = views.execute("SELECT count(*) FROM counted").fetchone()
        views.close()
        assert count >= last, (count, last)
"""


def test_several_programs_at_once_count_everything_once(store: Store, url: str) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, url, str(number)]) for number in range(3)
    ]
    while any(program.poll() is None for program in running):
        add(store, 50)
        time.sleep(0.02)  # or the programs do little else than run after us
    assert [program.wait(60) for program in running] == [0, 0, 0]

    with closing(catch_up(store.reader, [COUNTED])) as views:
        found: list[Any] = list(views.tuples("SELECT position FROM counted ORDER BY position"))
    assert found == [(n,) for n in range(1, store.reader.last_position() + 1)]


def test_statements_are_put_into_the_words_of_the_driver() -> None:
    assert translated("SELECT ':x?' WHERE a = ? AND b = :b AND c % 2") == (
        "SELECT ':x?' WHERE a = %s AND b = %(b)s AND c %% 2"
    )
    assert translated("CREATE TABLE t (text TEXT, n INTEGER, h BLOB) WITHOUT ROWID") == (
        'CREATE TABLE t (text text COLLATE "C", n bigint, h bytea)'
    )
