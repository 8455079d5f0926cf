"""Views keep up with the ledger, are disposable, and never count anything twice."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent

from engine.store.create import create
from engine.store.factory import Store, open_store
from engine.store.reader import LedgerReader
from projections import runner
from projections.runner import catch_up, rebuild, views_beside
from projections.view import Entry, Row, View
from tests.engine.store.conftest import read_only, tampering
from tests.projections.counting import COUNTED


def amounts(entry: Entry) -> Iterator[tuple[str, Row]]:
    """Add one row for an amount."""
    yield "sums", (entry.position, entry.subject, entry.fact["amount"])


def doubles(entry: Entry) -> Iterator[tuple[str, Row]]:
    """Add two rows for an amount, in two tables."""
    yield "pairs", (entry.recorded_at, entry.version)
    yield "pairs_more", (entry.topic,)


SUMS = View(
    "sums",
    1,
    (
        "CREATE TABLE sums (position INTEGER PRIMARY KEY, subject TEXT, amount TEXT)",
        "CREATE INDEX sums_by_subject ON sums (subject)",
    ),
    {"noted": amounts},
)
PAIRS = View(
    "pairs",
    1,
    ("CREATE TABLE pairs (recorded_at TEXT, version INTEGER)", "CREATE TABLE pairs_more (t TEXT)"),
    {"noted": doubles},
)


def clock() -> datetime:
    """Stand still."""
    return datetime(2026, 11, 21, 10, tzinfo=UTC)


def add(store: Store, count: int = 1, topic: str = "noted") -> None:
    """Record facts, each of a subject of its own."""
    start = store.recorder.max_notification_id() or 0
    store.recorder.insert_events(
        [
            StoredEvent(f"s:{start + n}", 1, topic, json.dumps({"amount": f"{n}.50"}).encode())
            for n in range(count)
        ]
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store with three facts, of which two matter to the views."""
    with open_store(f"sqlite:///{create(f'sqlite:///{tmp_path}/minutebook.db')}", clock) as opened:
        add(opened, 2)
        add(opened, topic="of no interest")
        yield opened


def rows(connection: sqlite3.Connection, table: str = "sums") -> list[tuple[object, ...]]:
    """Read a table, and let the views go."""
    with closing(connection):
        return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - named here


def test_the_rows_of_the_facts_that_matter_are_there(store: Store) -> None:
    assert rows(catch_up(store.reader, [SUMS])) == [(1, "s:0", "0.50"), (2, "s:1", "1.50")]


def test_an_entry_says_when_and_in_which_version(store: Store) -> None:
    views = [PAIRS]

    assert rows(catch_up(store.reader, views), "pairs") == [("2026-11-21T10:00:00.000000Z", 1)] * 2
    assert rows(catch_up(store.reader, views), "pairs_more") == [("noted",)] * 2


def test_columns_are_read_by_name_and_nothing_can_be_written(store: Store) -> None:
    with closing(catch_up(store.reader, [SUMS])) as views:
        assert views.execute("SELECT * FROM sums").fetchone()["amount"] == "0.50"
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            views.execute("DELETE FROM sums")


def test_only_what_is_new_is_read(store: Store) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store)
    told: list[int] = []

    assert len(rows(catch_up(store.reader, [SUMS], progress=told.append))) == 3
    assert told == [4]
    assert len(rows(catch_up(store.reader, [SUMS], progress=told.append))) == 3
    assert told == [4]


def test_long_ledgers_are_read_in_batches(store: Store) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store, 2500)
    told: list[int] = []

    assert len(rows(catch_up(store.reader, [SUMS], progress=told.append))) == 2502
    assert told == [1003, 2003, 2503]


def test_a_view_that_joins_later_reads_from_the_beginning(store: Store) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store, 2)

    assert len(rows(catch_up(store.reader, [SUMS, PAIRS]), "pairs")) == 4
    assert len(rows(catch_up(store.reader, [SUMS, PAIRS]))) == 4


def test_views_that_are_not_asked_are_left_as_they_are(store: Store) -> None:
    rows(catch_up(store.reader, [SUMS, PAIRS]))
    add(store)
    rows(catch_up(store.reader, [SUMS]))

    with closing(sqlite3.connect(views_beside(store.path))) as views:
        assert views.execute("SELECT count(*) FROM pairs").fetchone() == (2,)
    assert len(rows(catch_up(store.reader, [SUMS, PAIRS]), "pairs")) == 3


def test_without_facts_the_tables_are_there(tmp_path: Path) -> None:
    with LedgerReader(create(f"sqlite:///{tmp_path}/minutebook.db")) as reader:
        assert rows(catch_up(reader, [SUMS])) == []


def test_no_views_is_no_error(store: Store) -> None:
    with closing(catch_up(store.reader, [])) as views:
        assert views.execute("SELECT count(*) FROM minutebook_views").fetchone()[0] == 0


def test_indexes_are_made_when_the_rows_are_there(store: Store) -> None:
    with closing(catch_up(store.reader, [SUMS])) as views:
        indexes = views.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()

    assert "sums_by_subject" in {row["name"] for row in indexes}


def test_a_new_version_of_a_view_is_built_anew_and_its_old_tables_go(store: Store) -> None:
    old = replace(PAIRS, name="sums", tables=("CREATE TABLE sums_old (x)",), handlers={})
    rows(catch_up(store.reader, [old]), "sums_old")

    with closing(catch_up(store.reader, [replace(SUMS, version=2)])) as views:
        tables = {row[0] for row in views.execute("SELECT name FROM sqlite_master")}
        assert len(views.execute("SELECT * FROM sums").fetchall()) == 2

    assert "sums_old" not in tables


def test_readers_see_the_old_view_until_the_new_one_is_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "BATCH", 1)
    rows(catch_up(store.reader, [SUMS]))
    seen: list[int] = []
    with closing(sqlite3.connect(views_beside(store.path))) as other:

        def look(_: int) -> None:
            seen.append(other.execute("SELECT count(*) FROM sums").fetchone()[0])

        rows(catch_up(store.reader, [replace(SUMS, version=2, handlers={})], progress=look))
        assert other.execute("SELECT count(*) FROM sums").fetchone() == (0,)

    assert seen == [2, 2, 2]


def test_a_view_that_fails_leaves_everything_as_it_was(store: Store) -> None:
    def fail(entry: Entry) -> Iterator[tuple[str, Row]]:
        yield "sums", (entry.position, entry.subject, entry.fact["missing"])

    rows(catch_up(store.reader, [SUMS]))
    broken = replace(SUMS, version=2, handlers={"noted": fail})

    with pytest.raises(KeyError) as caught:
        catch_up(store.reader, [broken])

    assert caught.value.__notes__ == ["while reading noted at position 1"]
    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def test_a_row_for_a_table_of_another_view_is_refused(store: Store) -> None:
    with pytest.raises(KeyError, match="sums"):
        catch_up(store.reader, [replace(PAIRS, handlers={"noted": amounts})])


def test_a_wrong_statement_is_not_taken_for_a_damaged_file(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        catch_up(store.reader, [replace(SUMS, tables=("CREATE TABLE sums (x) nonsense",))])


def test_a_table_must_bear_the_name_of_its_view() -> None:
    with pytest.raises(ValueError, match="others does not bear the name of sums"):
        View("sums", 1, ("CREATE TABLE others (x)",), {})


def test_a_table_that_is_gone_is_made_again(store: Store) -> None:
    rows(catch_up(store.reader, [SUMS]))
    with closing(sqlite3.connect(views_beside(store.path))) as other:
        other.execute("DROP TABLE sums")

    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def spoil(path: Path) -> None:
    """Put something else there that is no database at all."""
    path.write_text("nonsense" * 999)


def foreign(path: Path) -> None:
    """Put another program's database there."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (x)")


def untracked(path: Path) -> None:
    """Take the positions away."""
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA application_id = {runner.APPLICATION_ID}")
        other.execute("CREATE TABLE sums (x)")


def torn(path: Path) -> None:
    """Overwrite all pages but the first."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


@pytest.mark.parametrize(
    ("damage", "first"),
    [
        (spoil, True),
        (lambda path: path.touch(), True),
        (foreign, True),
        (untracked, True),
        (torn, False),
    ],
)
def test_a_file_that_is_damaged_or_not_ours_is_replaced(
    store: Store, damage: object, *, first: bool
) -> None:
    path = views_beside(store.path)
    if not first:
        rows(catch_up(store.reader, [SUMS]))
    assert callable(damage)
    damage(path)

    assert len(rows(catch_up(store.reader, [SUMS]))) == 2
    assert len(rows(catch_up(store.reader, [SUMS]))) == 2
    with closing(sqlite3.connect(path)) as views:
        assert views.execute("PRAGMA application_id").fetchone() == (runner.APPLICATION_ID,)


def test_a_file_that_is_damaged_again_and_again_is_left_aside(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(views_beside(store.path))
    monkeypatch.setattr(runner, "_discard", lambda _: True)

    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def test_views_of_another_ledger_are_built_anew(store: Store, tmp_path: Path) -> None:
    rows(catch_up(store.reader, [SUMS]))
    (tmp_path / "other").mkdir()
    other = create(f"sqlite:///{tmp_path}/other/minutebook.db")
    with open_store(f"sqlite:///{other}", clock) as second:
        add(second, 5)
        assert len(rows(catch_up(second.reader, [SUMS], views_beside(store.path)))) == 5


def test_views_of_a_longer_ledger_are_built_anew(store: Store) -> None:
    rows(catch_up(store.reader, [SUMS]))
    with tampering(store.path) as connection:
        connection.execute("DELETE FROM ledger WHERE position > 1")

    assert len(rows(catch_up(store.reader, [SUMS]))) == 1


def test_rebuilding_starts_from_nothing(store: Store) -> None:
    rows(catch_up(store.reader, [SUMS]))
    with closing(sqlite3.connect(views_beside(store.path))) as other:
        other.execute("UPDATE sums SET amount = 'wrong'")
        other.commit()

    assert [row[2] for row in rows(rebuild(store.reader, [SUMS]))] == ["0.50", "1.50"]
    assert [row[2] for row in rows(catch_up(store.reader, [SUMS]))] == ["0.50", "1.50"]


@pytest.fixture
def shelf() -> Iterator[Path]:
    """Give the store of a folder that other users may enter, closed, with two facts."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        path = create(f"sqlite:///{name}/minutebook.db")
        with open_store(f"sqlite:///{path}", clock) as store:
            add(store, 2)
        yield path


def test_in_a_read_only_folder_views_are_built_in_memory(shelf: Path) -> None:
    with read_only(shelf.parent), LedgerReader(shelf) as reader:
        assert len(rows(catch_up(reader, [SUMS]))) == 2
        assert len(rows(rebuild(reader, [SUMS]))) == 2

    assert not views_beside(shelf).exists()


def test_in_a_read_only_folder_views_that_are_up_to_date_are_used(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LedgerReader(shelf) as reader:
        rows(catch_up(reader, [SUMS]))

    with read_only(shelf.parent), LedgerReader(shelf) as reader:
        monkeypatch.setattr(runner, "_furnish", lambda _: pytest.fail("built again"))
        assert len(rows(catch_up(reader, [SUMS]))) == 2


def test_in_a_read_only_folder_views_that_lag_are_built_in_memory(shelf: Path) -> None:
    with LedgerReader(shelf) as reader:
        rows(catch_up(reader, [SUMS]))
    with open_store(f"sqlite:///{shelf}", clock) as store:
        add(store)

    with read_only(shelf.parent), LedgerReader(shelf) as reader:
        assert len(rows(catch_up(reader, [SUMS]))) == 3
        assert len(rows(rebuild(reader, [SUMS]))) == 3


@pytest.mark.parametrize("damage", [torn, spoil, lambda path: shutil.copy(path, f"{path}-wal")])
def test_in_a_read_only_folder_views_that_cannot_be_trusted_are_built_in_memory(
    shelf: Path, damage: object
) -> None:
    with LedgerReader(shelf) as reader:
        rows(catch_up(reader, [SUMS]))
    assert callable(damage)
    damage(views_beside(shelf))

    with read_only(shelf.parent), LedgerReader(shelf) as reader:
        assert len(rows(catch_up(reader, [SUMS]))) == 2


def test_when_another_program_builds_for_too_long_views_are_built_in_memory(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(catch_up(store.reader, [SUMS]))
    add(store)
    monkeypatch.setattr(runner, "LOCK_TIMEOUT", 0.05)
    with closing(sqlite3.connect(views_beside(store.path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(rows(catch_up(store.reader, [SUMS]))) == 3


def test_where_a_folder_stands_in_the_way_views_are_built_in_memory(store: Store) -> None:
    views_beside(store.path).mkdir()

    assert len(rows(catch_up(store.reader, [SUMS]))) == 2


def test_views_stand_beside_the_store_under_its_name() -> None:
    assert views_beside(Path("books/minutebook.db")) == Path("books/minutebook.views.db")
    assert views_beside(Path("books/ours")) == Path("books/ours.views.db")


PROGRAM = """
import sys
from pathlib import Path
from engine.store.reader import LedgerReader
from projections.runner import catch_up
from tests.projections.counting import COUNTED

for _ in range(20):
    with LedgerReader(Path(sys.argv[1])) as reader:
        last = reader.last_position()
        views = catch_up(reader, [COUNTED])
        (count,) = views.execute("SELECT count(*) FROM counted").fetchone()
        views.close()
        assert count >= last, (count, last)
"""


def test_several_programs_at_once_count_everything_once(store: Store) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, os.fspath(store.path)]) for _ in range(3)
    ]
    while any(program.poll() is None for program in running):
        add(store, 50)
    assert [program.wait(60) for program in running] == [0, 0, 0]

    found = rows(catch_up(store.reader, [COUNTED]), "counted")
    assert found == [(n,) for n in range(1, store.reader.last_position() + 1)]


def test_keeping_views_imports_nothing_slow() -> None:
    code = (
        "import sys, projections.runner\n"
        "print(sorted({'eventsourcing', 'pydantic', 'domain', 'networkx', 'yaml'} & "
        "{name.partition('.')[0] for name in sys.modules}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert told.strip() == "[]"
